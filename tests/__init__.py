"""Everything that is run: samples, guides, the site in a browser, bad edits."""

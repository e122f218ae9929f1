"""What a build publishes beside the written pages: pages made from the data, downloads, redirects, data, the feed."""

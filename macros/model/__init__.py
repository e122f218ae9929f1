"""What the data may say: typed, immutable, and ignorant of YAML, files and pages.

One module a kind of file under ``data/``. The words are those of README.md's glossary.
"""

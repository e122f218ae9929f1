"""YAML in, page fragments out: everything the site computes from ``data/``."""

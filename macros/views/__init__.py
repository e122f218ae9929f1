"""What pages show, computed from the catalog: plain functions and plain values, no files, no HTML."""

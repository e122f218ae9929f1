"""What kinds of pages editors can write."""

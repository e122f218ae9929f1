"""Front ends: built by npm, laid into a task's samples, and used in a real browser."""

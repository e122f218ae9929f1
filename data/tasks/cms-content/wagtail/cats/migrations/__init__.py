"""Changes to the tables, written by `makemigrations`."""

"""What the tests of the guides need: start commands, checkers of shown files, a real proxy."""

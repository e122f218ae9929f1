"""Specifications of the proof tool; they run on an invented project."""

"""Specifications of the built site and of what it is made from."""

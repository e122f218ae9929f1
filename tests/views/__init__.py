"""Specifications of macros/views."""

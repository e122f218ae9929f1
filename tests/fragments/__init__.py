"""Specifications of macros/fragments."""

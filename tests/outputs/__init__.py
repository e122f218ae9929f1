"""Specifications of macros/outputs."""

"""Specifications of macros/reader."""

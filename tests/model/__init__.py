"""Specifications of macros/model."""

"""Tests that read this project's own data."""

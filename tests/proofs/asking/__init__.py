"""Asking a running sample: requests, outcomes, commands."""

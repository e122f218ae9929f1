"""YAML in, page fragments out: everything the site computes from ``data/``."""

import os

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
"""None is used, and to look for some takes a tenth of the time in which the data is checked."""

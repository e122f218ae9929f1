"""Reads ``data/``: strict YAML, typed models, every mistake of every file in one go."""

from macros.reader.load import Loaded, load

__all__ = ["Loaded", "load"]

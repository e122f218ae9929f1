"""Hypothesis strategies for the values that YAML files hold."""

import json
from typing import Any

from hypothesis import strategies as st

from macros.characters import UNCLEAR

_REFUSED = [character for character in map(chr, range(0x10000)) if UNCLEAR.match(character)]

TEXTS = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs"],
        include_characters="\n\r\t",
        exclude_characters=[*_REFUSED, *map(chr, range(0xE0000, 0xE1000))],
    ),
    max_size=40,
).filter(lambda text: not text.startswith(tuple("“„‘‚«‟")))
"""Texts without the characters that the reader refuses, and short enough to be keys."""

JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def as_json(value: Any) -> str:
    """Return JSON in which texts are as readable as in YAML."""
    return json.dumps(value, ensure_ascii=False)

"""The rules that keep the comparison consistent: each public function of these modules is one, with its test."""

import sys
from collections.abc import Callable, Iterator

from macros.catalog import Catalog
from macros.modules import public_functions
from macros.problem import Finding

Rule = Callable[[Catalog], Iterator[Finding]]

RULES: tuple[Rule, ...] = public_functions(sys.modules[__name__])


def check(catalog: Catalog) -> Iterator[Finding]:
    """Yield what every rule finds in all that could be read."""
    for rule in RULES:
        yield from rule(catalog)

"""The rules that keep the comparison consistent: each public function of these modules is one, with its test."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from macros.catalog import Catalog
from macros.memory import Memory
from macros.modules import public_functions
from macros.problem import Finding

Rule = Callable[[Catalog], Iterator[Finding]]

RULES: tuple[Rule, ...] = public_functions(sys.modules[__name__])


def check(catalog: Catalog, memory: Memory | None = None) -> Iterator[Finding]:
    """Yield what every rule finds in all that could be read."""
    recall = (memory or Memory()).recall
    for rule in RULES:
        yield from recall(("rule", rule.__name__), date.today(), partial(_found, rule, catalog), rule.__module__)


def _found(rule: Rule, catalog: Catalog) -> list[Finding]:
    return [*rule(catalog)]

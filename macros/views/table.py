"""The comparison table: groups of rows, a column a framework."""

from collections.abc import Iterable
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.views import urls, words
from macros.views.cells import Cell, cell


@dataclass(frozen=True)
class Row:
    """One criterion across all frameworks."""

    id: str
    title: str
    question: str
    kind: str
    kind_word: str
    url: str
    differs: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Rows:
    """Rows under a heading."""

    id: str
    title: str
    short: str
    rows: list[Row]


@dataclass(frozen=True)
class Table:
    """``columns`` are the frameworks' names in the order of each row's cells."""

    caption: str
    columns: list[str]
    groups: list[Rows]


def row(catalog: Catalog, name: str) -> Row:
    """Return the row of one criterion."""
    criterion = catalog.criteria[name]
    cells = [cell(catalog, name, framework) for framework in catalog.columns()]
    return Row(
        id=name,
        title=criterion.title,
        question=criterion.question,
        kind=criterion.kind,
        kind_word=words.KINDS[criterion.kind],
        url=urls.criterion(name),
        differs=len({one.headline for one in cells}) > 1,
        cells=cells,
    )


def comparison_table(catalog: Catalog) -> Table:
    """Return all rows by group."""
    comparison = catalog.comparison()
    groups = [
        Rows(group.id, group.title, group.short, _rows(catalog, catalog.rows(group.id))) for group in comparison.groups
    ]
    return Table(comparison.title, _columns(catalog), groups)


def headline_table(catalog: Catalog) -> Table:
    """Return the comparison's headline rows only, in their order."""
    comparison = catalog.comparison()
    return Table(comparison.title, _columns(catalog), [Rows("headline", "", "", _rows(catalog, comparison.headline))])


def some_rows(catalog: Catalog, names: Iterable[str]) -> Table:
    """Return the rows named, in the order named."""
    return Table(catalog.comparison().title, _columns(catalog), [Rows("some", "", "", _rows(catalog, names))])


def group_table(catalog: Catalog, name: str) -> Table:
    """Return the rows of one group."""
    return Table(
        catalog.comparison().title, _columns(catalog), [Rows(name, "", "", _rows(catalog, catalog.rows(name)))]
    )


def _columns(catalog: Catalog) -> list[str]:
    return [catalog.frameworks[one].name for one in catalog.columns()]


def _rows(catalog: Catalog, names: Iterable[str]) -> list[Row]:
    return [row(catalog, name) for name in names]

"""The comparison table: groups of criteria, a column for each framework."""

from collections.abc import Iterable
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.kinds import CRITERION
from macros.model.base import CriterionId
from macros.views import words
from macros.views.criteria import Cell, cells


@dataclass(frozen=True)
class Row:
    """One criterion across all frameworks."""

    title: str
    question: str
    kind: str
    kind_word: str
    url: str
    differs: bool
    cells: list[Cell]


@dataclass(frozen=True)
class RowGroup:
    """Rows under a heading; without a title they have none."""

    rows: list[Row]
    id: str = ""
    title: str = ""
    short: str = ""


@dataclass(frozen=True)
class Table:
    """``columns`` are the frameworks' names in the order of each row's cells."""

    caption: str
    columns: list[str]
    groups: list[RowGroup]


def row(catalog: Catalog, criterion_id: CriterionId) -> Row:
    """Return the row of one criterion."""
    criterion = catalog.criteria[criterion_id]
    row_cells = cells(catalog, criterion_id)
    return Row(
        title=criterion.title,
        question=criterion.question,
        kind=criterion.kind,
        kind_word=words.KINDS[criterion.kind],
        url=CRITERION.url(criterion_id),
        differs=len({cell.headline for cell in row_cells}) > 1,
        cells=row_cells,
    )


def comparison_table(catalog: Catalog) -> Table:
    """Return all rows by group."""
    groups = [
        RowGroup([row(catalog, key) for key in catalog.criteria_of(group.id)], group.id, group.title, group.short)
        for group in catalog.comparison.groups
    ]
    return _table(catalog, groups)


def headline_table(catalog: Catalog) -> Table:
    """Return the comparison's headline rows only, in their order."""
    return table_of(catalog, catalog.comparison.headline)


def table_of(catalog: Catalog, criterion_ids: Iterable[CriterionId]) -> Table:
    """Return the rows of some criteria, in the order given."""
    return _table(catalog, [RowGroup([row(catalog, criterion_id) for criterion_id in criterion_ids])])


def _table(catalog: Catalog, groups: list[RowGroup]) -> Table:
    columns = [catalog.frameworks[framework_id].name for framework_id in catalog.columns()]
    return Table(catalog.comparison.title, columns, groups)

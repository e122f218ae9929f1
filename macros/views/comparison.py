"""The comparison table: groups of criteria, a column for each framework."""

from collections.abc import Iterable
from dataclasses import dataclass

from macros.catalog import Catalog
from macros.kinds import CRITERION, TASK
from macros.model.base import CriterionId, FrameworkId
from macros.model.criterion import KINDS, VERDICTS, Kind, Verdict, task_of
from macros.views.criteria import Cell, cells


@dataclass(frozen=True)
class Row:
    """One criterion across all frameworks."""

    id: CriterionId
    title: str
    question: str
    kind: Kind
    url: str
    task_url: str
    """The page of the samples that were asked; empty where none was."""
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
class Column:
    """A framework, and which verdicts its cells have."""

    id: FrameworkId
    name: str
    marks: list[Verdict]


@dataclass(frozen=True)
class Table:
    """``columns`` are in the order of each row's cells; ``rows`` counts those of all groups, ``kinds`` names theirs."""

    caption: str
    columns: list[Column]
    groups: list[RowGroup]
    rows: int
    kinds: list[Kind]


def row(catalog: Catalog, criterion_id: CriterionId) -> Row:
    """Return the row of one criterion."""
    return catalog.memory.ask(_row, catalog, criterion_id)


def _row(catalog: Catalog, criterion_id: CriterionId) -> Row:
    criterion = catalog.criteria[criterion_id]
    task_id = task_of(criterion)
    return Row(
        id=criterion_id,
        title=criterion.title,
        question=criterion.question,
        kind=criterion.kind,
        url=CRITERION.url(criterion_id),
        task_url=TASK.url(task_id) if task_id else "",
        differs=differs(catalog, criterion_id),
        cells=cells(catalog, criterion_id),
    )


def differs(catalog: Catalog, criterion_id: CriterionId) -> bool:
    """Tell whether the answers differ: in verdict, value, how they come, or note, unless the row says ``same``."""
    criterion = catalog.criteria[criterion_id]
    answers = {
        (cell.verdict, answer.note if (answer := criterion.answers.get(cell.framework)) else None)
        for cell in cells(catalog, criterion_id)
    }
    return len(answers) > 1 and not criterion.same


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
    rows = [row for group in groups for row in group.rows]
    columns = [
        Column(
            id=framework_id,
            name=catalog.frameworks[framework_id].name,
            marks=[verdict for verdict in VERDICTS if any(row.cells[position].mark == verdict for row in rows)],
        )
        for position, framework_id in enumerate(catalog.columns())
    ]
    kinds = [kind for kind in KINDS if any(row.kind == kind for row in rows)]
    return Table(catalog.comparison.title, columns, groups, len(rows), kinds)

"""Macros for the comparison: its table, whole or in part, and its criteria by group."""

from macros.fragments._pieces import Item, item_list
from macros.kinds import CRITERION
from macros.model.base import CriterionId
from macros.site import Page
from macros.text import short_markdown
from macros.views import comparison


def comparison_table(page: Page) -> str:
    """All criteria, by group."""
    return page.block("comparison_table", table=comparison.comparison_table(page.catalog), filter=True)


def headline_table(page: Page) -> str:
    """The comparison's headline criteria."""
    return page.block("comparison_table", table=comparison.headline_table(page.catalog), filter=False)


def comparison_rows(page: Page, *criteria: CriterionId) -> str:
    """A few rows of the comparison."""
    for criterion_id in criteria:
        page.catalog.get(CRITERION, criterion_id)
    return page.block("comparison_table", table=comparison.table_of(page.catalog, criteria), filter=False)


def criterion_list(page: Page) -> str:
    """All criteria by group, each with its question."""
    parts = []
    for group in page.catalog.comparison.groups:
        criteria = {key: page.catalog.criteria[key] for key in page.catalog.criteria_of(group.id)}
        items = [Item(criterion.title, criterion.question, CRITERION.url(key)) for key, criterion in criteria.items()]
        parts.append(f"\n\n## {short_markdown(group.title)} {{ #{group.id} }}\n\n")
        parts.append(item_list(page, items))
    return "".join(parts)

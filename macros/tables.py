"""Markdown's tables as the templates write theirs: on a phone each row becomes a card that names its columns.

A cell bears its column's name for the style sheet, the first cell of a row is its header, and an empty corner is none.
"""

import xml.etree.ElementTree as ET

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class _Cards(Treeprocessor):  # type: ignore[misc] # Markdown has no types
    def run(self, root: ET.Element) -> None:
        """Rewrite every table in place."""
        parents = [(parent, table) for parent in root.iter() for table in parent if table.tag == "table"]
        for parent, table in parents:
            _rewrite(table)
            frame = ET.Element("div", {"class": "scroll"})
            frame.append(table)
            parent[list(parent).index(table)] = frame


def _rewrite(table: ET.Element) -> None:
    table.set("class", "plain-table card-table")
    labels = ["".join(cell.itertext()).strip() for cell in table.iterfind("thead/tr/th")]
    for cell, label in zip(table.iterfind("thead/tr/th"), labels, strict=True):
        if label:
            cell.set("scope", "col")
        else:
            cell.tag = "td"
    for row in table.iterfind("tbody/tr"):
        for at, cell in enumerate(row):
            if at == 0:
                cell.tag = "th"
                cell.set("scope", "row")
            else:
                cell.set("data-label", labels[at])
                _wrap(cell)


def _wrap(cell: ET.Element) -> None:
    """Put what is in a cell into one element, beside which its label stands."""
    inside = ET.Element("span")
    inside.text, cell.text = cell.text, None
    inside.extend(list(cell))
    for child in list(cell):
        cell.remove(child)
    cell.append(inside)


class CardTables(Extension):  # type: ignore[misc]
    """Adds this to Markdown, after the text inside of cells is made."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register it."""
        md.treeprocessors.register(_Cards(md), "card-tables", 5)

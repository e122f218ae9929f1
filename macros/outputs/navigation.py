"""The navigation: in mkdocs.yml, ``<folder>/*`` stands for the pages that the data or a framework brings."""

from typing import Any

from mkdocs.structure.pages import Page

from macros.outputs.pages import for_theme, generated_pages
from macros.site import Site
from macros.views import urls

Items = list[Any]
"""MkDocs' navigation: pages' files, or mappings of a title to a file or to more of the same."""

WRITTEN = {"what-is": "What is {}?", "get-started": "{}"}
"""The kinds of pages that people may write about a framework, and how the navigation calls each."""


def extend(site: Site, nav: Items) -> None:
    """Put the pages of each folder in the place that ``<folder>/*`` keeps for them."""
    folders: dict[str, Items] = {}
    for kind, title in WRITTEN.items():
        for framework_id in site.catalog.columns():
            if url := site.written_page(kind, framework_id):
                name = for_theme(title.format(site.catalog.frameworks[framework_id].name))
                folders.setdefault(kind, []).append({name: urls.source(url)})
    sections: dict[tuple[str, str], Items] = {}
    for page in generated_pages(site.catalog):
        folder = folders.setdefault(page.folder, [])
        if page.section and (page.folder, page.section) not in sections:
            sections[page.folder, page.section] = []
            folder.append({for_theme(page.section): sections[page.folder, page.section]})
        pages = sections.get((page.folder, page.section), folder)
        pages.append({for_theme(page.short_title): page.source})
    fill(nav, folders)


def fill(items: Items, folders: dict[str, Items]) -> None:
    """Replace each ``<folder>/*`` by the pages of that folder, or by nothing."""
    for position, item in reversed([*enumerate(items)]):
        if isinstance(item, str) and item.endswith("/*"):
            items[position : position + 1] = folders.get(item.removesuffix("/*"), [])
        for children in item.values() if isinstance(item, dict) else ():
            if isinstance(children, list):
                fill(children, folders)


def as_in_navigation(pages: list[Page]) -> list[Page]:
    """Return pages in the order of the navigation, and then those that are not in it."""
    ordered = []
    page = next((page for page in pages if page.is_homepage), None)
    while page:
        ordered.append(page)
        page = page.next_page
    return ordered + [page for page in pages if page not in ordered]

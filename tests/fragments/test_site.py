"""What concerns the site as a whole, on a page."""

from macros.fragments.site import counts, credits, glance
from tests.fragments.pieces import html, page_of, text
from tests.project import ScratchProject


def test_counts_and_the_last_run(project: ScratchProject) -> None:
    page = page_of(project)
    assert "Samples that run" in text(html(page, counts(page)))
    assert "2 January 2026" in text(html(page, glance(page)))


def test_the_article_is_credited_where_there_is_one(project: ScratchProject) -> None:
    page = page_of(project)
    assert "A or B" in text(html(page, credits(page)))
    comparison = "data/comparison.yml"
    project.write(comparison, project.read(comparison).partition("article:")[0])
    assert credits(page_of(project)) == ""

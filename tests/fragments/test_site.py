"""What concerns the site as a whole, on a page."""

from macros.fragments.site import article, counts, credits, glance
from tests.fragments.pieces import even, hrefs, html, page_of, text
from tests.project import ScratchProject


def test_counts_and_the_last_run(project: ScratchProject) -> None:
    page = page_of(project)
    assert "Samples that run" in text(html(page, counts(page)))
    assert "2 January 2026" in text(html(page, glance(page)))


def test_the_article_is_named_and_credited_where_there_is_one(project: ScratchProject) -> None:
    page = page_of(project)
    named = "“A or B: Which”, published by Somebody on 1 January 2025"
    assert named in even(text(html(page, credits(page))))
    assert even(text(html(page, article(page)))) == f"This site began with an earlier comparison: {named}."
    comparison = "data/comparison.yml"
    project.write(comparison, project.read(comparison).partition("article:")[0])
    page = page_of(project)
    assert credits(page) == article(page) == ""


def test_the_article_has_its_author_and_its_address_where_they_are_known(project: ScratchProject) -> None:
    project.edit(
        "data/comparison.yml", "publisher: Somebody", "publisher: Somebody, author: Ann, url: https://a.example"
    )
    page = page_of(project)
    piece = html(page, article(page))
    assert "“A or B: Which” by Ann, published by Somebody on 1 January 2025" in even(text(piece))
    assert hrefs(piece) == ["https://a.example"]

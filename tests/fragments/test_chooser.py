"""The chooser on a page: its questions, and its rules as a table."""

from macros.fragments import chooser
from tests.additions import add_questions
from tests.fragments.pieces import even, hrefs, html, page_of
from tests.project import ScratchProject
from tests.site.html import rows


def test_questions_have_their_choices_and_the_rules_their_rows(project: ScratchProject) -> None:
    add_questions(project)
    page = page_of(project)
    piece = html(page, chooser.chooser(page))
    assert [even(legend.text) for legend in piece.all("legend")] == ["Do you care?"]
    inputs = [element.attributes for element in piece.all("input")]
    assert [(each["name"], each["value"]) for each in inputs] == [("care", "yes"), ("care", "no")]
    assert [[even(cell) for cell in row] for row in rows(piece)] == [
        ["Question and answer", "Counts for Alpha", "Counts for Beta"],
        ["Do you care? Very much", "Guard (2)", "–"],
        ["Do you care? Not at all", "–", "–"],
    ]
    assert hrefs(piece) == ["../criteria/guard/"]

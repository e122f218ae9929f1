"""The parts of a criterion's page, and inline verdicts."""

from dataclasses import replace

import pytest

from macros.fragments import criteria, tasks
from macros.model.base import CriterionId, FrameworkId
from macros.site import Page
from macros.views.repository import Repository
from macros.views.words import OLD
from tests.additions import GUARD as GUARD_FILE
from tests.additions import add_service, add_since, add_weight, record_since
from tests.fragments.pieces import even, hrefs, html, page_of, text
from tests.project import TASK, ScratchProject
from tests.site.html import rows

GUARD, SPEED, AGE, TASTE = map(CriterionId, ("guard", "speed", "age", "taste"))
ALPHA, BETA = FrameworkId("alpha"), FrameworkId("beta")


@pytest.fixture
def page(project: ScratchProject) -> Page:
    return page_of(project, "criteria/guard/")


def test_an_answer_has_its_verdict_and_other_ways(page: Page) -> None:
    piece = html(page, criteria.criterion_answer(page, GUARD, BETA))
    assert [even(item.text) for item in piece.all("li")] == ["Extension: With plus. Run on 2 January 2026."]
    assert hrefs(piece) == ["../../tasks/ask/"]


def test_an_answer_has_its_note_and_sources(page: Page) -> None:
    piece = html(page, criteria.criterion_answer(page, AGE, BETA))
    assert "Only the core is old." in text(piece)
    assert [even(item.text) for item in piece.all("li")] == [
        "Its page, published 1 December 2025; opened 2 January 2026"
    ]


def test_an_answer_can_be_edited_and_reported_where_there_is_a_repository(page: Page) -> None:
    assert not hrefs(html(page, criteria.criterion_answer(page, GUARD, ALPHA)))
    public = Page(replace(page.site, repository=Repository("https://forge.example/us")), page.url)
    edit, report = hrefs(html(public, criteria.criterion_answer(public, GUARD, ALPHA)))
    assert edit == "https://forge.example/us/edit/main/data/criteria/guard.yml"
    assert "cell=guard+%2F+alpha" in report


def told(project: ScratchProject) -> str:
    """Return what the answer's page says of the release that brought it."""
    page = page_of(project)
    return text(html(page, criteria.criterion_answer(page, GUARD, ALPHA)))


def test_a_release_that_brought_it_is_told_with_what_the_one_before_showed(project: ScratchProject) -> None:
    add_since(project)
    says = "on 0.8, the program counted as “no” (wrong: accepted); on 0.9, it counted as “yes” (2 January 2026"
    assert f"{says}, {OLD}, Python" in told(project)
    assert "Repeat it in this project: make verify-since ONLY=guard/alpha" in told(project)
    assert "Out of date" not in told(project)


def test_a_program_that_did_not_start_on_the_release_before_is_not_told_as_a_no(project: ScratchProject) -> None:
    add_since(project)
    reason = "AttributeError: <no> 'guard'"
    record_since(
        project,
        before={"release": "0.8", "published": "2025-03-04", "state": "did-not-start", "reason": reason},
    )
    says = f"on 0.8, the program did not start ({reason}); on 0.9, it did, and counted as “yes” ("
    assert says in told(project)


def test_what_the_program_says_otherwise_on_the_older_release_is_told(project: ScratchProject) -> None:
    older = '    older: [{before: "0.9", file: main.py, replace: serve, with: run}]\n    notes:\n'
    project.edit("data/tasks/ask/task.yml", "    notes:\n", older)
    add_since(project)
    assert "on 0.8, the program, with run in place of serve, counted as “no”" in told(project)


def test_runs_of_releases_that_no_longer_fit_the_answer_are_out_of_date(project: ScratchProject) -> None:
    add_since(project)
    project.edit(GUARD_FILE, 'since: "0.9"', 'since: "0.8"')
    assert "Out of date: the answer or its sample has changed since." in told(project)


def test_the_evidence_of_a_test_is_what_each_framework_did(page: Page) -> None:
    piece = html(page, criteria.criterion_evidence(page, GUARD))
    assert rows(piece)[-1] == ["Ask wrongly.", "refused", "accepted", "refused", "accepted"]
    assert "Out of date" not in text(piece)


def test_a_run_is_repeated_with_its_archive_or_in_this_project(page: Page) -> None:
    piece = html(page, criteria.criterion_evidence(page, GUARD))
    assert {"../../files/tasks/ask/ask-alpha.tar.gz", "../../files/tasks/ask/ask-beta.tar.gz"} <= set(hrefs(piece))
    said = "Repeat it with ask-beta.tar.gz and sh repeat.sh, or in this project with make verify ONLY=ask/beta"
    assert said in text(piece)
    assert "it needs Python and pip alone." in text(piece)


def test_what_a_run_needs_of_the_system_is_named_beside_its_archive(project: ScratchProject) -> None:
    add_service(project)
    project.edit("data/tasks/ask/task.yml", "    port: 7000\n", "    port: 7000\n    program: bucketd\n")
    project.record()
    page = page_of(project, "criteria/guard/")
    said = text(html(page, criteria.criterion_evidence(page, GUARD)))
    assert "with ask-alpha.tar.gz and sh repeat.sh (it needs bucketd), or in this project" in said
    assert "with ask-beta.tar.gz and sh repeat.sh, or in this project" in said
    assert "it needs Python and pip, and what is named above." in said
    page = page_of(project, "tasks/ask/")
    said = text(html(page, tasks.task_samples(page, TASK)))
    assert "with this archive, Python, pip, bucketd" in said
    assert "with this archive, Python and pip" in said


def test_a_test_that_was_run_on_another_sample_is_out_of_date(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/beta/main.py", "serve(", "\nserve(")
    page = page_of(project)
    piece = html(page, criteria.criterion_evidence(page, GUARD))
    assert ["Out of date" in run.text for run in piece.all("li")] == [False, True]


@pytest.mark.parametrize(("criterion", "words"), [(SPEED, "10.5"), (AGE, "published pages"), (TASTE, "our judgement")])
def test_each_kind_of_criterion_has_its_evidence(page: Page, criterion: CriterionId, words: str) -> None:
    assert words in text(html(page, criteria.criterion_evidence(page, criterion)))


def test_a_criterion_begins_with_its_question_and_a_measured_one_compares_below_the_answers(page: Page) -> None:
    def paragraphs(criterion: CriterionId) -> list[str]:
        return [even(found.text) for found in html(page, criteria.criterion_intro(page, criterion)).all("p")][:2]

    ratio = "Alpha answers about as many requests a second as Beta for a question."
    assert paragraphs(SPEED) == ["How fast is it?", ratio]
    assert paragraphs(GUARD) == ["Is what is wrong refused?", "Why it matters"]


def test_what_was_measured_is_a_chart_without_colours_and_a_table(page: Page) -> None:
    piece = html(page, criteria.criterion_evidence(page, SPEED))
    assert [even(item.text) for item in piece.all("li")][:2] == ["Alpha: One process 10.5", "Beta: One process 10.5"]
    bars = piece.all("rect")
    assert [bar.attributes["width"] for bar in bars] == ["95.5%", "95.5%"], "of the highest round"
    assert [bar.attributes.get("fill") for bar in bars] == [None, "url(#bar-pattern-1)"], "told apart by a pattern"
    assert all(svg.attributes["aria-hidden"] == "true" for svg in piece.all("svg")), "the table says it all"
    assert rows(piece)[1:] == [["Alpha: One process", "10.5", "10 to 11"], ["Beta: One process", "10.5", "10 to 11"]]
    assert "../../deploy/cellar/" in hrefs(piece)


def test_what_is_counted_has_no_rounds(project: ScratchProject) -> None:
    add_weight(project)
    page = page_of(project)
    piece = html(page, criteria.criterion_evidence(page, CriterionId("weight")))
    assert "Rounds" not in text(piece)
    assert not piece.all("line")
    assert ["Beta: beta plus", "4", "beta 1.0, plus 1.0"] in rows(piece)


def test_the_other_criteria_of_the_group_come_last(page: Page) -> None:
    piece = html(page, criteria.criterion_footer(page, GUARD))
    assert "../speed/" in hrefs(piece)
    assert "./" not in hrefs(piece)


def test_a_correction_says_what_was_said_and_what_we_say(page: Page) -> None:
    piece = html(page, criteria.criterion_correction(page, GUARD))
    assert "Swapped." in text(piece)
    assert "“The article” is “A or B: Which”, published by Somebody on 1 January 2025." in even(text(piece))
    assert rows(piece) == rows(html(page, criteria.corrections(page)))


def test_inline_verdicts_and_answers(project: ScratchProject) -> None:
    page = page_of(project)
    link = '<a href="../criteria/guard/#alpha">Yes&#44; built in</a>'
    assert criteria.verdict(page, GUARD, ALPHA) == link
    assert criteria.answer(page, GUARD, ALPHA) == f"{link}. It is&#46;"
    assert ">Young</a>. It is young" in criteria.answer(page, AGE, ALPHA)
    assert criteria.criterion_link(page, GUARD) == '<a href="../criteria/guard/">Guard</a>'

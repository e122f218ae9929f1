"""What changed: the editors' news, the answers that releases brought, and what runs observed."""

from dataclasses import replace
from datetime import date

import pytest

from macros.catalog import Catalog
from macros.model.base import FrameworkId, GroupId
from macros.model.record import HistoryLine
from macros.views import changes
from tests.additions import NEWS, add_since, with_history
from tests.project import ALPHA, BETA, BETA_PLUS, ScratchProject, history_line

FIRST = {"right": "answered", "wrong": "refused"}
THEN = {"right": "answered", "wrong": "accepted"}


def ran(catalog: Catalog, *lines: HistoryLine) -> list[changes.Entry]:
    """Return what changed by runs alone."""
    return changes.entries(replace(catalog, changes=[], history=list(lines)))


def test_an_answer_that_changed_with_a_release_names_both_releases(catalog: Catalog) -> None:
    again = history_line(ALPHA, day="2026-01-05", outcomes=THEN, releases={"alpha": "1.1"})
    (entry,) = ran(catalog, history_line(ALPHA), again)
    assert (entry.title, entry.kind, entry.day) == ("Alpha: Guard was Yes, is No", "run", date(2026, 1, 5))
    assert entry.text == "With alpha 1.1 in place of 1.0."
    assert entry.links == [("Alpha: Guard", "criteria/guard/#alpha")]
    assert entry.frameworks == {"alpha"}
    assert entry.groups == {"first"}


def test_an_answer_that_changed_on_the_same_releases_says_that_we_changed_something(catalog: Catalog) -> None:
    (entry,) = ran(catalog, history_line(ALPHA), history_line(ALPHA, day="2026-01-05", outcomes=THEN))
    assert entry.text == "On the same releases: the sample or what is asked has changed."


def test_another_reply_that_changes_no_answer_is_told_with_its_task(catalog: Catalog) -> None:
    again = history_line(ALPHA, day="2026-01-05", outcomes=FIRST | {"right": "late"})
    (entry,) = ran(catalog, history_line(ALPHA), again)
    assert entry.title == "Alpha replies otherwise: Ask"
    assert "`right` was answered and is late. The answers stay." in entry.text
    assert entry.links == [("Ask", "tasks/ask/")]


def test_a_sample_with_something_added_changes_no_answer(catalog: Catalog) -> None:
    first = history_line(BETA_PLUS)
    outcomes = first.outcomes | {"wrong": "other"}
    (entry,) = ran(catalog, first, first.model_copy(update={"day": date(2026, 1, 5), "outcomes": outcomes}))
    assert entry.title.startswith("Beta + plus replies otherwise")
    assert entry.frameworks == {"beta"}


def test_what_was_not_asked_before_is_no_change(catalog: Catalog) -> None:
    before = history_line(ALPHA, outcomes={"right": "answered"})
    assert ran(catalog, before, history_line(ALPHA, day="2026-01-05")) == []
    assert (
        ran(catalog, history_line(ALPHA), history_line(ALPHA, day="2026-01-05", outcomes={"right": "answered"})) == []
    )


def test_runs_of_a_sample_that_is_gone_are_no_change(catalog: Catalog) -> None:
    lines = [history_line(ALPHA, sample="gone"), history_line(ALPHA, sample="gone", day="2026-01-05", outcomes=THEN)]
    assert ran(catalog, *lines) == []


def test_first_runs_are_no_change_but_are_counted(catalog: Catalog) -> None:
    lines = [history_line(ALPHA), history_line(BETA, day="2026-01-04"), history_line(ALPHA, day="2026-01-05")]
    assert ran(catalog, *lines) == []
    first = changes.first_runs(replace(catalog, history=lines))
    assert (first.samples, first.days) == (2, [date(2026, 1, 2), date(2026, 1, 4)])


def test_an_answer_that_a_release_brought_is_of_the_day_of_that_release(project: ScratchProject) -> None:
    add_since(project)
    (entry,) = changes.entries(project.catalog)
    assert (entry.title, entry.kind, entry.day) == ("Alpha 0.9: Guard", "release", date(2025, 4, 5))
    assert entry.text == "With 0.8, the program counted as “no”; with 0.9, it counts as “yes”."
    assert entry.links == [("Guard", "criteria/guard/")]


def test_on_one_day_the_editors_news_come_first(catalog: Catalog) -> None:
    catalog = with_history(catalog)
    same_day = NEWS.model_copy(update={"day": date(2026, 1, 5)})
    titles = [entry.title for entry in changes.entries(replace(catalog, changes=[same_day]))]
    assert titles == [NEWS.title, "Alpha: Guard was Yes, is No"]


def test_what_changed_twice_on_a_day_has_an_id_each_time(catalog: Catalog) -> None:
    day = "2026-01-05"
    then = history_line(ALPHA, day=day, outcomes=THEN)
    lines = [history_line(ALPHA), then, history_line(ALPHA, day=day), then]
    ids = [entry.id for entry in changes.entries(replace(catalog, history=lines))]
    name = "answer-guard-alpha-2026-01-05"
    assert ids == [name, f"{name}-2", f"{name}-3"]


@pytest.mark.parametrize("id_", ["news", "answer-guard-alpha-2026-01-05"])
def test_the_name_of_an_entry_depends_on_its_id_alone(catalog: Catalog, id_: str) -> None:
    (entry,) = [entry for entry in changes.entries(with_history(catalog)) if entry.id == id_]
    assert entry.urn == changes.urn(id_)
    assert entry.urn.startswith("urn:uuid:")


def test_a_framework_has_what_is_about_it_and_what_is_about_all(catalog: Catalog) -> None:
    catalog = with_history(catalog)
    of_beta = NEWS.model_copy(update={"id": "of-beta", "frameworks": [FrameworkId("beta")]})
    catalog = replace(catalog, changes=[NEWS, of_beta])
    answer = "answer-guard-alpha-2026-01-05"
    assert [each.id for each in changes.of_framework(catalog, FrameworkId("alpha"))] == [answer, "news"]
    assert [each.id for each in changes.of_framework(catalog, FrameworkId("beta"))] == ["news", "of-beta"]


def test_a_group_has_what_is_about_its_criteria(catalog: Catalog) -> None:
    catalog = with_history(catalog)
    about = NEWS.model_copy(update={"id": "tasted", "criteria": ["taste"]})
    catalog = replace(catalog, changes=[NEWS, about])
    assert [each.id for each in changes.of_group(catalog, GroupId("first"))] == ["answer-guard-alpha-2026-01-05"]
    assert [each.id for each in changes.of_group(catalog, catalog.criteria["taste"].group)] == ["tasted"]  # type: ignore[index]


def test_each_framework_and_each_group_has_a_feed(catalog: Catalog) -> None:
    assert [feed.url for feed in changes.feeds(catalog)] == [
        *("feeds/frameworks/alpha.xml", "feeds/frameworks/beta.xml"),
        *("feeds/groups/first.xml", "feeds/groups/second.xml"),
    ]

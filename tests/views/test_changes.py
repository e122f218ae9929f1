"""What changed: the editors' news, and what runs observed."""

from dataclasses import replace
from datetime import date

import pytest

from macros.catalog import Catalog
from macros.views import changes
from tests.additions import NEWS, with_history


def test_an_answer_that_changed_is_an_entry(catalog: Catalog) -> None:
    latest, changed, news, first = changes.entries(with_history(catalog))
    assert (latest.title, changed.title, first.title) == (
        "Test runs of 6 January 2026",
        "Test runs of 5 January 2026",
        "Test runs of 2 January 2026",
    )
    assert (news.id, news.runs) == (NEWS.id, [])
    assert first.text == "1 sample ran for the first time."
    assert (
        changed.text == "1 sample ran for the first time and 1 sample ran again with new requests or different results."
    )
    alpha, gone = changed.runs
    assert alpha.differences == [changes.Difference("wrong", "refused", "accepted")]
    assert (alpha.label, alpha.task, alpha.url) == ("Alpha", "Ask", "tasks/ask/")
    assert (gone.label, gone.first, gone.differences) == ("gone", True, [])
    assert latest.runs[0].differences == []


def test_an_exchange_that_was_not_asked_had_no_outcome(catalog: Catalog) -> None:
    history = with_history(catalog).history
    shorter = history[1].model_copy(update={"outcomes": {"right": "answered"}})
    (run,) = changes.entries(replace(catalog, history=[history[0], shorter]))[0].runs
    assert run.differences == [changes.Difference("wrong", "refused", None)]


def test_on_one_day_the_editors_news_come_first(catalog: Catalog) -> None:
    catalog = with_history(catalog)
    same_day = NEWS.model_copy(update={"day": date(2026, 1, 5)})
    titles = [entry.title for entry in changes.entries(replace(catalog, changes=[same_day]))]
    assert titles[1:3] == [NEWS.title, "Test runs of 5 January 2026"]


@pytest.mark.parametrize("id_", ["news", "runs-2026-01-05"])
def test_the_name_of_an_entry_depends_on_its_id_alone(catalog: Catalog, id_: str) -> None:
    (entry,) = [entry for entry in changes.entries(with_history(catalog)) if entry.id == id_]
    assert entry.urn == changes.urn(id_)
    assert entry.urn.startswith("urn:uuid:")

"""How much there is of each thing."""

from dataclasses import replace
from datetime import date

from macros.catalog import Catalog
from macros.views import site
from tests.additions import add_article, add_service
from tests.project import DAY, ScratchProject


def counts(project: ScratchProject) -> dict[str, int]:
    return dict(site.counts(project.catalog))


def test_counts_are_of_what_is_there(project: ScratchProject) -> None:
    project.add_frontend()
    assert counts(project) == {
        "Criteria": 4,
        "… of which tested": 1,
        "… of which measured": 1,
        "… of which sourced": 1,
        "… of which opinion": 1,
        "Tasks": 1,
        "Samples that run": 3,
        "Replies recorded": 6,
        "Samples broken on purpose, all caught": 3,
        "Replies altered on purpose, all caught": 12,
        "Front ends built and used in a browser": 1,
        "Deployment guides": 2,
        "Sources read": 8,
    }


def test_a_source_that_is_named_twice_is_counted_once(project: ScratchProject) -> None:
    before = counts(project)["Sources read"]
    project.edit("data/criteria/taste.yml", "https://beta.example/talk", "https://beta.example/age")
    assert counts(project)["Sources read"] == before - 1


def test_the_sources_of_a_service_are_counted(project: ScratchProject) -> None:
    before = counts(project)["Sources read"]
    add_service(project)
    assert counts(project)["Sources read"] == before + 1


def test_claims_and_their_sources_are_counted(project: ScratchProject) -> None:
    before = counts(project)
    assert "Claims of the earlier comparison judged" not in before
    add_article(project)
    after = counts(project)
    assert after["Claims of the earlier comparison judged"] == 3
    assert after["Rows of its table corrected"] == 1
    assert after["Sources read"] == before["Sources read"] + 2, "one of a claim, one of the setup"


def test_a_glance_says_how_much_was_run_and_when_last(catalog: Catalog) -> None:
    assert [number for _, number in site.glance(catalog)] == [4, 3, 6, 3]
    assert site.last_run(catalog) == date.fromisoformat(DAY)
    assert site.last_run(replace(catalog, checked={}, workload_records={})) is None
    assert site.last_run(replace(catalog, checked={})) == date.fromisoformat(DAY), "a measurement is a run too"

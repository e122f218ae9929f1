"""Frameworks: reasons to choose them, their users, and the releases that ran."""

from dataclasses import replace

from macros.catalog import Catalog
from macros.model.base import FrameworkId
from macros.views import frameworks
from tests.project import ALPHA, BETA_PLUS, ScratchProject


def test_reasons_lead_to_the_criteria_that_bear_them_out(catalog: Catalog) -> None:
    alpha, beta = frameworks.choices(catalog)
    (reason,) = alpha.reasons
    assert (reason.title, reason.short, reason.url) == ("Guard", "It refuses what is wrong.", "criteria/guard/")
    assert (beta.name, beta.choose_when) == ("Beta", "You want Beta.")


def test_a_strength_has_the_cell_that_bears_it_out(catalog: Catalog) -> None:
    (strength,) = frameworks.strengths(catalog, FrameworkId("alpha"))
    assert (strength.short, strength.title) == ("It refuses what is wrong.", "Guard")
    assert (strength.cell.verdict, strength.cell.url) == ("Yes, built in", "criteria/guard/#alpha")


def test_confirmed_users_come_first_then_the_order_is_by_name(project: ScratchProject) -> None:
    project.edit(
        "data/frameworks/alpha.yml",
        "users:\n",
        "users:\n  - {name: A rumour, short: Perhaps.}\n"
        '  - {name: anyone, short: Too., source: {title: P, url: "https://p.example/", opened: 2026-01-02}}\n',
    )
    alpha, beta = frameworks.users(project.catalog)
    assert [user.name for user in alpha.users] == ["anyone", "Someone", "A rumour"]
    assert (beta.name, len(beta.users)) == ("Beta", 1)


def test_releases_are_those_that_some_sample_ran_on(catalog: Catalog) -> None:
    beta = FrameworkId("beta")
    assert frameworks.proven_releases(catalog, beta) == ["1.0"]
    plus = catalog.sample_records[BETA_PLUS].model_copy(update={"releases": {"beta": "1.1", "plus": "3"}})
    catalog = replace(catalog, sample_records={**catalog.sample_records, BETA_PLUS: plus})
    assert frameworks.proven_releases(catalog, beta) == ["1.0", "1.1"]
    assert frameworks.proven_releases(replace(catalog, checked={ALPHA: catalog.checked[ALPHA]}), beta) == []

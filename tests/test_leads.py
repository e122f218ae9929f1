"""Which framework a criterion speaks for."""

import pytest

from macros.leads import Lead, lead
from macros.model.base import CriterionId, FrameworkId, WayId, WorkloadId
from tests.project import ScratchProject

AGE = "data/criteria/age.yml"
ALPHA, BETA = FrameworkId("alpha"), FrameworkId("beta")


@pytest.mark.parametrize(
    ("alpha", "beta", "expected"),
    [
        ("verdict: yes, by: core", "verdict: no", Lead(ALPHA, 2)),
        ("verdict: no", "verdict: yes, by: extra", Lead(BETA, 2)),
        ("verdict: yes, by: core", "verdict: yes, by: extra", Lead(ALPHA, 1)),
        ("verdict: partial, by: core, note: In part.", "verdict: no", Lead(ALPHA, 1)),
        ("verdict: yes, by: core", "verdict: yes, by: core", None),
        ("verdict: no", "verdict: no", None),
        ("verdict: yes, by: core", "verdict: unknown", None),
        ("value: Much", "value: Little", None),
    ],
)
def test_a_criterion_speaks_for_who_stands_best(
    project: ScratchProject, alpha: str, beta: str, expected: Lead | None
) -> None:
    sources = 'sources: [{title: Its page, url: "https://a.example/", opened: 2026-01-02}]'
    project.write(
        AGE,
        "title: Age\nquestion: How old is it?\nwhy: It is asked.\ngroup: second\nkind: sourced\nanswers:\n"
        f"  alpha: {{{alpha}, short: S., {sources}}}\n  beta: {{{beta}, short: S., {sources}}}\n",
    )
    assert lead(project.catalog, CriterionId("age")) == expected


@pytest.mark.parametrize(
    ("alpha", "beta", "leading"),
    [([100.0] * 5, [300.0] * 5, "beta"), ([300.0] * 5, [100.0] * 5, "alpha"), ([100.0] * 5, [104.0] * 5, None)],
)
@pytest.mark.parametrize(("quantity", "turns"), [("requests-per-second", False), ("memory-megabytes", True)])
def test_a_measured_criterion_speaks_for_the_better_value(
    project: ScratchProject, alpha: list[float], beta: list[float], leading: str | None, quantity: str, turns: bool
) -> None:
    """Of requests a second one wants many, of memory little; what cannot be told apart speaks for neither."""
    project.edit("data/criteria/speed.yml", "quantity: requests-per-second", f"quantity: {quantity}")
    catalog = project.catalog
    record = catalog.workload_records[WorkloadId("asking")]
    record.ways[WayId("alpha-alone")].rounds[quantity] = alpha  # type: ignore[index]
    record.ways[WayId("beta-alone")].rounds[quantity] = beta  # type: ignore[index]
    expected = {"alpha": "beta", "beta": "alpha"}.get(leading or "") if turns else leading
    found = lead(catalog, CriterionId("speed"))
    assert (found.framework if found else None) == expected


def test_what_was_not_measured_speaks_for_neither(project: ScratchProject) -> None:
    project.remove("data/records/measurements")
    assert lead(project.catalog, CriterionId("speed")) is None


def test_one_alone_is_no_lead(project: ScratchProject) -> None:
    project.edit(AGE, "    value: Young\n", "    verdict: unknown\n")
    assert lead(project.catalog, CriterionId("age")) is None

"""One cell: what a criterion answers for a framework, and on what it rests."""

from dataclasses import dataclass
from datetime import date, timedelta

from macros.catalog import Catalog
from macros.model.criterion import AnyCriterion, MeasuredCriterion, SourcedAnswer, TestedCriterion
from macros.verdicts import evidence, verdict
from macros.views import urls, words


@dataclass(frozen=True)
class Cell:
    """``mark`` names the verdict for styles; ``headline`` is what the cell says first."""

    framework: str
    name: str
    mark: str
    headline: str
    by: str
    short: str
    basis: str
    old: bool
    url: str


def cell(catalog: Catalog, name: str, framework: str, today: date | None = None) -> Cell:
    """Return the cell of the criterion ``name`` for a framework. A missing answer is unknown."""
    criterion = catalog.criteria[name]
    answer = criterion.answers.get(framework)
    written = verdict(criterion, framework)
    basis, old = _basis(catalog, name, criterion, framework, today or date.today())
    if isinstance(criterion, MeasuredCriterion):
        measured = measured_value(catalog, name, framework)
        mark, headline = ("value", measured) if measured else ("unknown", words.VERDICTS["unknown"])
    elif written is None:
        assert isinstance(answer, SourcedAnswer)
        mark, headline = "value", answer.value or ""
    else:
        mark, headline = written, words.VERDICTS[written]
    return Cell(
        framework=framework,
        name=catalog.frameworks[framework].name,
        mark=mark,
        headline=headline,
        by=words.BY.get(getattr(answer, "by", None) or "", ""),
        short=answer.short if answer else "Nobody has answered this yet.",
        basis=basis,
        old=old,
        url=urls.criterion(name) + f"#{framework}",
    )


def measured_value(catalog: Catalog, name: str, framework: str) -> str:
    """Return a measured value in words, empty where there is none."""
    found = catalog.measurements.get(name)
    if found is None or framework not in found.values:
        return ""
    return f"{words.number(found.values[framework])} {words.QUANTITIES[found.quantity]}"


def spread(rounds: list[float]) -> str:
    """Return the lowest and the highest of several rounds, empty where they say nothing more."""
    if len(set(rounds)) < 2:
        return ""
    return f"{words.number(min(rounds))} to {words.number(max(rounds))}"


def _basis(catalog: Catalog, name: str, criterion: AnyCriterion, framework: str, today: date) -> tuple[str, bool]:
    """Return on what a cell rests, in words, and whether that is old."""
    answer = criterion.answers.get(framework)
    if answer is None:
        return "", False
    last: date | None = None
    word = words.KINDS[criterion.kind]
    if isinstance(criterion, TestedCriterion):
        found = evidence(catalog, criterion, framework)
        last = catalog.checked.get((criterion.test.task, framework)) if found else None
        if last is None:
            return "Not run yet", False
    elif isinstance(criterion, MeasuredCriterion):
        measured = catalog.measurements.get(name)
        last = measured.measured if measured else None
    elif isinstance(answer, SourcedAnswer) and answer.sources:
        last = max(source.opened for source in answer.sources)
    if last is None:
        return word, False
    return f"{word} {words.day(last)}", today - last > timedelta(days=words.STALE_AFTER_DAYS)

"""A criterion: its cells, and the evidence for its answers."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from macros.catalog import Catalog, by_title
from macros.kinds import CRITERION, TASK
from macros.model.base import CriterionId, FrameworkId, SampleId, SampleKey, TaskId
from macros.model.criterion import (
    Answer,
    AnyCriterion,
    LoadMeasure,
    MeasuredCriterion,
    OtherWay,
    SourcedAnswer,
    TestedAnswer,
    TestedCriterion,
    Verdict,
    task_of,
)
from macros.requirements import written_name
from macros.verdicts import deciding_record, written_verdict
from macros.views import measurements, urls, words
from macros.views.samples import RunView, run_view

Mark = Verdict | Literal["value"]
"""What a cell shows first: a verdict, or a value in words."""


@dataclass(frozen=True)
class Remedy:
    """What adds what a framework lacks, in a word, and the page of the sample that shows it."""

    name: str
    url: str


@dataclass(frozen=True)
class Cell:
    """What a criterion answers for a framework. ``mark`` names the verdict for styles; ``headline`` comes first."""

    framework: FrameworkId
    name: str
    mark: Mark
    headline: str
    by: str
    short: str
    basis: str
    """What it rests on, in a word or two."""
    day: date | None
    """The day of that; None where there is none."""
    old: bool
    url: str
    remedies: list[Remedy]
    """What adds it, where the verdict is not a yes."""

    @property
    def verdict(self) -> str:
        """The headline, and how the framework comes by it."""
        return f"{self.headline}, {self.by}" if self.by else self.headline


def cell(catalog: Catalog, criterion_id: CriterionId, framework_id: FrameworkId, today: date | None = None) -> Cell:
    """Return the cell of a criterion for a framework. A missing answer is unknown."""
    criterion = catalog.criteria[criterion_id]
    answer = criterion.answers.get(framework_id)
    verdict = written_verdict(criterion, framework_id)
    mark: Mark
    basis, day = _basis(catalog, criterion_id, framework_id)
    if isinstance(criterion, MeasuredCriterion):
        value = measurements.headline(catalog, criterion_id, framework_id)
        mark, headline = ("value", value) if value else ("unknown", words.VERDICTS["unknown"])
    elif verdict is None:
        assert isinstance(answer, SourcedAnswer)
        mark, headline = "value", answer.value or ""
    else:
        mark, headline = verdict, words.VERDICTS[verdict]
    return Cell(
        framework=framework_id,
        name=catalog.frameworks[framework_id].name,
        mark=mark,
        headline=headline,
        by=_how(answer),
        short=answer.short if answer else "Not answered yet.",
        basis=basis,
        day=day,
        old=day is not None and words.is_old(day, today),
        url=urls.answer(criterion_id, framework_id),
        remedies=remedies(catalog, criterion, framework_id) if verdict in ("no", "partial") else [],
    )


def remedies(catalog: Catalog, criterion: AnyCriterion, framework_id: FrameworkId) -> list[Remedy]:
    """Return the extensions whose samples show what an answer lacks; without one, the reader's own code."""
    answer, task_id = criterion.answers.get(framework_id), task_of(criterion)
    if answer is None or task_id is None:
        return []
    url = TASK.url(task_id)
    added = {
        written_name(adds[0]): None
        for way in answer.also
        if way.by == "extension" and way.sample and (adds := catalog.sample(SampleKey(task_id, way.sample)).adds)
    }
    if not added and any(way.sample for way in answer.also):
        return [Remedy(words.OWN_CODE, url)]
    return [Remedy(name, url) for name in added]


def _how(answer: Answer | None) -> str:
    """Return what follows a verdict: how the framework comes by it, or a tested answer's value."""
    if isinstance(answer, TestedAnswer) and answer.value:
        return answer.value
    return words.BY.get(getattr(answer, "by", None) or "", "")


def cells(catalog: Catalog, criterion_id: CriterionId) -> list[Cell]:
    """Return a criterion's cells in the order of the columns."""
    return [cell(catalog, criterion_id, framework_id) for framework_id in catalog.columns()]


def _basis(catalog: Catalog, criterion_id: CriterionId, framework_id: FrameworkId) -> tuple[str, date | None]:
    """Return what a cell rests on, in a word or two, and its day."""
    criterion = catalog.criteria[criterion_id]
    answer = criterion.answers.get(framework_id)
    if answer is None:
        return "", None
    day: date | None = None
    word = words.KINDS[criterion.kind]
    if isinstance(criterion, TestedCriterion):
        key = SampleKey(criterion.test.task, SampleId(framework_id))
        day = catalog.day_of_last_run(key) if deciding_record(catalog, criterion, framework_id) else None
        if day is None:
            return "Not run yet", None
    elif isinstance(criterion, MeasuredCriterion):
        day = measurements.oldest_day(catalog, criterion_id, criterion)
    elif isinstance(answer, SourcedAnswer) and answer.sources:
        day = max(source.opened for source in answer.sources)
    return word, day


@dataclass(frozen=True)
class OtherWayView:
    """Another way to get it, the page of the sample that shows it, and the day of its last run."""

    way: OtherWay
    url: str
    ran: str


def other_ways(catalog: Catalog, criterion: AnyCriterion, framework_id: FrameworkId) -> list[OtherWayView]:
    """Return the other ways that an answer names."""
    answer, task_id = criterion.answers.get(framework_id), task_of(criterion)
    views = []
    for way in answer.also if answer else ():
        key = SampleKey(task_id, way.sample) if task_id and way.sample else None
        day = catalog.day_of_last_run(key)
        views.append(OtherWayView(way, TASK.url(key.task) if key else "", words.day(day) if day else ""))
    return views


NEIGHBOURS = 8
"""How many criteria of its group a criterion's page names: all of them would let the site grow with their square."""


def neighbours(catalog: Catalog, criterion_id: CriterionId) -> list[CriterionId]:
    """Return the criteria of a criterion's group that stand nearest to it, in the order of the rows."""
    return catalog.memory.ask(_neighbours, catalog, criterion_id)


def _neighbours(catalog: Catalog, criterion_id: CriterionId) -> list[CriterionId]:
    rows = catalog.criteria_of(catalog.criteria[criterion_id].group)
    place = rows.index(criterion_id)
    first = max(0, min(place - NEIGHBOURS // 2, len(rows) - 1 - NEIGHBOURS))
    return [key for key in rows[first : first + NEIGHBOURS + 1] if key != criterion_id]


def decided_by(catalog: Catalog, task_id: TaskId) -> list[CriterionId]:
    """Return the criteria that a task's samples answer, by a test or under a measured load."""
    return catalog.memory.ask(_decided_by, catalog, task_id)


def _decided_by(catalog: Catalog, task_id: TaskId) -> list[CriterionId]:
    loads = {name for name, workload in catalog.workloads.items() if workload.task == task_id}
    return [
        criterion_id
        for criterion_id, criterion in catalog.criteria.items()
        if task_of(criterion) == task_id
        or (
            isinstance(criterion, MeasuredCriterion)
            and isinstance(criterion.measure, LoadMeasure)
            and loads.intersection(criterion.measure.workloads)
        )
    ]


@dataclass(frozen=True)
class TestRow:
    """One exchange of a test: what a yes and a no look like, and what each framework's own sample showed."""

    short: str
    url: str
    yes: str
    no: str
    shown: list[str]


@dataclass(frozen=True)
class TestRun:
    """A framework's own sample: its last run, None before the first."""

    name: str
    key: SampleKey
    run: RunView | None


def test_rows(catalog: Catalog, criterion: TestedCriterion) -> list[TestRow]:
    """Return what was asked for a tested criterion, and what it showed in each column."""
    test = criterion.test
    rows = []
    for exchange_id in dict.fromkeys((*test.yes, *test.no)):
        shown = []
        for framework_id in catalog.columns():
            record = catalog.sample_records.get(SampleKey(test.task, SampleId(framework_id)))
            shown.append(record.outcomes.get(exchange_id, "not run") if record else "not run")
        rows.append(
            TestRow(
                short=catalog.tasks[test.task].exchanges[exchange_id].short,
                url=urls.part_of_task(test.task, exchange_id),
                yes=test.yes.get(exchange_id, "anything"),
                no=test.no.get(exchange_id, "anything"),
                shown=shown,
            )
        )
    return rows


def test_runs(catalog: Catalog, criterion: TestedCriterion) -> list[TestRun]:
    """Return the runs that decide a tested criterion, in the order of the columns."""
    runs = []
    for framework_id in catalog.columns():
        key = SampleKey(criterion.test.task, SampleId(framework_id))
        runs.append(TestRun(catalog.frameworks[framework_id].name, key, run_view(catalog, key)))
    return runs


@dataclass(frozen=True)
class CorrectionView:
    """What the source article said of a criterion, what we say, and why; each by framework."""

    title: str
    url: str
    said: list[tuple[str, str]]
    now: list[tuple[str, str]]
    change: str


def corrections(catalog: Catalog) -> list[CorrectionView]:
    """Return the corrections of the source article's table, by title."""
    views = (correction(catalog, criterion_id) for criterion_id in by_title(catalog.criteria))
    return [view for view in views if view]


def correction(catalog: Catalog, criterion_id: CriterionId) -> CorrectionView | None:
    """Return the correction of one criterion; None where the article said nothing of it."""
    criterion = catalog.criteria[criterion_id]
    if criterion.article is None:
        return None
    said = [
        (catalog.frameworks[framework_id].name, words.VERDICTS.get(claim, claim))
        for framework_id, claim in sorted(criterion.article.said.items())
        if framework_id in catalog.frameworks
    ]
    now = [(cell.name, cell.headline) for cell in cells(catalog, criterion_id)]
    return CorrectionView(criterion.title, CRITERION.url(criterion_id), said, now, criterion.article.change)

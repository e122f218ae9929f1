"""The comparison for other programs: the views of the pages as documents, whose models are their schema too."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from macros.catalog import Catalog
from macros.kinds import CRITERION, FRAMEWORK
from macros.model.base import CriterionId, FrameworkId, SampleId, SampleKey, Source
from macros.model.criterion import Answer, Kind, TestedCriterion
from macros.model.framework import Framework
from macros.verdicts import deciding_record
from macros.views import comparison, site, urls
from macros.views.archives import is_archived
from macros.views.comparison import Row
from macros.views.criteria import Cell, Mark, other_ways
from macros.views.samples import releases

VERSION = "1.0"
"""Of the documents: the second number rises when a member is added, the first when one changes or goes."""

LICENSE = "MIT"
"""The licence of the data, as SPDX names it."""

Link = Callable[[str], str]
"""Makes an address from the site's root absolute, where the site's own is known."""

Text = Annotated[str, Field(description="One line of plain text; code stands between backticks.")]
Prose = Annotated[str, Field(description="CommonMark without HTML.")]
Address = Annotated[
    str,
    Field(
        json_schema_extra={"format": "uri-reference"},
        description="Absolute, or from the site's root where the site does not know its own address.",
    ),
]


class _Part(BaseModel):
    # A document always has all its members; what there is not is null.
    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_serialization_defaults_required=True)


class PageLink(_Part):
    """A page of this site."""

    title: Text
    url: Address


class OtherWay(_Part):
    """Another way to get it. It never changes a verdict."""

    by: Literal["extension", "own-code"]
    short: Text
    url: Address | None = Field(description="The page of the sample that shows it; null where none does.")
    documentation: Address | None


class Reference(_Part):
    """A page that somebody published, and the day on which we opened it."""

    title: Text
    url: Address
    opened: date
    published: date | None


class Run(_Part):
    """The run that decides a tested answer."""

    changed: date = Field(description="The day on which an observation last came out differently.")
    python: str
    system: str
    releases: dict[str, str] = Field(description="The releases of the packages that were run, by package.")
    outcomes: dict[str, str] = Field(description="What each exchange of the test led to.")
    archive: Address | None = Field(description="What repeats the run anywhere, with `sh repeat.sh`.")


class ExportedAnswer(_Part):
    """What a criterion answers for a framework: a cell of the comparison."""

    framework: str = Field(description="The framework's ID.")
    name: Text
    mark: Mark = Field(description="The verdict; `value` where the answer is a value in words.")
    answer: Text = Field(description="The verdict or the value, as pages show it.")
    how: Text = Field(description="What pages show after a verdict: how the framework comes by it; often empty.")
    by: Literal["core", "extra"] | None = Field(description="Built in, or an official extra.")
    short: Text
    note: Prose | None
    since: str | None = Field(description="The release that brought it, where that matters.")
    documentation: Address | None
    basis: Text = Field(description="What the answer rests on, in a word.")
    day: date | None = Field(description="The day of that: of the last run, or on which the newest page was opened.")
    run: Run | None = Field(description="The run that decides it; null where none does.")
    remedies: list[PageLink] = Field(description="What adds it where the verdict is not a yes.")
    also: list[OtherWay]
    sources: list[Reference]
    url: Address


class ExportedCriterion(_Part):
    """A question put alike to every framework, and the answers: a row of the comparison."""

    id: str
    title: Text
    question: Text
    why: Prose
    group: str = Field(description="The group's ID.")
    kind: Kind
    differs: bool = Field(description="Whether the answers differ in more than their words.")
    url: Address
    json_url: Address
    answers: list[ExportedAnswer] = Field(description="One for each framework, in the order of the columns.")


class ExportedGroup(_Part):
    """A heading under which criteria are grouped."""

    id: str
    title: Text
    short: Text


class ExportedFramework(_Part):
    """What is compared."""

    id: str
    name: Text
    summary: Text
    package: str
    first_release: date
    links: dict[str, Address] = Field(description="Where its makers publish.")
    json_url: Address


class _Document(_Part):
    version: str = Field(description="Of this form, not of the data: members may be added within a first number.")
    license: str = Field(description="Of the data, as SPDX names it.")
    site: Address = Field(description="The site's home page.")
    checked: date | None = Field(description="The day of the latest run of anything.")


class ComparisonDocument(_Document):
    """The whole comparison."""

    title: Text
    frameworks: list[ExportedFramework] = Field(description="In the order of the columns: by name.")
    groups: list[ExportedGroup]
    criteria: list[ExportedCriterion] = Field(description="In the order of the rows.")


class CriterionDocument(_Document):
    """One criterion."""

    criterion: ExportedCriterion


class CriterionAnswer(_Part):
    """A framework's answer to a criterion."""

    criterion: str = Field(description="The criterion's ID.")
    title: Text
    question: Text
    group: str = Field(description="The group's ID.")
    kind: Kind
    answer: ExportedAnswer


class FrameworkDocument(_Document):
    """One framework with all its answers."""

    framework: ExportedFramework
    answers: list[CriterionAnswer] = Field(description="In the order of the rows.")


DOCUMENTS = (ComparisonDocument, CriterionDocument, FrameworkDocument)
"""What a file may hold."""


def comparison_document(catalog: Catalog, link: Link) -> ComparisonDocument:
    """Return the whole comparison, from the view that the table shows."""
    groups = comparison.comparison_table(catalog).groups
    return ComparisonDocument(
        version=VERSION,
        license=LICENSE,
        site=link("") or "./",
        checked=site.last_run(catalog),
        title=catalog.comparison.title,
        frameworks=[_framework(key, catalog.get(FRAMEWORK, key), link) for key in catalog.columns()],
        groups=[ExportedGroup(id=group.id, title=group.title, short=group.short) for group in groups],
        criteria=[_criterion(catalog, row, link) for group in groups for row in group.rows],
    )


def criterion_documents(whole: ComparisonDocument) -> dict[str, CriterionDocument]:
    """Return a document for each criterion of the comparison, by ID."""
    return {each.id: CriterionDocument(**_head(whole), criterion=each) for each in whole.criteria}


def framework_documents(whole: ComparisonDocument) -> dict[str, FrameworkDocument]:
    """Return a document for each framework of the comparison, by ID."""
    return {
        each.id: FrameworkDocument(**_head(whole), framework=each, answers=list(_answers(whole, column)))
        for column, each in enumerate(whole.frameworks)
    }


def _head(whole: ComparisonDocument) -> dict[str, Any]:
    return {name: getattr(whole, name) for name in _Document.model_fields}


def _answers(whole: ComparisonDocument, column: int) -> list[CriterionAnswer]:
    return [
        CriterionAnswer(
            criterion=each.id,
            title=each.title,
            question=each.question,
            group=each.group,
            kind=each.kind,
            answer=each.answers[column],
        )
        for each in whole.criteria
    ]


def _framework(key: FrameworkId, framework: Framework, link: Link) -> ExportedFramework:
    return ExportedFramework(
        id=key,
        name=framework.name,
        summary=framework.summary,
        package=framework.package,
        first_release=framework.first_release,
        links=framework.links.model_dump(),
        json_url=link(urls.framework_json(key)),
    )


def _criterion(catalog: Catalog, row: Row, link: Link) -> ExportedCriterion:
    criterion = catalog.get(CRITERION, row.id)
    return ExportedCriterion(
        id=row.id,
        title=row.title,
        question=row.question,
        why=criterion.why,
        group=criterion.group,
        kind=row.kind,
        differs=row.differs,
        url=link(row.url),
        json_url=link(urls.criterion_json(row.id)),
        answers=[_answer(catalog, row.id, cell, link) for cell in row.cells],
    )


def _answer(catalog: Catalog, criterion_id: CriterionId, cell: Cell, link: Link) -> ExportedAnswer:
    criterion = catalog.criteria[criterion_id]
    answer: Answer | None = criterion.answers.get(cell.framework)
    sources: list[Source] = getattr(answer, "sources", None) or []
    return ExportedAnswer(
        framework=cell.framework,
        name=cell.name,
        mark=cell.mark,
        answer=cell.headline,
        how=cell.by,
        by=getattr(answer, "by", None),
        short=cell.short,
        note=answer.note if answer else None,
        since=answer.since if answer else None,
        documentation=answer.docs if answer else None,
        basis=cell.basis,
        day=cell.day,
        run=_run(catalog, criterion_id, cell.framework, link),
        remedies=[PageLink(title=remedy.name, url=link(remedy.url)) for remedy in cell.remedies],
        also=[
            OtherWay(
                by=other.way.by,
                short=other.way.short,
                url=link(other.url) if other.url else None,
                documentation=other.way.docs,
            )
            for other in other_ways(catalog, criterion, cell.framework)
        ],
        sources=[
            Reference(title=source.title, url=source.url, opened=source.opened, published=source.published)
            for source in sources
        ],
        url=link(cell.url),
    )


def _run(catalog: Catalog, criterion_id: CriterionId, framework_id: FrameworkId, link: Link) -> Run | None:
    criterion = catalog.criteria[criterion_id]
    record = deciding_record(catalog, criterion, framework_id)
    if record is None or not isinstance(criterion, TestedCriterion):
        return None
    key = SampleKey(criterion.test.task, SampleId(framework_id))
    asked = [name for name in record.outcomes if name in criterion.test.yes or name in criterion.test.no]
    return Run(
        changed=record.changed,
        python=record.python,
        system=record.system,
        releases=releases(catalog, key),
        outcomes={name: record.outcomes[name] for name in asked},
        archive=link(urls.archive(key)) if is_archived(catalog, key) else None,
    )

"""Macros for criteria: the parts of a criterion's page, and inline facts for written pages."""

from macros.fragments._pieces import link
from macros.kinds import CRITERION, FRAMEWORK, TASK
from macros.model.base import AnswerKey, CriterionId, FrameworkId
from macros.model.criterion import LoadMeasure, MeasuredCriterion, TestedCriterion
from macros.site import Page
from macros.text import short_markdown
from macros.views import comparison, criteria, embeds, measurements, urls
from macros.views.since import since_view


def criterion_intro(page: Page, criterion: CriterionId) -> str:
    """The question, all answers at a glance, and why it matters."""
    value = page.catalog.get(CRITERION, criterion)
    sentence = measurements.sentence(page.catalog, criterion, value) if isinstance(value, MeasuredCriterion) else ""
    return page.block(
        "criterion_intro",
        criterion=value,
        cells=criteria.cells(page.catalog, criterion),
        sentence=sentence,
    )


def criterion_answer(page: Page, criterion: CriterionId, framework: FrameworkId) -> str:
    """One framework's answer, whole."""
    value = page.catalog.get(CRITERION, criterion)
    page.catalog.get(FRAMEWORK, framework)
    answer = value.answers.get(framework)
    return page.block(
        "criterion_answer",
        cell=criteria.cell(page.catalog, criterion, framework),
        answer=answer,
        ways=criteria.other_ways(page.catalog, value, framework),
        since=since_view(page.catalog, criterion, framework),
        since_is_stale=page.site.is_stale(AnswerKey(criterion, framework)),
        sources=getattr(answer, "sources", None) or [],
        edit_url=page.site.repository.edit(CRITERION.path(criterion)),
        report_url=page.site.repository.report(criterion, framework),
    )


def criterion_evidence(page: Page, criterion: CriterionId) -> str:
    """The evidence for a criterion's answers."""
    value = page.catalog.get(CRITERION, criterion)
    if isinstance(value, TestedCriterion):
        runs = criteria.test_runs(page.catalog, value)
        return page.block(
            "criterion_tested",
            task_title=page.catalog.tasks[value.test.task].title,
            task_url=TASK.url(value.test.task),
            rows=criteria.test_rows(page.catalog, value),
            runs=runs,
            stale=[page.site.is_stale(run.key) for run in runs],
        )
    if isinstance(value, MeasuredCriterion):
        loads = value.measure if isinstance(value.measure, LoadMeasure) else None
        charts = measurements.charts(page.catalog, criterion, value)
        return page.block(
            "criterion_measured",
            criterion=criterion,
            charts=charts,
            compared=measurements.compared_ways(page.catalog, loads) if loads and charts else "",
            depends=measurements.depends(page.catalog, loads) if loads else [],
        )
    return page.block("criterion_published", criterion=value)


def criterion_correction(page: Page, criterion: CriterionId) -> str:
    """What the source article said of a criterion, which article that is, and what we changed."""
    value = page.catalog.get(CRITERION, criterion)
    view = criteria.correction(page.catalog, criterion)
    label = f"The article on: {value.title}"
    article = page.catalog.comparison.article
    return page.block("corrections", corrections=[view] if view else [], label=label, article=article)


def criterion_footer(page: Page, criterion: CriterionId) -> str:
    """The code that shows the row on another page, and criteria of the same group beside it."""
    group_id = page.catalog.get(CRITERION, criterion).group
    group = next(group for group in page.catalog.comparison.groups if group.id == group_id)
    others = criteria.neighbours(page.catalog, criterion)
    related = [(page.catalog.criteria[key].title, CRITERION.url(key)) for key in others]
    row = comparison.row(page.catalog, criterion)
    return page.block(
        "criterion_footer",
        group=group,
        related=related,
        more=len(page.catalog.criteria_of(group_id)) - 1 - len(others),
        embed=embeds.codes(row, page.site.absolute if page.site.address else lambda url: embeds.PLACE + url),
        place="" if page.site.address else embeds.PLACE,
        badge=embeds.badge(row),
        badge_url=urls.badge(criterion),
    )


def corrections(page: Page) -> str:
    """What the source article said of each criterion in its table, and what we changed."""
    views = criteria.corrections(page.catalog)
    return page.block("corrections", corrections=views, label="The article’s rows and ours", article=None)


def verdict(page: Page, criterion: CriterionId, framework: FrameworkId) -> str:
    """A verdict as a word that leads to its criterion (inline)."""
    page.catalog.get(CRITERION, criterion)
    page.catalog.get(FRAMEWORK, framework)
    cell = criteria.cell(page.catalog, criterion, framework)
    return link(page.link(cell.url), cell.verdict)


def answer(page: Page, criterion: CriterionId, framework: FrameworkId) -> str:
    """A verdict that leads to its criterion, and the answer in a few words (inline)."""
    linked_verdict = verdict(page, criterion, framework)
    return f"{linked_verdict}. {short_markdown(criteria.cell(page.catalog, criterion, framework).short)}"


def criterion_link(page: Page, criterion: CriterionId) -> str:
    """A criterion's title that leads to its page (inline)."""
    title = page.catalog.get(CRITERION, criterion).title
    return link(page.link(CRITERION.url(criterion)), title)

"""Macros for the pages of criteria."""

from macros.catalog import Catalog
from macros.fragments.base import Maker
from macros.model.criterion import AnyCriterion, MeasuredCriterion, TestedCriterion
from macros.views import samples, site, urls, words
from macros.views.cells import cell, spread


class CriterionFragments:
    """The parts of a criterion's page, each by the criterion's ID."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    def _criterion(self, name: str) -> AnyCriterion:
        return self.make.catalog.criteria[self.make.known("criterion", name, self.make.catalog.criteria)]

    def criterion_intro(self, name: str) -> str:
        """The question, all answers at a glance, and why it matters."""
        catalog = self.make.catalog
        cells = [cell(catalog, name, one) for one in catalog.columns()] if self._criterion(name) else []
        return self.make.block("criterion_intro", criterion=self._criterion(name), cells=cells)

    def criterion_answer(self, name: str, framework: str) -> str:
        """One framework's answer, whole."""
        catalog = self.make.catalog
        criterion = self._criterion(name)
        answer = criterion.answers.get(self.make.known("framework", framework, catalog.frameworks))
        ways = []
        for way in answer.also if answer else ():
            task = _task(criterion)
            url = urls.task(task) if way.sample and task else ""
            checked = catalog.checked.get((task or "", way.sample or ""))
            ways.append((way, url, words.day(checked) if checked else ""))
        return self.make.block(
            "criterion_answer",
            cell=cell(catalog, name, framework),
            answer=answer,
            ways=ways,
            sources=getattr(answer, "sources", None) or [],
            edit_url=self.make.repository.edit(f"data/criteria/{name}.yml"),
            report_url=self.make.repository.report(name, framework),
        )

    def criterion_evidence(self, name: str) -> str:
        """How the answers were come by."""
        criterion = self._criterion(name)
        if isinstance(criterion, TestedCriterion):
            return self._tested(criterion)
        if isinstance(criterion, MeasuredCriterion):
            return self._measured(name, criterion)
        return self.make.block("criterion_published", criterion=criterion)

    def _tested(self, criterion: TestedCriterion) -> str:
        catalog = self.make.catalog
        test = criterion.test
        task = catalog.tasks[test.task]
        columns = catalog.columns()
        rows = []
        for exchange in dict.fromkeys((*test.yes, *test.no)):
            shown = []
            for framework in columns:
                record = catalog.records.get((test.task, framework))
                reply = record.replies.get(exchange) if record else None
                shown.append(reply.outcome if reply else "not run")
            rows.append(
                {
                    "short": task.exchanges[exchange].short,
                    "url": urls.task(test.task) + f"#{exchange}",
                    "yes": test.yes.get(exchange, "anything"),
                    "no": test.no.get(exchange, "anything"),
                    "shown": shown,
                }
            )
        runs = [
            (
                catalog.frameworks[one].name,
                samples.sample_view(catalog, test.task, one).run if one in task.samples else None,
                self.make.is_stale(test.task, one),
            )
            for one in columns
        ]
        return self.make.block(
            "criterion_tested",
            task=task,
            task_url=urls.task(test.task),
            columns=[catalog.frameworks[one].name for one in columns],
            rows=rows,
            runs=runs,
        )

    def _measured(self, name: str, criterion: MeasuredCriterion) -> str:
        catalog = self.make.catalog
        found = catalog.measurements.get(name)
        rows = []
        if found and found.values:
            lowest = min(found.values.values())
            for one in catalog.columns():
                if one not in found.values:
                    continue
                numbers = ", ".join(f"{package} {number}" for package, number in found.releases[one].items())
                rows.append(
                    {
                        "name": catalog.frameworks[one].name,
                        "value": words.number(found.values[one]),
                        "spread": spread(found.rounds.get(one, [])),
                        "ratio": f"{found.values[one] / lowest:.1f} ×",
                        "command": found.commands[one],
                        "releases": numbers,
                    }
                )
        task = criterion.measure.task
        return self.make.block(
            "criterion_measured",
            measurement=found,
            rows=rows,
            task=catalog.tasks[task],
            task_url=urls.task(task),
            guide_title=catalog.deployments[criterion.measure.deployment].title,
            guide_url=urls.deployment(criterion.measure.deployment),
        )

    def criterion_correction(self, name: str) -> str:
        """What the source article said of this row, and what we changed."""
        criterion = self._criterion(name)
        found = [one for one in site.corrections(self.make.catalog) if one.url == urls.criterion(name)]
        return self.make.block("correction", corrections=found, label=f"The article on: {criterion.title}")

    def criterion_footer(self, name: str) -> str:
        """The other criteria of the same group."""
        catalog: Catalog = self.make.catalog
        criterion = self._criterion(name)
        group = next(one for one in catalog.comparison().groups if one.id == criterion.group)
        related = [(catalog.criteria[one].title, urls.criterion(one)) for one in catalog.rows(group.id) if one != name]
        return self.make.block("criterion_footer", group=group, related=related)


def _task(criterion: AnyCriterion) -> str | None:
    if isinstance(criterion, TestedCriterion):
        return criterion.test.task
    return criterion.measure.task if isinstance(criterion, MeasuredCriterion) else None

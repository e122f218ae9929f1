"""Macros for samples and what they answered, in prose and on the pages of tasks."""

from markupsafe import Markup

from macros.fragments.base import Maker
from macros.model.criterion import MeasuredCriterion, TestedCriterion
from macros.model.task import Task
from macros.views import replies, samples, steps, urls
from macros.views.table import row


class TaskFragments:
    """The parts of a task's page, each by the task's ID, and one sample or reply for prose."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    def _task(self, name: str) -> Task:
        return self.make.catalog.tasks[self.make.known("task", name, self.make.catalog.tasks)]

    def task_intro(self, name: str) -> str:
        """What the task is about, and which criteria it decides."""
        catalog = self.make.catalog
        decided = []
        for one, criterion in catalog.criteria.items():
            if isinstance(criterion, TestedCriterion | MeasuredCriterion):
                at = criterion.test.task if isinstance(criterion, TestedCriterion) else criterion.measure.task
                if at == name:
                    shown = row(catalog, one)
                    decided.append((shown.title, shown.url))
        return self.make.block("task_intro", task=self._task(name), criteria=sorted(decided))

    def task_samples(self, name: str) -> str:
        """All samples, one a tab, each with its requests for other programs."""
        self._task(name)
        ids = samples.ordered(self.make.catalog, name)
        labels = [samples.label(self.make.catalog, name, one) for one in ids]
        return self.make.tabs(labels, [self._sample(name, one) for one in ids])

    def _sample(self, task: str, name: str) -> Markup:
        view = samples.sample_view(self.make.catalog, task, name, self.make.is_stale(task, name))
        framework = self.make.catalog.tasks[task].samples[name].framework
        return self.make.html(
            "sample",
            view=view,
            framework=framework,
            http_file=urls.http_file(task, name),
            postman=urls.postman(task, name),
            beside=samples.beside_link(self.make.catalog, task, name),
        )

    def task_beside(self, name: str, program: str) -> str:
        """A program that runs beside a task's samples: what it is, its files, how to start it."""
        found = self._task(name).beside
        beside = found[self.make.known("program beside", program, found)]
        view = samples.beside_view(self.make.catalog, name, program)
        return self.make.block("beside", program=beside, view=view)

    def task_exchange(self, name: str, exchange: str) -> str:
        """One exchange: its outcomes, and every sample's request and answer, one a tab."""
        catalog = self.make.catalog
        found = self._task(name).exchanges[self.make.known("exchange", exchange, self._task(name).exchanges)]
        ran = found.run is not None
        outcomes = [(one, replies.outcome_words(outcome, of_command=ran)) for one, outcome in found.outcomes.items()]
        meaning = self.make.block("exchange_meaning", every=found.every, outcomes=outcomes)
        ids = samples.ordered(catalog, name)
        views = [view for one in ids if (view := replies.reply_view(catalog, name, one, exchange))]
        if not views:
            return meaning
        bodies = [self.make.html("reply", view=view) for view in views]
        return meaning + self.make.tabs([view.label for view in views], bodies)

    def task_mutations(self, name: str) -> str:
        """The changes that must break the samples, and what they broke."""
        catalog = self.make.catalog
        self._task(name)
        shown = []
        for sample in samples.ordered(catalog, name):
            record = catalog.records.get((name, sample))
            for number, mutation in enumerate(catalog.sample_mutations(name, sample)):
                changes = []
                # A run that is out of date may know other mutations than these.
                if record and number < len(record.mutants) and not self.make.is_stale(name, sample):
                    after = record.mutants[number]
                    changes = [(one, record.replies[one].outcome, after[one]) for one in mutation.breaks]
                shown.append(
                    {
                        "label": samples.label(catalog, name, sample),
                        "file": mutation.file,
                        "replace": mutation.replace.strip(),
                        "by": mutation.with_.strip(),
                        "changes": changes,
                    }
                )
        return self.make.block("mutations", mutations=shown)

    def install(self, framework: str) -> str:
        """The command that installs a framework for development."""
        catalog = self.make.catalog
        self.make.known("framework", framework, catalog.frameworks)
        command = samples.install_command([catalog.frameworks[framework].requirement])
        return self.make.block("command", command=command, label="Command that installs it")

    def sample(self, task: str, name: str) -> str:
        """One sample, whole: its stack, files, command and console."""
        self.make.known("sample", name, self._task(task).samples)
        return self.make.blocks.put(self._sample(task, name))

    def tutorial_step(self, task: str, name: str) -> str:
        """One step of a tutorial: what changed since the step before, how to start it, what it answers."""
        catalog = self.make.catalog
        found = self._task(task)
        self.make.known("sample", name, found.samples)
        view = steps.step(catalog, task, name)
        answered = []
        for one in view.exchanges:
            reply = replies.reply_view(catalog, task, name, one)
            if reply:
                answered.append((found.exchanges[one].short, self.make.html("reply", view=reply)))
        stale = self.make.is_stale(task, name)
        return self.make.block("step", step=view, replies=answered, stale=stale, setup=urls.SETUP)

    def screenshot(self, task: str, name: str) -> str:
        """A picture of a running sample."""
        catalog = self.make.catalog
        found = self._task(task).screenshots
        picture = found[self.make.known("screenshot", name, found)]
        record = catalog.screenshots.get(f"{task}-{name}")
        if record is None:
            return "\n\n(No picture was taken yet.)\n\n"
        return self.make.block("screenshot", picture=picture, record=record, url=urls.screenshot(task, name))

    def exchange(self, task: str, sample: str, name: str) -> str:
        """One request to a sample, and its real answer."""
        found = self._task(task)
        self.make.known("sample", sample, found.samples)
        self.make.known("exchange", name, found.exchanges)
        view = replies.reply_view(self.make.catalog, task, sample, name)
        return self.make.block("reply", view=view) if view else "\n\n(Not run yet.)\n\n"

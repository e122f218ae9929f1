"""Tutorials: samples that are made of one another, step by step."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.problem import Finding, unknown
from macros.rules.base import Known, record_at, task_at


def steps_follow_a_step(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """What a step follows is a sample of the same framework, and no step follows itself at last."""
    for name, task in catalog.tasks.items():
        for sample_name, sample in task.samples.items():
            if sample.follows is None:
                continue
            at = task_at(name, "samples", sample_name, "follows")
            ours = [one for one, other in task.samples.items() if other.framework == sample.framework]
            ours.remove(sample_name)
            if sample.follows not in ours:
                yield Finding(at, unknown(f"sample of '{sample.framework}'", sample.follows, ours))
                continue
            seen, step = {sample_name}, sample.follows
            while step in task.samples and step not in seen:
                seen.add(step)
                step = task.samples[step].follows or ""
            if step == sample_name:
                yield Finding(at, f"the steps go round in a circle: '{sample_name}' follows itself in the end")


def steps_show_what_they_expect(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """What a step expects exists, and its record shows it."""
    for name, task in catalog.tasks.items():
        for sample_name, sample in task.samples.items():
            record = catalog.records.get((name, sample_name))
            for exchange, outcome in sample.expects.items():
                at = task_at(name, "samples", sample_name, "expects", exchange)
                if exchange not in task.exchanges:
                    yield Finding(at, unknown("exchange", exchange, task.exchanges))
                elif outcome not in task.exchanges[exchange].outcomes:
                    yield Finding(at, unknown("outcome", outcome, task.exchanges[exchange].outcomes))
                elif record and exchange in record.replies and record.replies[exchange].outcome != outcome:
                    what = f"this step expects '{exchange}: {outcome}', but the run in {{other}} shows"
                    shown = record.replies[exchange].outcome
                    yield Finding(at, f"{what} '{shown}'", other=record_at(name, sample_name))

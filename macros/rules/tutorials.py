"""Tutorials: samples that are made of one another, step by step."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.kinds import SAMPLE_RECORD, TASK
from macros.problem import Finding, unknown


def steps_follow_a_step(catalog: Catalog) -> Iterator[Finding]:
    """A tutorial step follows a sample of the same framework, and no step follows itself in the end."""
    for key, sample in catalog.samples():
        if sample.follows is None:
            continue
        place = TASK.place(key.task, "samples", key.sample, "follows")
        samples = catalog.tasks[key.task].samples
        others = [name for name, other in samples.items() if other.framework == sample.framework and name != key.sample]
        if sample.follows not in others:
            yield Finding(place, unknown("sample", sample.follows, others, of=sample.framework))
            continue
        seen, step = {key.sample}, sample.follows
        while step in samples and step not in seen:
            seen.add(step)
            if not (before := samples[step].follows):
                break
            step = before
        if step == key.sample:
            yield Finding(place, f"the steps form a circle: '{key.sample}' follows itself in the end")


def steps_show_what_they_expect(catalog: Catalog) -> Iterator[Finding]:
    """What a tutorial step expects exists, and its record shows it."""
    for key, sample in catalog.samples():
        record, exchanges = catalog.sample_records.get(key), catalog.tasks[key.task].exchanges
        for exchange_id, expected in sample.expects.items():
            place = TASK.place(key.task, "samples", key.sample, "expects", exchange_id)
            shown = record.outcomes.get(exchange_id, expected) if record else expected
            if exchange_id not in exchanges:
                yield Finding(place, unknown("exchange", exchange_id, exchanges))
            elif expected not in exchanges[exchange_id].outcomes:
                yield Finding(place, unknown("outcome", expected, exchanges[exchange_id].outcomes))
            elif shown != expected:
                message = f"this step expects '{exchange_id}: {expected}', but the run in {{other}} shows '{shown}'"
                yield Finding(place, message, other=SAMPLE_RECORD.place(key))

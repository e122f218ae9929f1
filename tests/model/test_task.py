"""What a task says of its samples."""

import pytest

from macros.model.base import SampleId
from macros.model.task import Task

EXCHANGES = {"right": {"short": "Ask.", "send": {"path": "/"}, "outcomes": {"answered": {"status": 200}}}}


@pytest.mark.parametrize(
    ("samples", "runs"),
    [
        ({"one": {"run": "serve"}, "two": {"follows": "one"}, "three": {"follows": "two"}}, ["serve"] * 3),
        ({"one": {"run": "serve"}, "two": {"follows": "one", "run": "other"}}, ["serve", "other"]),
        ({"three": {"follows": "two"}, "two": {"follows": "one"}, "one": {"run": "serve"}}, ["serve"] * 3),
        ({"one": {}, "two": {"follows": "one"}}, [None, None]),
        ({"one": {"follows": "two"}, "two": {"follows": "one"}}, [None, None]),
        ({"one": {"follows": "gone"}}, [None]),
    ],
)
def test_a_sample_is_started_as_the_one_that_it_follows(
    samples: dict[str, dict[str, str]], runs: list[str | None]
) -> None:
    whole = {name: {"framework": "alpha", "short": "It is.", **said} for name, said in samples.items()}
    task = Task.model_validate({"title": "Ask", "summary": "Asked.", "samples": whole, "exchanges": EXCHANGES})
    assert [task.samples[SampleId(name)].run for name in samples] == runs

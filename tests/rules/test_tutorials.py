"""Tutorials: the rules that hold their steps together."""

from tests.project import ScratchProject
from tests.rules import TASK, Case, each

PLUS = "beta-plus: {framework: beta, adds: [plus], short: With plus."

CASES = [
    Case(
        "steps_follow_a_step",
        [(TASK, PLUS, PLUS + ", follows: alpha")],
        [f"{TASK}:13:74: unknown sample 'alpha' of 'beta'; allowed: beta"],
    ),
    Case(
        "steps_follow_a_step",
        [
            (TASK, PLUS, PLUS + ", follows: beta"),
            (
                TASK,
                "beta: {framework: beta, short: As it comes.",
                "beta: {framework: beta, short: It, follows: beta-plus",
            ),
        ],
        [
            f"{TASK}:12:47: the steps form a circle: 'beta' follows itself in the end",
            f"{TASK}:13:74: the steps form a circle: 'beta-plus' follows itself in the end",
        ],
    ),
    Case(
        "steps_follow_a_step",
        [
            (TASK, PLUS, PLUS + ", follows: beta"),
            (TASK, "beta: {framework: beta, short: As", "beta: {framework: beta, follows: gone, short: As"),
        ],
        [f"{TASK}:12:36: unknown sample 'gone' of 'beta'; allowed: beta-plus"],
    ),
    Case(
        "steps_show_what_they_expect",
        [(TASK, PLUS, PLUS + ", expects: {wrong: accepted, other: x, right: no}")],
        [
            f"{TASK}:13:82: this step expects 'wrong: accepted', "
            "but the run in data/records/samples/ask/beta-plus.json:1:1 shows 'refused'",
            f"{TASK}:13:99: unknown exchange 'other'; allowed: right, wrong",
            f"{TASK}:13:109: unknown outcome 'no'; allowed: answered, failed",
        ],
    ),
]


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_a_step_that_was_never_run_contradicts_nothing(project: ScratchProject) -> None:
    project.edit(TASK, PLUS, PLUS + ", expects: {wrong: accepted}")
    project.remove("data/records/samples/ask/beta-plus.json")
    assert project.errors() == []

"""Written verdicts equal what runs observed, and the runs could have shown otherwise."""

from tests.project import ScratchProject
from tests.rules import ALPHA_RECORD, BETA_RECORD, GUARD, MUTATIONS, TASK, Case, each

BOTH = "'yes' and 'no' can hold at once; some exchange must be in both, with different outcomes"
PARTIAL = (GUARD, "verdict: no\n", "verdict: partial\n    note: X.\n    by: core\n")

PLUS_RECORD = "data/records/samples/ask/beta-plus.json"

EQUIVALENT = """\
equivalent:
  - {changes: [status 202, half the body], reason: X.}
  - {changes: [status 202], exchanges: [wrong], reason: X.}
  - {changes: [status 202], exchanges: [right, wrong], reason: X.}
exchanges:
"""

CASES = [
    Case(
        "extensions_show_a_yes",
        [(PLUS_RECORD, '"outcome": "refused"', '"outcome": "accepted"')],
        [f"{GUARD}:21:17: this way does not lead there: the run in {PLUS_RECORD}:1:1 shows 'no'"],
    ),
    Case(
        "written_verdicts_equal_the_observed",
        [(GUARD, "verdict: no\n", "verdict: yes\n    by: core\n")],
        [
            f"{GUARD}:17:14: the verdict 'yes' contradicts the run in {BETA_RECORD}:1:1, "
            "which shows 'no' (wrong: accepted)"
        ],
    ),
    Case(
        "written_verdicts_equal_the_observed",
        [(GUARD, "yes: {wrong: refused}", "yes: {wrong: refused, right: failed}")],
        [
            f"{GUARD}:13:14: the verdict 'yes' contradicts the run in {ALPHA_RECORD}:1:1, "
            "which shows 'partial' (wrong: refused, right: answered)",
            f"{GUARD}:21:17: this way does not lead there: the run in {PLUS_RECORD}:1:1 shows 'partial'",
        ],
    ),
    Case(
        "written_verdicts_equal_the_observed",
        [(GUARD, "verdict: no\n", "verdict: unknown\n")],
        [
            f"{GUARD}:17:14: the verdict 'unknown' contradicts the run in {BETA_RECORD}:1:1, "
            "which shows 'no' (wrong: accepted)"
        ],
    ),
    Case(
        "written_verdicts_equal_the_observed",
        [(BETA_RECORD, '"outcome": "accepted"', '"outcome": "refused"')],
        [
            f"{GUARD}:17:14: the verdict 'no' contradicts the run in {BETA_RECORD}:1:1, "
            "which shows 'yes' (wrong: refused)",
            f"{MUTATIONS}:11:12: the mutation leaves 'wrong' at 'refused': no proof would notice it",
        ],
    ),
    Case(
        "tests_tell_yes_from_no",
        [(GUARD, "no: {wrong: accepted}", "no: {wrong: refused}"), PARTIAL],
        [f"{GUARD}:7:1: {BOTH}"],
    ),
    Case(
        "tests_tell_yes_from_no", [(GUARD, "no: {wrong: accepted}", "no: {right: answered}")], [f"{GUARD}:7:1: {BOTH}"]
    ),
    Case(
        "contracts_are_kept",
        [(BETA_RECORD, '"outcome": "answered"', '"outcome": "failed"')],
        [f"{TASK}:18:12: all samples must answer 'answered', but 'beta' answered 'failed' ({BETA_RECORD}:1:1)"],
    ),
    Case(
        "mutations_change_what_they_break",
        [(ALPHA_RECORD, '"right": "failed"', '"right": "answered"')],
        [f"{MUTATIONS}:16:12: the mutation leaves 'right' at 'answered': no proof would notice it"],
    ),
]


def test_tests_can_be_answered_both_ways_is_said_before_the_first_run(project: ScratchProject) -> None:
    """A negative that will be asked for is asked for at once, not after a run."""
    for name in ("alpha", "beta", "beta-plus"):
        project.remove(f"data/records/samples/ask/{name}.json")
    assert not [line for line in project.problems() if "no mutation breaks" in line]
    project.write("data/tasks/ask/mutations.yml", "[]\n")
    (line,) = [line for line in project.problems() if "no mutation breaks" in line]
    assert line == (
        f"{GUARD}:7:1: no mutation breaks 'wrong' in data/tasks/ask/mutations.yml; "
        "unless one sample shows a yes and another a no, add one before 'make verify'"
    )


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_mutations_change_what_they_break_is_not_asked_of_an_old_record(project: ScratchProject) -> None:
    """Else a mutation put before others would be judged by what the next one led to."""
    first = "- {sample: alpha, file: main.py, replace: reply = 200, with: reply = 404, breaks: [right]}\n"
    project.edit(MUTATIONS, "# What must be noticed.\n", f"# What must be noticed.\n{first}")
    assert [problem.severity for problem in project.found()] == ["stale"]


def test_equivalents_excuse_something(project: ScratchProject) -> None:
    project.edit(TASK, "exchanges:\n", EQUIVALENT)
    project.record()
    project.edit_json(ALPHA_RECORD, distortions={"noticed": 3, "equivalent": {"status 202": ["right"]}})
    nothing = "excuses nothing: each run noticed it, or no reply can be changed so; remove it"
    assert project.problems() == [
        f"{TASK}:15:28: 'half the body' {nothing}",
        f"{TASK}:16:16: 'status 202' {nothing}",
        f"{TASK}:17:48: no reply to 'wrong' needs the excuse; remove it",
    ]
    project.edit_json(ALPHA_RECORD, distortions=None)
    assert project.errors() == [], "what was not seen yet may still be seen"


def test_tests_can_be_answered_both_ways(project: ScratchProject) -> None:
    project.edit(GUARD, "no: {wrong: accepted}", "no: {wrong: accepted, right: failed}")
    project.edit(*PARTIAL)
    project.edit(ALPHA_RECORD, '"right": "failed"', '"right": "answered"')
    project.edit_json(ALPHA_RECORD, fingerprint="old")
    assert project.errors() == [
        f"{GUARD}:10:32: no sample and no mutant of 'ask' shows 'right: failed': "
        "a test that cannot show both proves nothing; add a mutation"
    ]
    project.remove("data/records/samples/ask/beta-plus.json")
    assert project.errors() == [], "what was not seen yet may still be seen"


def test_a_verdict_without_a_sample_is_unknown(project: ScratchProject) -> None:
    project.edit(TASK, "  beta: {framework: beta", "  beta-bare: {framework: beta")
    (project.root / "data/tasks/ask/beta").rename(project.root / "data/tasks/ask/beta-bare")
    project.edit(MUTATIONS, "- sample: beta", "- sample: beta-bare")
    message = f"{GUARD}:17:14: no run shows 'no': the task 'ask' has no sample 'beta'; add one, or answer 'unknown'"
    assert message in project.errors()
    project.edit(GUARD, "verdict: no\n", "verdict: unknown\n")
    assert not any(line.startswith(f"{GUARD}:") for line in project.errors())


def test_a_sample_that_bears_a_frameworks_name_but_is_anothers_shows_nothing(project: ScratchProject) -> None:
    project.edit(TASK, "  beta: {framework: beta", "  beta: {framework: alpha")
    message = f"{GUARD}:17:14: no run shows 'no': the task 'ask' has no sample 'beta'; add one, or answer 'unknown'"
    assert message in project.errors()

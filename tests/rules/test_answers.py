"""Answers agree with what else is written, and have what their verdict needs."""

import pytest

from tests.project import ScratchProject
from tests.rules import AGE, ALPHA, BETA, GUARD, SPEED, TASK, TASTE, Case, each

MAIN = "data/tasks/ask/alpha/main.py"

CASES = [
    Case(
        "strengths_are_not_contradicted",
        [(BETA, "criterion: taste", "criterion: guard")],
        [
            f"{BETA}:15:5: this strength rests on 'guard', but {GUARD}:17:14 answers 'no' for 'beta'; "
            "one of the two is wrong"
        ],
    ),
    Case(
        "strengths_are_not_contradicted",
        [(ALPHA, "criterion: guard", "criterion: taste")],
        [
            f"{ALPHA}:15:5: this strength rests on 'taste', but {TASTE}:8:20 answers 'unknown' for 'alpha'; "
            "one of the two is wrong"
        ],
    ),
    Case(
        "strengths_are_not_contradicted",
        [
            (ALPHA, "criterion: guard", "criterion: taste"),
            (TASTE, "  alpha: {verdict: unknown, short: We cannot say.}\n", ""),
        ],
        [
            f"{ALPHA}:15:5: this strength rests on 'taste', but {TASTE}:7:1 answers 'unknown' for 'alpha'; "
            "one of the two is wrong"
        ],
    ),
    Case(
        "yes_and_partial_say_how",
        [(GUARD, "    by: core\n", ""), (AGE, "    by: extra\n", "")],
        [
            f"{AGE}:13:3: a 'partial' needs 'by'; allowed: core, extra",
            f"{GUARD}:12:3: a 'yes' needs 'by'; allowed: core, extra",
        ],
    ),
    Case(
        "yes_and_partial_say_how",
        [(GUARD, "verdict: no\n", "verdict: no\n    by: extra\n"), (AGE, "value: Young", "value: Young\n    by: core")],
        [
            f"{AGE}:10:9: 'by' says how a yes or a partial comes; it has no meaning with 'a value'",
            f"{GUARD}:18:9: 'by' says how a yes or a partial comes; it has no meaning with 'no'",
        ],
    ),
    Case(
        "yes_and_partial_say_how",
        [
            (GUARD, "    by: core\n", "    by: core\n    value: MIT\n"),
            (GUARD, "verdict: no\n", "verdict: no\n    value: MIT\n"),
        ],
        [
            f"{GUARD}:15:12: 'value' stands in the place of 'by', with a yes or a partial; keep one",
            f"{GUARD}:19:12: 'value' stands in the place of 'by', with a yes or a partial; keep one",
        ],
    ),
    Case(
        "partial_has_a_note",
        [(AGE, "    note: Only the core is old.\n", "")],
        [f"{AGE}:13:3: a 'partial' needs a 'note' that says which part there is and which is not"],
    ),
    Case(
        "shorts_do_not_contradict_verdicts",
        [(GUARD, "short: It is.", "short: Only with an extension."), (GUARD, "short: It is not.", "short: Built in.")],
        [
            f"{GUARD}:15:12: 'Only with an extension' contradicts the verdict 'yes'; one of the two is wrong",
            f"{GUARD}:18:12: 'Built in' contradicts the verdict 'no'; one of the two is wrong",
        ],
    ),
    Case(
        "shorts_do_not_contradict_verdicts",
        [(GUARD, "short: It is.", "short: None, it lets all pass."), (TASTE, "We like it.", "No, we do not like it.")],
        [
            f"{GUARD}:15:12: 'None,' contradicts the verdict 'yes'; one of the two is wrong",
            f"{TASTE}:12:12: 'No,' contradicts the verdict 'yes'; one of the two is wrong",
        ],
    ),
    Case(
        "published_facts_have_sources",
        [(TASTE, '    sources:\n      - {title: A talk, url: "https://beta.example/talk", opened: 2026-01-02}\n', "")],
        [f"{TASTE}:9:3: an answer that no sample decides needs 'sources'"],
    ),
    Case(
        "published_facts_have_sources",
        [(AGE, "value: Young", "value: Young\n    verdict: no"), (TASTE, "{verdict: unknown, ", "{")],
        [
            f"{AGE}:8:3: an answer has either a 'verdict' or a 'value'",
            f"{TASTE}:8:10: an answer has either a 'verdict' or a 'value'",
            f"{TASTE}:8:10: an answer that no sample decides needs 'sources'",
        ],
    ),
    Case(
        "same_rows_do_not_differ_in_substance",
        [
            (GUARD, "kind: tested\n", "kind: tested\nsame: true\n"),
            (SPEED, "kind: measured\n", "kind: measured\nsame: true\n"),
        ],
        [
            f"{GUARD}:7:7: 'same' contradicts the answers 'no' and 'yes, core'; one of the two is wrong",
            f"{SPEED}:7:7: a measured row differs where its values do; 'same' has no meaning here",
        ],
    ),
    Case(
        "same_rows_do_not_differ_in_substance",
        [
            (AGE, "kind: sourced\n", "kind: sourced\nsame: true\n"),
            (AGE, "    verdict: partial\n    by: extra\n    note: Only the core is old.\n", "    value: Young\n"),
        ],
        [f"{AGE}:7:7: these answers do not differ anyway; remove 'same'"],
    ),
]


NEEDS = f"{GUARD}:14:9: 'core' contradicts {TASK}:5:3: the sample needs {{}}, which 'alpha' does not bring"


@pytest.mark.parametrize(
    ("adds", "imports", "needed"),
    [
        ("plus", "", "'plus'"),
        ("alpha[more]", "", "'alpha[more]'"),
        ("", "import plus.inner as inner", "'plus'"),
        ("", "from plus import inner", "'plus'"),
        ("", "def late():\n    import plus, minus", "'plus', 'minus'"),
        ("plus", "import plus", "'plus'"),
    ],
)
def test_core_needs_the_package_alone(project: ScratchProject, adds: str, imports: str, needed: str) -> None:
    if adds:
        project.edit(TASK, "    framework: alpha\n", f'    framework: alpha\n    adds: ["{adds}"]\n')
        project.lock("alpha", adds)
    project.write(MAIN, f"{project.read(MAIN)}{imports}\n")
    assert project.errors() == [f"{NEEDS.format(needed)}; answer 'extra', or do without"]
    project.edit(GUARD, "by: core", "by: extra")
    assert project.errors() == []


def test_core_needs_the_package_alone_without_its_own_extras(project: ScratchProject) -> None:
    project.edit(TASK, "    framework: alpha\n", '    framework: alpha\n    adds: ["alpha[more]"]\n')
    project.write("data/stacks/alpha.lock", f"{project.read('data/stacks/alpha.lock')}alpha==1.0\n")
    assert f"{NEEDS.format(repr('alpha[more]'))}; answer 'extra', or do without" in project.errors()


def test_core_needs_the_package_alone_in_files_that_all_samples_share_too(project: ScratchProject) -> None:
    """What only looks at an app may need more; what an app imports may not."""
    project.write("data/tasks/ask/shared/look.py", "import plus\n")
    assert project.errors() == []
    project.write(MAIN, f"import look\n{project.read(MAIN)}")
    assert project.errors() == [f"{NEEDS.format(repr('plus'))}; answer 'extra', or do without"]


@pytest.mark.parametrize("line", ["import alpha", "from alpha.parts import part", "import json", "import brought"])
def test_core_may_use_what_its_package_brings_and_python(project: ScratchProject, line: str) -> None:
    lock = "data/stacks/alpha.lock"
    project.write(lock, f"{project.read(lock)}alpha==1.0 \\\n    --hash=sha256:00\nbrought==2.0\n")
    project.write(MAIN, f"{project.read(MAIN)}{line}\n")
    assert not any("contradicts" in line for line in project.errors())


def test_core_may_install_what_its_own_command_starts(project: ScratchProject) -> None:
    server = "    adds: [plus]\n    run: plus --on 8000 main\n"
    project.edit(TASK, "    framework: alpha\n", f"    framework: alpha\n{server}")
    project.lock("alpha", "plus")
    assert project.errors() == []


def test_core_may_install_what_only_a_command_of_the_task_starts(project: ScratchProject) -> None:
    project.edit(TASK, "    framework: alpha\n", "    framework: alpha\n    adds: [plus]\n")
    project.lock("alpha", "plus")
    assert any("contradicts" in line for line in project.errors())
    checks = "  checks:\n    short: Check it.\n    run: plus -q\n    every: good\n    outcomes: {good: {status: 0}}\n"
    project.write(TASK, project.read(TASK) + checks)
    assert project.errors() == []


def test_a_sample_that_shows_an_extra_besides_may_need_it(project: ScratchProject) -> None:
    project.write(MAIN, f"import plus\n{project.read(MAIN)}")
    project.write(
        "data/criteria/more.yml", project.read(GUARD).replace("by: core", "by: extra").replace(": Guard", ": More")
    )
    assert project.errors() == []


def test_a_value_says_how_where_nothing_comes_with_the_framework(project: ScratchProject) -> None:
    project.edit(GUARD, "by: core", "value: MIT")
    assert project.problems() == []


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


@pytest.mark.parametrize("short", ["Nothing is needed for it.", "Yes, always.", "No-one gets past.", "Noted."])
def test_a_short_text_that_merely_begins_alike_is_sound(project: ScratchProject, short: str) -> None:
    project.edit(GUARD, "short: It is.\n", f"short: {short}\n")
    assert project.problems() == []

"""Each rule: what breaks it, and exactly what the reader then says."""

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from macros.reader import load
from macros.rules import RULES
from tests.data_copy import ROOT, copy_of_the_data, edit, errors, problems
from tests.tiny import tiny, write, write_records

PAIR = "data/comparisons/pair.yml"
ALPHA = "data/frameworks/alpha.yml"
BETA = "data/frameworks/beta.yml"
GUARD = "data/criteria/guard.yml"
SPEED = "data/criteria/speed.yml"
AGE = "data/criteria/age.yml"
TASTE = "data/criteria/taste.yml"
TASK = "data/tasks/ask/task.yml"
MUTATIONS = "data/tasks/ask/mutations.yml"
CELLAR = "data/deployments/cellar/deployment.yml"

Edit = tuple[str, str, str]
Case = tuple[str, list[Edit], list[str]]

CASES: list[Case] = [
    (
        "comparisons_name_what_exists",
        [(PAIR, "frameworks: [alpha, beta]", "frameworks: [alpha, beta, beta, gamma]")],
        [
            f"{PAIR}:3:27: the framework 'beta' stands twice",
            f"{PAIR}:3:33: unknown framework 'gamma'; allowed: alpha, beta",
        ],
    ),
    (
        "comparisons_name_what_exists",
        [(PAIR, "headline: [guard, speed]", "headline: [guard, sped, guard]")],
        [
            f"{PAIR}:11:19: unknown criterion 'sped'; allowed: age, guard, speed, taste; did you mean 'speed'?",
            f"{PAIR}:11:25: the criterion 'guard' stands twice",
        ],
    ),
    (
        "comparisons_name_what_exists",
        [
            (PAIR, "headline:", "  - {id: first, title: First, short: Again.}\nheadline:"),
        ],
        [f"{PAIR}:11:10: the group 'first' stands twice"],
    ),
    (
        "criteria_name_what_exists",
        [(GUARD, "group: first", "group: frist"), (GUARD, "said: {alpha", "said: {gamma: no, alpha")],
        [
            f"{GUARD}:5:8: unknown group 'frist'; allowed: first, second; did you mean 'first'?",
            f"{GUARD}:24:17: unknown framework 'gamma'; allowed: alpha, beta",
        ],
    ),
    (
        "criteria_name_what_exists",
        [(TASTE, "  alpha: {", "  alhpa: {")],
        [f"{TASTE}:8:10: unknown framework 'alhpa'; allowed: alpha, beta; did you mean 'alpha'?"],
    ),
    (
        "tests_name_what_exists",
        [(GUARD, "task: ask", "task: aks")],
        [
            f"{GUARD}:8:9: unknown task 'aks'; allowed: ask; did you mean 'ask'?",
            f"{TASK}:22:3: no criterion asks 'wrong', and it is no contract; add 'every:' or ask it",
        ],
    ),
    (
        "tests_name_what_exists",
        [(GUARD, "yes: {wrong: refused}", "yes: {wrong: refsued, wrnog: refused}")],
        [
            f"{GUARD}:9:16: unknown outcome 'refsued'; allowed: accepted, refused; did you mean 'refused'?",
            f"{GUARD}:9:32: unknown exchange 'wrnog'; allowed: right, wrong; did you mean 'wrong'?",
        ],
    ),
    (
        "tests_name_what_exists",
        [(GUARD, "sample: beta-plus", "sample: alpha")],
        [f"{GUARD}:21:17: unknown sample of 'beta' 'alpha'; allowed: beta, beta-plus"],
    ),
    (
        "tests_name_what_exists",
        [(TASTE, "short: We like it.", "short: We like it.\n    also: [{by: own-code, short: X., sample: beta}]")],
        [f"{TASTE}:13:46: unknown sample of 'beta' 'beta'; allowed: nothing"],
    ),
    (
        "tests_name_what_exists",
        [(SPEED, "task: ask", "task: aks")],
        [f"{SPEED}:7:17: unknown task 'aks'; allowed: ask; did you mean 'ask'?"],
    ),
    (
        "tests_name_what_exists",
        [(SPEED, "deployment: cellar", "deployment: celler")],
        [f"{SPEED}:7:34: unknown deployment 'celler'; allowed: cellar; did you mean 'cellar'?"],
    ),
    (
        "strengths_and_samples_name_what_exists",
        [(ALPHA, "criterion: guard", "criterion: gaurd")],
        [f"{ALPHA}:15:16: unknown criterion 'gaurd'; allowed: age, guard, speed, taste; did you mean 'guard'?"],
    ),
    (
        "strengths_and_samples_name_what_exists",
        [
            (TASK, "{framework: beta, adds: [plus]", "{framework: gamma, adds: [plus]"),
            (GUARD, "sample: beta-plus\n", "docs: https://x.example/\n"),
        ],
        [f"{TASK}:13:26: unknown framework 'gamma'; allowed: alpha, beta"],
    ),
    (
        "strengths_and_samples_name_what_exists",
        [(TASK, "every: answered", "every: answerd")],
        [f"{TASK}:18:12: unknown outcome 'answerd'; allowed: answered, failed; did you mean 'answered'?"],
    ),
    (
        "strengths_and_samples_name_what_exists",
        [(TASK, "json: {x: 1}", "after: [wrong, rihgt, right]")],
        [
            f"{TASK}:24:46: unknown exchange 'wrong'; allowed: right",
            f"{TASK}:24:53: unknown exchange 'rihgt'; allowed: right; did you mean 'right'?",
        ],
    ),
    (
        "mutations_name_what_exists",
        [(MUTATIONS, "- sample: beta", "- sample: betta"), (MUTATIONS, "breaks: [right]", "breaks: [right, left]")],
        [
            f"{MUTATIONS}:7:11: unknown sample 'betta'; allowed: alpha, beta, beta-plus; did you mean 'beta'?",
            f"{MUTATIONS}:16:19: unknown exchange 'left'; allowed: right, wrong",
        ],
    ),
    (
        "guides_name_what_exists",
        [(CELLAR, "  beta:\n", "  gamma:\n")],
        [
            "data/deployments/cellar/beta:1:1: unknown guide 'beta'; allowed: alpha, gamma",
            f"{CELLAR}:17:3: unknown framework 'gamma'; allowed: alpha, beta",
            f"{CELLAR}:20:19: unknown file 'start.sh'; allowed: nothing",
            f"{CELLAR}:22:56: unknown file 'start.sh'; allowed: nothing",
            f"{CELLAR}:19:11: the task 'ask' has no sample 'gamma'",
            f"{SPEED}:10:9: 'beta' cannot be measured: the deployment 'cellar' has no guide for it",
        ],
    ),
    (
        "guides_name_what_exists",
        [
            (CELLAR, "summary: Let it down.\n    task: ask", "summary: Let it down.\n    task: aks"),
        ],
        [f"{CELLAR}:19:11: unknown task 'aks'; allowed: ask; did you mean 'ask'?"],
    ),
    (
        "everything_is_used",
        [(PAIR, "headline:", "  - {id: third, title: Third, short: Empty.}\nheadline:")],
        [f"{PAIR}:11:5: the group 'third' has no criterion; add one or take the group out"],
    ),
    (
        "exchanges_are_asked",
        [(TASK, "    every: answered\n", "")],
        [f"{TASK}:15:3: no criterion asks 'right', and it is no contract; add 'every:' or ask it"],
    ),
    (
        "strengths_are_not_contradicted",
        [(BETA, "criterion: taste", "criterion: guard")],
        [
            f"{BETA}:15:5: this strength rests on 'guard', but {GUARD}:17:14 answers 'no' for 'beta'; "
            "one of the two is wrong"
        ],
    ),
    (
        "strengths_are_not_contradicted",
        [(ALPHA, "criterion: guard", "criterion: taste")],
        [
            f"{ALPHA}:15:5: this strength rests on 'taste', but {TASTE}:8:20 answers 'unknown' for 'alpha'; "
            "one of the two is wrong"
        ],
    ),
    (
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
    (
        "yes_and_partial_say_how",
        [(GUARD, "    by: core\n", ""), (AGE, "    by: extra\n", "")],
        [
            f"{AGE}:13:3: a 'partial' needs 'by'; allowed: core, extra",
            f"{GUARD}:12:3: a 'yes' needs 'by'; allowed: core, extra",
        ],
    ),
    (
        "yes_and_partial_say_how",
        [(GUARD, "verdict: no\n", "verdict: no\n    by: extra\n"), (AGE, "value: Young", "value: Young\n    by: core")],
        [
            f"{AGE}:10:9: 'by' says how a yes or a partial comes; it has no meaning with 'a value'",
            f"{GUARD}:18:9: 'by' says how a yes or a partial comes; it has no meaning with 'no'",
        ],
    ),
    (
        "partial_has_a_note",
        [(AGE, "    note: Only the core is old.\n", "")],
        [f"{AGE}:13:3: a 'partial' needs a 'note' that says which part there is and which is not"],
    ),
    (
        "published_facts_have_sources",
        [(TASTE, '    sources:\n      - {title: A talk, url: "https://beta.example/talk", opened: 2026-01-02}\n', "")],
        [f"{TASTE}:9:3: a criterion of kind 'opinion' needs 'sources' for each answer"],
    ),
    (
        "published_facts_have_sources",
        [(AGE, "value: Young", "value: Young\n    verdict: no"), (TASTE, "{verdict: unknown, ", "{")],
        [
            f"{AGE}:8:3: an answer has either a 'verdict' or a 'value'",
            f"{TASTE}:8:10: an answer has either a 'verdict' or a 'value'",
            f"{TASTE}:8:10: a criterion of kind 'opinion' needs 'sources' for each answer",
        ],
    ),
    (
        "days_are_not_in_the_future",
        [(AGE, "published: 2025-12-01", "published: 2026-01-03")],
        [f"{AGE}:19:68: opened on 2026-01-02, before it was published"],
    ),
    (
        "written_verdicts_equal_the_observed",
        [(GUARD, "verdict: no\n", "verdict: yes\n    by: core\n")],
        [
            f"{GUARD}:17:14: the verdict 'yes' contradicts the run in data/records/ask/beta.json:1:1, "
            "which shows 'no' (wrong: accepted)"
        ],
    ),
    (
        "written_verdicts_equal_the_observed",
        [(GUARD, "yes: {wrong: refused}", "yes: {wrong: refused, right: failed}")],
        [
            f"{GUARD}:13:14: the verdict 'yes' contradicts the run in data/records/ask/alpha.json:1:1, "
            "which shows 'partial' (wrong: refused, right: answered)"
        ],
    ),
    (
        "questions_can_be_answered_both_ways",
        [
            (GUARD, "no: {wrong: accepted}", "no: {wrong: refused}"),
            (GUARD, "verdict: no\n", "verdict: partial\n    note: X.\n    by: core\n"),
        ],
        [f"{GUARD}:7:1: 'yes' and 'no' can hold at once; some exchange must stand in both, with different outcomes"],
    ),
    (
        "questions_can_be_answered_both_ways",
        [(GUARD, "no: {wrong: accepted}", "no: {right: answered}")],
        [f"{GUARD}:7:1: 'yes' and 'no' can hold at once; some exchange must stand in both, with different outcomes"],
    ),
    (
        "notes_point_at_one_line",
        [(TASK, "file: main.py", "file: mian.py")],
        [f"{TASK}:9:15: unknown file 'mian.py'; allowed: main.py; did you mean 'main.py'?"],
    ),
    (
        "notes_point_at_one_line",
        [(TASK, '"check = True"', '" = "')],
        [f"{TASK}:10:15: the text stands in 2 lines of 'main.py'; a note belongs to exactly one"],
    ),
    (
        "notes_point_at_one_line",
        [(TASK, '"check = True"', "check = true")],
        [f"{TASK}:10:15: the text stands in 0 lines of 'main.py'; a note belongs to exactly one"],
    ),
    (
        "mutations_replace_one_piece",
        [
            (
                MUTATIONS,
                "- sample: alpha\n  file: main.py\n  replace: check",
                "- sample: alpha\n  file: mian.py\n  replace: check",
            ),
            (MUTATIONS, "replace: reply = 200", 'replace: " = "'),
            (
                MUTATIONS,
                "replace: check = False\n  with: check = True",
                "replace: check = False\n  with: check = False",
            ),
        ],
        [
            f"{MUTATIONS}:3:9: unknown file 'mian.py'; allowed: main.py; did you mean 'main.py'?",
            f"{MUTATIONS}:10:9: the mutation changes nothing",
            f"{MUTATIONS}:14:12: the text stands 2 times in 'main.py'; a mutation replaces exactly one piece",
        ],
    ),
    (
        "mutations_replace_one_piece",
        [(MUTATIONS, "replace: reply = 200", "replace: reply = 201")],
        [f"{MUTATIONS}:14:12: the text stands 0 times in 'main.py'; a mutation replaces exactly one piece"],
    ),
    (
        "guides_show_their_files",
        [
            (CELLAR, "file: start.sh, port: 8000", "file: run.sh, port: 8000"),
            (
                CELLAR,
                "        text: Write it.\n        file: start.sh",
                "        text: Write it.\n        file: satrt.sh",
            ),
        ],
        [
            f"{CELLAR}:10:19: unknown file 'run.sh'; allowed: start.sh",
            f"{CELLAR}:11:5: no step shows the file 'alpha/start.sh'; show it or remove it",
            f"{CELLAR}:14:15: unknown file 'satrt.sh'; allowed: start.sh; did you mean 'start.sh'?",
        ],
    ),
    (
        "guides_show_their_files",
        [
            (
                CELLAR,
                "        text: Write it.\n",
                "        text: Write it.\n      - {title: Lock, text: Lock it., file: requirements.txt}\n"
                "      - title: Write the file\n        text: Write it.\n",
            )
        ],
        [f"{CELLAR}:14:45: 'requirements.txt' is generated and missing; run 'make lock'"],
    ),
]
"""The rule, the edits that break it, and all that is then wrong."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tiny(tmp_path)


@pytest.mark.parametrize(("rule", "edits", "expected"), CASES, ids=[f"{case[0]}-{n}" for n, case in enumerate(CASES)])
def test_a_broken_rule_is_named_at_its_place(root: Path, rule: str, edits: list[Edit], expected: list[str]) -> None:
    for path, old, new in edits:
        edit(root, path, old, new)
    found = [one for one in load(root).problems if "out of date" not in one.what]
    assert sorted(map(str, found)) == sorted(expected)
    assert {one.kind for one in found} == ({"stale"} if "make lock" in expected[0] else {"error"})


def test_every_rule_has_a_test() -> None:
    """A rule has cases above, or a test that bears its name, here or beside."""
    texts = "\n".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.glob("test_*.py")))
    tests = set(re.findall(r"^def test_(\w+)\(", texts, re.MULTILINE))
    named = {case[0] for case in CASES}
    rules = {rule.__name__ for rule in RULES}
    assert named <= rules, "a case names a rule that is gone"
    assert [rule for rule in sorted(rules - named) if not any(rule in test for test in tests)] == []


# Files and folders.


def test_folders_belong_to_something(root: Path) -> None:
    write(root, "data/tasks/ask/beta-minus/main.py", "x")
    write(root, "data/deployments/cellar/alhpa/start.sh", "x")
    (root / "data/tasks/ask/beta-plus/main.py").unlink()
    assert errors(root) == [
        "data/deployments/cellar/alhpa:1:1: unknown guide 'alhpa'; allowed: alpha, beta; did you mean 'alpha'?",
        "data/tasks/ask/beta-minus:1:1: unknown sample 'beta-minus'; allowed: alpha, beta, beta-plus; "
        "did you mean 'beta-plus'?",
        f"{TASK}:13:14: the sample 'beta-plus' has no files; put them into data/tasks/ask/beta-plus/",
    ]


def test_everything_is_used_by_something(root: Path) -> None:
    write(root, "data/frameworks/gamma.yml", (root / ALPHA).read_text().replace("criterion: guard", "criterion: age"))
    write(root, "data/tasks/spare/task.yml", (root / TASK).read_text())
    for sample in ("alpha", "beta", "beta-plus"):
        write(root, f"data/tasks/spare/{sample}/main.py", "check = True\n")
    assert errors(root) == [
        "data/frameworks/gamma.yml:2:1: the framework 'gamma' is in no comparison; name it in one or remove the file",
        "data/frameworks/gamma.yml:15:5: this strength rests on 'age', but data/criteria/age.yml:7:1 answers "
        "'unknown' for 'gamma'; one of the two is wrong",
        "data/tasks/spare/task.yml:2:1: no criterion, guide or front end uses the task 'spare'; use it or remove it",
        "data/tasks/spare/task.yml:22:3: no criterion asks 'wrong', and it is no contract; add 'every:' or ask it",
    ]


@pytest.mark.parametrize("path", [PAIR, ALPHA, GUARD, SPEED, TASTE, TASK, MUTATIONS, CELLAR])
def test_what_cannot_be_read_is_the_only_mistake(root: Path, path: str) -> None:
    """A file that is broken is not blamed a second time, in another file, for what it may have said."""
    write(root, path, "a: [\n")
    assert {one.split(":")[0] for one in errors(root)} == {path}


# Days.


def test_days_are_not_in_the_future(root: Path) -> None:
    today = date.today()
    tomorrow = today + timedelta(days=1)
    edit(root, ALPHA, "first_release: 2020-02-03", f"first_release: {today}")
    edit(root, BETA, "first_release: 2020-02-03", f"first_release: {tomorrow}")
    edit(root, PAIR, "published: 2025-01-01", f"published: {tomorrow}")
    edit(root, TASTE, "opened: 2026-01-02", f"opened: {tomorrow}")
    edit(root, ALPHA, "opened: 2026-01-02", f"opened: {tomorrow}")
    edit(root, CELLAR, 'ropes", opened: 2026-01-02', f'ropes", opened: {tomorrow}')
    said = f"{tomorrow} is in the future; today is {today}"
    assert errors(root) == [
        f"{PAIR}:12:75: {said}",
        f"{TASTE}:14:67: {said}",
        f"{CELLAR}:24:69: {said}",
        f"{ALPHA}:20:74: {said}",
        f"{BETA}:7:16: {said}",
    ]


def test_a_source_may_be_opened_on_the_day_it_was_published(root: Path) -> None:
    edit(root, AGE, "published: 2025-12-01", "published: 2026-01-02")
    assert problems(root) == []


# Claims of the source article, and news.

CLAIMS = """\
# Claims on a topic.
title: Guarding
order: 1
claims:
  guards:
    said: It guards.
    verdict: holds
    say: It does.
    proofs:
      - {criterion: guard, framework: alpha, shows: yes}
      - {task: ask}
      - {deployment: cellar}
  pleases:
    said: It pleases.
    verdict: simplified
    say: It may.
    sources:
      - {title: A talk, url: "https://beta.example/talk", opened: 2026-01-02}
  best:
    said: It is the best.
    verdict: opinion
    say: Some say so.
"""
GUARDING = "data/claims/guarding.yml"


@pytest.fixture
def claimed(root: Path) -> Path:
    write(root, GUARDING, CLAIMS)
    return root


def test_sound_claims_are_no_mistake(claimed: Path) -> None:
    assert problems(claimed) == []


def test_claims_rest_on_something(claimed: Path) -> None:
    edit(claimed, GUARDING, "verdict: opinion", "verdict: wrong")
    assert problems(claimed) == [f"{GUARDING}:19:3: the judgement 'wrong' needs 'proofs' or 'sources'"]
    edit(claimed, GUARDING, "verdict: wrong", "verdict: unconfirmed")
    assert problems(claimed) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{task: ask}", "{task: aks}", ["11:16: unknown task 'aks'; allowed: ask; did you mean 'ask'?"]),
        ("{task: ask}", "{}", ["11:9: a proof names exactly one of criterion, task, deployment, system"]),
        (
            "{task: ask}",
            "{task: ask, deployment: cellar}",
            ["11:9: a proof names exactly one of criterion, task, deployment, system"],
        ),
        ("framework: alpha", "framework: gamma", ["10:39: unknown framework 'gamma'; allowed: alpha, beta"]),
        (", shows: yes", "", ["10:9: 'framework' and 'shows' stand together, beside a 'criterion'"]),
        (", framework: alpha", "", ["10:9: 'framework' and 'shows' stand together, beside a 'criterion'"]),
        (
            "criterion: guard,",
            "task: ask,",
            ["10:9: 'framework' and 'shows' stand together, beside a 'criterion'"],
        ),
    ],
)
def test_claims_name_what_exists(claimed: Path, old: str, new: str, expected: list[str]) -> None:
    edit(claimed, GUARDING, old, new)
    assert problems(claimed) == [f"{GUARDING}:{one}" for one in expected]


def test_claims_agree_with_criteria(claimed: Path) -> None:
    edit(claimed, GUARDING, "framework: alpha, shows: yes", "framework: beta, shows: yes")
    assert problems(claimed) == [f"{GUARDING}:10:52: 'yes' contradicts {GUARD}:17:14, which answers 'no'"]
    edit(claimed, GUARDING, "{criterion: guard, framework: beta", "{criterion: speed, framework: beta")
    assert problems(claimed) == [f"{GUARDING}:10:52: 'yes' contradicts {SPEED}:10:9, which answers 'a value'"]


def test_topics_have_places_of_their_own(claimed: Path) -> None:
    write(claimed, "data/claims/second.yml", CLAIMS)
    assert problems(claimed) == ["data/claims/second.yml:3:8: the place 1 is taken by 'guarding'"]


def test_changes_are_in_order(root: Path) -> None:
    today = date.today()
    tomorrow = today + timedelta(days=1)
    news = (("one", today), ("two", date(2026, 1, 1)), ("two", date(2026, 1, 1)), ("three", tomorrow))
    entries = "".join(f"- {{id: {one}, day: {day}, title: News, text: New.}}\n" for one, day in news)
    write(root, "data/changes.yml", entries)
    assert problems(root) == [
        "data/changes.yml:3:8: the change 'two' stands twice",
        f"data/changes.yml:4:20: {tomorrow} is in the future; today is {today}",
        f"data/changes.yml:4:20: {tomorrow} is newer than the change above; the newest stands first",
    ]


# Records.


def _record(root: Path, sample: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / f"data/records/ask/{sample}.json").read_text())
    return found


def _write_record(root: Path, sample: str, record: dict[str, Any]) -> None:
    write(root, f"data/records/ask/{sample}.json", json.dumps(record))


def test_contracts_are_kept(root: Path) -> None:
    record = _record(root, "beta")
    record["replies"]["right"]["outcome"] = "failed"
    _write_record(root, "beta", record)
    assert problems(root) == [
        f"{TASK}:18:12: all samples must answer 'answered', but 'beta' answered 'failed' "
        "(data/records/ask/beta.json:1:1)"
    ]


def test_mutations_change_what_they_break(root: Path) -> None:
    record = _record(root, "alpha")
    record["mutants"][1]["right"] = "answered"
    _write_record(root, "alpha", record)
    assert problems(root) == [
        f"{MUTATIONS}:16:12: the mutation leaves 'right' at 'answered': the proof would not notice it"
    ]


def test_mutations_change_what_they_break_is_not_asked_of_an_old_record(root: Path) -> None:
    """Else a mutation put before others would be judged by what the next one led to."""
    first = "- {sample: alpha, file: main.py, replace: reply = 200, with: reply = 404, breaks: [right]}\n"
    write(root, MUTATIONS, f"# What must be noticed.\n{first}" + (root / MUTATIONS).read_text().split("\n", 1)[1])
    assert errors(root) == []
    assert [one.kind for one in load(root).problems] == ["stale"]


def test_a_question_that_nothing_answers_with_no_proves_nothing(root: Path) -> None:
    edit(root, GUARD, "no: {wrong: accepted}", "no: {wrong: accepted, right: failed}")
    edit(root, GUARD, "verdict: no\n", "verdict: partial\n    note: X.\n    by: core\n")
    record = _record(root, "alpha")
    record["mutants"][1]["right"] = "answered"
    record["proof"] = "old"
    _write_record(root, "alpha", record)
    assert errors(root) == [
        f"{GUARD}:10:32: no sample and no mutant of 'ask' shows 'right: failed': "
        "a test that cannot say both proves nothing; add a mutation"
    ]
    (root / "data/records/ask/beta-plus.json").unlink()
    assert errors(root) == [], "what was not seen yet may still be seen"


def test_a_verdict_without_a_sample_is_unknown(root: Path) -> None:
    edit(root, TASK, "  beta: {framework: beta", "  beta-bare: {framework: beta")
    (root / "data/tasks/ask/beta").rename(root / "data/tasks/ask/beta-bare")
    edit(root, MUTATIONS, "- sample: beta", "- sample: beta-bare")
    said = f"{GUARD}:17:14: 'no' is not shown: the task 'ask' has no sample 'beta'; add one, or answer 'unknown'"
    assert said in errors(root)
    edit(root, GUARD, "verdict: no\n", "verdict: unknown\n")
    assert said.split(":")[0] not in {one.split(":")[0] for one in errors(root)}


def test_a_sample_that_bears_a_frameworks_name_but_is_anothers_shows_nothing(root: Path) -> None:
    edit(root, TASK, "  beta: {framework: beta", "  beta: {framework: alpha")
    assert any("'no' is not shown: the task 'ask' has no sample 'beta'" in one for one in errors(root))


def test_an_unknown_that_a_run_could_answer_is_wrong(root: Path) -> None:
    edit(root, GUARD, "verdict: no\n", "verdict: unknown\n")
    assert errors(root) == [
        f"{GUARD}:17:14: the verdict 'unknown' contradicts the run in data/records/ask/beta.json:1:1, "
        "which shows 'no' (wrong: accepted)"
    ]


OLD = "out of date: the sample '{}', its task or its lock changed since it ran; run 'make verify'"


def test_records_belong_to_what_ran(root: Path) -> None:
    (root / "data/tasks/ask/alpha/requirements.lock").unlink()
    (root / "data/records/ask/beta.json").unlink()
    checked = root / "data/records/checked.json"
    checked.write_text(
        json.dumps({"ask/alpha": "2026-01-02", "ask/beta": "2026-01-02", "gone/x": "2026-01-02", "y": "2026-01-02"})
    )
    write(root, "data/records/gone/z.json", (root / "data/records/ask/alpha.json").read_bytes())
    write(root, "data/records/ask/gamma.json", (root / "data/records/ask/alpha.json").read_bytes())
    found = load(root).problems
    assert [str(one) for one in found] == [
        "data/records/ask/gamma.json:1:1: a record of 'ask/gamma', which is no longer there; run 'make verify'",
        "data/records/checked.json:1:1: a record of 'gone/x', which is no longer there; run 'make verify'",
        "data/records/checked.json:1:1: a record of 'y/', which is no longer there; run 'make verify'",
        "data/records/gone/z.json:1:1: a record of 'gone/z', which is no longer there; run 'make verify'",
        f"{TASK}:5:3: {OLD.format('alpha')}",
        f"{TASK}:5:3: the sample 'alpha' has no lock; run 'make lock'",
        f"{TASK}:12:9: the sample 'beta' was never run; run 'make verify'",
        f"{TASK}:13:14: the day of the last run of 'beta-plus' is missing; run 'make verify'",
    ]
    assert {one.kind for one in found} == {"stale"}


def test_a_record_is_out_of_date_once_its_sample_changed(root: Path) -> None:
    write(root, "data/tasks/ask/alpha/more.py", "")
    found = load(root)
    assert [str(one) for one in found.problems] == [
        f"{TASK}:5:3: {OLD.format('alpha')}",
        f"{SPEED}:7:10: out of date: a sample or a guide changed since it was measured; run 'make measure'",
    ][::-1]
    assert found.errors == []
    write_records(root)
    assert problems(root) == []


def test_measurements_belong_to_what_ran(root: Path) -> None:
    path = "data/records/measurements/speed.json"
    measurement = json.loads((root / path).read_text())
    del measurement["values"]["beta"]
    write(root, path, json.dumps(measurement))
    write(root, "data/records/measurements/sped.json", json.dumps(measurement))
    found = load(root)
    assert [str(one) for one in found.problems] == [
        f"{SPEED}:10:9: no value was measured for 'beta'; run 'make measure'",
        "data/records/measurements/sped.json:1:1: a measurement of 'sped', which is no longer there; remove the file",
    ]
    assert len(found.errors) == 1
    (root / path).unlink()
    (root / "data/records/measurements/sped.json").unlink()
    assert problems(root) == [f"{SPEED}:7:10: this was never measured; run 'make measure'"]


def test_measured_answers_need_a_guide_and_a_sample(root: Path) -> None:
    edit(root, TASK, "  beta: {framework: beta", "  beta: {framework: alpha")
    assert f"{SPEED}:10:9: 'beta' cannot be measured: the task 'ask' has no sample 'beta'" in errors(root)


@pytest.mark.parametrize("broken", [ALPHA, TASK, MUTATIONS, CELLAR, "data/tasks/ask/alpha/main.py"])
def test_no_rule_stumbles_over_what_could_not_be_read(root: Path, broken: str) -> None:
    write(root, broken, b"\xff")
    assert f"{broken}:1:1: not UTF-8; save the file as UTF-8" in errors(root)


# The mistake that this project exists to make impossible, on the real data.


def _line(root: Path, path: str, *after: str) -> int:
    """Return the number of the line with the last of ``after``, looked for one after the other."""
    lines = (root / path).read_text("utf-8").splitlines()
    number = 0
    for text in after:
        number = next(n for n in range(number, len(lines)) if lines[n].strip().startswith(text)) + 1
    return number


def test_the_source_articles_table_contradicts_strength_and_record(tmp_path: Path) -> None:
    """The article's prose says who validates, its table the reverse: both halves are named."""
    root = copy_of_the_data(tmp_path)
    row, framework = "data/criteria/request-validation.yml", "data/frameworks/fastapi.yml"
    before = errors(root)
    edit(root, row, "  fastapi:\n    verdict: yes\n    by: core\n", "  fastapi:\n    verdict: no\n")
    edit(root, row, "  flask:\n    verdict: no\n", "  flask:\n    verdict: yes\n    by: core\n")
    found = [one for one in errors(root) if one not in before and not one.startswith("data/claims/")]
    one, other = (_line(root, row, "answers:", f"{name}:", "verdict:") for name in ("fastapi", "flask"))
    strength = _line(root, framework, "strengths:", "- criterion: request-validation")
    observed = "(missing-score: {0}, score-as-text: {0})"
    assert found == [
        f"{row}:{one}:14: the verdict 'no' contradicts the run in data/records/create-player/fastapi.json:1:1, "
        f"which shows 'yes' {observed.format('refused')}",
        f"{row}:{other}:14: the verdict 'yes' contradicts the run in data/records/create-player/flask.json:1:1, "
        f"which shows 'no' {observed.format('accepted')}",
        f"{framework}:{strength}:5: this strength rests on 'request-validation', but {row}:{one}:14 answers 'no' "
        "for 'fastapi'; one of the two is wrong",
    ]


def test_the_real_data_has_no_mistake() -> None:
    assert errors(ROOT) == []

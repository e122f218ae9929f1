"""Answers agree with what else is written, and have what their verdict needs."""

import pytest

from tests.project import ScratchProject
from tests.rules import AGE, ALPHA, BETA, GUARD, SPEED, TASTE, Case, each

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


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


@pytest.mark.parametrize("short", ["Nothing is needed for it.", "Yes, always.", "No-one gets past.", "Noted."])
def test_a_short_text_that_merely_begins_alike_is_sound(project: ScratchProject, short: str) -> None:
    project.edit(GUARD, "short: It is.\n", f"short: {short}\n")
    assert project.problems() == []

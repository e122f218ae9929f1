"""The chooser favours nobody without a row that bears it out."""

from tests.additions import QUESTIONS, add_questions
from tests.project import ScratchProject
from tests.rules import Case, each

GUARD = "data/criteria/guard.yml"
GUARDS = "speaks: {alpha: [guard]}"

CASES = [
    Case(
        "questions_and_choices_have_their_own_ids",
        [(QUESTIONS, "id: no", "id: yes")],
        [f"{QUESTIONS}:8:11: the choice 'yes' is listed twice"],
    ),
    Case(
        "questions_and_choices_have_their_own_ids",
        [
            (
                QUESTIONS,
                "- id: care\n",
                "- id: care\n  question: What?\n  choices: [{id: a, short: A}, {id: b, short: B}]\n- id: care\n",
            )
        ],
        [f"{QUESTIONS}:5:7: the question 'care' is listed twice"],
    ),
    Case(
        "choices_are_borne_out_by_their_criteria",
        [(QUESTIONS, GUARDS, "speaks: {alpha: [guard, taste, speed], beta: [guard]}")],
        [
            f"{QUESTIONS}:7:31: it cannot speak for 'alpha': 'taste' speaks for neither, by its answers",
            f"{QUESTIONS}:7:38: it cannot speak for 'alpha': 'speed' speaks for neither, by its answers",
            f"{QUESTIONS}:7:53: it cannot speak for 'beta': 'guard' speaks for 'alpha', by its answers",
        ],
    ),
    Case(
        "a_choice_names_a_criterion_once",
        [(QUESTIONS, GUARDS, "speaks: {alpha: [guard, guard]}")],
        [f"{QUESTIONS}:7:23: 'guard' is listed 2 times; once is enough"],
    ),
]


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    add_questions(project)
    case.check(project)


def test_a_mistyped_framework_of_an_answer_is_one_mistake(project: ScratchProject) -> None:
    """Whose answer it is has to be known before the chooser, a strength or the row's test say anything of it."""
    add_questions(project)
    project.edit(GUARD, "  alpha:", "  alhpa:")
    assert project.problems() == [
        f"{GUARD}:12:3: unknown framework 'alhpa'; allowed: alpha, beta; did you mean 'alpha'?"
    ]


def test_what_was_not_measured_yet_is_no_mistake(project: ScratchProject) -> None:
    add_questions(project)
    project.remove("data/records/measurements")
    project.edit(QUESTIONS, GUARDS, "speaks: {alpha: [guard, speed]}")
    assert project.errors() == []


def test_a_criterion_that_there_is_not_is_named_with_a_guess(project: ScratchProject) -> None:
    add_questions(project)
    project.edit(QUESTIONS, GUARDS, "speaks: {alpha: [gard]}")
    assert project.problems() == [
        f"{QUESTIONS}:7:24: unknown criterion 'gard'; allowed: age, guard, speed, taste; did you mean 'guard'?"
    ]


def test_a_verdict_that_the_run_contradicts_is_the_only_mistake(project: ScratchProject) -> None:
    """What was run decides for whom a criterion speaks, so a wrong verdict is named once, at its place."""
    add_questions(project)
    project.edit("data/criteria/guard.yml", "    verdict: no\n", "    verdict: yes\n    by: core\n")
    assert [line.partition(":")[0] for line in project.errors()] == ["data/criteria/guard.yml"]

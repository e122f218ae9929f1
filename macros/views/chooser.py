"""The chooser: questions, choices, and the rows that each choice makes weigh."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.kinds import CRITERION
from macros.leads import lead
from macros.model.base import CriterionId, FrameworkId


@dataclass(frozen=True)
class Reason:
    """A row that speaks for a framework, and how many points that is worth."""

    title: str
    url: str
    points: int


@dataclass(frozen=True)
class Column:
    """What speaks for one framework."""

    framework: FrameworkId
    reasons: list[Reason]


@dataclass(frozen=True)
class ChoiceView:
    """One answer to a question, with a column for each framework."""

    id: str
    short: str
    columns: list[Column]


@dataclass(frozen=True)
class QuestionView:
    """A question with its choices."""

    id: str
    question: str
    choices: list[ChoiceView]


def questions(catalog: Catalog) -> list[QuestionView]:
    """Return the chooser's questions."""
    return [
        QuestionView(
            question.id,
            question.question,
            [
                ChoiceView(
                    choice.id,
                    choice.short,
                    [
                        Column(key, [reason(catalog, criterion_id) for criterion_id in choice.speaks.get(key, [])])
                        for key in catalog.columns()
                    ],
                )
                for choice in question.choices
            ],
        )
        for question in catalog.questions
    ]


def reason(catalog: Catalog, criterion_id: CriterionId) -> Reason:
    """Return what a criterion is worth for the framework that it speaks for."""
    leading = lead(catalog, criterion_id)
    criterion = catalog.criteria[criterion_id]
    return Reason(criterion.title, CRITERION.url(criterion_id), leading.points if leading else 0)

"""The chooser favours nobody without a row that bears it out."""

from collections import Counter
from collections.abc import Iterator

from macros.catalog import Catalog
from macros.kinds import QUESTIONS
from macros.leads import is_measured, lead
from macros.problem import Finding


def questions_and_choices_have_their_own_ids(catalog: Catalog) -> Iterator[Finding]:
    """No two questions have the same ID, nor two choices of a question."""
    ids = [question.id for question in catalog.questions]
    for position, question in enumerate(catalog.questions):
        if question.id in ids[:position]:
            yield Finding(QUESTIONS.place(None, position, "id"), f"the question '{question.id}' is listed twice")
        choices = [choice.id for choice in question.choices]
        for number, choice_id in enumerate(choices):
            if choice_id in choices[:number]:
                place = QUESTIONS.place(None, position, "choices", number, "id")
                yield Finding(place, f"the choice '{choice_id}' is listed twice")


def choices_are_borne_out_by_their_criteria(catalog: Catalog) -> Iterator[Finding]:
    """A criterion speaks for a framework only if that framework stands before all others on it."""
    if not catalog.comparisons:
        return
    for position, question in enumerate(catalog.questions):
        for number, choice in enumerate(question.choices):
            for framework_id, criteria in choice.speaks.items():
                for index, criterion_id in enumerate(criteria):
                    if not catalog.is_answered(criterion_id) or framework_id not in catalog.frameworks:
                        continue
                    if not is_measured(catalog, criterion_id):
                        continue
                    found = lead(catalog, criterion_id)
                    if found is None or found.framework != framework_id:
                        place = QUESTIONS.place(None, position, "choices", number, "speaks", framework_id, index)
                        told = f"speaks for '{found.framework}'" if found else "speaks for neither"
                        message = f"it cannot speak for '{framework_id}': '{criterion_id}' {told}, by its answers"
                        yield Finding(place, message)


def a_choice_names_a_criterion_once(catalog: Catalog) -> Iterator[Finding]:
    """Naming a criterion twice would count it twice."""
    for position, question in enumerate(catalog.questions):
        for number, choice in enumerate(question.choices):
            for framework_id, criteria in choice.speaks.items():
                for criterion_id, times in Counter(criteria).items():
                    if times > 1:
                        place = QUESTIONS.place(None, position, "choices", number, "speaks", framework_id)
                        yield Finding(place, f"'{criterion_id}' is listed {times} times; once is enough")

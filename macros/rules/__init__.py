"""The rules that keep the comparison consistent: one a function, each with its test."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.problem import Finding
from macros.rules import answers, evidence, files, frontends, prose, references, screenshots, steps, unused
from macros.rules.base import Known, Rule

RULES: tuple[Rule, ...] = (
    references.comparisons_name_what_exists,
    references.criteria_name_what_exists,
    references.tests_name_what_exists,
    references.strengths_and_samples_name_what_exists,
    references.mutations_name_what_exists,
    references.guides_name_what_exists,
    references.former_names_are_free,
    unused.everything_is_used,
    unused.exchanges_are_asked,
    answers.strengths_are_not_contradicted,
    answers.yes_and_partial_say_how,
    answers.partial_has_a_note,
    answers.published_facts_have_sources,
    answers.days_are_not_in_the_future,
    evidence.written_verdicts_equal_the_observed,
    evidence.questions_can_be_answered_both_ways,
    evidence.contracts_are_kept,
    evidence.mutations_change_what_they_break,
    evidence.records_belong_to_what_ran,
    evidence.measurements_belong_to_what_ran,
    evidence.images_belong_to_a_guide,
    screenshots.screenshots_show_what_is_there,
    screenshots.screenshots_belong_to_what_ran,
    steps.steps_follow_a_step,
    steps.steps_show_what_they_expect,
    files.folders_belong_to_something,
    files.notes_point_at_one_line,
    files.mutations_replace_one_piece,
    files.guides_show_their_files,
    prose.claims_rest_on_something,
    prose.claims_name_what_exists,
    prose.claims_agree_with_criteria,
    prose.topics_have_places_of_their_own,
    prose.changes_are_in_order,
    frontends.frontends_name_what_exists,
    frontends.frontends_can_be_built,
    frontends.frontend_notes_point_at_one_line,
    frontends.frontend_records_belong_to_what_ran,
)


def check(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Yield what every rule finds in all that could be read."""
    for rule in RULES:
        yield from rule(catalog, known)

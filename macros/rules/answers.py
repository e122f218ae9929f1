"""Answers agree with what else is written, and have what their verdict needs."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress

from packaging.utils import canonicalize_name

from macros.catalog import SHARED, Catalog
from macros.kinds import CRITERION, FRAMEWORK, LOCK, TASK
from macros.model.base import FolderKey, SampleKey
from macros.model.criterion import Answer, MeasuredCriterion, SourcedAnswer, TestedAnswer
from macros.problem import Finding, Place
from macros.requirements import package_name, pinned
from macros.verdicts import core_samples, written_verdict


def strengths_are_not_contradicted(catalog: Catalog) -> Iterator[Finding]:
    """A criterion that counts as a framework's strength is not answered "no" or "unknown" for it."""
    for framework_id, framework in catalog.frameworks.items():
        for position, strength in enumerate(framework.strengths):
            criterion = catalog.criteria.get(strength.criterion)
            if not criterion or not catalog.is_answered(strength.criterion):
                continue
            if (verdict := written_verdict(criterion, framework_id)) in ("no", "unknown"):
                yield Finding(
                    FRAMEWORK.place(framework_id, "strengths", position),
                    f"this strength rests on '{strength.criterion}', but {{other}} answers '{verdict}' "
                    f"for '{framework_id}'; one of the two is wrong",
                    other=CRITERION.place(strength.criterion, "answers", framework_id, "verdict"),
                )


_BEGINNINGS = {
    r"yes\b(?! and no)|built in\b|comes with it\b": ("yes", "partial"),
    r"no[,.:;]|none[,.:;]|not (?:built in|possible|supported|there)\b|only with an extension\b": ("no", "partial"),
    r"(?:unknown|not known)\b": ("unknown",),
}
"""How a short text begins that says its verdict, and the verdicts that it can stand beside."""


def shorts_do_not_contradict_verdicts(catalog: Catalog) -> Iterator[Finding]:
    """A short text that begins with a verdict in words begins with that of its cell."""
    for place, answer in _answers(catalog):
        if not isinstance(answer, TestedAnswer | SourcedAnswer) or answer.verdict is None:
            continue
        for pattern, verdicts in _BEGINNINGS.items():
            if (said := re.match(pattern, answer.short, re.IGNORECASE)) and answer.verdict not in verdicts:
                message = f"'{said[0]}' contradicts the verdict '{answer.verdict}'; one of the two is wrong"
                yield Finding(place.within("short"), message)


def _answers(catalog: Catalog) -> Iterator[tuple[Place, Answer]]:
    for criterion_id, criterion in catalog.criteria.items():
        for framework_id, answer in criterion.answers.items():
            yield CRITERION.place(criterion_id, "answers", framework_id), answer


def yes_and_partial_say_how(catalog: Catalog) -> Iterator[Finding]:
    """An answer has ``by`` where its verdict is yes or partial, and only there."""
    for place, answer in _answers(catalog):
        if not isinstance(answer, TestedAnswer | SourcedAnswer):
            continue
        named = isinstance(answer, TestedAnswer) and answer.value is not None
        if answer.verdict in ("yes", "partial") and answer.by is None and not named:
            yield Finding(place, f"a '{answer.verdict}' needs 'by'; allowed: core, extra")
        if named and (answer.by is not None or answer.verdict not in ("yes", "partial")):
            yield Finding(
                place.within("value"), "'value' stands in the place of 'by', with a yes or a partial; keep one"
            )
        if answer.verdict not in ("yes", "partial") and answer.by is not None:
            verdict = answer.verdict or "a value"
            message = f"'by' says how a yes or a partial comes; it has no meaning with '{verdict}'"
            yield Finding(place.within("by"), message)


def core_needs_the_package_alone(catalog: Catalog) -> Iterator[Finding]:
    """The sample that shows what comes with a framework adds and imports nothing that its package does not bring."""
    for key, answers in core_samples(catalog).items():
        bare = catalog.bare_stack(catalog.sample(key).framework)
        if not catalog.exists(LOCK, bare.name):
            continue  # stacks_are_locked says so
        brought = pinned(catalog.locks.get(bare.name, ""))
        more = dict.fromkeys([*_added(catalog, key, brought), *_imported(catalog, key, brought)])
        for answer in answers if more else ():
            message = f"'core' contradicts {{other}}: the sample needs {', '.join(more)}, which"
            yield Finding(
                CRITERION.place(answer.criterion, "answers", answer.framework, "by"),
                f"{message} '{bare.requirements[0]}' does not bring; answer 'extra', or do without",
                other=TASK.place(key.task, "samples", key.sample),
            )


def _added(catalog: Catalog, key: SampleKey, brought: Iterable[str]) -> Iterator[str]:
    """Yield what a sample installs for its app: not what a command starts, such as a server or a test runner."""
    sample, exchanges = catalog.sample(key), catalog.tasks[key.task].exchanges.values()
    commands = {word for command in (sample.run, *(each.run for each in exchanges)) for word in (command or "").split()}
    for requirement in sample.adds:
        if "[" in requirement or package_name(requirement) not in {*brought, *commands}:
            yield f"'{requirement}'"


def _imported(catalog: Catalog, key: SampleKey, brought: Iterable[str]) -> Iterator[str]:
    """Yield the modules that a sample's files import and that are not Python's, its own, or of a package brought.

    What is shared by all samples counts where a sample imports it: the rest looks at any app, whatever it is made with.
    """
    files = catalog.sample_files[key]
    shared = catalog.task_folders.get(FolderKey(key.task, SHARED), {})
    waiting = [path for path in files if path.endswith(".py") and path not in shared]
    modules: dict[str, None] = {}
    for path in waiting:  # grows
        for module in _modules(files[path]):
            own = [name for name in files if name.partition("/")[0].removesuffix(".py") == module]
            waiting += [name for name in own if name.endswith(".py") and name not in waiting]
            if not own and module not in sys.stdlib_module_names and canonicalize_name(module) not in brought:
                modules[module] = None
    yield from (f"'{module}'" for module in modules)


def _modules(text: str) -> Iterator[str]:
    with suppress(SyntaxError, ValueError, RecursionError, MemoryError):  # whoever runs it is told
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def partial_has_a_note(catalog: Catalog) -> Iterator[Finding]:
    """A partial says which part."""
    for place, answer in _answers(catalog):
        if getattr(answer, "verdict", None) == "partial" and answer.note is None:
            yield Finding(place, "a 'partial' needs a 'note' that says which part there is and which is not")


def same_rows_do_not_differ_in_substance(catalog: Catalog) -> Iterator[Finding]:
    """A row that says ``same`` has one verdict, come by in one way, and texts that differ."""
    for criterion_id, criterion in catalog.criteria.items():
        if not criterion.same:
            continue
        place = CRITERION.place(criterion_id, "same")
        answers = list(criterion.answers.values())
        verdicts = {(getattr(answer, "verdict", None), getattr(answer, "by", None)) for answer in answers}
        if isinstance(criterion, MeasuredCriterion):
            yield Finding(place, "a measured row differs where its values do; 'same' has no meaning here")
        elif len(verdicts) > 1:
            told = " and ".join(f"'{', '.join(filter(None, verdict))}'" for verdict in sorted(verdicts, key=str))
            yield Finding(place, f"'same' contradicts the answers {told}; one of the two is wrong")
        elif len({(getattr(answer, "value", None), answer.note) for answer in answers}) == 1:
            yield Finding(place, "these answers do not differ anyway; remove 'same'")


def published_facts_have_sources(catalog: Catalog) -> Iterator[Finding]:
    """A sourced or opinion answer is a verdict or a value, and says where it comes from."""
    for place, answer in _answers(catalog):
        if not isinstance(answer, SourcedAnswer):
            continue
        if (answer.verdict is None) == (answer.value is None):
            yield Finding(place, "an answer has either a 'verdict' or a 'value'")
        if answer.sources is None and answer.verdict != "unknown":
            yield Finding(place, "an answer that no sample decides needs 'sources'")

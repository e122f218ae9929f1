"""Mutations: a sample is broken on purpose, and the exchanges must notice it."""

from collections.abc import Mapping

from macros.model.task import Edit, Mutation
from tests.proofs.asking.exchanges import Outcomes
from tests.proofs.errors import ProofError


def mutant(files: Mapping[str, str], mutation: Edit) -> dict[str, str]:
    """Return the files with the mutation carried out."""
    text = files.get(mutation.file)
    if text is None:
        raise ProofError(f"there is no file '{mutation.file}' to mutate")
    times = text.count(mutation.replace)
    if times != 1:
        raise ProofError(
            f"the text to replace occurs {times} times in {mutation.file}; it must occur once:\n"
            f"    {mutation.replace!r}"
        )
    if mutation.replace == mutation.with_:
        raise ProofError(f"the mutation of {mutation.file} replaces {mutation.replace!r} by itself")
    return {**files, mutation.file: text.replace(mutation.replace, mutation.with_)}


def check_broken(mutation: Mutation, before: Outcomes, after: Outcomes) -> None:
    """Raise where an exchange that the mutation breaks has the same outcome as before."""
    unmoved = [name for name in mutation.breaks if before.get(name) == after.get(name)]
    if unmoved:
        outcomes = ", ".join(f"{name} (still {before.get(name)})" for name in unmoved)
        raise ProofError(
            f"replacing {mutation.replace!r} by {mutation.with_!r} in {mutation.file} changes nothing "
            f"for {outcomes}; so the exchange proves nothing"
        )

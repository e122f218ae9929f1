"""Mutations: a sample is broken on purpose, and the exchanges must notice it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from macros.model.task import Mutation
from tests.runner.errors import ProofError


@contextmanager
def mutant(folder: Path, mutation: Mutation) -> Iterator[Path]:
    """Yield a copy of ``folder`` in which the mutation is carried out."""
    source = (folder / mutation.file).resolve()
    if not source.is_relative_to(folder.resolve()) or not source.is_file():
        raise ProofError(f"there is no file '{mutation.file}' to mutate")
    text = source.read_text("utf-8")
    times = text.count(mutation.replace)
    if times != 1:
        raise ProofError(
            f"the text to replace stands {times} times in {mutation.file}; it must stand once:\n"
            f"    {mutation.replace!r}"
        )
    if mutation.replace == mutation.with_:
        raise ProofError(f"the mutation of {mutation.file} replaces {mutation.replace!r} by itself")
    with tempfile.TemporaryDirectory(prefix="mutant-") as temporary:
        copy = Path(temporary) / folder.name
        shutil.copytree(folder, copy)
        (copy / mutation.file).write_text(text.replace(mutation.replace, mutation.with_), "utf-8")
        yield copy


def check_broken(mutation: Mutation, before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Raise where an exchange that the mutation breaks has the same outcome as before."""
    unmoved = [name for name in mutation.breaks if before.get(name) == after.get(name)]
    if unmoved:
        shown = ", ".join(f"{name} (still {before.get(name)})" for name in unmoved)
        raise ProofError(
            f"replacing {mutation.replace!r} by {mutation.with_!r} in {mutation.file} changes nothing "
            f"for {shown}; so that exchange proves nothing"
        )

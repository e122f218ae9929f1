"""A tutorial's step: which lines are new since the step before, and what is asked of it."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from macros.catalog import Catalog
from macros.views.samples import FileView, SampleView, sample_view


@dataclass(frozen=True)
class StepFile:
    """A file of a step. ``new`` are lines (from 1) that the step before did not have."""

    view: FileView
    new: list[int]
    is_new: bool
    removed: int
    """How many lines of the step before are gone."""

    @property
    def unchanged(self) -> bool:
        """Whether the step before had the very same file."""
        return not self.new and not self.is_new and not self.removed

    @property
    def summary(self) -> str:
        """What changed, in words, for those who do not see colours."""
        if self.is_new:
            return "A new file."
        said = [f"New in this step: {ranges(self.new)}."] if self.new else []
        if self.removed:
            said.append(f"{self.removed} line{'s' if self.removed > 1 else ''} of the step before are gone.")
        return " ".join(said).replace("1 line of the step before are", "1 line of the step before is")


@dataclass(frozen=True)
class Step:
    """A step of a tutorial: its sample, its files with what changed, and the exchanges that it is about."""

    sample: SampleView
    files: list[StepFile]
    gone: list[str]
    exchanges: list[str]
    first: bool


def step(catalog: Catalog, task: str, name: str) -> Step:
    """Return one step."""
    stack = catalog.tasks[task].samples[name]
    view = sample_view(catalog, task, name)
    before = catalog.sample_files.get((task, stack.follows or ""), {})
    files = []
    for file in view.files:
        if file.path not in before:
            files.append(StepFile(file, [], stack.follows is not None, 0))
            continue
        new, removed = changes(before[file.path], file.text)
        files.append(StepFile(file, new, False, removed))
    there = {file.path for file in view.files}
    gone = sorted(path for path in before if path not in there)
    return Step(view, files, gone, list(stack.expects), stack.follows is None)


def changes(before: str, after: str) -> tuple[list[int], int]:
    """Return the lines (from 1) that are new or changed, and how many old ones are simply gone."""
    new: list[int] = []
    removed = 0
    matcher = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind in ("insert", "replace"):
            new += range(new_start + 1, new_end + 1)
        if kind == "delete":
            removed += end - start
    return new, removed


def ranges(lines: list[int]) -> str:
    """Return lines as people say them: lines 1 to 3 and 7."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    said = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    text = f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else "".join(said)
    return f"{'lines' if len(lines) > 1 else 'line'} {text}"

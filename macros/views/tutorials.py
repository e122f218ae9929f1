"""A tutorial step: which lines are new since the step before, and what is asked of it."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from macros.catalog import Catalog
from macros.model.base import ExchangeId, SampleKey
from macros.views.files import FileView
from macros.views.samples import SampleView, sample_view


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
        sentences = [f"New in this step: {ranges(self.new)}."] if self.new else []
        if self.removed:
            lines = (
                "1 line of the step before is" if self.removed == 1 else f"{self.removed} lines of the step before are"
            )
            sentences.append(f"{lines} gone.")
        return " ".join(sentences)


@dataclass(frozen=True)
class StepView:
    """A tutorial step: its sample, its files with what changed, and the exchanges that it is about."""

    sample: SampleView
    files: list[StepFile]
    gone: list[str]
    exchanges: list[ExchangeId]
    first: bool


def step_view(catalog: Catalog, key: SampleKey) -> StepView:
    """Return one step."""
    sample, view = catalog.sample(key), sample_view(catalog, key)
    before = catalog.sample_files[SampleKey(key.task, sample.follows)] if sample.follows else {}
    files = []
    for file in view.files:
        if file.path not in before:
            files.append(StepFile(file, [], sample.follows is not None, 0))
            continue
        new, removed = changes(before[file.path], file.text)
        files.append(StepFile(file, new, False, removed))
    gone = sorted(before.keys() - {file.path for file in view.files})
    return StepView(view, files, gone, list(sample.expects), sample.follows is None)


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
    phrases = [f"{run[0]} to {run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    text = f"{', '.join(phrases[:-1])} and {phrases[-1]}" if len(phrases) > 1 else "".join(phrases)
    return f"{'lines' if len(lines) > 1 else 'line'} {text}"

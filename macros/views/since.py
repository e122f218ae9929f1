"""Since when: what two runs showed of the release that an answer names, and of the one before it."""

from dataclasses import dataclass
from datetime import date

from packaging.version import Version

from macros.catalog import Catalog
from macros.kinds import SINCE_RECORD
from macros.model.base import AnswerKey, CriterionId, FrameworkId
from macros.since import dated_answers_of
from macros.views import words


@dataclass(frozen=True)
class SinceView:
    """Two runs as one sentence tells them: what an older release showed, and the one that brought it."""

    before: str
    since: str
    started: bool
    """Whether the program started on the older one."""
    showed: str
    """What it showed there, if it started."""
    reason: str
    shows: str
    """What the named release showed."""
    written: list[tuple[str, str]]
    """What the program says on the older one, and in place of what."""
    checked: date
    python: str
    command: str
    """What repeats the runs."""


def since_view(catalog: Catalog, criterion_id: CriterionId, framework_id: FrameworkId) -> SinceView | None:
    """Return what two runs showed of the release that an answer names; None where none was run."""
    key = AnswerKey(criterion_id, framework_id)
    record, sample_key = catalog.since_records.get(key), dict(dated_answers_of(catalog, criterion_id)).get(key)
    if record is None or sample_key is None:
        return None
    before, since = record.before, record.since
    older = [edit for edit in catalog.sample(sample_key).older if Version(before.release) < Version(edit.before)]
    return SinceView(
        before=before.release,
        since=since.release,
        started=before.state != "did-not-start",
        showed=words.SHOWED[before.state],
        reason=before.reason,
        shows=words.SHOWED[since.state],
        written=[(edit.with_, edit.replace) for edit in older],
        checked=record.checked,
        python=record.python,
        command=SINCE_RECORD.rewritten_by(key),
    )

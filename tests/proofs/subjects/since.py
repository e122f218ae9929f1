"""Since when: the release that an answer names is run, and so is the one before it; a record says what they showed."""

import platform
from dataclasses import dataclass
from datetime import date

from macros.fingerprints import since_fingerprint
from macros.kinds import SINCE_RECORD
from macros.model.base import AnswerKey, ExchangeId, SampleKey
from macros.model.criterion import TestedCriterion
from macros.model.record import ReleaseRun, SinceRecord
from macros.since import dated_answers, said
from macros.verdicts import verdict_of
from tests.proofs.errors import ProofError
from tests.proofs.project import RECORDS, Project
from tests.proofs.registry import Published, named_and_before
from tests.proofs.subjects.base import ProofKind, Proved, Subject
from tests.proofs.throwaway import At, Ran, SampleAt


@dataclass(frozen=True)
class SinceProof(Subject[AnswerKey]):
    """An answer that names a release, with the sample that shows it."""

    record = SINCE_RECORD
    sample: SampleKey

    @property
    def criterion(self) -> TestedCriterion:
        """What is asked."""
        criterion = self.project.catalog.criteria[self.key.criterion]
        assert isinstance(criterion, TestedCriterion)
        return criterion

    def prove(self, today: date) -> Proved:
        """Run the sample on both releases."""
        since = self.criterion.answers[self.key.framework].since
        package = self.project.catalog.frameworks[self.key.framework].package
        named, before = named_and_before(package, str(since))
        older, newer = self._run(before), self._run(named)
        record = SinceRecord(
            fingerprint=since_fingerprint(self.project.catalog, self.key),
            checked=today,
            python=platform.python_version(),
            before=older,
            since=newer,
        )
        summary = ", ".join(f"{run.release} {said(run.state)}" for run in (older, newer))
        return Proved(record, summary=summary)

    def _run(self, release: Published) -> ReleaseRun:
        at = At((f"{release.package}=={release.release}",), release.day)
        ran = SampleAt(self.project, self.sample, at).ran()
        run = {"release": release.release, "published": release.day}
        if not ran.started:
            return ReleaseRun.model_validate(run | {"state": "did-not-start", "reason": ran.reason})
        test = self.criterion.test
        asked = list(dict.fromkeys((*test.yes, *test.no)))
        if unfit := [ran.unfit[name] for name in asked if name in ran.unfit]:
            raise ProofError(f"on {release.package} {release.release}: " + "\n".join(unfit))
        reason = self._otherwise(ran, asked)
        state = {"state": verdict_of(ran.outcomes, test)}
        return ReleaseRun.model_validate(run | state | ({"reason": reason} if reason else {}))

    def _otherwise(self, ran: Ran, asked: list[ExchangeId]) -> str:
        """Return what was observed that is no part of a yes."""
        yes = self.criterion.test.yes
        return ", ".join(f"{name}: {ran.outcomes[name]}" for name in asked if ran.outcomes[name] != yes.get(name))


def since_proofs(project: Project) -> list[SinceProof]:
    """Return every answer whose release can be run."""
    return [SinceProof(project, key, sample_key) for key, sample_key in sorted(dated_answers(project.catalog))]


SINCE = ProofKind(
    command="verify-since",
    help="run the releases that answers name, and those before them",
    wanted="criterion[/framework]",
    folder=f"{RECORDS}/since",
    subjects=since_proofs,
    at_once=2,
)

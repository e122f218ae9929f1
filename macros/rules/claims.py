"""Claims of the source article: each judgement has evidence, and the evidence agrees with the criteria."""

from collections.abc import Iterator

from macros.catalog import Catalog
from macros.kinds import CLAIM_TOPIC, CRITERION
from macros.model.claim import Evidence
from macros.problem import Finding, Place
from macros.verdicts import written_verdict

PAGES = ("criterion", "task", "deployment", "setup")
"""What evidence may name: exactly one of these."""


def _evidence(catalog: Catalog) -> Iterator[tuple[Place, Evidence]]:
    for topic_id, topic in catalog.claims.items():
        for claim_id, claim in topic.claims.items():
            for position, evidence in enumerate(claim.evidence):
                yield CLAIM_TOPIC.place(topic_id, "claims", claim_id, "evidence", position), evidence


def judgements_have_evidence(catalog: Catalog) -> Iterator[Finding]:
    """A judgement names evidence or sources; only an opinion, or a claim that nobody confirms, has none."""
    for topic_id, topic in catalog.claims.items():
        for claim_id, claim in topic.claims.items():
            if claim.verdict not in ("opinion", "unconfirmed") and not claim.evidence and not claim.sources:
                message = f"the judgement '{claim.verdict}' needs 'evidence' or 'sources'"
                yield Finding(CLAIM_TOPIC.place(topic_id, "claims", claim_id), message)


def evidence_names_one_page(catalog: Catalog) -> Iterator[Finding]:
    """Evidence names one page; a framework and a verdict go together, with a criterion only."""
    for place, evidence in _evidence(catalog):
        if sum(getattr(evidence, page) is not None for page in PAGES) != 1:
            yield Finding(place, f"evidence names exactly one of {', '.join(PAGES)}")
        if (evidence.framework is None) != (evidence.shows is None) or (evidence.shows and not evidence.criterion):
            yield Finding(place, "'framework' and 'shows' go together, with a 'criterion'")


def evidence_agrees_with_criteria(catalog: Catalog) -> Iterator[Finding]:
    """The verdict that evidence says a criterion shows is the one that the criterion has."""
    for place, evidence in _evidence(catalog):
        if not evidence.criterion or not catalog.is_answered(evidence.criterion):
            continue
        if evidence.framework not in catalog.frameworks:
            continue
        verdict = written_verdict(catalog.criteria[evidence.criterion], evidence.framework)
        if evidence.shows and verdict != evidence.shows:
            message = f"'{evidence.shows}' contradicts {{other}}, which answers '{verdict or 'a value'}'"
            other = CRITERION.place(evidence.criterion, "answers", evidence.framework, "verdict")
            yield Finding(place.within("shows"), message, other=other)


def topics_have_an_order(catalog: Catalog) -> Iterator[Finding]:
    """No two topics have the same place in the order."""
    taken: dict[int, str] = {}
    for topic_id, topic in sorted(catalog.claims.items()):
        if topic.order in taken:
            message = f"the place {topic.order} is taken by '{taken[topic.order]}'"
            yield Finding(CLAIM_TOPIC.place(topic_id, "order"), message)
        taken.setdefault(topic.order, topic_id)

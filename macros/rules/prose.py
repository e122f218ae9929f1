"""What stands behind the prose pages: claims of the source article, the set-up of systems, changes."""

from collections.abc import Iterator
from datetime import date

from macros.catalog import Catalog
from macros.model.claim import ClaimProof
from macros.problem import Finding, Place, unknown
from macros.rules.base import Known, criterion_at, within
from macros.verdicts import verdict

KINDS = ("criterion", "task", "deployment", "system")
"""What a proof may name."""


def topic_at(name: str, *loc: str | int) -> Place:
    """Return a place in a topic's file."""
    return Place(f"data/claims/{name}.yml", loc)


def _claim_proofs(catalog: Catalog) -> Iterator[tuple[Place, ClaimProof]]:
    for name, topic in catalog.topics.items():
        for one, claim in topic.claims.items():
            for position, proof in enumerate(claim.proofs):
                yield topic_at(name, "claims", one, "proofs", position), proof


def claims_rest_on_something(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A judgement names its proofs or its sources; only an opinion, or what nobody confirms, has none."""
    for name, topic in catalog.topics.items():
        for one, claim in topic.claims.items():
            if claim.verdict not in ("opinion", "unconfirmed") and not claim.proofs and not claim.sources:
                what = f"the judgement '{claim.verdict}' needs 'proofs' or 'sources'"
                yield Finding(topic_at(name, "claims", one), what)


def claims_name_what_exists(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """A proof names one thing that is there; a framework and a verdict stand with a criterion only."""
    for at, proof in _claim_proofs(catalog):
        named = {kind: value for kind in KINDS if (value := getattr(proof, kind))}
        if len(named) != 1:
            yield Finding(at, f"a proof names exactly one of {', '.join(KINDS)}")
        for kind, value in named.items():
            if value not in known[kind]:
                yield Finding(within(at, kind), unknown(kind, value, known[kind]))
        if proof.framework and proof.framework not in known["framework"]:
            yield Finding(within(at, "framework"), unknown("framework", proof.framework, known["framework"]))
        if (proof.framework is None) != (proof.shows is None) or (proof.shows and not proof.criterion):
            yield Finding(at, "'framework' and 'shows' stand together, beside a 'criterion'")


def claims_agree_with_criteria(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """What a proof says that a criterion shows is what the criterion says."""
    for at, proof in _claim_proofs(catalog):
        criterion = catalog.criteria.get(proof.criterion or "")
        if criterion is None or proof.shows is None or proof.framework not in catalog.frameworks:
            continue
        written = verdict(criterion, proof.framework)
        if written != proof.shows:
            what = f"'{proof.shows}' contradicts {{other}}, which answers '{written or 'a value'}'"
            other = criterion_at(proof.criterion or "", "answers", proof.framework or "", "verdict")
            yield Finding(within(at, "shows"), what, other=other)


def topics_have_places_of_their_own(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """No two topics stand at the same place."""
    taken: dict[int, str] = {}
    for name, topic in sorted(catalog.topics.items()):
        if topic.order in taken:
            yield Finding(topic_at(name, "order"), f"the place {topic.order} is taken by '{taken[topic.order]}'")
        taken.setdefault(topic.order, name)


def changes_are_in_order(catalog: Catalog, known: Known) -> Iterator[Finding]:
    """Changes stand newest first, none in the future, each with an ID of its own."""
    seen: set[str] = set()
    before: date | None = None
    for position, change in enumerate(catalog.changes):
        at = Place("data/changes.yml", (position,))
        if change.id in seen:
            yield Finding(within(at, "id"), f"the change '{change.id}' stands twice")
        if change.day > date.today():
            yield Finding(within(at, "day"), f"{change.day} is in the future; today is {date.today()}")
        if before and change.day > before:
            yield Finding(within(at, "day"), f"{change.day} is newer than the change above; the newest stands first")
        seen.add(change.id)
        before = change.day

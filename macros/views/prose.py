"""What prose pages take from the data: claims and what they rest on, users, a framework at a glance."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.model.base import Source
from macros.model.claim import Claim, ClaimProof
from macros.model.framework import Framework, User
from macros.views import urls, words


@dataclass(frozen=True)
class ClaimView:
    """A claim of the source article, our judgement in words, and the links that it rests on."""

    id: str
    said: str
    mark: str
    judgement: str
    say: str
    proofs: list[tuple[str, str]]
    """A label and the address from the site's root; no address for what has no page of its own."""
    sources: list[Source]


@dataclass(frozen=True)
class TopicView:
    """The claims on one topic."""

    id: str
    title: str
    claims: list[ClaimView]


def topics(catalog: Catalog) -> list[TopicView]:
    """Return all topics in the article's order."""
    ordered = sorted(catalog.topics.items(), key=lambda one: one[1].order)
    return [
        TopicView(name, topic.title, [_claim(catalog, one, found) for one, found in topic.claims.items()])
        for name, topic in ordered
    ]


def claim(catalog: Catalog, topic: str, name: str) -> ClaimView:
    """Return one claim."""
    return _claim(catalog, name, catalog.topics[topic].claims[name])


def judgements(catalog: Catalog) -> list[tuple[str, str, int]]:
    """Return each judgement's mark, its words, and how many claims got it; judgements that none got are left out."""
    given = [one.verdict for topic in catalog.topics.values() for one in topic.claims.values()]
    return [
        (words.JUDGEMENT_MARKS[one], word, given.count(one)) for one, word in words.JUDGEMENTS.items() if one in given
    ]


def _claim(catalog: Catalog, name: str, found: Claim) -> ClaimView:
    return ClaimView(
        id=name,
        said=found.said,
        mark=words.JUDGEMENT_MARKS[found.verdict],
        judgement=words.JUDGEMENTS[found.verdict],
        say=found.say,
        proofs=[_proof(catalog, one) for one in found.proofs],
        sources=found.sources,
    )


def _proof(catalog: Catalog, proof: ClaimProof) -> tuple[str, str]:
    if proof.criterion:
        title = catalog.criteria[proof.criterion].title
        if not proof.framework or not proof.shows:
            return title, urls.criterion(proof.criterion)
        shown = f"{title}, {catalog.frameworks[proof.framework].name}: {words.VERDICTS[proof.shows].lower()}"
        return shown, urls.criterion(proof.criterion) + f"#{proof.framework}"
    if proof.task:
        return catalog.tasks[proof.task].title, urls.task(proof.task)
    if proof.deployment:
        return catalog.deployments[proof.deployment].title, urls.deployment(proof.deployment)
    return f"Set up: {catalog.systems[proof.system or ''].name}", urls.SETUP


def users(catalog: Catalog) -> list[tuple[str, list[User]]]:
    """Return each framework's name with those who were said to use it: confirmed first, then by name."""
    found = []
    for one in catalog.columns():
        framework: Framework = catalog.frameworks[one]
        ordered = sorted(framework.users, key=lambda user: (user.source is None, user.name.casefold()))
        found.append((framework.name, ordered))
    return found

"""Claims of the source article: our judgement of each, and what it rests on."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.kinds import CRITERION, DEPLOYMENT, TASK
from macros.model.base import ClaimId, Source, TopicId
from macros.model.claim import Claim, Evidence
from macros.views import urls, words


@dataclass(frozen=True)
class ClaimView:
    """A claim, our judgement in words, and the pages and sources that it rests on."""

    id: str
    said: str
    mark: str
    judgement: str
    say: str
    evidence: list[tuple[str, str]]
    """A label and the address from the site's root."""
    sources: list[Source]


@dataclass(frozen=True)
class TopicView:
    """The claims on one topic."""

    id: str
    title: str
    claims: list[ClaimView]


@dataclass(frozen=True)
class JudgementCount:
    """How many claims got a judgement."""

    mark: str
    word: str
    count: int


def topic_views(catalog: Catalog) -> list[TopicView]:
    """Return all topics in the article's order."""
    return [
        TopicView(topic_id, topic.title, [_view(catalog, *item) for item in topic.claims.items()])
        for topic_id, topic in sorted(catalog.claims.items(), key=lambda item: item[1].order)
    ]


def claim_view(catalog: Catalog, topic_id: TopicId, claim_id: ClaimId) -> ClaimView:
    """Return one claim, or raise UnknownName."""
    return _view(catalog, claim_id, catalog.claim(topic_id, claim_id))


def judgement_counts(catalog: Catalog) -> list[JudgementCount]:
    """Return each judgement that some claim got, in the order of the words."""
    judgements = [claim.verdict for topic in catalog.claims.values() for claim in topic.claims.values()]
    return [
        JudgementCount(words.JUDGEMENT_MARKS[judgement], word, judgements.count(judgement))
        for judgement, word in words.JUDGEMENTS.items()
        if judgement in judgements
    ]


def _view(catalog: Catalog, claim_id: ClaimId, claim: Claim) -> ClaimView:
    return ClaimView(
        id=claim_id,
        said=claim.said,
        mark=words.JUDGEMENT_MARKS[claim.verdict],
        judgement=words.JUDGEMENTS[claim.verdict],
        say=claim.say,
        evidence=[_link(catalog, evidence) for evidence in claim.evidence],
        sources=claim.sources,
    )


def _link(catalog: Catalog, evidence: Evidence) -> tuple[str, str]:
    if evidence.criterion:
        title = catalog.criteria[evidence.criterion].title
        if not evidence.framework or not evidence.shows:
            return title, CRITERION.url(evidence.criterion)
        name, verdict = catalog.frameworks[evidence.framework].name, words.VERDICTS[evidence.shows].lower()
        return f"{title}, {name}: {verdict}", urls.answer(evidence.criterion, evidence.framework)
    if evidence.task:
        return catalog.tasks[evidence.task].title, TASK.url(evidence.task)
    if evidence.deployment:
        return catalog.deployments[evidence.deployment].title, DEPLOYMENT.url(evidence.deployment)
    assert evidence.setup
    return f"Setup: {catalog.setups[evidence.setup].name}", urls.SETUP

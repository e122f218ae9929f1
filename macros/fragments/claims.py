"""Macros for the claims of the source article."""

from macros.model.base import ClaimId, TopicId
from macros.site import Page
from macros.text import short_markdown
from macros.views import claims as views


def claims(page: Page) -> str:
    """What the source article says in its text, claim by claim, under a heading for each topic."""
    parts = [page.block("claim_judgements", judgements=views.judgement_counts(page.catalog))]
    for topic in views.topic_views(page.catalog):
        parts.append(f"\n\n### {short_markdown(topic.title)} {{ #claims-{topic.id} }}\n\n")
        parts.append(page.block("claims", topic=topic))
    return "".join(parts)


def claim(page: Page, topic: TopicId, claim: ClaimId) -> str:
    """What we say on one claim of the article, with what it rests on."""
    return page.block("claim", claim=views.claim_view(page.catalog, topic, claim))

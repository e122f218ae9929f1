"""Claims of the source article, judged."""

import pytest

from macros.model.base import ClaimId, TopicId
from macros.problem import UnknownName
from macros.views import claims
from tests.additions import CLAIMS, add_article
from tests.project import ScratchProject

SAID = TopicId("said")


@pytest.fixture(autouse=True)
def _with_article(project: ScratchProject) -> None:
    add_article(project)


def test_topics_are_in_the_order_of_the_article(project: ScratchProject) -> None:
    project.write("data/claims/before.yml", CLAIMS.replace("order: 1", "order: 0").replace("Said", "Before"))
    assert [topic.title for topic in claims.topic_views(project.catalog)] == ["Before", "Said"]


def test_a_claim_leads_to_what_it_rests_on(project: ScratchProject) -> None:
    (topic,) = claims.topic_views(project.catalog)
    assert [(claim.mark, claim.judgement) for claim in topic.claims] == [
        ("no", "Wrong"),
        ("unknown", "Opinion"),
        ("yes", "Holds"),
    ]
    assert topic.claims[0].evidence == [("Guard, Alpha: yes", "criteria/guard/#alpha")]
    assert topic.claims[2].evidence == [
        ("Ask", "tasks/ask/"),
        ("Cellar", "deploy/cellar/"),
        ("Setup: Attic", "get-started/"),
    ]
    assert [source.title for source in topic.claims[2].sources] == ["A page"]


def test_a_criterion_as_a_whole_can_be_evidence(project: ScratchProject) -> None:
    project.edit("data/claims/said.yml", ", framework: alpha, shows: yes", "")
    view = claims.claim_view(project.catalog, SAID, ClaimId("guards"))
    assert view.evidence == [("Guard", "criteria/guard/")]


def test_judgements_are_counted_in_the_order_of_the_words(project: ScratchProject) -> None:
    assert [(judgement.word, judgement.count) for judgement in claims.judgement_counts(project.catalog)] == [
        ("Holds", 1),
        ("Wrong", 1),
        ("Opinion", 1),
    ]


def test_a_claim_that_is_not_there_is_named(project: ScratchProject) -> None:
    with pytest.raises(UnknownName, match="unknown claim 'guard'"):
        claims.claim_view(project.catalog, SAID, ClaimId("guard"))

"""Deployments and guides on pages."""

import pytest

from macros.fragments import deployments
from macros.model.base import DeploymentId, FrameworkId
from macros.problem import UnknownName
from tests.fragments.pieces import hrefs, html, page_of, text
from tests.project import ScratchProject
from tests.site.html import rows

CELLAR, ALPHA, BETA = DeploymentId("cellar"), FrameworkId("alpha"), FrameworkId("beta")


def test_the_matrix_has_a_row_for_each_deployment(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, deployments.deployment_matrix(page))
    assert [row[0].split(" ")[0] for row in rows(piece)][-1].startswith("Cellar")
    assert hrefs(piece) == ["../deploy/cellar/", "../deploy/cellar/alpha/", "../deploy/cellar/beta/"]


def test_a_guide_leads_to_those_for_other_frameworks(project: ScratchProject) -> None:
    page = page_of(project, "deploy/cellar/alpha/")
    links = hrefs(html(page, deployments.guide_intro(page, CELLAR, ALPHA)))
    assert "../beta/" in links
    assert "./" not in links


def test_a_step_has_its_file_for_download(project: ScratchProject) -> None:
    page = page_of(project, "deploy/cellar/alpha/")
    piece = html(page, deployments.guide_step(page, CELLAR, ALPHA, 0))
    assert hrefs(piece) == ["../../../files/deploy/cellar/alpha/startup.txt"]
    assert "alpha run --port 8000" in text(piece)


@pytest.mark.parametrize("number", [1, -1, "0"])
def test_a_step_that_is_not_there_is_named(project: ScratchProject, number: int) -> None:
    with pytest.raises(UnknownName) as raised:
        deployments.guide_step(page_of(project), CELLAR, ALPHA, number)
    assert str(raised.value) == f"there is no step {number!r}; the steps are 0 to 0"


def test_a_guide_says_what_it_installs_and_what_it_rests_on(project: ScratchProject) -> None:
    page = page_of(project, "deploy/cellar/beta/")
    piece = html(page, deployments.guide_runs(page, CELLAR, BETA))
    assert "https://cellar.example/ropes" in hrefs(piece)
    assert "../../../tasks/ask/" in hrefs(piece)


def test_a_link_to_a_deployment(project: ScratchProject) -> None:
    assert deployments.deployment_link(page_of(project), CELLAR) == '<a href="../deploy/cellar/">Cellar</a>'

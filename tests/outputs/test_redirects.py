"""A renamed thing leaves a page at its old address that leads to the new one."""

from urllib.parse import urljoin

from macros.outputs.redirects import redirect_pages, redirects
from macros.site import Site
from tests.project import ScratchProject
from tests.site.html import Html


def rename(project: ScratchProject) -> None:
    """Have a criterion, a task and a deployment other names than before."""
    project.edit("data/criteria/guard.yml", "title: Guard", "formerly: [watch, look]\ntitle: Guard")
    project.edit("data/tasks/ask/task.yml", "\ntitle: Ask", "\nformerly: [question]\ntitle: Ask")
    project.edit("data/deployments/cellar/deployment.yml", "\ntitle: Cellar", "\nformerly: [basement]\ntitle: Cellar")


def test_a_former_id_leads_to_the_page_of_today(project: ScratchProject) -> None:
    assert redirects(project.catalog) == {}
    rename(project)
    assert redirects(project.catalog) == {
        "criteria/watch/": "criteria/guard/",
        "criteria/look/": "criteria/guard/",
        "tasks/question/": "tasks/ask/",
        "deploy/basement/": "deploy/cellar/",
        "deploy/basement/alpha/": "deploy/cellar/alpha/",
        "deploy/basement/beta/": "deploy/cellar/beta/",
    }


def test_the_page_at_the_old_address_leads_on_with_and_without_scripts(project: ScratchProject) -> None:
    rename(project)
    pages = dict(redirect_pages(Site(project.catalog)))
    for former, url in redirects(project.catalog).items():
        page = Html(pages.pop(f"{former}index.html"))
        (refresh,) = page.all("meta", **{"http-equiv": "refresh"})
        (link,) = page.all("a")
        targets = [refresh.attributes["content"].partition("url=")[2], link.attributes["href"]]
        assert {urljoin(f"/{former}", target) for target in targets} == {f"/{url}"}
        assert page.all("meta", name="robots", content="noindex")
    assert not pages

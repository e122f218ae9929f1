"""The words by which search finds a page, beside those that stand on it."""

from macros.views.search import Aliases, aliases
from tests.project import ScratchProject


def test_a_page_is_found_by_its_own_aliases_and_by_those_of_what_it_belongs_to(project: ScratchProject) -> None:
    project.edit("data/criteria/guard.yml", "group: first", "group: first\naka: [barrier]")
    project.edit("data/tasks/ask/task.yml", "title: Ask", "title: Ask\naka: [question]\naka_shared: [request]")
    project.edit("data/deployments/cellar/deployment.yml", "choose_when:", "aka: [basement]\nchoose_when:")
    found = aliases(project.catalog)
    assert found["criteria/guard/"] == Aliases(("barrier",))
    assert found["tasks/ask/"] == Aliases(("question", "request"), ("barrier",))
    assert found["deploy/cellar/"] == Aliases(("basement",))
    assert found["deploy/cellar/alpha/"] == found["deploy/cellar/beta/"] == Aliases((), ("basement",))


def test_a_page_without_aliases_is_known_too(project: ScratchProject) -> None:
    assert aliases(project.catalog)["criteria/taste/"] == Aliases()

"""Guides to where a function is called: real events, the real runtime client, and what it notices."""

import httpx
import pytest

from tests.proofs.deployments.events import BROKEN
from tests.proofs.deployments.function import called
from tests.proofs.patience import patient
from tests.proofs.project import Project
from tests.proofs.subjects.guides import DeployedGuide, guides

PLAYER = {"name": "Ada", "high_score": 9001}


def to_a_function(project: Project) -> list[DeployedGuide]:
    return [guide for guide in guides(project) if guide.guide.start.port is None]


@pytest.mark.subjects("guide", to_a_function)
@pytest.mark.parametrize("broken", ["the handler is misspelt", "the app is not adapted", "the module does not load"])
def test_a_function_that_does_not_work_is_noticed(guide: DeployedGuide, broken: str) -> None:
    context, handler = guide.context, guide.handler
    module = handler.rpartition(".")[0]
    match broken:
        case "the handler is misspelt":
            handler = f"{module}.handel"
        case "the app is not adapted":
            context[f"{module}.py"] = "from main import app as handler\n"
        case _:
            context[f"{module}.py"] = "import no_such_module\n"
    with called(handler, context, guide.stack) as server:
        reply = httpx.post(f"{server.url}/players", json=PLAYER, trust_env=False, timeout=patient(40))
    assert (reply.status_code, reply.content) == (BROKEN.status, BROKEN.body)


@pytest.mark.subjects("guide", to_a_function)
def test_only_the_guides_own_packages_are_there(guide: DeployedGuide) -> None:
    """The runtime client must not lend the app what the tests' environment happens to have."""
    file = f"{guide.handler.rpartition('.')[0]}.py"
    context = {**guide.context, file: f"import httpx\n{guide.context[file]}"}
    with called(guide.handler, context, guide.stack) as server:
        reply = httpx.post(f"{server.url}/players", json=PLAYER, trust_env=False, timeout=patient(40))
        assert "No module named 'httpx'" in server.settled_console()
    assert reply.status_code == BROKEN.status

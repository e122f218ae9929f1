"""The traps that the guides to hosting platforms name: each is shown to be one, and its way out to be one."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from macros.model.base import DeploymentId, FrameworkId, GuideKey
from tests.proofs.layout import lay_out
from tests.proofs.project import Project
from tests.proofs.servers import App, free_port, running
from tests.proofs.subjects.guides import DeployedGuide, guides

VISITOR, INVENTED, BALANCER = "198.51.100.7", "203.0.113.9", "10.0.0.5"

DEFAULT = DeploymentId("azure-app-service")
"""The target whose guides' stacks hold the server that every platform starts by default."""

PLATFORM_FILES = {"Procfile", "startup.txt", "app.yaml", "render.yaml"}


def on_default(project: Project) -> list[DeployedGuide]:
    return [guide for guide in guides(project) if guide.key.deployment == DEFAULT]


def behind_a_proxy(project: Project) -> list[DeployedGuide]:
    return [
        guide
        for guide in guides(project)
        if guide.key.framework == "fastapi" and guide.guide.start.file in PLATFORM_FILES
    ]


def with_a_procfile(project: Project) -> list[DeployedGuide]:
    return [guide for guide in guides(project) if guide.guide.start.file == "Procfile"]


def guide_to(project: Project, deployment_id: str, framework_id: str) -> DeployedGuide:
    return DeployedGuide(project, GuideKey(DeploymentId(deployment_id), FrameworkId(framework_id)))


def loads(guide: DeployedGuide, folder: Path, module: str) -> str:
    """Return what Gunicorn complains about when it looks for an app, or nothing."""
    gunicorn = guide.stack / "bin" / "gunicorn"
    ran = subprocess.run([gunicorn, "--check-config", module], cwd=folder, capture_output=True, text=True, check=False)
    assert (ran.returncode == 0) == (not ran.stderr.strip())
    return ran.stderr


@contextmanager
def by_default(guide: DeployedGuide) -> Iterator[httpx.Client]:
    """Start the app as platforms do that are told nothing: Gunicorn with its default worker."""
    port = free_port()
    command = f"gunicorn --bind 127.0.0.1:{port} --no-control-socket main:app"
    with (
        running(App("app", guide.context, command, guide.stack, port)) as server,
        httpx.Client(base_url=server.url, trust_env=False) as client,
    ):
        yield client


def seen(guide: DeployedGuide, settings: dict[str, str], chain: str) -> dict[str, str]:
    """Return what the app thinks of a request that has passed proxies."""
    headers = {"X-Forwarded-For": chain, "X-Forwarded-Proto": "https", "Host": "example.com"}
    with guide.deployed(guide.probe, settings) as server:
        answer: dict[str, str] = httpx.get(f"{server.url}/seen", headers=headers, trust_env=False).json()
    return answer


@pytest.mark.subjects("guide", on_default)
@pytest.mark.parametrize("module", ["application:application", "app:app"])
def test_a_platforms_default_names_find_no_app_in_main(guide: DeployedGuide, module: str, tmp_path: Path) -> None:
    name, _, attribute = module.partition(":")
    folder = lay_out(guide.context, tmp_path)
    assert f"No module named '{name}'" in loads(guide, folder, module)
    (folder / f"{name}.py").write_text(f"from main import app as {attribute}\n")
    assert loads(guide, folder, module) == ""


@pytest.mark.parametrize(("framework", "status"), [("fastapi", 500), ("flask", 201)])
def test_only_flask_runs_under_the_server_that_platforms_start_by_default(
    project: Project, framework: str, status: int
) -> None:
    with by_default(guide_to(project, DEFAULT, framework)) as client:
        assert client.post("/players", json={"name": "Ada", "high_score": 1}).status_code == status


@pytest.mark.subjects("guide", behind_a_proxy)
def test_believing_everybody_gives_the_right_scheme_and_an_address_that_can_be_invented(guide: DeployedGuide) -> None:
    """As the guides say: with ``*`` the first address counts, and that one is the visitor's own claim."""
    believed = seen(guide, {"FORWARDED_ALLOW_IPS": "*"}, f"{INVENTED}, {VISITOR}")
    assert believed == {"address": INVENTED, "scheme": "https", "host": "example.com"}


def test_believing_the_proxies_own_range_gives_the_address_that_they_saw(project: Project) -> None:
    guide = guide_to(project, "aws-elastic-beanstalk", "fastapi")
    chain = f"{INVENTED}, {VISITOR}, {BALANCER}"
    believed = seen(guide, {"FORWARDED_ALLOW_IPS": "127.0.0.1,10.0.0.0/8"}, chain)
    assert believed == {"address": VISITOR, "scheme": "https", "host": "example.com"}
    assert seen(guide, {}, chain)["address"] == BALANCER


@pytest.mark.subjects("guide", with_a_procfile)
def test_a_process_manager_ends_what_it_started(guide: DeployedGuide) -> None:
    with guide.deployed() as server:
        assert "web.1" in server.settled_console()
        url = server.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)

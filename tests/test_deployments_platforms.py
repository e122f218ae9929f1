"""The traps that the guides to hosting platforms name: each is shown to be one, and its way out to be one."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.deploy.guides import Case, all_cases, deployed, lay_out
from tests.runner import process

PROBES = Path(__file__).parent / "deploy" / "probes"
VISITOR, INVENTED, BALANCER = "198.51.100.7", "203.0.113.9", "10.0.0.5"

STARTUP = Case("azure-app-service", "fastapi"), Case("azure-app-service", "flask")
"""The guides whose stacks hold the server that every platform starts by default."""

BEHIND = [
    case
    for case in all_cases()
    if case.framework == "fastapi" and case.guide.start.file in {"Procfile", "startup.txt", "app.yaml", "render.yaml"}
]


def loads(case: Case, folder: Path, module: str) -> str:
    """Return what Gunicorn complains about when it looks for an app, or nothing."""
    gunicorn = case.stack() / "bin" / "gunicorn"
    ran = subprocess.run([gunicorn, "--check-config", module], cwd=folder, capture_output=True, text=True, check=False)
    assert (ran.returncode == 0) == (not ran.stderr.strip())
    return ran.stderr


@contextmanager
def by_default(case: Case, folder: Path) -> Iterator[httpx.Client]:
    """Start the app as platforms do that are told nothing: Gunicorn with its default worker."""
    port = process.free_port()
    command = f"gunicorn --bind 127.0.0.1:{port} --no-control-socket main:app"
    there = lay_out(case, folder / "context")
    with (
        process.running(command, there, stack=case.stack(), name="app", port=port) as server,
        httpx.Client(base_url=server.url, trust_env=False) as client,
    ):
        yield client


def seen(case: Case, folder: Path, settings: dict[str, str], chain: str) -> dict[str, str]:
    """Return what the app thinks of a request that has passed proxies."""
    main = PROBES / f"{case.framework}.py"
    headers = {"X-Forwarded-For": chain, "X-Forwarded-Proto": "https", "Host": "example.com"}
    with deployed(case, folder, main, settings) as server:
        found: dict[str, str] = httpx.get(f"{server.url}/seen", headers=headers, trust_env=False).json()
    return found


@pytest.mark.parametrize("case", STARTUP, ids=str)
@pytest.mark.parametrize("module", ["application:application", "app:app"])
def test_a_platforms_default_names_find_no_app_in_main(case: Case, module: str, tmp_path: Path) -> None:
    name, _, attribute = module.partition(":")
    folder = lay_out(case, tmp_path / "context")
    assert f"No module named '{name}'" in loads(case, folder, module)
    (folder / f"{name}.py").write_text(f"from main import app as {attribute}\n")
    assert loads(case, folder, module) == ""


def test_fastapi_fails_under_the_server_that_platforms_start_by_default(tmp_path: Path) -> None:
    with by_default(STARTUP[0], tmp_path) as client:
        assert client.post("/players", json={"name": "Ada", "high_score": 1}).status_code == 500


def test_flask_runs_under_the_server_that_platforms_start_by_default(tmp_path: Path) -> None:
    with by_default(STARTUP[1], tmp_path) as client:
        assert client.post("/players", json={"name": "Ada", "high_score": 1}).status_code == 201


def test_there_are_guides_behind_a_platforms_proxy() -> None:
    assert len({case.target for case in BEHIND}) == len(BEHIND) > 1


@pytest.mark.parametrize("case", BEHIND, ids=str)
def test_believing_everybody_gives_the_right_scheme_and_an_address_that_can_be_invented(
    case: Case, tmp_path: Path
) -> None:
    """As the guides say: with ``*`` the first address counts, and that one is the visitor's own claim."""
    found = seen(case, tmp_path, {"FORWARDED_ALLOW_IPS": "*"}, f"{INVENTED}, {VISITOR}")
    assert found == {"address": INVENTED, "scheme": "https", "host": "example.com"}


def test_believing_the_proxies_own_range_gives_the_address_that_they_saw(tmp_path: Path) -> None:
    case = Case("aws-elastic-beanstalk", "fastapi")
    settings = {"FORWARDED_ALLOW_IPS": "127.0.0.1,10.0.0.0/8"}
    found = seen(case, tmp_path / "range", settings, f"{INVENTED}, {VISITOR}, {BALANCER}")
    assert found == {"address": VISITOR, "scheme": "https", "host": "example.com"}
    without = seen(case, tmp_path / "without", {}, f"{INVENTED}, {VISITOR}, {BALANCER}")
    assert without["address"] == BALANCER


@pytest.mark.parametrize("case", [case for case in all_cases() if case.guide.start.file == "Procfile"], ids=str)
def test_a_process_manager_ends_what_it_started(case: Case, tmp_path: Path) -> None:
    with deployed(case, tmp_path) as server:
        assert "web.1" in server.settled_console()
        url = server.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)

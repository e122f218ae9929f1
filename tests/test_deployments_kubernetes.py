"""Guides with a Kubernetes Deployment: what its probes ask is answered, behind an Ingress too."""

from pathlib import Path

import httpx
import pytest

from tests.deploy.guides import Case, all_cases, deployed
from tests.deploy.manifests import manifests, probe_paths, releases

CASES = [case for case in all_cases() if "Deployment" in manifests(case.folder)]
PROBES = Path(__file__).parent / "deploy" / "probes"


def test_there_is_a_guide_and_there_are_two_releases() -> None:
    assert CASES
    assert len(set(releases())) == 2


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_the_probes_ask_is_answered(case: Case, tmp_path: Path) -> None:
    paths = probe_paths(manifests(case.folder)["Deployment"])
    assert len(paths) == 3
    with deployed(case, tmp_path) as server:
        for path in set(paths):
            assert httpx.get(f"{server.url}{path}", trust_env=False).status_code == 200
        assert httpx.get(f"{server.url}/no-such-address", trust_env=False).status_code == 404


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_app_sees_the_visitor_that_the_ingress_names(case: Case, tmp_path: Path) -> None:
    headers = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
    with deployed(case, tmp_path, PROBES / f"{case.framework}.py") as server:
        seen = httpx.get(f"{server.url}/seen", headers=headers, trust_env=False).json()
    assert (seen["address"], seen["scheme"]) == ("198.51.100.7", "https")

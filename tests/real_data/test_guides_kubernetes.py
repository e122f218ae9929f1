"""Guides with a Kubernetes Deployment: what its probes ask is answered, behind an Ingress too."""

import httpx
import pytest

from tests.proofs.deployments.manifests import manifests, probe_paths, releases
from tests.proofs.project import Project
from tests.proofs.subjects.guides import DeployedGuide, guides


def with_a_deployment(project: Project) -> list[DeployedGuide]:
    return [guide for guide in guides(project) if "Deployment" in manifests(guide.files)]


def test_there_are_two_releases() -> None:
    assert len(set(releases())) == 2


@pytest.mark.subjects("guide", with_a_deployment)
def test_what_the_probes_ask_is_answered(guide: DeployedGuide) -> None:
    paths = probe_paths(manifests(guide.files)["Deployment"])
    assert len(paths) == 3
    with guide.deployed() as server:
        for path in set(paths):
            assert httpx.get(f"{server.url}{path}", trust_env=False).status_code == 200
        assert httpx.get(f"{server.url}/no-such-address", trust_env=False).status_code == 404


@pytest.mark.subjects("guide", with_a_deployment)
def test_the_app_sees_the_visitor_that_the_ingress_names(guide: DeployedGuide) -> None:
    headers = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "https"}
    with guide.deployed(guide.probe) as server:
        seen = httpx.get(f"{server.url}/seen", headers=headers, trust_env=False).json()
    assert (seen["address"], seen["scheme"]) == ("198.51.100.7", "https")

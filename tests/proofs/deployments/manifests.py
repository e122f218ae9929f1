"""Kubernetes manifests: against the schemas of two releases, and against each other and the image."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from kubernetes_validate import utils as kubernetes_validate

from macros.starts import joined_lines

if TYPE_CHECKING:
    from tests.proofs.deployments.checkers import Given

Manifest = Mapping[str, Any]

FILES = ("deployment.yaml", "service.yaml", "autoscaler.yaml", "ingress.yaml")
"""The manifests of a guide."""


def releases() -> list[str]:
    """Return the two newest releases of Kubernetes whose schemas are at hand."""
    known = {tuple(map(int, version.split(".")[:2])) for version in kubernetes_validate.all_versions()}
    return [".".join(map(str, release)) for release in sorted(known)[-2:]]


def manifests(files: Mapping[str, str]) -> dict[str, Manifest]:
    """Return the manifests among a guide's files, one of each kind, by their kind."""
    values = [yaml.safe_load(files[name]) for name in FILES if name in files]
    return {str(value["kind"]): value for value in values if isinstance(value, dict) and "kind" in value}


def _beside(file: Path) -> dict[str, Manifest]:
    folder = file.parent
    return manifests({name: (folder / name).read_text("utf-8") for name in FILES if (folder / name).is_file()})


def check_manifest(given: "Given") -> list[str]:
    """Two releases of Kubernetes know all that is in it; names, ports and user fit the other files."""
    return complaints(given.file, given.port)


def complaints(file: Path, port: int) -> list[str]:
    """Return what is wrong with a manifest: in itself, and beside the others of its folder."""
    try:
        documents = list(yaml.safe_load_all(file.read_text("utf-8")))
    except yaml.YAMLError as error:
        return [f"not YAML: {error}"]
    if len(documents) != 1 or not isinstance(documents[0], dict):
        return ["it is not exactly one manifest"]
    manifest = documents[0]
    unfit = [complaint for release in releases() for complaint in _against_schema(manifest, release)]
    if unfit:
        return unfit
    try:
        return list(_CHECKS[manifest["kind"]](manifest, _beside(file), file.parent, port))
    except KeyError as error:
        return [f"nothing here checks, or the manifests lack: {error}"]


def _against_schema(manifest: Manifest, release: str) -> Iterator[str]:
    """An unknown kind or apiVersion is an error here; the tool's command only warns of it."""
    try:
        kubernetes_validate.validate(dict(manifest), release, strict=True)
    except kubernetes_validate.SchemaNotFoundError:
        yield f"Kubernetes {release} knows no {manifest.get('kind')} in {manifest.get('apiVersion')}"
    except kubernetes_validate.ValidationError as error:
        yield f"Kubernetes {release}: {error.message}"
    except KeyError as error:
        yield f"the key {error} is missing"


def container(deployment: Manifest) -> Manifest:
    """Return the one container of a Deployment."""
    (only,) = deployment["spec"]["template"]["spec"]["containers"]
    return dict(only)


def probe_paths(deployment: Manifest) -> list[str]:
    """Return the paths that Kubernetes asks."""
    probes = [value for name, value in container(deployment).items() if name.endswith("Probe")]
    return [str(probe["httpGet"]["path"]) for probe in probes]


def _deployment(manifest: Manifest, _: Mapping[str, Manifest], folder: Path, port: int) -> Iterator[str]:
    pod = manifest["spec"]["template"]
    if not _selects(manifest["spec"]["selector"]["matchLabels"], pod):
        yield "its selector does not fit its own pods"
    if "replicas" in manifest["spec"]:
        yield "replicas is set, which the autoscaler decides"
    only = container(manifest)
    if "command" in only or "args" in only:
        yield "it sets a command, but what is run in the tests is the image's"
    ports = {entry["name"]: entry["containerPort"] for entry in only["ports"]}
    if port not in ports.values():
        yield f"no container port is {port}, which the app listens on"
    for name in ("startupProbe", "readinessProbe", "livenessProbe"):
        if name not in only:
            yield f"there is no {name}"
        elif only[name]["httpGet"]["port"] not in ports:
            yield f"the {name} asks a port that has no such name"
    if not {"cpu", "memory"} <= set(only["resources"]["requests"]):
        yield "requests lacks cpu or memory"
    rights = {**pod["spec"].get("securityContext", {}), **only.get("securityContext", {})}
    wanted = {"runAsNonRoot": True, "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True}
    yield from (
        f"the container's rights: {key} is not {value}" for key, value in wanted.items() if rights.get(key) != value
    )
    if rights.get("capabilities") != {"drop": ["ALL"]} or "seccompProfile" not in rights:
        yield "the container keeps capabilities or lacks a seccompProfile"
    lines = joined_lines((folder / "Dockerfile").read_text("utf-8"))
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    if users[-1:] != [str(rights.get("runAsUser"))]:
        yield f"it runs as user {rights.get('runAsUser')}, the image as {users[-1:]}"


def _service(manifest: Manifest, others: Mapping[str, Manifest], _: Path, __: int) -> Iterator[str]:
    if not _selects(manifest["spec"]["selector"], others["Deployment"]["spec"]["template"]):
        yield "its selector fits no pod"
    names = {port["name"] for port in container(others["Deployment"])["ports"]}
    for service_port in manifest["spec"]["ports"]:
        if service_port["targetPort"] not in names:
            yield f"targetPort {service_port['targetPort']} is no port of the container"


def _autoscaler(manifest: Manifest, others: Mapping[str, Manifest], _: Path, __: int) -> Iterator[str]:
    target, deployment = manifest["spec"]["scaleTargetRef"], others["Deployment"]
    if target != {"apiVersion": deployment["apiVersion"], "kind": "Deployment", "name": deployment["metadata"]["name"]}:
        yield "it scales something else than the Deployment"
    if manifest["spec"]["minReplicas"] >= manifest["spec"]["maxReplicas"]:
        yield "it has no room to scale"


def _ingress(manifest: Manifest, others: Mapping[str, Manifest], _: Path, __: int) -> Iterator[str]:
    service = others["Service"]
    ports = {port["name"] for port in service["spec"]["ports"]}
    secured = {host for tls in manifest["spec"].get("tls", ()) for host in tls["hosts"]}
    for rule in manifest["spec"]["rules"]:
        if rule["host"] not in secured:
            yield f"{rule['host']} has no certificate"
        for path in rule["http"]["paths"]:
            backend = path["backend"]["service"]
            if backend["name"] != service["metadata"]["name"] or backend["port"].get("name") not in ports:
                yield "it sends requests to a service or port that is not there"


def _selects(labels: Mapping[str, str], pod: Manifest) -> bool:
    return bool(labels.items() <= pod["metadata"]["labels"].items())


_CHECKS = {
    "Deployment": _deployment,
    "Service": _service,
    "HorizontalPodAutoscaler": _autoscaler,
    "Ingress": _ingress,
}

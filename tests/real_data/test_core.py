"""What is said to come with a framework works with its package alone, installed without any extra.

Frameworks import some of what they need late, look for it when a handler is declared, or do without what is missing.
So the apps are started, and asked.
"""

from dataclasses import replace

import pytest

from macros.catalog import SHARED
from macros.model.base import FolderKey
from macros.model.task import Exchange
from macros.stacks import Stack
from macros.verdicts import core_samples
from tests.proofs.asking.exchanges import Outcomes, ask
from tests.proofs.asking.outcomes import outcome_of
from tests.proofs.errors import ServerError
from tests.proofs.project import Project
from tests.proofs.servers import Server, machine, running
from tests.proofs.starting import sample_app
from tests.proofs.subjects.samples import SampleProof, sample_proofs
from tests.real_data.test_samples import stored

EXTRAS = ("html-hello/fastapi", "sessions/fastapi", "telemetry/fastapi", "uploads/fastapi")


def bare_stack(sample: SampleProof) -> Stack:
    """Return the framework's package and its server, with what a sample adds because commands start it."""
    bare = sample.project.catalog.bare_server_stack(sample.sample.framework)
    commands = " ".join([sample.command, *(exchange.run or "" for exchange in sample.task.exchanges.values())]).split()
    return Stack.of([*bare.requirements, *(added for added in sample.sample.adds if added in commands)])


def core(project: Project) -> list[SampleProof]:
    """Return the samples that show only what comes with their framework, but for those whose records show it so."""
    proofs = [SampleProof(project, key) for key in sorted(core_samples(project.catalog))]
    return [proof for proof in proofs if bare_stack(proof) != project.catalog.sample_stack(proof.key)]


def outcomes_without_extras(sample: SampleProof) -> Outcomes:
    """Start a sample without the framework's extras, and return the outcomes of what decides the verdict."""
    serve, task = sample.serve, sample.task
    run = sample.command.replace(serve.command, serve.bare.command) if serve.bare else sample.command
    started = sample.sample.model_copy(update={"run": run})
    stack = sample.project.environment(bare_stack(sample))
    with sample.service() as service:
        app = sample_app(sample.key.task, task, started, serve, sample.files, stack, service)
        with running(app) as server:
            return {
                name: outcome_of(name, exchange, ask(task, exchange, asked_by(exchange, sample, server)))
                for name, exchange in task.exchanges.items()
            }


def asked_by(exchange: Exchange, sample: SampleProof, server: Server) -> Server:
    """Return the server for a command in whose environment it runs: the task's own programs may need more than apps."""
    shared = sample.project.catalog.task_folders.get(FolderKey(sample.key.task, SHARED), {})
    if not {*(exchange.run or "").split()} & {*shared}:
        return server
    return replace(server, app=replace(server.app, stack=sample.stack))


def complaint(sample: SampleProof) -> str:
    """Return which outcomes a sample does not have without the framework's extras."""
    usual = stored(sample).outcomes

    def seen(*, alone: bool) -> str:
        with machine(alone=alone):
            bare = outcomes_without_extras(sample)
        return ", ".join(
            f"{name}: {bare[name]} instead of {usual[name]}" for name in usual if bare[name] != usual[name]
        )

    try:
        return seen(alone=False) and (seen(alone=True) if sample.alone else seen(alone=False))
    except ServerError as error:
        return str(error)


@pytest.mark.subjects("sample", core)
def test_what_is_core_works_with_the_package_alone(sample: SampleProof) -> None:
    assert complaint(sample) == ""


def test_what_an_extra_brings_is_missed_without_it(project: Project) -> None:
    """Were these called core, the specification above would fail: a template, a cookie, reports, a form's file."""
    extras = [sample for sample in sample_proofs(project) if sample.name in EXTRAS]
    assert [complaint(sample) != "" for sample in extras] == [True] * len(EXTRAS)

"""The guides: every file is read by its own tool, every start command is run and asked."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.deploy.checkers import Given, checker_for
from tests.deploy.guides import Case, all_cases, catalog, deployed, lay_out
from tests.deploy.start import READERS, joined_lines, start_command
from tests.runner.asking import ask
from tests.runner.exchanges import UNFIT, explain_unfit, outcome_of
from tests.runner.stacks import ROOT, package_name, releases

CASES = all_cases()
FILES = [(case, file) for case in CASES for file in case.files]


def test_there_are_guides_for_every_compared_framework() -> None:
    assert CASES
    for target, deployment in catalog().deployments.items():
        assert set(deployment.guides) >= set(catalog().columns()), target


@pytest.mark.needs("systemd-analyze", "nginx", "openssl", "shellcheck")
@pytest.mark.parametrize(("case", "file"), FILES, ids=[str(file.relative_to(ROOT / "data")) for _, file in FILES])
def test_every_shown_file_is_accepted_by_its_own_tool(case: Case, file: Path, tmp_path: Path) -> None:
    folder = lay_out(case, tmp_path / "context")
    given = Given(folder / file.relative_to(case.folder), case.guide.start.port or 0, case.stack)
    assert checker_for(file)(given) == []


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_stack_holds_what_the_guide_asks_for(case: Case) -> None:
    asked = {package_name(one) for one in catalog().guide_requirements(case.framework, case.guide)}
    assert asked <= set(releases(case.stack()))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_start_command_of_the_guides_own_file_answers_as_the_sample_does(case: Case, tmp_path: Path) -> None:
    """Each exchange of the task is sent; a production server may change no outcome."""
    task = catalog().tasks[case.guide.task]
    seen = {}
    with deployed(case, tmp_path) as server:
        for name, exchange in task.exchanges.items():
            answers = ask(task, exchange, server, case.stack())
            seen[name] = outcome_of(name, exchange, answers)
            assert seen[name] != UNFIT, explain_unfit(name, exchange, answers)
            assert exchange.every in {None, seen[name]}
    record = catalog().records.get((case.guide.task, case.framework))
    assert record, f"{case.guide.task}/{case.framework} has no record: run make verify"
    assert seen == {name: reply.outcome for name, reply in record.replies.items()}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_options_that_a_step_explains_stand_in_what_it_shows(case: Case) -> None:
    """An option that is changed in a file must not live on in the text beside it."""
    for step in case.guide.steps:
        shown = [*step.run]
        if step.file:
            file = case.folder / step.file
            shown += joined_lines(file.read_text("utf-8"))
            if any(fnmatch(file.name, pattern) for pattern in READERS):
                shown.append(" ".join(start_command(file).words))
        for option in re.findall(r"`(--[^`]+)`", step.text) if shown else ():
            assert any(option in line for line in shown), f"{step.title}: nothing shown has '{option}'"

"""Images: the records are those of what stands in the guides, and the rule and the page notice a change."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from macros.model.record import ImageRecord
from macros.proof import image_proof_of
from macros.reader import load
from macros.views.guides import image_view
from tests.data_copy import errors, problems
from tests.deploy import images
from tests.deploy.guides import Case, catalog
from tests.deploy.start import start_command
from tests.runner.errors import RunnerError
from tests.runner.records import text_of
from tests.tiny import tiny, write, write_records

CASES = images.image_cases()
PATH = "data/records/images/cellar-alpha.json"


def record_of(proof: str) -> ImageRecord:
    return ImageRecord(
        proof=proof,
        built=date(2026, 1, 2),
        builder="builder 1",
        base="Base 1",
        instead_of="base:1",
        python="3.11.0",
        user="10001",
        command=["alpha"],
        releases={},
        outcomes={},
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tiny(tmp_path)
    write(tmp_path, "data/deployments/cellar/alpha/Dockerfile", "FROM base\n")
    file = "        file: start.sh\n    sources"
    deployment = tmp_path / "data/deployments/cellar/deployment.yml"
    text = deployment.read_text("utf-8")
    step = "      - {title: Pack it, text: Pack it., file: Dockerfile}\n"
    deployment.write_text(text.replace(file, file.replace("    sources", f"{step}    sources"), 1), "utf-8")
    write_records(tmp_path)
    return tmp_path


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_record_is_that_of_the_guide_as_it_stands(case: Case) -> None:
    record = catalog().images.get(f"{case.target}-{case.framework}")
    assert record, "run make verify-images"
    assert record.proof == image_proof_of(catalog(), case.target, case.framework), "out of date: run make verify-images"
    assert record.command == start_command(case.folder / "Dockerfile").words
    assert record.user not in {"", "0"}
    of_the_sample = catalog().records[case.guide.task, case.framework]
    assert record.outcomes == {name: reply.outcome for name, reply in of_the_sample.replies.items()}


def test_there_are_images() -> None:
    assert {case.target for case in CASES}


def test_images_belong_to_a_guide(root: Path) -> None:
    assert problems(root) == []
    record = text_of(record_of("x").model_dump(mode="json"))
    write(root, PATH, record)
    assert problems(root) == []
    write(root, "data/records/images/cellar-beta.json", record)
    gone = "data/records/images/cellar-beta.json:1:1: a record of the image 'cellar-beta', which no guide builds; "
    assert problems(root) == [f"{gone}remove the file"]
    assert errors(root) == []


def test_a_record_that_is_none_is_an_error(root: Path) -> None:
    write(root, PATH, json.dumps({"proof": "x"}))
    assert [one for one in errors(root) if PATH in one]


def test_the_page_says_what_was_seen_and_when_it_is_out_of_date(root: Path) -> None:
    read = load(root).catalog
    assert image_view(read, "cellar", "beta") is None
    never = image_view(read, "cellar", "alpha")
    assert never
    assert never.record is None
    proof = image_proof_of(read, "cellar", "alpha")
    fresh = image_view(dataclasses.replace(read, images={"cellar-alpha": record_of(proof)}), "cellar", "alpha")
    assert fresh
    assert (fresh.stale, fresh.command) == (False, "make verify-images ONLY=cellar/alpha")
    stale = image_view(dataclasses.replace(read, images={"cellar-alpha": record_of("old")}), "cellar", "alpha")
    assert stale
    assert stale.stale


@pytest.mark.parametrize("path", ["alpha/start.sh", "deployment.yml"])
def test_what_does_not_get_into_an_image_does_not_make_it_out_of_date(root: Path, path: str) -> None:
    before = image_proof_of(load(root).catalog, "cellar", "alpha")
    file = root / "data/deployments/cellar" / path
    file.write_text(file.read_text("utf-8") + "# a remark\n", "utf-8")
    assert image_proof_of(load(root).catalog, "cellar", "alpha") == before


def test_images_are_built_as_root_and_only_where_the_programs_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "find", lambda program: None if program == "buildah" else program)
    with pytest.raises(RunnerError, match="buildah is missing"):
        images.verify(Path("/"), (), print)
    monkeypatch.setattr(images, "find", lambda program: program)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(RunnerError, match="as root"):
        images.verify(Path("/"), (), print)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    with pytest.raises(RunnerError, match="there is no such image"):
        images.verify(Path("/"), ("no-such-target",), print)


def test_an_error_carries_the_last_words() -> None:
    with pytest.raises(RunnerError, match="so it ends"):
        images.run("sh", "-c", "echo so it ends; exit 3")

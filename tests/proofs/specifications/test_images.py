"""Images: which guides build one, and what must be there for that. make verify-images builds them."""

import json
from collections.abc import Iterator

import pytest

from tests.project import ScratchProject
from tests.proofs import container
from tests.proofs.errors import ToolError
from tests.proofs.servers import free_port
from tests.proofs.specifications.runnable import CELLAR, SERVER, add_guides, opened
from tests.proofs.subjects.images import IMAGES, Builder, builder, image_proofs, run


@pytest.fixture(autouse=True)
def no_builder() -> Iterator[None]:
    """Leave no builder to the next test."""
    builder.cache_clear()
    yield
    builder.cache_clear()


def test_the_guides_with_a_dockerfile_build_an_image(project: ScratchProject) -> None:
    step = "      - {title: Write the file, text: Write it., file: startup.txt}\n"
    project.edit(f"{CELLAR}/deployment.yml", step, step + step.replace("startup.txt", "Dockerfile"))
    project.write(f"{CELLAR}/beta/Dockerfile", "FROM base\n")
    (image,) = image_proofs(opened(project))
    assert (image.name, image.paths) == ("cellar/beta", ("data/records/images/cellar/beta.json",))
    assert not image.alone


def test_images_are_built_as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(ToolError, match="as root"):
        builder()


def test_the_programs_that_build_are_named() -> None:
    assert set(IMAGES.programs) == {"buildah", "mmdebstrap", "unshare"}


def test_the_builder_keeps_its_images_in_its_own_folder(project: ScratchProject) -> None:
    words = " ".join(Builder(project.root).words)
    assert f"--root {project.root}/store --runroot {project.root}/run" in words


def test_what_runs_in_a_container_is_asked_as_the_sample_is(
    project: ScratchProject, capsys: pytest.CaptureFixture[str]
) -> None:
    port = free_port()
    add_guides(project)
    project.edit(f"{CELLAR}/deployment.yml", "port: 8000", f"port: {port}")
    project.edit(f"{CELLAR}/alpha/startup.txt", "8000", str(port))
    project.write("main.py", SERVER)
    command = [str(project.root), "cellar", "alpha", "env", f"PORT={port}", "python3", str(project.root / "main.py")]
    assert container.main(command) == 0
    assert json.loads(capsys.readouterr().out) == {"right": "answered", "wrong": "refused"}
    assert container.main([*command[:-1], str(project.root / "gone.py")]) == 1
    assert "ended with status 2 before it listened" in capsys.readouterr().err


def test_an_error_carries_the_last_words() -> None:
    with pytest.raises(ToolError, match="so it ends"):
        run("sh", "-c", "echo so it ends; exit 3")

"""What can be downloaded, and at which address."""

from macros.outputs.archives import archive
from macros.outputs.downloads import downloads
from macros.views.request_files import http_file, postman
from tests.additions import add_screenshot, add_service
from tests.project import ALPHA, ScratchProject

TASK_FILE = "data/tasks/ask/task.yml"


def published(project: ScratchProject) -> dict[str, str | bytes]:
    """Return every download by its address; no address has two."""
    files = list(downloads(project.catalog))
    assert len(dict(files)) == len(files)
    return dict(files)


def test_a_sample_is_downloaded_whole_with_its_requests(project: ScratchProject) -> None:
    files = published(project)
    assert [url for url in files if url.startswith("files/tasks/ask/alpha")] == [
        "files/tasks/ask/alpha/answers.py",
        "files/tasks/ask/alpha/main.py",
        "files/tasks/ask/alpha.http",
        "files/tasks/ask/alpha.postman_collection.json",
    ]
    assert files["files/tasks/ask/ask-alpha.tar.gz"] == archive(project.catalog, ALPHA)
    assert files["files/tasks/ask/alpha/answers.py"] == project.read("data/tasks/ask/shared/answers.py")
    assert files["files/tasks/ask/alpha.http"] == http_file(project.catalog, ALPHA)
    assert files["files/tasks/ask/alpha.postman_collection.json"] == postman(project.catalog, ALPHA)


def test_a_sample_that_never_ran_has_no_archive(project: ScratchProject) -> None:
    project.remove("data/records/samples/ask/alpha.json")
    assert [url for url in published(project) if url.endswith(".tar.gz")] == [
        "files/tasks/ask/ask-beta.tar.gz",
        "files/tasks/ask/ask-beta-plus.tar.gz",
    ]


def test_a_tutorial_step_is_downloaded_with_what_it_keeps_of_the_step_before(project: ScratchProject) -> None:
    project.edit(TASK_FILE, "  beta: {", "  alpha-next: {framework: alpha, short: N., follows: alpha}\n  beta: {")
    assert published(project)["files/tasks/ask/alpha-next/main.py"] == project.read("data/tasks/ask/alpha/main.py")


def test_nothing_is_downloaded_that_no_sample_has(project: ScratchProject) -> None:
    project.write("data/tasks/ask/nobody/main.py", "x\n")
    assert not [url for url in published(project) if "nobody" in url or "/shared/" in url]


def test_the_files_of_a_service_are_downloaded(project: ScratchProject) -> None:
    add_service(project)
    project.write("data/tasks/ask/well/deep/well.py", "water\n")
    assert published(project)["files/tasks/ask/well/deep/well.py"] == "water\n"


def test_the_files_that_requests_send_are_downloaded_as_they_are_sent(project: ScratchProject) -> None:
    cat = '{photo: {name: cat.txt, content: "miaow\\r\\n"}}'
    project.edit(TASK_FILE, "send: {path: /ask}", f"send: {{method: POST, path: /ask, files: {cat}}}")
    assert published(project)["files/requests/ask/right/cat.txt"] == b"miaow\r\n"


def test_guides_have_their_files_and_the_requirements_that_they_show(project: ScratchProject) -> None:
    project.edit(
        "data/deployments/cellar/deployment.yml",
        "- {title: Write the file, text: Write it., file: startup.txt}",
        "- {title: Install, text: Install., file: requirements.txt}",
    )
    files = published(project)
    assert files["files/deploy/cellar/alpha/startup.txt"] == "alpha run --port 8000\n"
    assert files["files/deploy/cellar/beta/requirements.txt"] == project.read("data/stacks/beta.lock")
    assert files["files/deploy/cellar/beta/requirements.in"] == "beta\n"
    assert "files/deploy/cellar/alpha/requirements.in" not in files
    assert "files/deploy/cellar/alpha/requirements.txt" not in files


def test_front_ends_have_all_their_files(project: ScratchProject) -> None:
    project.add_frontend()
    files = published(project)
    assert files["files/front-ends/screen/src/screen.js"] == "show()\n"
    assert files["files/front-ends/screen/package-lock.json"] == project.read("data/frontends/screen/package-lock.json")


def test_screenshots_that_were_taken_are_published(project: ScratchProject) -> None:
    add_screenshot(project, "taken")
    project.write(TASK_FILE, project.read(TASK_FILE) + "  missing: {sample: alpha, alt: B.}\n")
    files = published(project)
    assert files["files/screenshots/ask-taken.webp"] == b"image"
    assert "files/screenshots/ask-missing.webp" not in files

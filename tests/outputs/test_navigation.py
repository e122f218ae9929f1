"""The navigation: what takes the place of ``<folder>/*``."""

from pathlib import Path
from typing import Any

import pytest

from macros.outputs import navigation
from macros.site import Site
from macros.views.repository import Repository
from tests.project import ScratchProject

CRITERIA = [
    {"First": [{"Guard": "criteria/guard.md"}, {"Speed": "criteria/speed.md"}]},
    {"Second": [{"Age": "criteria/age.md"}, {"Taste": "criteria/taste.md"}]},
]
TASKS = [{"First": [{"Ask": "tasks/ask.md"}]}]


def extended(project: ScratchProject, nav: list[Any]) -> list[Any]:
    """Return a navigation with the pages that the data and the docs of a project bring."""
    navigation.extend(Site.read(project.root, project.root / "docs", Repository()), nav)
    return nav


def write_pages(project: ScratchProject, *pages: str) -> None:
    for page in pages:
        project.write(f"docs/{page}.md", "# A page\n")


def test_the_pages_of_a_folder_take_its_place_in_reading_order(project: ScratchProject) -> None:
    nav = extended(project, ["index.md", "criteria/*", {"Last": "last.md"}])
    assert nav == ["index.md", *CRITERIA, {"Last": "last.md"}]


@pytest.mark.parametrize(
    ("folder", "pages"),
    [
        ("tasks", TASKS),
        (
            "deploy",
            [
                {
                    "Cellar": [
                        {"Cellar": "deploy/cellar/index.md"},
                        {"Alpha": "deploy/cellar/alpha.md"},
                        {"Beta": "deploy/cellar/beta.md"},
                    ]
                }
            ],
        ),
        ("front-ends", [{"Screen": "front-ends/screen.md"}]),
    ],
)
def test_each_kind_of_page_has_its_folder(project: ScratchProject, folder: str, pages: list[dict[str, str]]) -> None:
    project.add_frontend()
    assert extended(project, [f"{folder}/*"]) == pages


def test_folders_are_found_at_any_depth(project: ScratchProject) -> None:
    nav = extended(project, [{"Compare": ["comparison.md", {"Criteria": ["criteria/index.md", "criteria/*"]}]}])
    assert nav == [{"Compare": ["comparison.md", {"Criteria": ["criteria/index.md", *CRITERIA]}]}]


def test_one_list_may_have_several_folders(project: ScratchProject) -> None:
    nav = extended(project, ["tasks/*", "criteria/*", "last.md"])
    assert nav == [*TASKS, *CRITERIA, "last.md"]
    assert extended(project, ["criteria/*", "tasks/*"]) == [*CRITERIA, *TASKS]


def test_tasks_that_decide_nothing_are_whole_apps(project: ScratchProject) -> None:
    project.add_frontend()
    task = project.read("data/tasks/ask/task.yml")
    project.write("data/tasks/more/task.yml", task.replace("title: Ask", "title: More"))
    assert extended(project, ["tasks/*"]) == [*TASKS, {"Whole apps": [{"More": "tasks/more.md"}]}]


def test_pages_that_somebody_wrote_about_a_framework_join_in_the_columns_order(project: ScratchProject) -> None:
    write_pages(project, "what-is/beta", "what-is/alpha", "get-started/beta", "get-started/index", "what-is/gamma")
    nav = extended(project, [{"Choose": ["what-is/*"]}, {"Start": ["get-started/index.md", "get-started/*"]}])
    assert nav == [
        {"Choose": [{"What is Alpha?": "what-is/alpha.md"}, {"What is Beta?": "what-is/beta.md"}]},
        {"Start": ["get-started/index.md", {"Beta": "get-started/beta.md"}]},
    ]


@pytest.mark.parametrize("folder", ["what-is", "front-ends", "nowhere"])
def test_a_folder_without_pages_leaves_nothing(project: ScratchProject, folder: str) -> None:
    assert extended(project, ["index.md", f"{folder}/*"]) == ["index.md"]


def test_a_title_is_text_in_a_menu(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/task.yml", "title: Ask", "title: A `<b>` & {{ c }}")
    (pages,) = extended(project, ["tasks/*"])[0].values()
    ((title, source),) = pages[0].items()
    assert (title, source) == ("A &lt;b&gt; &amp; &#123;&#123; c }}", "tasks/ask.md")


def test_only_docs_are_pages_that_somebody_wrote(project: ScratchProject, tmp_path: Path) -> None:
    write_pages(project, "what-is/alpha")
    site = Site.read(project.root, tmp_path / "elsewhere", Repository())
    nav: list[Any] = ["what-is/*"]
    navigation.extend(site, nav)
    assert nav == []

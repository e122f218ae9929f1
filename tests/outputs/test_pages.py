"""The pages that are made from the data."""

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import yaml

from macros import fragments
from macros.catalog import Catalog
from macros.modules import public_functions
from macros.outputs.pages import GeneratedPage, for_theme, generated_pages
from tests.project import ScratchProject

MACROS = {macro.__name__: macro for macro in public_functions(fragments)}


def pages(project: ScratchProject) -> dict[str, GeneratedPage]:
    """Return the pages by their source."""
    return {page.source: page for page in generated_pages(project.catalog)}


def front_matter(page: GeneratedPage) -> dict[str, Any]:
    """Return what precedes a page's Markdown."""
    values = yaml.safe_load(page.markdown.split("---\n")[1])
    assert isinstance(values, dict)
    return values


def test_everything_that_has_a_page_has_one_in_reading_order(project: ScratchProject) -> None:
    project.add_frontend()
    assert {source: page.data for source, page in pages(project).items()} == {
        "criteria/guard.md": "data/criteria/guard.yml",
        "criteria/speed.md": "data/criteria/speed.yml",
        "criteria/age.md": "data/criteria/age.yml",
        "criteria/taste.md": "data/criteria/taste.yml",
        "tasks/ask.md": "data/tasks/ask/task.yml",
        "deploy/cellar/index.md": "data/deployments/cellar/deployment.yml",
        "deploy/cellar/alpha.md": "data/deployments/cellar/deployment.yml",
        "deploy/cellar/beta.md": "data/deployments/cellar/deployment.yml",
        "front-ends/screen.md": "data/frontends/screen/frontend.yml",
    }


def test_a_page_belongs_to_the_first_folder_of_its_address(project: ScratchProject) -> None:
    assert {page.folder for page in pages(project).values()} == {"criteria", "tasks", "deploy"}


def test_a_page_calls_macros_that_exist_with_what_they_take(project: ScratchProject) -> None:
    project.add_frontend()
    calls = [call for page in pages(project).values() for call in re.findall(r"{{ (\w+)\((.*)\) }}", page.markdown)]
    assert len(calls) > 30
    for name, arguments in calls:
        assert MACROS[name].__code__.co_argcount == 1 + len(json.loads(f"[{arguments}]")), name


def test_headings_have_the_ids_that_links_rely_on(project: ScratchProject) -> None:
    made = pages(project)
    assert re.findall(r"^## (.*)$", made["criteria/guard.md"].markdown, re.MULTILINE) == [
        "Alpha { #alpha }",
        "Beta { #beta }",
        "How we know { #evidence }",
        "What an earlier comparison said { #article }",
    ]
    assert re.findall(r"^## (.*)$", made["criteria/speed.md"].markdown, re.MULTILINE) == [
        "What was measured { #evidence }",
        "Alpha { #alpha }",
        "Beta { #beta }",
    ]
    assert "### Ask wrongly { #wrong }" in made["tasks/ask.md"].markdown


def test_a_task_shows_its_services(project: ScratchProject) -> None:
    service = (
        "services:\n  well: {title: A well, text: W., run: x, port: 1, port_variable: P, tells: [W]}\nexchanges:\n"
    )
    project.edit("data/tasks/ask/task.yml", "exchanges:\n", service)
    assert '## A well { #well }\n\n{{ task_service("ask", "well") }}' in pages(project)["tasks/ask.md"].markdown


def test_a_deployment_without_a_guide_for_a_framework_has_no_page_for_it(catalog: Catalog) -> None:
    cellar = next(iter(catalog.deployments.values()))
    only = {key: guide for key, guide in cellar.guides.items() if key == "beta"}
    catalog = replace(
        catalog, deployments={key: cellar.model_copy(update={"guides": only}) for key in catalog.deployments}
    )
    assert [page.source for page in generated_pages(catalog) if page.folder == "deploy"] == [
        "deploy/cellar/index.md",
        "deploy/cellar/beta.md",
    ]


@pytest.mark.parametrize("title", ["A `<b>` & 'c'", "{{ 7 * 7 }} {% x %}", "a: b", '"quoted" # no remark'])
def test_a_title_is_only_text_in_the_front_matter_and_in_the_heading(project: ScratchProject, title: str) -> None:
    project.edit("data/tasks/ask/task.yml", "title: Ask", f"title: {json.dumps(title)}")
    page = pages(project)["tasks/ask.md"]
    assert front_matter(page)["title"] == for_theme(title)
    assert page.title == title.replace("`", "")
    markdown = page.markdown.split("---\n", 2)[2]
    heading = markdown.strip().splitlines()[0]
    assert heading.startswith("# ")
    assert not set("{<&\"'") & set(re.sub(r"&#\d+;|</?code>", "", heading))


def test_a_description_says_what_the_page_answers(project: ScratchProject) -> None:
    made = pages(project)
    said = {source: front_matter(page)["description"] for source, page in made.items()}
    assert said["criteria/guard.md"] == "Is what is wrong refused? Alpha: Yes, built in. Beta: No."
    assert said["tasks/ask.md"] == "Is what is wrong refused? Working code for Alpha and Beta, and what each replied."
    assert said["deploy/cellar/alpha.md"].startswith("Deploy Alpha step by step. ")


def test_a_task_that_decides_nothing_is_described_by_how_it_begins(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/task.yml", "summary: ", "summary: An `app` answers. ")
    catalog = replace(project.catalog, criteria={})
    (task,) = (page for page in generated_pages(catalog) if page.source == "tasks/ask.md")
    assert front_matter(task)["description"].startswith("An app answers.")

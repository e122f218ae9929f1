"""Frameworks: what each is, who uses it, and inline facts."""

import re

import pytest

from macros.fragments import frameworks
from macros.model.base import FrameworkId
from macros.problem import UnknownName
from tests.fragments.pieces import even, hrefs, html, page_of
from tests.project import ScratchProject
from tests.site.html import rows

ALPHA, BETA = FrameworkId("alpha"), FrameworkId("beta")


def test_a_framework_at_a_glance(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, frameworks.framework_identity(page, ALPHA))
    assert rows(piece) == [
        ["First release", "3 February 2020"],
        ["Install", "pip install alpha"],
        ["Start while developing", "python main.py, then open http://127.0.0.1:8000"],
        ["From its makers", "Home, documentation, source code, release notes"],
    ]
    assert "https://alpha.example/docs/" in hrefs(piece)


def test_strengths_have_the_verdict_that_bears_them_out(project: ScratchProject) -> None:
    page = page_of(project)
    piece = html(page, frameworks.framework_strengths(page, ALPHA))
    (item,) = piece.all("li")
    assert even(item.text) == "It refuses what is wrong. Guard: Yes, built in"
    assert hrefs(piece) == ["../criteria/guard/#alpha"]


def test_users_without_a_source_are_unconfirmed(project: ScratchProject) -> None:
    beta = "data/frameworks/beta.yml"
    project.write(beta, re.sub(r"\n    source: .*", "", project.read(beta)))
    page = page_of(project)
    users = rows(html(page, frameworks.framework_users(page)))
    assert users[1] == ["Someone", "Uses it.", "A post, published 1 December 2025; opened 2 January 2026"]
    assert users[3] == ["Someone", "Uses it.", "Unconfirmed. Only the article by Somebody of 1 January 2025 says so."]


def test_first_steps_are_listed_where_somebody_wrote_them(project: ScratchProject) -> None:
    page = page_of(project)
    assert hrefs(html(page, frameworks.get_started_list(page))) == []
    project.write("docs/get-started/beta.md", "# Beta\n")
    page = page_of(project)
    assert hrefs(html(page, frameworks.get_started_list(page))) == ["../get-started/beta/"]
    assert "../get-started/beta/" in hrefs(html(page, frameworks.framework_choices(page)))


def test_inline_facts(project: ScratchProject) -> None:
    page = page_of(project)
    assert frameworks.first_release(page, BETA) == "3 February 2020"
    assert frameworks.choose_when(page, BETA) == "You want Beta&#46;"
    assert frameworks.release(page, ALPHA) == "1&#46;0"
    assert frameworks.docs_link(page, ALPHA) == '<a href="https://alpha.example/docs/">Alpha’s documentation</a>'
    assert frameworks.maker_link(page, ALPHA, "changelog") == (
        '<a href="https://alpha.example/changes/">Alpha&#58; changelog</a>'
    )


def test_before_the_first_run_there_is_no_release(project: ScratchProject) -> None:
    project.remove("data/records/samples")
    assert frameworks.release(page_of(project), ALPHA) == "&#40;not run yet&#41;"


def test_a_link_that_makers_do_not_have_is_named_with_those_that_they_have(project: ScratchProject) -> None:
    with pytest.raises(UnknownName) as raised:
        frameworks.maker_link(page_of(project), ALPHA, "changes")
    assert str(raised.value) == (
        "unknown link 'changes'; allowed: changelog, documentation, home, source; did you mean 'changelog'?"
    )

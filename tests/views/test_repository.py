"""Links to the project's own repository."""

import pytest

from macros.views.repository import REPORT_FORM, Repository, UnknownRepository
from tests.project import ROOT

ADDRESSES = {
    "https://github.com/we/site": (
        "https://github.com/we/site/edit/trunk/data/criteria/guard.yml",
        "https://github.com/we/site/issues/new/choose",
        "https://github.com/we/site/issues/new?template=cell.yml&title=guard%3A+alpha&cell=guard+%2F+alpha",
    ),
    "https://gitlab.com/we/group/site": (
        "https://gitlab.com/we/group/site/-/edit/trunk/data/criteria/guard.yml",
        "https://gitlab.com/we/group/site/-/issues/new",
        "https://gitlab.com/we/group/site/-/issues/new"
        "?issue%5Btitle%5D=guard%3A+alpha&issue%5Bdescription%5D=guard+%2F+alpha",
    ),
    "https://codeberg.org/we/site": (
        "https://codeberg.org/we/site/_edit/trunk/data/criteria/guard.yml",
        "https://codeberg.org/we/site/issues/new",
        "https://codeberg.org/we/site/issues/new?title=guard%3A+alpha&body=guard+%2F+alpha",
    ),
}
"""Of each forge: where a file is edited, any mistake is reported, and one in a cell."""


@pytest.mark.parametrize("ending", ["", "/", ".git", ".git/"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_repository_gives_the_editor_of_a_file_and_a_report_form_for_a_cell(address: str, ending: str) -> None:
    repository = Repository.at(address + ending, "trunk")
    made = (repository.edit("data/criteria/guard.yml"), repository.report_any(), repository.report("guard", "alpha"))
    assert made == ADDRESSES[address]


@pytest.mark.parametrize(
    "address",
    ["https://forge.example/we/site", "git@github.com:we/site.git", "https://github.com/we", "github.com/we/x"],
)
def test_another_address_is_refused_with_those_that_are_understood(address: str) -> None:
    with pytest.raises(UnknownRepository, match=r"is not understood; allowed: https://github\.com/<owner>/<name>"):
        Repository.at(address)


def test_without_a_repository_there_is_nothing_to_link_to() -> None:
    assert Repository().edit("data/x.yml") == ""
    assert Repository().report_any() == ""
    assert Repository().report("guard", "alpha") == ""


def test_the_report_form_has_the_field_that_links_fill_in() -> None:
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / REPORT_FORM).read_text("utf-8")
    assert "id: cell" in form

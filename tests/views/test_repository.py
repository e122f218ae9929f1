"""Links to the project's own repository."""

from macros.views.repository import REPORT_FORM, Repository
from tests.project import ROOT


def test_a_repository_gives_the_editor_of_a_file_and_a_report_form_for_a_cell() -> None:
    repository = Repository("https://forge.example/we/site/", "trunk")
    assert repository.edit("data/criteria/guard.yml") == (
        "https://forge.example/we/site/edit/trunk/data/criteria/guard.yml"
    )
    assert repository.report_any() == "https://forge.example/we/site/issues/new/choose"
    assert repository.report("guard", "alpha") == (
        "https://forge.example/we/site/issues/new?template=cell.yml&title=guard%3A+alpha&cell=guard+%2F+alpha"
    )


def test_without_a_repository_there_is_nothing_to_link_to() -> None:
    assert Repository().edit("data/x.yml") == ""
    assert Repository().report_any() == ""
    assert Repository().report("guard", "alpha") == ""


def test_the_report_form_has_the_field_that_links_fill_in() -> None:
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / REPORT_FORM).read_text("utf-8")
    assert "id: cell" in form

"""The setup of operating systems on a page."""

from macros.fragments.setup import setup
from tests.additions import SETUP, add_article
from tests.fragments.pieces import html, page_of, text
from tests.project import ScratchProject


def test_each_system_has_a_tab_with_its_commands_and_prompt(project: ScratchProject) -> None:
    add_article(project)
    project.write("data/setup/vault.yml", SETUP.replace("Attic", "Vault").replace("climb", "dig"))
    page = page_of(project)
    piece = html(page, setup(page))
    assert [label.text for label in piece.all("label")] == ["Attic", "Vault"]
    assert [block.text.strip() for block in piece.all("pre")] == ["climb", "dig"]
    assert "The prompt now begins with (up)." in text(piece)
    assert "Nobody has climbed." in text(piece)


def test_without_a_system_there_is_no_setup(project: ScratchProject) -> None:
    assert setup(page_of(project)) == ""

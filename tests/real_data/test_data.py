"""The data as a whole."""

from tests.project import ROOT, ScratchProject


def test_the_real_data_has_no_mistake() -> None:
    assert ScratchProject(ROOT).errors() == []

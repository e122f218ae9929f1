"""A renamed thing leaves a page at its old address that leads to the new one."""

from pathlib import Path

import pytest

from tests.data_copy import edit, errors
from tests.site_copy import build, invented
from tests.tiny import tiny

GUARD = "data/criteria/guard.yml"
TASK = "data/tasks/ask/task.yml"


@pytest.mark.xdist_group("site")
def test_a_former_name_leads_to_the_new_page(tmp_path: Path) -> None:
    root = invented(tmp_path)
    edit(root, GUARD, "title: Guard", "formerly: [watch]\ntitle: Guard")
    edit(root, "data/deployments/cellar/deployment.yml", "\ntitle: Cellar", "\nformerly: [basement]\ntitle: Cellar")
    site = build(root)
    for old, new in {"criteria/watch": "criteria/guard", "deploy/basement/alpha": "deploy/cellar/alpha"}.items():
        moved = (site / old / "index.html").read_text()
        target = moved.split("url=")[1].split('"')[0]
        assert (site / old / target).resolve() == (site / new).resolve()
        assert (site / new / "index.html").is_file()
    assert "criteria/watch" not in (site / "sitemap.xml").read_text()


def test_former_names_are_free(tmp_path: Path) -> None:
    root = tiny(tmp_path)
    edit(root, GUARD, "title: Guard", "formerly: [speed, old]\ntitle: Guard")
    edit(root, "data/criteria/age.yml", "title: Age", "formerly: [old]\ntitle: Age")
    assert errors(root) == [
        f"{GUARD}:2:12: the criterion 'speed' exists; its address cannot lead to 'guard'",
        f"{GUARD}:2:19: the address of 'old' leads to 'age' already",
    ]

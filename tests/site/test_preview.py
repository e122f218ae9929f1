"""What a preview remembers: it makes only what an edit concerns again, and what it shows is what a build would make."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError

from macros.failures import failure_page
from macros.memory import Memory
from macros.preview import SWITCH
from tests.additions import NEWEST
from tests.project import ROOT, ScratchProject
from tests.site.copies import invented, tree
from tests.site.html import page

pytestmark = pytest.mark.xdist_group("site")

ADDRESS = "http://127.0.0.1:8000/"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScratchProject:
    """An invented project that uses this project's own modules and templates."""
    for name in ("REPO_URL", "SITE_URL"):
        monkeypatch.delenv(name, raising=False)
    made = invented(tmp_path / "project")
    made.remove("macros")
    (made.root / "macros").symlink_to(ROOT / "macros")
    return made


class Previews:
    """Builds as ``mkdocs serve`` does, one after the other in a process."""

    def __init__(self, project: ScratchProject, site: Path) -> None:
        self.project, self.site = project, site
        self.hooks: Any = None

    def build(self) -> Path:
        """Build once more."""
        config = load_config(config_file=str(self.project.root / "mkdocs.yml"), site_dir=str(self.site))
        config.plugins.on_startup(command="serve", dirty=False)
        config.site_url = ADDRESS
        self.hooks = config.plugins["macros/hooks.py"]
        build(config, serve_url=ADDRESS)
        if self.hooks._preview.search:
            self.hooks._preview.search.wait()
        return self.site

    def forget(self) -> None:
        """Leave nothing to the next test: MkDocs loads the hooks once in a process."""
        self.hooks._preview.__init__()

    def made_again(self) -> set[str]:
        """Build once more, and return the pages whose macros ran."""
        memory: Memory = self.hooks._preview.memory
        before = {name: kept for name, kept in memory._kept.items() if isinstance(name, tuple) and name[0] == "page"}
        self.build()
        return {str(name[1]) for name, kept in before.items() if memory._kept.get(name) is not kept}


@pytest.fixture
def previews(project: ScratchProject, tmp_path: Path) -> Iterator[Previews]:
    made = Previews(project, tmp_path / "previewed")
    made.build()
    yield made
    made.forget()


def fresh(project: ScratchProject, site: Path) -> Path:
    """Build a preview that remembers nothing."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(SWITCH, "1")
        other = Previews(project, site)
        other.build()
        other.forget()
    return site


def test_only_the_pages_that_read_what_changed_are_made_again(previews: Previews) -> None:
    previews.project.edit("data/criteria/guard.yml", "why: ", "why: Really, ")
    again = previews.made_again()
    assert "criteria/guard.md" in again
    assert not {"deploy/cellar/alpha.md", "users.md", "get-started/index.md"} & again, again
    assert previews.made_again() == set()


def test_an_edited_template_makes_the_pages_again_that_use_it(previews: Previews) -> None:
    template = previews.project.root / "macros/templates/counts.html.jinja"
    assert previews.made_again() == set()
    memory: Memory = previews.hooks._preview.memory
    assert [name for name, kept in memory._kept.items() if ("template files", template.name) in kept.reads] == [
        ("page", "about.md")
    ]


def test_a_page_that_warned_is_made_again_each_time_and_warns_each_time(
    previews: Previews, caplog: pytest.LogCaptureFixture
) -> None:
    previews.project.write("docs/about.md", '# About\n\n{{ verdict("gard", "alpha") }}\n')
    for _ in range(2):
        caplog.clear()
        previews.build()
        assert "unknown criterion 'gard'" in caplog.text


def test_a_broken_anchor_is_told_in_each_build(previews: Previews, caplog: pytest.LogCaptureFixture) -> None:
    previews.project.write("docs/about.md", "# About\n\n[x](comparison.md#nowhere)\n")
    for _ in range(2):
        caplog.clear()
        previews.build()
        assert "'comparison.md#nowhere'" in caplog.text


EDITS = {
    "a text": ("data/criteria/guard.yml", "short: It is.", "short: It certainly is."),
    "a title": ("data/criteria/guard.yml", "title: Guard", "title: A guard"),
    "a group": ("data/criteria/age.yml", "group: second", "group: first"),
    "a framework's name": ("data/frameworks/alpha.yml", "name: Alpha", "name: Omega"),
    "a sample": ("data/tasks/ask/beta/main.py", "reply = 200", "reply = 201"),
    "a mistake": ("data/criteria/guard.yml", "group: first", "group: frist"),
    "no YAML": ("data/criteria/age.yml", "title: Age", "title: [Age"),
    "a page": ("docs/about.md", "# About", "# About it [x](nowhere.md)"),
    "a wrong macro": ("docs/users.md", "# Users", '# Users {{ verdict("gard", "alpha") }}'),
    "a colour": ("docs/assets/site.css", "--paper: #fcfbf9", "--paper: #fafafa"),
}


def test_after_any_edits_the_preview_is_what_a_build_from_nothing_makes(previews: Previews, tmp_path: Path) -> None:
    """Edits come and go in an order that chance chooses, files with them; each state is compared."""
    chance = random.Random(9)
    project, undone = previews.project, dict[str, str]()
    for step in range(12):
        name = chance.choice([*EDITS])
        path, old, new = EDITS[name]
        if path in undone:
            project.write(path, undone.pop(path))
        else:
            undone[path] = project.read(path)
            project.edit(path, old, new)
        if step == 5:
            project.write("data/criteria/newest.yml", NEWEST)
        if step == 9:
            project.remove("data/criteria/newest.yml")
        previews.build()
        if step % 3 == 2:
            shown, made = tree(previews.site), tree(fresh(project, tmp_path / f"fresh-{step}"))
            different = sorted(path for path in shown.keys() | made.keys() if shown.get(path) != made.get(path))
            assert [path for path in different if not path.startswith("search/")] == [], (step, [*undone])


def test_a_mistake_shows_everywhere_and_its_mend_brings_all_back(previews: Previews) -> None:
    before = tree(previews.site)
    path, old, new = EDITS["a mistake"]
    previews.project.edit(path, old, new)
    site = previews.build()
    for url in ("", "about", "criteria/guard"):
        assert "data/criteria/guard.yml:5:8" in page(site, url).text
    previews.project.edit(path, new, old)
    previews.build()
    assert tree(previews.site) == before


def test_a_failure_names_the_file_and_the_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.py").write_text("x = 1\nif x\n")
    with pytest.raises(SyntaxError) as caught:
        compile((tmp_path / "broken.py").read_text(), str(tmp_path / "broken.py"), "exec")
    assert "broken.py:2" in failure_page(caught.value)


def test_a_broken_configuration_is_named_at_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: Alpha\nstrict: ]\n")
    with pytest.raises(ConfigurationError) as caught:
        load_config(str(tmp_path / "mkdocs.yml"))
    assert "<strong>mkdocs.yml:2: " in failure_page(caught.value)

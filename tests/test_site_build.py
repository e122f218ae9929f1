"""The built site: its pages, links and downloads, and what a build says and leaves when something is wrong."""

import json
import re
import shutil
from pathlib import Path

import pytest

from macros.catalog import Catalog
from macros.reader import load
from tests.site_copy import broken_links, build, edit, invented, page, project, rows, run, tree
from tests.tiny import FRAMEWORK

pytestmark = pytest.mark.xdist_group("site")

REPOSITORY = "https://forge.example/we/site"
CELL = "/issues/new?"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as it stands, built as it is published: with a repository and an address."""
    root = project(tmp_path_factory.mktemp("real"))
    build(root, REPO_URL=REPOSITORY, SITE_URL="https://compared.example/web/")
    return root


@pytest.fixture(scope="module")
def catalog(real: Path) -> Catalog:
    return load(real).catalog


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented project, built without a repository."""
    root = invented(tmp_path_factory.mktemp("small"))
    build(root)
    return root


@pytest.fixture
def spoilt(small: Path, tmp_path: Path) -> Path:
    """A copy of the invented project and its site, for this test to spoil."""
    return shutil.copytree(small, tmp_path / "project")


# The whole site


def test_each_criterion_task_target_and_guide_has_a_page(real: Path, catalog: Catalog) -> None:
    site = real / "site"
    for group in catalog.comparison().groups:
        for name in catalog.rows(group.id):
            found = page(site, f"criteria/{name}")
            assert catalog.criteria[name].question.replace("`", "") in found.text
    for name in catalog.tasks:
        assert (site / "tasks" / name / "index.html").is_file()
    for target, deployment in catalog.deployments.items():
        assert (site / "deploy" / target / "index.html").is_file()
        for framework in deployment.guides:
            assert (site / "deploy" / target / framework / "index.html").is_file()


def test_every_internal_link_and_anchor_leads_somewhere(real: Path, small: Path) -> None:
    assert broken_links(real / "site", at="/web/") == []
    assert broken_links(small / "site") == []


def test_ids_stand_once_on_a_page(real: Path) -> None:
    for path in (real / "site").rglob("index.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
        # The theme itself repeats the IDs of its toggles for drawer and search.
        twice = {one for one in ids if ids.count(one) > 1 and not one.startswith("__")}
        assert not twice, path


def test_every_download_is_its_source_byte_for_byte(real: Path, catalog: Catalog) -> None:
    site = real / "site"
    sources = {
        site / "files" / shown / "/".join(names) / path: real / "data" / kept / "/".join(names) / path
        for shown, kept, folders in (
            ("tasks", "tasks", catalog.sample_files),
            ("deploy", "deployments", catalog.guide_files),
            ("front-ends", "frontends", {(one,): files for one, files in catalog.frontend_files.items()}),
        )
        for names, files in folders.items()
        for path in files
    }
    assert sources
    for download, source in sources.items():
        assert download.read_bytes() == source.read_bytes()
    others = {path for path in (site / "files").rglob("*") if path.is_file()} - set(sources)
    made = re.compile(r"tasks/[^/]+/[^/]+\.(http|postman_collection\.json)|screenshots/[^/]+\.webp")
    assert [path for path in others if not made.fullmatch(path.relative_to(site / "files").as_posix())] == []


def test_every_sample_and_its_answers_stand_on_its_tasks_page(real: Path, catalog: Catalog) -> None:
    for (task, sample), record in catalog.records.items():
        text = page(real / "site", f"tasks/{task}").text
        assert f"make verify ONLY={task}/{sample}" in text
        for reply in record.replies.values():
            assert f"Outcome: {reply.outcome}" in text


def test_the_table_has_a_row_a_criterion_and_a_cell_a_framework(real: Path, catalog: Catalog) -> None:
    table = rows(page(real / "site", "comparison"))
    columns = catalog.columns()
    assert table[0][1:] == [catalog.frameworks[one].name for one in columns]
    questions = [row for row in table[1:] if len(row) > 1]
    assert len(questions) == len(catalog.criteria)
    assert {len(row) for row in questions} == {1 + len(columns)}


def test_no_page_asks_another_host_for_anything(real: Path) -> None:
    for path in (real / "site").rglob("*.html"):
        if "files" in path.relative_to(real / "site").parts:
            continue
        text = path.read_text("utf-8")
        assert not re.search(r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//', text), path
        assert not re.search(r'<link[^>]+rel="(?:stylesheet|preconnect|preload)"[^>]+href="(?:https?:)?//', text), path


def test_the_search_finds_every_criterion_by_its_title(real: Path, catalog: Catalog) -> None:
    index = json.loads((real / "site/search/search_index.json").read_text("utf-8"))
    places = {one["location"]: one for one in index["docs"]}
    for name in catalog.criteria:
        assert f"criteria/{name}/" in places


# Where it is published


def test_with_a_repository_each_generated_page_links_to_its_data(real: Path, catalog: Catalog) -> None:
    for url, data in (
        *((f"criteria/{one}", f"data/criteria/{one}.yml") for one in catalog.criteria),
        *((f"tasks/{one}", f"data/tasks/{one}/task.yml") for one in catalog.tasks),
        *((f"deploy/{one}", f"data/deployments/{one}/deployment.yml") for one in catalog.deployments),
    ):
        links = {one.attributes.get("href") for one in page(real / "site", url).all("a")}
        assert f"{REPOSITORY}/edit/main/{data}" in links
    about = {one.attributes.get("href") for one in page(real / "site", "about").all("a")}
    assert f"{REPOSITORY}/edit/main/docs/about.md" in about


def test_with_a_repository_each_cell_can_be_reported(real: Path, catalog: Catalog) -> None:
    for name in catalog.criteria:
        links = [one.attributes.get("href", "") for one in page(real / "site", f"criteria/{name}").all("a")]
        forms = [one for one in links if CELL in one]
        assert [one.split("+%2F+")[1] for one in forms] == catalog.columns()
        assert all(one.startswith(REPOSITORY) and "template=cell.yml" in one for one in forms)
    assert (real / ".github/ISSUE_TEMPLATE/cell.yml").is_file(), "the form that the links open"


def test_with_an_address_pages_name_their_own(real: Path) -> None:
    (canonical,) = page(real / "site", "comparison").all("link", rel="canonical")
    assert canonical.attributes["href"] == "https://compared.example/web/comparison/"
    assert "https://compared.example/web/comparison/" in (real / "site/sitemap.xml").read_text("utf-8")


def test_without_a_repository_nothing_links_to_one_and_no_address_is_empty(small: Path) -> None:
    for path in (small / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert CELL not in text
        assert "/edit/" not in text
        assert 'href=""' not in text


# What is added


def test_a_criterion_is_one_yaml_file(tmp_path: Path) -> None:
    root = invented(tmp_path)
    (root / "data/criteria/newest.yml").write_text(
        "# One more row.\ntitle: Newest row\nquestion: Was only one file added?\nwhy: It should be easy.\n"
        "group: second\nkind: opinion\nanswers:\n  alpha: {verdict: unknown, short: Nobody knows.}\n"
    )
    before = tree(root)
    site = build(root)
    assert {path: text for path, text in tree(root).items() if not path.startswith("site/")} == before
    row = next(row for row in rows(page(site, "comparison")) if "Newest row" in row[0])
    assert "Nobody knows." in row[1]
    assert "Unknown" in row[2]
    assert "Was only one file added?" in page(site, "criteria/newest").text
    assert "Newest row" in page(site, "criteria").text
    assert "criteria/newest/" in (site / "search/search_index.json").read_text("utf-8")


def test_a_third_framework_appears_everywhere_with_its_gaps_as_unknown(tmp_path: Path) -> None:
    root = project(tmp_path)
    before = load(root).catalog
    text = FRAMEWORK.format(id="gamma", name="Gamma Web", strengths="").replace("strengths:\n", "strengths: []\n")
    (root / "data/frameworks/gamma.yml").write_text(text)
    comparison = next((root / "data/comparisons").glob("*.yml"))
    named = re.sub(r"frameworks: \[", "frameworks: [gamma, ", comparison.read_text("utf-8"))
    comparison.write_text(named, encoding="utf-8")
    site = build(root)
    table = rows(page(site, "comparison"))
    assert "Gamma Web" in table[0]
    column = table[0].index("Gamma Web")
    for row in table[1:]:
        if len(row) > 1:
            assert "Unknown" in row[column]
            assert len(row) == len(table[0])
    for name in before.criteria:
        found = page(site, f"criteria/{name}")
        assert "gamma" in found.ids
        assert "Nobody has answered this yet." in found.text
    assert "You want Gamma Web." in page(site).text
    assert "Gamma Web" in page(site, "deploy").text
    assert broken_links(site) == []


# What is wrong


WRONG_DATA = {
    "a key twice": ("data/criteria/guard.yml", "group: first\n", "group: first\ngroup: first\n"),
    "no YAML": ("data/criteria/guard.yml", "group: first", "group: [first"),
    "an unknown key": ("data/frameworks/alpha.yml", "package:", "pakage:"),
    "an unknown name": ("data/criteria/guard.yml", "group: first", "group: frist"),
    "a verdict that the run contradicts": ("data/criteria/guard.yml", "verdict: no", "verdict: yes\n    by: core"),
    "an edited program": ("data/tasks/ask/beta/main.py", "reply = 200", "reply = 201"),
}


@pytest.mark.parametrize("how", [("mkdocs", "build"), ("macros.build",)], ids=["mkdocs build", "make build"])
def test_wrong_data_fails_at_its_place_and_leaves_the_old_site(spoilt: Path, how: tuple[str, ...]) -> None:
    before = tree(spoilt / "site")
    for what, (path, old, new) in WRONG_DATA.items():
        kept = (spoilt / path).read_text()
        edit(spoilt, path, old, new)
        done = run(spoilt, *how)
        (spoilt / path).write_text(kept)
        assert done.returncode != 0, what
        places = re.findall(r"^ERROR +-  (data/\S+):(\d+):(\d+): .+", done.stderr, re.MULTILINE)
        assert places, (what, done.stderr)
        if not path.endswith(".py"):
            assert path in {place[0] for place in places}
        assert "Traceback" not in done.stderr, what
        assert tree(spoilt / "site") == before, what
        assert not list(spoilt.glob(".site-*")), what


def test_all_mistakes_are_told_at_once(spoilt: Path) -> None:
    edit(spoilt, "data/criteria/guard.yml", "group: first", "group: frist")
    edit(spoilt, "data/criteria/age.yml", "question:", "qestion:")
    stderr = run(spoilt, "mkdocs", "build").stderr
    assert "data/criteria/guard.yml:" in stderr
    assert "data/criteria/age.yml:" in stderr


WRONG_CALLS = {
    '{{ verdict("gard", "alpha") }}': ["unknown criterion 'gard'", "did you mean 'guard'?"],
    '{{ release("gamma") }}': ["unknown framework 'gamma'"],
    "{{ release() }}": ["release()", "called with 0 values"],
    '{{ release("alpha", "beta") }}': ["called with 2 values"],
    '{{ sample("ask", "none") }}': ["unknown sample 'none'"],
    '{{ exchange("ask", "alpha", "none") }}': ["unknown exchange 'none'"],
    '{{ guide_step("cellar", "alpha", 99) }}': ["there is no step 99"],
    '{{ verdict(["guard"], "alpha") }}': ["unknown criterion"],
    '{{ criterion_intro("none") }}': ["unknown criterion 'none'"],
}


@pytest.mark.parametrize("call", WRONG_CALLS)
def test_a_wrong_call_of_a_macro_fails_and_names_the_page_and_the_macro(spoilt: Path, call: str) -> None:
    before = tree(spoilt / "site")
    (spoilt / "docs/about.md").write_text(f"# About\n\nHere {call} it stands.\n")
    done = run(spoilt, "macros.build")
    assert done.returncode != 0
    assert "docs/about.md" in done.stderr
    for words in (call[3:].split("(")[0], *WRONG_CALLS[call]):
        assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(spoilt / "site") == before


@pytest.mark.parametrize("call", ['{{ verdcit("guard", "alpha") }}', "{{ verdict(nobody, 1) }}", "{{ verdict( }}"])
def test_a_macro_that_is_not_there_fails_and_names_the_page(spoilt: Path, call: str) -> None:
    (spoilt / "docs/about.md").write_text(f"# About\n\nHere {call} it stands.\n")
    done = run(spoilt, "macros.build")
    assert done.returncode != 0
    assert "about.md" in done.stderr


@pytest.mark.parametrize(
    "link",
    ["[x](nowhere.md)", "[x](comparison.md#nowhere)", "[x](criteria/nowhere.md)", "[x](/absolute/)", "![x](no.png)"],
)
def test_a_broken_link_in_markdown_fails_and_leaves_the_old_site(spoilt: Path, link: str) -> None:
    before = tree(spoilt / "site")
    (spoilt / "docs/about.md").write_text(f"# About\n\n{link}\n")
    done = run(spoilt, "macros.build")
    assert done.returncode != 0
    assert "about.md" in done.stderr
    assert tree(spoilt / "site") == before


def test_prose_may_link_to_generated_pages_and_their_parts(spoilt: Path) -> None:
    links = ["criteria/guard.md", "criteria/guard.md#alpha", "tasks/ask.md#wrong", "deploy/cellar/alpha.md#step-1"]
    (spoilt / "docs/about.md").write_text("# About\n\n" + "\n".join(f"[x]({one})" for one in links) + "\n")
    assert broken_links(build(spoilt)) == []


def test_make_build_puts_the_new_site_in_the_old_ones_place(spoilt: Path) -> None:
    (spoilt / "site/leftover.txt").write_text("of the old site")
    edit(spoilt, "data/criteria/guard.yml", "title: Guard", "title: Guardian")
    done = run(spoilt, "macros.build")
    assert done.returncode == 0, done.stderr
    assert "Guardian" in page(spoilt / "site", "comparison").text
    assert not (spoilt / "site/leftover.txt").exists()
    assert not list(spoilt.glob(".site-*"))


def test_without_a_site_a_failed_build_makes_none(tmp_path: Path) -> None:
    root = invented(tmp_path)
    edit(root, "data/criteria/guard.yml", "group: first", "group: frist")
    assert run(root, "macros.build").returncode != 0
    assert not (root / "site").exists()

"""The built site: its pages, links and downloads, and what a build says and leaves when something is wrong."""

import gzip
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from macros.catalog import REQUIREMENTS, Catalog
from macros.kinds import CRITERION, DEPLOYMENT, FRONTEND_FOLDER, GUIDE, TASK
from macros.text import short_plain
from macros.views import urls
from macros.views.criteria import cells
from macros.views.deployments import NAMED, named_requirements
from macros.views.request_files import uploads
from tests.outputs.search_index import of_site
from tests.project import FRAMEWORK, ScratchProject
from tests.proofs.chromium import BARE
from tests.proofs.project import Project
from tests.site.copies import build, environment, invented, real, run, tree
from tests.site.following import Reader
from tests.site.html import Html, broken_links, page, rows

pytestmark = pytest.mark.xdist_group("site")

REPOSITORY = "https://github.example/we/site"
CELL = "/issues/new?"
HEAVIEST, USUAL, ROW = 14_000, 8_000, 330
"""What the HTML of a page may weigh at most, that of the usual page, and a row of the table: bytes, compressed."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> ScratchProject:
    """This project as it is, built as it is published: with a repository and an address."""
    project = real(tmp_path_factory.mktemp("published"))
    build(project, REPO_URL=REPOSITORY, SITE_URL="https://compared.example/web/")
    return project


@pytest.fixture(scope="module")
def site(published: ScratchProject) -> Path:
    return published.root / "site"


@pytest.fixture(scope="module")
def catalog(published: ScratchProject) -> Catalog:
    return published.catalog


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> ScratchProject:
    """The invented project, built without a repository."""
    project = invented(tmp_path_factory.mktemp("small"))
    build(project)
    return project


@pytest.fixture
def spoilt(small: ScratchProject, tmp_path: Path) -> ScratchProject:
    """A copy of the invented project and its site, for this test to spoil."""
    return ScratchProject(shutil.copytree(small.root, tmp_path / "project"))


# The whole site


def test_each_criterion_task_deployment_and_guide_has_a_page(site: Path, catalog: Catalog) -> None:
    for criterion_id, criterion in catalog.criteria.items():
        assert criterion.question.replace("`", "") in page(site, CRITERION.url(criterion_id)).text
    addresses = [
        *map(TASK.url, catalog.tasks),
        *map(DEPLOYMENT.url, catalog.deployments),
        *map(GUIDE.url, catalog.guide_files),
    ]
    for url in addresses:
        assert (site / url / "index.html").is_file()


def test_whoever_follows_a_tutorial_to_the_letter_sees_what_it_shows(published: ScratchProject, site: Path) -> None:
    """One folder, one step after the other, each request once and in its order: files, replies and consoles."""
    project = Project.open(published.root)
    for framework_id in project.catalog.columns():
        tutorial = page(site, urls.written_page("get-started", framework_id))
        reader = Reader(project.catalog.frameworks[framework_id].serve, project.environment)
        reader.follow(tutorial)
        assert reader.differences == []
        assert reader.compared > len(tutorial.all("p", **{"class": "step-label"}))


def test_every_internal_link_and_anchor_leads_somewhere(site: Path, small: ScratchProject) -> None:
    assert broken_links(site, at="/web/") == []
    assert broken_links(small.root / "site") == []


@pytest.fixture(scope="module")
def offline(published: ScratchProject, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of files in place of folders, which is read without a server."""
    folder = tmp_path_factory.mktemp("offline")
    done = run(published, "mkdocs", "build", "--strict", "--site-dir", str(folder), USE_DIRECTORY_URLS="false")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.needs(BARE)
def test_without_a_server_tables_are_filtered_questions_answered_and_search_says_what_it_needs(
    offline: Path, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((offline / "comparison.html").as_uri())
    rows = page.locator(".compare-row:visible").count()
    page.get_by_text("Only rows that differ").click()
    assert 0 < page.locator(".compare-row:visible").count() < rows
    page.locator(".md-search__input").click()
    page.get_by_text("Search needs a web server.").wait_for()
    page.goto((offline / "choose.html").as_uri())
    page.locator(".chooser").get_by_role("radio").first.check()
    assert page.locator(".chooser-result a").count() > 0
    page.goto((offline / "tasks/websocket.html").as_uri())
    page.locator(".md-code__button").first.wait_for()
    context.close()


def test_a_site_of_files_in_place_of_folders_has_no_link_to_a_folder(offline: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(offline, folder)
    assert (folder / "criteria/cors.html").is_file()
    (folder / "404.html").unlink()  # a server's
    assert broken_links(folder) == []
    for path in folder.rglob("*.html"):
        if path.relative_to(folder).parts[0] == "files":
            continue
        for element in Html(path.read_text("utf-8")).all("a"):
            address = element.attributes.get("href", "").partition("#")[0]
            assert ":" in address or not address.endswith(("/", ".")), (path, address)


def test_a_link_that_leads_nowhere_fails_the_build(spoilt: ScratchProject) -> None:
    template = spoilt.root / "macros/templates/criterion_footer.html.jinja"
    template.write_text(template.read_text("utf-8") + '<a href="{{ link("nowhere/") }}">x</a>', "utf-8")
    done = run(spoilt, "macros.build")
    assert done.returncode != 0
    assert "'criteria/guard/' has a link to 'nowhere/'" in done.stderr


def test_no_id_is_used_twice_on_a_page(site: Path) -> None:
    for path in site.rglob("index.html"):
        ids = re.findall(r'\sid="([^"]+)"', path.read_text("utf-8"))
        # The theme itself repeats the IDs of its toggles for drawer and search.
        assert not {name for name in ids if ids.count(name) > 1 and not name.startswith("__")}, path


def test_every_shown_file_is_offered_byte_for_byte(site: Path, catalog: Catalog) -> None:
    files = {
        urls.sample_file(key, path): text
        for key, _ in catalog.samples()
        for path, text in catalog.sample_files[key].items()
    }
    files |= {
        GUIDE.file_url(key, path): text for key, texts in catalog.guide_files.items() for path, text in texts.items()
    }
    files |= {
        FRONTEND_FOLDER.file_url(key, path): text
        for key, texts in catalog.frontend_files.items()
        for path, text in texts.items()
    }
    files |= {
        urls.sent_file(task_id, exchange_id, upload.name): upload.content
        for task_id in catalog.tasks
        for exchange_id, upload in uploads(catalog, task_id)
    }
    files |= {
        GUIDE.file_url(key, NAMED): named_requirements(catalog, key)
        for key, texts in catalog.guide_files.items()
        if REQUIREMENTS in texts
    }
    assert files
    for url, text in files.items():
        assert (site / url).read_bytes() == text.encode()
    others = {
        path.relative_to(site).as_posix() for path in (site / "files").rglob("*") if path.is_file()
    } - files.keys()
    services = {f"files/tasks/{task_id}/{service_id}/" for task_id, service_id in catalog.services()}
    made = re.compile(
        r"files/(tasks/[^/]+/([^/]+\.(http|postman_collection\.json|tar\.gz)|mutations\.csv)|screenshots/[^/]+\.webp)"
    )
    assert [url for url in others if not made.fullmatch(url) and not url.startswith(tuple(services))] == []


def test_every_page_is_light(site: Path, catalog: Catalog) -> None:
    pages = [path for path in site.rglob("index.html") if not path.relative_to(site).as_posix().startswith("files/")]
    weights = {path.parent.relative_to(site).as_posix(): len(gzip.compress(path.read_bytes(), 6)) for path in pages}
    limits = {"comparison": max(HEAVIEST, ROW * len(catalog.criteria))}  # it grows with every row that is added
    assert {page: weight for page, weight in weights.items() if weight > limits.get(page, HEAVIEST)} == {}
    assert median(weights.values()) <= USUAL


def test_no_file_has_a_name_that_hosts_drop(site: Path) -> None:
    hidden = [path for path in site.rglob("*") if path.name.startswith(".")]
    assert hidden == []
    downloads = page(site, "deploy/docker/fastapi").all("a", download=".dockerignore")
    assert [link.attributes["href"].rpartition("/")[2] for link in downloads] == ["dot-dockerignore"]


def test_every_sample_and_its_outcomes_are_on_its_tasks_page(site: Path, catalog: Catalog) -> None:
    texts = {task_id: page(site, TASK.url(task_id)).text for task_id in catalog.tasks}
    for key, record in catalog.sample_records.items():
        assert f"make verify ONLY={key}" in texts[key.task]
        for outcome_id in record.outcomes.values():
            assert f"Outcome: {outcome_id}" in texts[key.task]


def test_the_table_has_a_row_for_each_criterion_and_a_cell_for_each_framework(site: Path, catalog: Catalog) -> None:
    table = rows(page(site, "comparison"))
    columns = [catalog.frameworks[framework_id].name for framework_id in catalog.columns()]
    assert table[0][1:] == columns
    criteria = [row for row in table[1:] if len(row) > 1]
    assert len(criteria) == len(catalog.criteria)
    assert {len(row) for row in criteria} == {1 + len(columns)}


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    for path in site.rglob("*.html"):
        if "files" in path.relative_to(site).parts:
            continue
        text = path.read_text("utf-8")
        assert not re.search(r'<(?:script|img|iframe)[^>]+src="(?:https?:)?//', text), path
        fetched = "icon|stylesheet|preconnect|preload"
        assert not re.search(rf'<link[^>]+rel="(?:{fetched})"[^>]+href="(?:https?:)?//', text), path


def test_the_search_finds_every_criterion_by_its_title(site: Path, catalog: Catalog) -> None:
    titles = {url: entry.names["title"] for url, entry in of_site(site).items()}
    for criterion_id, criterion in catalog.criteria.items():
        assert titles[CRITERION.url(criterion_id)] == short_plain(criterion.title)


def test_every_page_is_there_as_markdown_with_its_facts_and_with_links_that_lead_somewhere(
    site: Path, catalog: Catalog
) -> None:
    folders = [path.parent for path in site.rglob("index.html") if path.relative_to(site).parts[0] != "files"]
    listed = (site / "llms.txt").read_text("utf-8")
    for folder in folders:
        if "http-equiv" in (folder / "index.html").read_text("utf-8")[:300]:
            continue  # a former address
        text = (folder / "index.md").read_text("utf-8")
        assert text.startswith("# ")
        prose = re.sub(r"(```+).*?\1|`[^`]*`", "", text, flags=re.DOTALL)
        assert not re.search(r"\{\{|</?(?:div|span|svg|table)\b|<!--block", prose), folder
        assert f"/{folder.relative_to(site).as_posix()}/index.md)".replace("/./", "/") in listed
        for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", prose):
            target = (folder / unquote(link)).resolve()
            assert target.is_file() or (target / "index.html").is_file(), (folder, link)
    for criterion_id in catalog.criteria:
        text = (site / CRITERION.url(criterion_id) / "index.md").read_text("utf-8")
        for cell in cells(catalog, criterion_id):
            assert f"**{short_plain(cell.verdict)}**" in text.replace("`", "").replace("\\", "")
            assert cell.short in text.replace("\\", "")


# Where it is published


def _links(site: Path, url: str) -> list[str]:
    return [element.attributes.get("href", "") for element in page(site, url).all("a")]


def test_with_a_repository_each_generated_page_links_to_its_data(site: Path, catalog: Catalog) -> None:
    pages = [(kind, key) for kind in (CRITERION, TASK, DEPLOYMENT) for key in getattr(catalog, kind.table)]
    for kind, key in pages:
        assert f"{REPOSITORY}/edit/main/{kind.path(key)}" in _links(site, kind.url(key))
    assert f"{REPOSITORY}/edit/main/docs/about.md" in _links(site, "about")


def test_with_a_repository_each_cell_can_be_reported(published: ScratchProject, site: Path, catalog: Catalog) -> None:
    for criterion_id in catalog.criteria:
        forms = [link for link in _links(site, CRITERION.url(criterion_id)) if CELL in link]
        assert [form.split("+%2F+")[1] for form in forms] == catalog.columns()
        assert all(form.startswith(REPOSITORY) and "template=cell.yml" in form for form in forms)
    assert (published.root / ".github/ISSUE_TEMPLATE/cell.yml").is_file(), "the form that the links open"


def test_with_an_address_pages_name_their_own(site: Path) -> None:
    (canonical,) = page(site, "comparison").all("link", rel="canonical")
    assert canonical.attributes["href"] == "https://compared.example/web/comparison/"
    assert "https://compared.example/web/comparison/" in (site / "sitemap.xml").read_text("utf-8")


def test_without_a_repository_nothing_links_to_one_and_no_address_is_empty(small: ScratchProject) -> None:
    for path in (small.root / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert CELL not in text
        assert "/edit/" not in text
        assert 'href=""' not in text


# What is added


def test_a_criterion_is_one_yaml_file(tmp_path: Path) -> None:
    project = invented(tmp_path)
    project.write(
        "data/criteria/newest.yml",
        "# One more row.\ntitle: Newest row\nquestion: Was only one file added?\nwhy: It should be easy.\n"
        "aka: [word that nobody sees]\ngroup: second\nkind: opinion\nanswers:\n"
        "  alpha: {verdict: unknown, short: Nobody knows.}\n",
    )
    before = tree(project.root)
    site = build(project)
    assert {path: text for path, text in tree(project.root).items() if not path.startswith("site/")} == before
    row = next(row for row in rows(page(site, "comparison")) if "Newest row" in row[0])
    assert "Nobody knows." in row[1]
    assert "Unknown" in row[2]
    assert "Was only one file added?" in page(site, "criteria/newest").text
    assert "Newest row" in page(site, "criteria").text
    names = of_site(site)["criteria/newest/"].names
    assert (names["title"], names["aka"]) == ("Newest row", "word that nobody sees")
    assert names["description"].startswith("Was only one file added? ")
    assert names["description"].endswith(": Unknown.")
    assert not [path for path in site.rglob("*.html") if "word that nobody sees" in path.read_text("utf-8")]


def test_a_third_framework_appears_everywhere_with_its_gaps_as_unknown(tmp_path: Path) -> None:
    project = real(tmp_path)
    criteria = project.catalog.criteria
    text = FRAMEWORK.format(id="gamma", name="Gamma Web", strengths="").replace("strengths:\n", "strengths: []\n")
    project.write("data/frameworks/gamma.yml", text)
    project.edit("data/comparison.yml", "frameworks: [", "frameworks: [gamma, ")
    site = build(project)
    table = rows(page(site, "comparison"))
    column = table[0].index("Gamma Web")
    for row in table[1:]:
        if len(row) > 1:
            assert "Unknown" in row[column]
            assert len(row) == len(table[0])
    for criterion_id in criteria:
        html = page(site, CRITERION.url(criterion_id))
        assert "gamma" in html.ids
        assert "Not answered yet." in html.text
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
    "an edited sample": ("data/tasks/ask/beta/main.py", "reply = 200", "reply = 201"),
}


@pytest.mark.parametrize("how", [("mkdocs", "build"), ("macros.build",)], ids=["mkdocs build", "make build"])
def test_wrong_data_fails_at_its_place_and_leaves_the_old_site(spoilt: ScratchProject, how: tuple[str, ...]) -> None:
    before = tree(spoilt.root / "site")
    for mistake, (path, old, new) in WRONG_DATA.items():
        kept = spoilt.read(path)
        spoilt.edit(path, old, new)
        done = run(spoilt, *how)
        spoilt.write(path, kept)
        assert done.returncode != 0, mistake
        places = re.findall(r"^ERROR +-  (data/\S+):(\d+):(\d+): .+", done.stderr, re.MULTILINE)
        assert places, (mistake, done.stderr)
        assert path.endswith(".py") or path in {place[0] for place in places}
        assert "Traceback" not in done.stderr, mistake
        assert tree(spoilt.root / "site") == before, mistake
        assert not list(spoilt.root.glob(".site-*")), mistake


def test_all_mistakes_are_told_at_once(spoilt: ScratchProject) -> None:
    spoilt.edit("data/criteria/guard.yml", "group: first", "group: frist")
    spoilt.edit("data/criteria/age.yml", "question:", "qestion:")
    stderr = run(spoilt, "mkdocs", "build").stderr
    assert "data/criteria/guard.yml:" in stderr
    assert "data/criteria/age.yml:" in stderr


WRONG_CALLS = {
    '{{ verdict("gard", "alpha") }}': ["unknown criterion 'gard'", "did you mean 'guard'?"],
    '{{ release("gamma") }}': ["unknown framework 'gamma'"],
    "{{ release() }}": ["release()", "framework is missing", "it is release(framework)"],
    '{{ release("alpha", "beta") }}': ["this is more than it takes", "it is release(framework)"],
    '{{ tutorial_step("ask", "none") }}': ["unknown sample 'none'"],
    '{{ exchange("ask", "alpha", "none") }}': ["unknown exchange 'none'"],
    '{{ verdict(["guard"], "alpha") }}': ["unknown criterion"],
    '{{ criterion_intro("none") }}': ["unknown criterion 'none'"],
}


def errors(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the mistakes that end a build."""
    return [line for line in done.stderr.splitlines() if line.startswith("ERROR")]


def warnings(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return what a build complains about; each line alone makes a strict build fail."""
    return [line for line in done.stderr.splitlines() if line.startswith("WARNING")]


@pytest.mark.parametrize("calls", [list(WRONG_CALLS)[:1], list(WRONG_CALLS)], ids=["one", "all"])
def test_wrong_calls_of_macros_fail_and_name_the_page_and_the_macro(spoilt: ScratchProject, calls: list[str]) -> None:
    before = tree(spoilt.root / "site")
    spoilt.write("docs/about.md", "# About\n\n" + "\n\n".join(f"Here {call} it is." for call in calls) + "\n")
    done = run(spoilt, "macros.build")
    assert done.returncode != 0
    for number, (call, line) in enumerate(zip(calls, errors(done), strict=True)):
        for words in (f"docs/about.md:{3 + 2 * number}:6: ", call[3:].split("(")[0], *WRONG_CALLS[call]):
            assert words in line
    assert "Traceback" not in done.stderr
    assert tree(spoilt.root / "site") == before


@pytest.mark.parametrize("call", ['{{ verdcit("guard", "alpha") }}', "{{ verdict(nobody, 1) }}", "{{ verdict( }}"])
def test_a_macro_that_is_not_there_fails_and_names_the_page(spoilt: ScratchProject, call: str) -> None:
    spoilt.write("docs/about.md", f"# About\n\nHere {call} it is.\n")
    done = run(spoilt, "macros.build")
    assert done.returncode != 0
    assert "about.md" in done.stderr


BROKEN_LINKS = ["comparison.md#nowhere", "criteria/nowhere.md", "/absolute/", "no.png", "nowhere.md"]


@pytest.mark.parametrize("targets", [BROKEN_LINKS[:1], BROKEN_LINKS], ids=["one", "all"])
def test_broken_links_in_markdown_fail_and_leave_the_old_site(spoilt: ScratchProject, targets: list[str]) -> None:
    before = tree(spoilt.root / "site")
    links = [f"{'!' if target.endswith('png') else ''}[x]({target})" for target in targets]
    spoilt.write("docs/about.md", "# About\n\n" + "\n".join(links) + "\n")
    done = run(spoilt, "macros.build")
    assert done.returncode != 0
    lines = warnings(done)
    assert len(lines) == len(targets)
    for target in targets:
        assert [line for line in lines if "about.md" in line and f"'{target}'" in line], target
    assert tree(spoilt.root / "site") == before


def test_prose_may_link_to_generated_pages_and_their_parts(spoilt: ScratchProject) -> None:
    links = ["criteria/guard.md", "criteria/guard.md#alpha", "tasks/ask.md#wrong", "deploy/cellar/alpha.md#step-1"]
    spoilt.write("docs/about.md", "# About\n\n## Data { #data }\n\n" + "\n".join(f"[x]({link})" for link in links))
    assert broken_links(build(spoilt)) == []


def test_make_build_puts_the_new_site_in_the_old_ones_place(spoilt: ScratchProject) -> None:
    spoilt.write("site/leftover.txt", "of the old site")
    spoilt.edit("data/criteria/guard.yml", "title: Guard", "title: Guardian")
    done = run(spoilt, "macros.build")
    assert done.returncode == 0, done.stderr
    assert "Guardian" in page(spoilt.root / "site", "comparison").text
    assert not (spoilt.root / "site/leftover.txt").exists()
    assert not list(spoilt.root.glob(".site-*"))


def test_what_editors_leave_behind_and_what_git_ignores_is_not_published(spoilt: ScratchProject) -> None:
    subprocess.run(["git", "init", "--quiet", spoilt.root], check=True)
    spoilt.write(".gitignore", "*.pem\n/docs/drafts/\n")
    for path in ("about.md~", "about.md.bak", "#about.md#", "key.pem", "drafts/plan.txt", "Thumbs.db"):
        spoilt.write(f"docs/{path}", "tiger")
    spoilt.write("docs/plan.txt", "lion")
    done = run(spoilt, "macros.build")
    assert done.returncode == 0, done.stderr
    files = [path for path in (spoilt.root / "site").rglob("*") if path.is_file()]
    assert [path.name for path in files if path.read_bytes() in (b"tiger", b"lion")] == ["plan.txt"]


def test_without_a_site_a_failed_build_makes_none(tmp_path: Path) -> None:
    project = invented(tmp_path)
    project.edit("data/criteria/guard.yml", "group: first", "group: frist")
    assert run(project, "macros.build").returncode != 0
    assert not (project.root / "site").exists()


# What happens to a build


def whole(spoilt: ScratchProject) -> dict[str, bytes]:
    """Return the site, once there is nothing beside it that a build left."""
    assert not list(spoilt.root.glob(".site-*"))
    return tree(spoilt.root / "site")


def test_two_builds_at_once_both_end_with_a_whole_site(spoilt: ScratchProject) -> None:
    command = [sys.executable, "-m", "macros.build"]
    both = [
        subprocess.Popen(command, cwd=spoilt.root, env=environment(), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate()[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert "Guard" in page(spoilt.root / "site", "criteria/guard").text
    assert broken_links(spoilt.root / "site") == []
    whole(spoilt)


def test_a_site_that_is_a_link_is_built_where_it_leads(spoilt: ScratchProject, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "www"
    target.parent.mkdir()
    (spoilt.root / "site").rename(target)
    (spoilt.root / "site").symlink_to(target)
    (target / "leftover.txt").write_text("of the old site")
    assert run(spoilt, "macros.build").returncode == 0
    assert (spoilt.root / "site").is_symlink()
    assert not (target / "leftover.txt").exists()
    assert (target / "criteria/guard/index.html").is_file()
    assert [path.name for path in target.parent.iterdir()] == ["www"]


def test_a_disk_that_refuses_is_said_in_a_sentence_and_the_old_site_stays(spoilt: ScratchProject) -> None:
    before = tree(spoilt.root / "site")
    command = f"ulimit -f 64 && exec {sys.executable} -m macros.build"  # no file may be larger than 64 KB
    done = subprocess.run(
        ["bash", "-c", command], cwd=spoilt.root, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.endswith("The site was not built; site/ is the last good one\n")
    assert whole(spoilt) == before


@pytest.mark.parametrize("seconds", [0.0, 0.3, 0.8, 1.5])
def test_a_build_that_is_ended_leaves_the_old_site_or_the_new_one(spoilt: ScratchProject, seconds: float) -> None:
    spoilt.write("docs/about.md", "# About it all\n")
    process = subprocess.Popen(
        [sys.executable, "-m", "macros.build"], cwd=spoilt.root, env=environment(), stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    time.sleep(seconds)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does
    _, said = process.communicate()
    site = whole(spoilt)
    assert process.returncode in (0, 130, -signal.SIGINT), said
    assert (b"About it all" in site["about/index.html"]) == (process.returncode == 0)
    assert "Traceback" not in said or not seconds  # Python itself had not begun


def test_what_a_killed_build_left_is_removed_and_a_site_that_it_moved_away_is_put_back(spoilt: ScratchProject) -> None:
    nobody = subprocess.run(["bash", "-c", "echo $$"], capture_output=True, text=True, check=True).stdout.strip()
    (spoilt.root / "site").rename(spoilt.root / f".site-{nobody}-old")
    spoilt.write(f".site-{nobody}-new/half.html", "")
    spoilt.edit("data/criteria/guard.yml", "group: first", "group: frist")
    assert run(spoilt, "macros.build").returncode != 0
    assert "criteria/guard/index.html" in whole(spoilt)


def test_a_build_is_the_same_on_another_path_day_and_umask(spoilt: ScratchProject, tmp_path: Path) -> None:
    moved = ScratchProject(shutil.copytree(spoilt.root, tmp_path / "some where"))
    assert run(spoilt, "macros.build", PYTHONHASHSEED="1", TZ="Asia/Tokyo").returncode == 0
    command = f"umask 077 && exec {sys.executable} -m macros.build"
    there = environment(PYTHONHASHSEED="2", TZ="America/Lima")
    assert subprocess.run(["bash", "-c", command], cwd=moved.root, env=there, check=False).returncode == 0
    assert tree(spoilt.root / "site") == tree(moved.root / "site")
    assert not [path for path in (moved.root / "site").rglob("*") if not path.stat().st_mode & 0o004]


def test_what_is_worth_it_is_there_compressed_too(spoilt: ScratchProject) -> None:
    assert run(spoilt, "macros.build").returncode == 0
    site = spoilt.root / "site"
    for path in ("comparison/index.html", "assets/site.css", "comparison.json"):
        assert gzip.decompress((site / f"{path}.gz").read_bytes()) == (site / path).read_bytes()
    assert not list(site.rglob("*.webp.gz")) + list(site.rglob("*.tar.gz.gz"))

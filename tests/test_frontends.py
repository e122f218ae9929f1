"""Every front end is built, and used in a browser on every framework, and shows what its record says."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.data_copy import edit
from tests.frontends import npm
from tests.frontends.browser import NEW
from tests.frontends.verify import Case, cases_of, lay_out, observations, prove, read_record, seen_on
from tests.runner.chromium import chromium as shared_chromium
from tests.runner.errors import ProofError, RunnerError, StackError
from tests.runner.jobs import sound_catalog
from tests.runner.stacks import ROOT

CATALOG = sound_catalog(ROOT)
CASES = cases_of(ROOT, CATALOG)
NAMES = list(dict.fromkeys(case.name for case in CASES))


@pytest.fixture(scope="module")
def chromium() -> Browser:
    return shared_chromium()


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("name", NAMES)
def test_the_front_end_shows_what_its_record_says(name: str, chromium: Browser) -> None:
    again = f"run make verify-frontends ONLY={name}"
    stored = read_record(ROOT, name)
    assert stored, f"{name} has no record; {again}"
    fresh = prove([case for case in CASES if case.name == name], chromium, stored.checked)
    assert fresh.proof == stored.proof, f"{name} was changed since it was last run; {again}"
    assert observations(fresh) == observations(stored), again


@pytest.mark.parametrize("name", NAMES)
def test_a_record_shows_every_framework_and_the_same_rows_on_each(name: str) -> None:
    record = read_record(ROOT, name)
    assert record
    assert set(record.visits) == set(CATALOG.columns())
    for visit in record.visits.values():
        assert visit.after == [*visit.before, NEW]


def test_pages_with_a_style_sheet_have_its_rules() -> None:
    """The build's style sheet is really used: without it the same page has no rule."""
    styled = [name for name in NAMES if CATALOG.frontends[name].output == "static"]
    assert styled
    for name in styled:
        record = read_record(ROOT, name)
        assert record
        assert all(visit.style_rules > 0 and visit.files["text/css"] == 1 for visit in record.visits.values())


def _case(name: str, framework: str) -> Case:
    return next(case for case in CASES if (case.name, case.framework) == (name, framework))


BROKEN = [
    ("svelte", "src/Players.svelte", 'await fetch("/players");', 'await fetch("/nobody");'),
    ("svelte", "src/Players.svelte", "<td>{player.name}</td>", "<td>{@html player.name}</td>"),
    ("svelte", "index.html", 'href="data:,"', 'href="https://elsewhere.invalid/icon.png"'),
    ("bootstrap", "templates/players.html", "{{ player.name }}", "{{ player.name|safe }}"),
    ("bootstrap", "templates/players.html", 'href="/static/site.css"', 'href="/static/gone.css"'),
]


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("name", "file", "old", "new"), BROKEN)
def test_a_broken_front_end_is_noticed(
    name: str, file: str, old: str, new: str, tmp_path: Path, chromium: Browser
) -> None:
    case = _case(name, CATALOG.columns()[-1])
    folder = tmp_path / "app"
    lay_out(case, folder)
    edit(folder, file, old, new)
    npm.build(folder, case.frontend.output)
    with pytest.raises(ProofError):
        seen_on(case, folder, chromium)


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("framework", CATALOG.columns())
def test_the_sample_alone_has_a_front_end_without_a_build(framework: str, tmp_path: Path, chromium: Browser) -> None:
    case = _case("svelte", framework)
    folder = tmp_path / "app"
    lay_out(case, folder)
    assert seen_on(case, folder, chromium).after[-1] == NEW


def test_a_lock_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "app"
    lay_out(_case("bootstrap", CATALOG.columns()[0]), folder)
    edit(folder, "package.json", '"bootstrap": "^5.3.0"', '"bootstrap": "^4.0.0"')
    with pytest.raises(StackError, match="in sync"):
        npm.build(folder, "static")


def test_a_build_that_fails_says_why(tmp_path: Path) -> None:
    case = _case("svelte", CATALOG.columns()[0])
    folder = tmp_path / "app"
    lay_out(case, folder)
    edit(folder, "src/Players.svelte", "{/each}", "")
    with pytest.raises(StackError, match="closing_tag"):
        npm.build(folder, "dist")


def test_an_unknown_front_end_is_named() -> None:
    with pytest.raises(RunnerError, match="no nobody; there are angular"):
        cases_of(ROOT, CATALOG, ("nobody",))


@pytest.mark.parametrize("name", NAMES)
def test_a_lock_has_hashes_and_no_address_of_a_registry(name: str) -> None:
    lock = json.loads(CATALOG.frontend_files[name][npm.LOCK])
    for path, entry in lock["packages"].items():
        assert "resolved" not in entry, path
        assert not path or entry.get("inBundle") or entry["integrity"].startswith("sha512-"), path

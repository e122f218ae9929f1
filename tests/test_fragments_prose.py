"""What prose pages get from their macros: every fact from the data, every wrong name refused."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from macros.fragments import Maker, MistakeInPage, ProseFragments
from macros.reader import load
from macros.views import site
from macros.views.repository import Repository
from tests.site_copy import Html, rows
from tests.test_rules_prose import CHANGES, CLAIMS, SYSTEM
from tests.tiny import tiny, write


@pytest.fixture
def prose(tmp_path: Path) -> ProseFragments:
    tiny(tmp_path)
    write(tmp_path, "data/claims/said.yml", CLAIMS)
    write(tmp_path, "data/setup/attic.yml", SYSTEM)
    write(tmp_path, "data/setup/vault.yml", SYSTEM.replace("Attic", "Vault").replace("climb", "dig"))
    write(tmp_path, "data/changes.yml", CHANGES)
    loaded = load(tmp_path)
    assert loaded.problems == []
    return ProseFragments(Maker(loaded.catalog, lambda: "choose/", Repository()))


def shown(prose: ProseFragments, markdown: str) -> Html:
    """Return what the page shows in the place of a macro."""
    return Html(prose.make.blocks.fill(markdown))


def text(page: Html) -> str:
    """Return all text of the outermost elements, white space evened out."""
    return " ".join(" ".join(one.text for one in page.elements).split())


def test_a_framework_at_a_glance(prose: ProseFragments) -> None:
    page = shown(prose, prose.identity("alpha"))
    assert rows(page) == [
        ["First release", "3 February 2020"],
        ["Install", "pip install alpha"],
        ["Start while developing", "alpha run, then open http://127.0.0.1:8000"],
        ["From its makers", "Home, documentation, source code, what is new"],
    ]
    assert "https://alpha.example/docs/" in [one.attributes["href"] for one in page.all("a")]


def test_strengths_show_the_verdict_that_bears_them_out(prose: ProseFragments) -> None:
    page = shown(prose, prose.strengths("alpha"))
    (item,) = page.all("li")
    assert " ".join(item.text.split()) == "It refuses what is wrong. Guard: Yes, built in"
    assert page.all("a")[0].attributes["href"] == "../criteria/guard/#alpha"


def test_rows_stand_in_the_order_named(prose: ProseFragments) -> None:
    found = rows(shown(prose, prose.rows("taste", "guard")))
    assert [row[0].split("Is")[0] for row in found] == ["Question", "Taste", "Guard"]


def test_the_set_up_has_a_tab_a_system_with_its_commands_and_prompt(prose: ProseFragments) -> None:
    page = shown(prose, prose.set_up())
    assert [one.text for one in page.all("label")] == ["Attic", "Vault"]
    assert [one.text.strip() for one in page.all("pre")] == ["climb", "dig"]
    assert "The prompt now begins with (up)." in text(page)
    assert "Nobody has climbed." in text(page)


def test_without_systems_there_is_no_set_up(tmp_path: Path) -> None:
    make = Maker(load(tiny(tmp_path)).catalog, lambda: "", Repository())
    assert ProseFragments(make).set_up() == ""


def test_users_without_a_source_are_unconfirmed(tmp_path: Path) -> None:
    tiny(tmp_path)
    file = tmp_path / "data/frameworks/beta.yml"
    file.write_text(re.sub(r"\n    source: .*", "", file.read_text()), encoding="utf-8")
    make = Maker(load(tmp_path).catalog, lambda: "", Repository())
    found = rows(shown(ProseFragments(make), ProseFragments(make).users()))
    assert found[1] == ["Someone", "Uses it.", "A post, published 1 December 2025; opened 2 January 2026"]
    assert found[3] == ["Someone", "Uses it.", "Unconfirmed. Only the article of 1 January 2025 says so."]


def test_claims_stand_under_their_topic_with_what_they_rest_on(prose: ProseFragments) -> None:
    markdown = prose.claims()
    assert "### Said { #claims-said }" in markdown
    page = shown(prose, markdown)
    assert rows(page)[1:] == [
        ["Alpha lets everything in.", "Wrong", "It refuses what is wrong. See Guard, Alpha: yes"],
        ["Beta is nice.", "Opinion", "Some think so. Our opinion."],
        ["Both run.", "Holds", "They do. See Ask; Cellar; Set up: Attic; A page, opened 2 January 2026"],
    ]
    assert [one.attributes["href"] for one in page.all("a")] == [
        "../criteria/guard/#alpha",
        "../tasks/ask/",
        "../deploy/cellar/",
        "../get-started/",
        "https://someone.example/page",
    ]
    counted = [" ".join(one.text.split()) for one in page.all("li")]
    assert counted == ["Holds: 1 claim", "Wrong: 1 claim", "Opinion: 1 claim"]


def test_what_nobody_confirms_says_so(prose: ProseFragments, tmp_path: Path) -> None:
    write(tmp_path, "data/claims/said.yml", CLAIMS.replace("verdict: opinion", "verdict: unconfirmed"))
    make = Maker(load(tmp_path).catalog, lambda: "", Repository())
    found = ProseFragments(make)
    assert "We found no source." in text(shown(found, found.claim("said", "pleasant")))


def test_a_claim_can_stand_in_prose(prose: ProseFragments) -> None:
    assert "It refuses what is wrong." in text(shown(prose, prose.claim("said", "guards")))


def test_inline_facts(prose: ProseFragments) -> None:
    assert prose.first_release("beta") == "3 February 2020"
    assert prose.choose_when("beta") == "You want Beta&#46;"
    assert prose.serve_command("beta") == "<code>beta run</code>"
    assert prose.question("guard") == '<a href="../criteria/guard/">Guard</a>'
    assert prose.program("ask") == '<a href="../tasks/ask/">Ask</a>'
    assert prose.deploy_link("cellar") == '<a href="../deploy/cellar/">Cellar</a>'
    assert prose.maker_link("alpha", "changelog") == '<a href="https://alpha.example/changes/">Alpha: changelog</a>'
    answer = prose.answer("guard", "alpha")
    assert answer == ('<a class="inline-verdict" href="../criteria/guard/#alpha">Yes&#44; built in</a>. It is&#46;')
    assert ">Young</a>. It is young" in prose.answer("age", "alpha")


@pytest.mark.parametrize(
    ("macro", "arguments", "expected"),
    [
        ("identity", ["alfa"], "unknown framework 'alfa'; allowed: alpha, beta; did you mean 'alpha'?"),
        ("rows", ["guard", "gard"], "unknown criterion 'gard'"),
        ("claim", ["sad", "guards"], "unknown topic 'sad'"),
        ("claim", ["said", "guard"], "unknown claim 'guard'"),
        ("answer", ["gard", "alpha"], "unknown criterion 'gard'"),
        ("answer", ["guard", "alfa"], "unknown framework 'alfa'"),
        ("question", ["gard"], "unknown criterion 'gard'"),
        ("program", ["asc"], "unknown task 'asc'"),
        ("deploy_link", ["celler"], "unknown deployment 'celler'"),
        ("maker_link", ["alpha", "shop"], "unknown link 'shop'"),
    ],
)
def test_a_wrong_name_is_a_mistake_of_the_page(
    prose: ProseFragments, macro: str, arguments: list[str], expected: str
) -> None:
    with pytest.raises(MistakeInPage, match=re.escape(expected)):
        getattr(prose, macro)(*arguments)


def test_claims_and_their_sources_are_counted(prose: ProseFragments) -> None:
    counted = dict(site.counts(prose.make.catalog))
    assert counted["Claims of the source article judged"] == 4, "three in its text, one in its table"
    with_claims = counted["Sources opened"]
    bare = replace(prose.make.catalog, topics={}, systems={})
    assert with_claims - dict(site.counts(bare))["Sources opened"] == 2
    assert "Claims of the source article judged" not in dict(site.counts(bare))

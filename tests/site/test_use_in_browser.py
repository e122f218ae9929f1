"""What readers do: filter, choose a tab, read without scripts, print."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import FloatRect, Locator, Page

from macros.views.words import OLD, STALE_AFTER_DAYS
from tests.proofs.chromium import BARE
from tests.site.browser import Open, ServedSite
from tests.site.html import Html

pytestmark = pytest.mark.needs(BARE)

ROWS = ".compare-table tbody tr:not(.compare-group)"


def _tasks(site: ServedSite) -> list[str]:
    """Return the pages with tabs of at least two samples."""
    return [page for page in site.pages if page.startswith("tasks/") and page.count("/") == 2]


def _shown(page: Page, selector: str) -> int:
    return page.locator(selector).evaluate_all("all => all.filter(element => element.checkVisibility()).length")  # type: ignore[no-any-return]


def test_the_filter_works_by_keyboard_and_is_in_the_address(visit: Open) -> None:
    page = visit().go("comparison/")
    rows, same = page.locator(ROWS).count(), page.locator(f"{ROWS}[data-same]").count()
    assert 0 < same < rows
    box = page.get_by_role("checkbox", name="Only rows that differ")
    status = page.locator(".compare-tools [role=status]")
    assert _shown(page, ROWS) == rows
    for _ in range(80):
        if box.evaluate("element => element === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert _shown(page, ROWS) == rows - same
    assert status.inner_text() == f"{rows - same} of {rows} rows are shown"
    assert _shown(page, f"{ROWS}[data-same]") == 0

    assert page.url.endswith("comparison/?differ=yes")
    page.reload()
    assert box.is_checked()
    assert _shown(page, ROWS) == rows - same
    page.get_by_role("button", name="Show all rows").press("Enter")
    page.wait_for_function("status => status.textContent.startsWith('All')", arg=status.element_handle())
    assert _shown(page, ROWS) == rows
    assert page.url.endswith("comparison/")


def test_rows_are_found_by_words_group_evidence_and_answer(visit: Open) -> None:
    page = visit().go("comparison/")
    first, *_, last = page.locator(ROWS).nth(3).locator(".compare-question").inner_text().strip("?").split()
    page.get_by_role("searchbox", name="Filter").fill(f"{last}  {first.upper()}")
    shown = page.locator(f"{ROWS}:visible")
    assert 0 < shown.count() < page.locator(ROWS).count()
    assert all(first.lower() in text.lower() and last in text.lower() for text in shown.all_text_contents())
    page.get_by_role("searchbox", name="Filter").fill("")
    page.get_by_text("More filters").click()
    tools = page.get_by_role("form", name="Filter the rows")
    for label in tools.locator("select").evaluate_all("all => all.map(select => select.name)"):
        select = tools.locator(f"select[name={label}]")
        value = select.locator("option").nth(1).get_attribute("value")
        select.select_option(value)
        assert 0 < shown.count() < page.locator(ROWS).count(), label
        assert f"{label}={value}" in page.url
        before = shown.all_text_contents()
        page.reload()
        assert tools.locator("details").get_attribute("open") is not None, "a filter in use is in sight"
        assert shown.all_text_contents() == before
        select.select_option("")


@pytest.mark.parametrize("later", [timedelta(days=1), timedelta(days=400)], ids=["soon", "long after"])
def test_a_page_that_nobody_rebuilds_says_how_old_its_records_are(visit: Open, later: timedelta) -> None:
    page = visit()
    page.page.clock.set_fixed_time(datetime.now() + later)
    read = page.go("comparison/")
    days = read.locator(".compare-basis time")
    is_old = later.days > STALE_AFTER_DAYS
    assert days.count() > 0
    assert all(text.endswith(OLD) is is_old for text in days.all_text_contents())
    assert read.locator(".compare-basis.is-old").count() == (days.count() if is_old else 0)


def test_the_code_to_copy_has_the_address_at_which_the_page_is_read(site: ServedSite, visit: Open) -> None:
    page = visit().go(site.first("criteria/", 2))
    frame, badge = page.locator("details[data-place] pre").all_text_contents()
    for code, tag in ((frame, "iframe"), (badge, "img")):
        shown = page.request.get(Html(code).all(tag)[0].attributes["src"])
        assert shown.ok
        assert page.url.rstrip("/").rpartition("/")[2] in shown.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_embedded_row_can_be_read_in_both_schemes(site: ServedSite, visit: Open, scheme: str) -> None:
    opened = visit(390, color_scheme=scheme)
    opened.go(site.first("criteria/", 2).rstrip("/").replace("criteria", "embed") + ".html")
    assert opened.axe() == []
    assert opened.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert opened.errors == []


def test_the_address_of_a_cell_shows_it_whatever_the_filter_hides(visit: Open) -> None:
    reader = visit(390)
    page = reader.go("comparison/")
    same = page.locator(f"{ROWS}[data-same]").first
    cell = same.locator("td").first.get_attribute("id")
    page.goto(f"{page.url}?differ=yes#{cell}")
    page.reload()
    assert page.locator(f"#{cell} .compare-short").is_visible()
    assert page.locator(f"{ROWS}[data-same]:visible").count() == 1


def test_links_to_rows_and_cells_tell_where_they_lead(visit: Open) -> None:
    page = visit().go("comparison/")
    row = page.locator(ROWS).nth(3)
    title = row.locator("th a").first.inner_text()
    names = page.locator(".compare-table thead th").all_text_contents()[1:]
    for name in names:
        link = row.get_by_role("link", name=f"Link to this cell: {title}, {name}", exact=True)
        assert link.get_attribute("href") == f"#{row.locator('td').nth(names.index(name)).get_attribute('id')}"
    assert row.get_by_role("link", name=f"Link to this row: {title}", exact=True).count() == 1
    assert [row.get_by_role("link", name=f"Code: {title}, {name}", exact=True).count() for name in names] == [1, 1]


def test_a_phones_first_screen_shows_rows(visit: Open) -> None:
    page = visit(390).go("comparison/")
    page.set_viewport_size({"width": 390, "height": 844})
    ends = page.locator(ROWS).evaluate_all("rows => rows.map(row => row.getBoundingClientRect().bottom)")
    assert sum(end <= 844 for end in ends) >= 4


def test_a_row_is_a_line_on_a_phone_and_opens_in_place(visit: Open) -> None:
    page = visit(390).go("comparison/")
    assert page.evaluate("document.documentElement.scrollHeight") <= 7 * 844
    row = page.locator(ROWS).nth(3)
    verdicts = row.locator(".verdict")
    tops = [verdict.bounding_box()["y"] for verdict in verdicts.all()]  # type: ignore[index]
    assert len(set(tops)) == 1, "the verdicts share a line"
    button = row.get_by_role("button")
    assert button.get_attribute("aria-expanded") == "false"
    assert row.locator(".compare-short:visible").count() == 0
    button.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert row.locator(".compare-short:visible").count() == verdicts.count()
    assert row.locator(".compare-basis:visible").count() == verdicts.count()
    row.locator(".compare-code").first.click(trial=True)
    basis, anchor = (_box(row.locator(f"td .{name}").first) for name in ("compare-basis", "compare-anchor"))
    assert anchor["x"] >= basis["x"] + basis["width"], "the link to copy lies beside the others"
    button.press("Enter")
    assert row.locator(".compare-short:visible").count() == 0


def test_a_table_stays_a_table_for_screen_readers_on_a_phone(visit: Open) -> None:
    page = visit(390).go("comparison/")
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node["ignored"]]
    rows = page.locator(".compare-table tr:visible").count()
    assert roles.count("table") == 1
    assert roles.count("row") == rows
    assert roles.count("rowheader") == rows - 1
    assert roles.count("columnheader") == page.locator(".compare-table thead th").count()


def test_a_group_folds(visit: Open) -> None:
    page = visit().go("comparison/")
    body = page.locator(".compare-table tbody").first
    button = body.locator(".compare-group").get_by_role("button")
    inside = body.locator(".compare-row:visible")
    assert inside.count() > 0
    button.press("Enter")
    assert inside.count() == 0
    assert button.get_attribute("aria-expanded") == "false"
    button.press("Enter")
    assert inside.count() > 0


def test_the_columns_names_stay_in_sight(visit: Open) -> None:
    page = visit().go("comparison/")
    page.locator(ROWS).last.scroll_into_view_if_needed()
    head = page.locator(".compare-table thead th").nth(1).bounding_box()
    bar = page.locator(".md-header").bounding_box()
    assert head is not None
    assert bar is not None
    assert abs(head["y"] - (bar["y"] + bar["height"])) < 3


def test_each_answer_names_its_framework_on_a_phone(visit: Open) -> None:
    page = visit(320).go("comparison/")
    names = page.locator(".compare-table thead th").all_text_contents()[1:]
    page.locator(ROWS).first.get_by_role("button").click()
    shown = page.locator(ROWS).first.locator(".compare-name")
    assert shown.all_text_contents() == names
    assert all(shown.nth(number).is_visible() for number in range(len(names)))


def _rules(page: Page) -> list[dict[str, Any]]:
    """Return the chooser's rules, read from its table: question, choice, and points by framework."""
    return page.locator(".chooser-rules tbody tr").evaluate_all(  # type: ignore[no-any-return]
        """rows => rows.map(row => ({question: row.dataset.question, choice: row.dataset.choice,
        points: [...row.cells].slice(1).map(cell => [...cell.querySelectorAll("a")]
          .reduce((sum, link) => sum + Number(link.dataset.points), 0))}))"""
    )


def test_the_chooser_answers_by_keyboard_and_keeps_its_state_in_the_address(visit: Open) -> None:
    page = visit(390).go("choose/")
    result = page.get_by_role("status").filter(has_text="Answer one question")
    assert result.is_visible()
    names = [
        text.removeprefix("Counts for ") for text in page.locator(".chooser-rules thead th").all_text_contents()[1:]
    ]
    for column, name in enumerate(names):
        rule = max(_rules(page), key=lambda rule: rule["points"][column] - rule["points"][1 - column])
        assert rule["points"][column] > 2 * rule["points"][1 - column], "one answer alone can decide"
        page.locator(f".chooser [name={rule['question']}][value={rule['choice']}]").press("Space")
        assert page.locator(".chooser-verdict").inner_text() == f"{name}, clearly."
        assert f"{rule['question']}={rule['choice']}" in page.url
        assert page.locator(".chooser-result a").count() > 0
        page.reload()
        assert page.locator(".chooser-verdict").inner_text() == f"{name}, clearly."
        page.get_by_role("button", name="Start again").press("Enter")
        page.wait_for_function("() => document.querySelector('.chooser-verdict').textContent.startsWith('Answer')")
        assert "?" not in page.url


def test_the_chooser_says_either_and_what_would_turn_it(visit: Open) -> None:
    page = visit().go("choose/")
    rules = _rules(page)
    empty = next(rule for rule in rules if not any(rule["points"]))
    page.locator(f".chooser [name={empty['question']}][value={empty['choice']}]").check()
    assert page.locator(".chooser-verdict").inner_text().startswith("Either will do")
    turns = page.locator(".chooser-result li")
    deciding = [rule for rule in rules if abs(rule["points"][0] - rule["points"][1]) > 1]
    assert turns.count() == len(deciding)


def test_frameworks_stand_side_by_side_with_their_steps_at_the_same_height(site: ServedSite, visit: Open) -> None:
    page = visit(1280).go(_tasks(site)[0])
    sides = page.locator(".sides").first.locator(".side")
    assert sides.count() > 1
    tops = [
        [part.bounding_box()["y"] for part in side.locator(".part:visible").all()]  # type: ignore[index]
        for side in sides.all()
    ]
    assert len(tops[0]) > 3
    assert all(side == tops[0] for side in tops)
    assert len({side.bounding_box()["x"] for side in sides.all()}) == sides.count()  # type: ignore[index]
    assert not page.locator(".sides-switch").is_visible()


def test_a_phone_shows_one_side_if_asked_and_remembers_it(site: ServedSite, visit: Open) -> None:
    page = visit(390).go(_tasks(site)[0])
    switch = page.get_by_role("group", name="Frameworks shown").get_by_role("button")
    names = switch.all_text_contents()[1:]
    shown = page.locator(".side:visible")
    assert shown.count() == page.locator(".side").count()
    switch.last.press("Enter")
    assert {side.get_attribute("aria-label") for side in shown.all()} == {names[-1]}
    assert switch.last.get_attribute("aria-pressed") == "true"
    page.goto(site.url + _tasks(site)[1])
    assert {side.get_attribute("aria-label") for side in shown.all()} == {names[-1]}
    switch.first.press("Enter")
    assert shown.count() == page.locator(".side").count()


def _box(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box is not None
    return box


def test_the_copy_button_covers_no_code(site: ServedSite, visit: Open) -> None:
    page = visit(390).go(_tasks(site)[0])
    command, file = (page.locator(f".highlight:visible:{has}(> .filename)").first for has in ("not", "has"))
    button, code = (_box(command.locator(part)) for part in ("button", "code"))
    assert button["x"] >= code["x"] + code["width"], "beside a command, which is wrapped"
    button, code = (_box(file.locator(part)) for part in ("button", "code"))
    assert button["y"] + button["height"] <= code["y"], "in a file's title bar: its lines get the whole width"
    assert code["width"] >= _box(file)["width"] - 2


def test_a_new_line_is_as_high_as_any_though_it_is_empty(site: ServedSite, visit: Open) -> None:
    tutorial = next(
        page for page in site.pages if "line-new" in (site.folder / page / "index.html").read_text(encoding="utf-8")
    )
    lines = visit(390).go(tutorial).locator(".line-new")
    texts = lines.all_text_contents()
    assert "" in texts
    heights = lines.evaluate_all("lines => lines.map(line => line.getBoundingClientRect().height)")
    assert len({round(height) for height, text in zip(heights, texts, strict=True) if "\n" not in text}) == 1


def _shared_tab(site: ServedSite) -> tuple[str, str, str]:
    """Return the label of a tab that is second in its set on two pages, and these."""
    pages: dict[str, str] = {}
    for url in _tasks(site):
        page = Html((site.folder / url / "index.html").read_text(encoding="utf-8"))
        labels = {
            label.text for label in page.all("label") if re.fullmatch(r"__tabbed_.*_2", label.attributes.get("for", ""))
        }
        for name in labels:
            if (earlier := pages.setdefault(name, url)) != url:
                return name, earlier, url
    raise AssertionError("no two tasks share a tab")


def test_a_chosen_tab_is_chosen_on_other_pages(site: ServedSite, visit: Open) -> None:
    name, first, second = _shared_tab(site)
    page = visit().go(first)
    page.locator(".tabbed-labels label").get_by_text(name, exact=True).first.click()
    chosen = page.locator(".tabbed-set > input:checked").count()
    assert chosen == page.locator(".tabbed-set").count()
    page.goto(site.url + second)
    page.wait_for_function(
        """name => [...document.querySelectorAll(".tabbed-set")].some(set => {
          const at = [...set.querySelectorAll(":scope > input")].findIndex(input => input.checked);
          return set.querySelectorAll(".tabbed-labels label")[at].innerText.trim() === name; })""",
        arg=name,
    )


def test_pages_are_whole_without_scripts(site: ServedSite, visit: Open) -> None:
    reader = visit(java_script_enabled=False)
    page = reader.go("comparison/")
    assert page.locator(ROWS).count() > 5
    assert page.locator(ROWS).last.locator("td").last.is_visible()
    assert not page.locator(".compare-tools").is_visible()
    assert page.locator(":is(.compare-fold, .compare-open):visible").count() == 0

    page = reader.go(_tasks(site)[0])
    tabs = page.locator(".tabbed-set").first
    blocks = tabs.locator("> .tabbed-content > .tabbed-block")
    tabs.locator("> input").first.focus()
    for number in range(blocks.count()):
        assert [blocks.nth(at).is_visible() for at in range(blocks.count())].index(True) == number
        assert blocks.nth(number).locator("pre").first.is_visible()
        page.keyboard.press("ArrowRight")


def test_paper_shows_every_tab_and_no_buttons(site: ServedSite, visit: Open) -> None:
    page = visit().go(_tasks(site)[0])
    assert _shown(page, ".tab-title") == 0
    page.emulate_media(media="print")
    for selector in (".tabbed-block", ".tab-title"):
        assert _shown(page, selector) == page.locator(selector).count() > 1
    for selector in (".md-header", ".md-sidebar", ".md-footer", ".tabbed-labels"):
        assert _shown(page, selector) == 0


def test_copied_code_is_the_files_text(site: ServedSite, visit: Open) -> None:
    page = visit().go(_tasks(site)[0])
    marked = page.locator(".highlight:has(.filename-download:not([href$='.tar.gz']))")
    assert marked.count() > 0
    for number in range(marked.count()):
        file = marked.nth(number)
        target = file.locator("a[download]").evaluate("link => link.href")
        text = page.request.get(target).text()
        assert file.locator("pre > code").text_content().strip("\n") == text.strip("\n")  # type: ignore[union-attr]


def test_motion_stops_where_the_reader_asks(visit: Open) -> None:
    page = visit(reduced_motion="reduce").go("")
    slow = "all => all.filter(element => parseFloat(getComputedStyle(element).transitionDuration) > 0.01).length"
    assert page.locator("body *").evaluate_all(slow) == 0


def test_the_address_of_a_claim_opens_it(visit: Open) -> None:
    page = visit().go("corrections/")
    claim = page.locator(".claim-item").nth(2)
    assert not claim.locator(".claim").is_visible()
    page.goto(f"{page.url}#{claim.get_attribute('id')}")
    claim.locator(".claim").wait_for(state="visible")
    assert page.locator(".claim:visible").count() == 1


def test_the_menu_of_a_phone_works_by_keyboard(visit: Open) -> None:
    page = visit(390, reduced_motion="reduce").go("comparison/")
    menu = page.get_by_role("button", name="Menu")
    links = page.locator(".md-sidebar--primary a")
    assert not any(link.is_visible() for link in links.all()), "the Tab key meets none of them"
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not menu.is_visible(), "where the menu is always there"
    page.set_viewport_size({"width": 390, "height": 844})
    menu.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    back = page.locator(".md-nav__title[for]:focus")
    assert back.count() == 1, "the part of the menu that the page is in"
    back.press("Enter")
    page.keyboard.press("Shift+Tab")
    assert page.locator(".md-sidebar--primary a:focus").is_visible()
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Menu"


SEEN = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect();
  if (element === document.body) return "end";
  if (element.matches(".md-option, .tabbed-set > input, .md-search__input")) return "";  // what they stand for is seen
  const isSeen = element.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width > 1
    && box.right > 0 && box.bottom > 0 && box.top < innerHeight && getComputedStyle(element).outlineStyle === "solid";
  const bar = document.querySelector(".md-header").getBoundingClientRect();
  const isCovered = !element.closest(".md-header, .md-skip") && box.top < bar.bottom - 1;
  return isSeen && !isCovered ? "" : element.outerHTML.slice(0, 120);
}"""


@pytest.mark.parametrize("width", [1280, 390])
def test_the_tab_key_comes_to_nothing_that_is_not_seen(site: ServedSite, visit: Open, width: int) -> None:
    page = visit(width, reduced_motion="reduce").go(_tasks(site)[0])
    unseen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        if (said := page.evaluate(SEEN)) == "end":
            break
        unseen.append(said)
    else:
        raise AssertionError("the Tab key does not leave the page")
    assert len(unseen) > 20
    assert [said for said in unseen if said] == []

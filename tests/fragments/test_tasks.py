"""The parts of a task's page, and links to it."""

import pytest

from macros.fragments import tasks
from macros.model.base import ExchangeId
from macros.site import Page
from macros.views import words
from tests.additions import WELL, add_service
from tests.fragments.pieces import even, hrefs, html, page_of, text
from tests.project import TASK, ScratchProject
from tests.site.html import Html


@pytest.fixture
def page(project: ScratchProject) -> Page:
    return page_of(project, "tasks/ask/")


def names_of_sides(piece: Html) -> list[str]:
    return [group.attributes["aria-label"] for group in piece.all("div", role="group", **{"class": "side"})]


def test_tasks_are_listed_with_their_samples(project: ScratchProject) -> None:
    page = page_of(project, "tasks/")
    piece = html(page, tasks.task_list(page))
    assert hrefs(piece) == ["ask/"]
    assert even(piece.all("dd")[0].text) == "Alpha, Beta, Beta + plus"


def test_a_task_names_the_criteria_that_it_decides_with_their_verdicts(page: Page) -> None:
    piece = html(page, tasks.task_intro(page, TASK))
    assert hrefs(piece)[-2:] == ["../../criteria/guard/", "../../criteria/speed/"]
    assert "Guard (Alpha: Yes, built in; Beta: No), Speed." in even(text(piece))


def test_a_task_leads_to_its_parts(page: Page) -> None:
    assert hrefs(html(page, tasks.task_intro(page, TASK)))[:3] == ["#samples", "#exchanges", "#mutations"]


def test_samples_are_side_by_side_with_their_files_and_requests(page: Page) -> None:
    piece = html(page, tasks.task_samples(page, TASK))
    assert names_of_sides(piece) == ["Alpha", "Beta"]
    assert [label.text for label in piece.all("label")] == ["Beta + plus", "Beta"]
    assert [button.text for button in piece.all("button")] == ["All", "Alpha", "Beta"]
    assert {
        "../../files/tasks/ask/beta-plus/main.py",
        "../../files/tasks/ask/alpha.http",
        "../../files/tasks/ask/alpha.postman_collection.json",
    } <= set(hrefs(piece))
    assert "Line 3. It checks." in text(piece)


def test_a_sample_names_its_archive_first_and_this_projects_command_second(page: Page) -> None:
    piece = html(page, tasks.task_samples(page, TASK))
    assert hrefs(piece).count("../../files/tasks/ask/ask-alpha.tar.gz") == 1
    said = text(piece)
    assert said.index("tar xzf ../ask-alpha.tar.gz") < said.index("make verify ONLY=ask/alpha")


def test_an_exchange_has_its_outcomes_and_each_samples_answer(page: Page) -> None:
    piece = html(page, tasks.task_exchange(page, TASK, ExchangeId("wrong")))
    assert [even(term.text) for term in piece.all("dt")] == ["refused", "accepted"]
    assert names_of_sides(piece) == ["Alpha", "Beta"]
    assert [label.text for label in piece.all("label")] == ["Beta + plus", "Beta"]
    assert not piece.all("button"), "the page has one switch"
    assert "HTTP/1.1 422 Unprocessable Entity" in text(piece)
    assert "Every sample must answer" not in text(piece)
    assert "Every sample must give the outcome answered" in text(
        html(page, tasks.task_exchange(page, TASK, ExchangeId("right")))
    )


def test_before_the_first_run_an_exchange_has_its_outcomes_only(project: ScratchProject) -> None:
    project.remove("data/records/samples")
    page = page_of(project)
    piece = html(page, tasks.task_exchange(page, TASK, ExchangeId("wrong")))
    assert piece.all("dt")
    assert not piece.all("pre")


def test_mutations_say_what_they_broke(page: Page) -> None:
    piece = text(html(page, tasks.task_mutations(page, TASK)))
    assert "check = False" in piece
    assert "refused" in piece


def test_a_service_says_how_to_start_it(project: ScratchProject) -> None:
    add_service(project)
    page = page_of(project, "tasks/ask/")
    piece = html(page, tasks.task_service(page, TASK, WELL))
    assert "../../files/tasks/ask/well/well.py" in hrefs(piece)
    assert "export WELL=http://127.0.0.1:7000" in text(piece)


def test_a_link_to_a_task(project: ScratchProject) -> None:
    assert tasks.task_link(page_of(project), TASK) == '<a href="../tasks/ask/">Ask</a>'


def test_changes_to_replies_are_counted_and_those_that_need_not_be_noticed_have_a_reason(
    project: ScratchProject,
) -> None:
    page = page_of(project, "tasks/ask/")
    piece = even(text(html(page, tasks.task_mutations(page, TASK))))
    assert "12 such changes were noticed." in piece
    entry = "  - {changes: [status 202, half the body], exchanges: [right], reason: It is as good.}\n"
    project.edit("data/tasks/ask/task.yml", "exchanges:\n", f"equivalent:\n{entry}exchanges:\n")
    page = page_of(project, "tasks/ask/")
    piece = even(text(html(page, tasks.task_mutations(page, TASK))))
    assert "12 such changes were noticed. These make no difference:" in piece
    assert "status 202, half the body (Ask rightly.): It is as good." in piece


def test_the_files_of_all_samples_are_there_once_and_each_sample_leads_to_them(page: Page) -> None:
    piece = html(page, tasks.task_samples(page, TASK))
    assert [target for target in hrefs(piece) if target.startswith("#")] == ["#shared-files"] * 3
    assert "shared-files" in piece.ids
    said = "1 file shared by all samples of this task"
    assert [summary.text for summary in piece.all("summary")].count(said) == 1


def test_where_the_samples_of_a_side_answer_alike_one_reply_stands_for_all(page: Page) -> None:
    piece = html(page, tasks.task_exchange(page, TASK, ExchangeId("right")))
    assert not piece.all("label")
    assert "Outcome: answered, the same from Beta + plus and Beta" in even(text(piece))


def test_a_request_is_there_once_for_all_samples_of_a_side(page: Page) -> None:
    piece = html(page, tasks.task_exchange(page, TASK, ExchangeId("wrong")))
    titles = [title.text for title in piece.all("span", **{"class": "filename-name"})]
    assert titles.count("curl") == 2, "one for each side"
    assert len([title for title in titles if title.startswith("The reply")]) == 3


def test_a_long_list_of_mutations_is_for_download(project: ScratchProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "SHOWN_MUTATIONS", 1)
    page = page_of(project, "tasks/ask/")
    piece = html(page, tasks.task_mutations(page, TASK))
    assert hrefs(piece) == ["../../files/tasks/ask/mutations.csv"]
    assert not piece.all("table")

"""Sources and days: nothing is dated in the future, and nothing was opened before it was published."""

from datetime import date, timedelta

from macros.model.base import CriterionId, FrameworkId
from macros.model.criterion import SourcedAnswer
from tests.project import ScratchProject
from tests.rules import AGE, ALPHA, BETA, CELLAR, COMPARISON, SCREEN, TASK, TASTE, Case, add_service, each

CASES = [
    Case(
        "sources_are_listed_once",
        [
            (
                AGE,
                '      - {title: Its page, url: "https://alpha.example/age", opened: 2026-01-02}\n',
                '      - {title: Its page, url: "https://alpha.example/age", opened: 2026-01-02}\n'
                '      - {title: Its age, url: "https://alpha.example/age", opened: 2026-01-02}\n',
            )
        ],
        [f"{AGE}:13:31: this page is listed twice; first as number 1"],
    ),
    Case(
        "sources_are_opened_after_they_are_published",
        [(AGE, "published: 2025-12-01", "published: 2026-01-03")],
        [f"{AGE}:19:68: opened on 2026-01-02, before it was published"],
    ),
]


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_a_source_may_be_opened_on_the_day_it_was_published(project: ScratchProject) -> None:
    project.edit(AGE, "published: 2025-12-01", "published: 2026-01-02")
    assert project.problems() == []


def test_days_are_not_in_the_future(project: ScratchProject) -> None:
    today = date.today()
    tomorrow = today + timedelta(days=1)
    project.add_frontend()
    project.edit(f"{SCREEN}/frontend.yml", "opened: 2026-01-02", f"opened: {tomorrow}")
    project.write("data/changes.yml", f"- {{id: news, day: {tomorrow}, title: News, text: New.}}\n")
    project.edit(ALPHA, "first_release: 2020-02-03", f"first_release: {today}")
    project.edit(BETA, "first_release: 2020-02-03", f"first_release: {tomorrow}")
    project.edit(COMPARISON, "published: 2025-01-01", f"published: {tomorrow}")
    project.edit(TASTE, "opened: 2026-01-02", f"opened: {tomorrow}")
    project.edit(ALPHA, "opened: 2026-01-02", f"opened: {tomorrow}")
    project.edit(CELLAR, 'ropes", opened: 2026-01-02', f'ropes", opened: {tomorrow}')
    message = f"{tomorrow} is in the future; today is {today}"
    assert project.errors() == [
        f"data/changes.yml:1:19: {message}",
        f"{COMPARISON}:12:75: {message}",
        f"{TASTE}:14:67: {message}",
        f"{CELLAR}:24:69: {message}",
        f"{ALPHA}:20:75: {message}",
        f"{BETA}:7:16: {message}",
        f"{SCREEN}/frontend.yml:13:62: {message}",
    ]


def test_days_are_not_in_the_future_where_a_service_names_its_sources(project: ScratchProject) -> None:
    add_service(project, 'sources: [{title: Posts, url: "https://post.example/", opened: 2099-01-01}]')
    assert project.errors() == [f"{TASK}:22:68: 2099-01-01 is in the future; today is {date.today()}"]


SOURCES = "data/sources.yml"
SHARED = 'its-page:\n  {title: Its page, url: "https://alpha.example/age", opened: 2026-01-02}\n'
WRITTEN = '{title: Its page, url: "https://alpha.example/age", opened: 2026-01-02}'
ROPES = '{title: Ropes, url: "https://cellar.example/ropes", opened: 2026-01-02}'


def test_sources_are_written_once(project: ScratchProject) -> None:
    """What two rest on is in the list, and both name it: then it is opened again in one place."""
    project.edit(CELLAR, ROPES, WRITTEN)
    assert project.errors() == [
        f"{CELLAR}:24:32: this page is in {AGE}:12:9 too; put it into {SOURCES}, and its ID in both places"
    ]
    project.write(SOURCES, SHARED)
    project.edit(CELLAR, WRITTEN, "its-page")
    assert f"{AGE}:12:32: this page is in {SOURCES}:1:1; write its ID 'its-page' in place of the source" in (
        project.errors()
    )
    project.edit(AGE, WRITTEN, "its-page")
    assert project.errors() == []
    answers = project.catalog.criteria[CriterionId("age")].answers
    answer = answers[FrameworkId("alpha")]
    assert isinstance(answer, SourcedAnswer)
    assert [(source.title, source.url) for source in answer.sources or ()] == [
        ("Its page", "https://alpha.example/age")
    ]


def test_shared_sources_are_shared(project: ScratchProject) -> None:
    project.write(SOURCES, SHARED)
    project.edit(AGE, WRITTEN, "its-page")
    assert project.errors() == [f"{SOURCES}:1:1: the source 'its-page' has 1 uses; write it where it is used"]


def test_a_wrong_day_of_a_shared_source_is_told_where_it_is_written(project: ScratchProject) -> None:
    project.write(SOURCES, SHARED)
    project.edit(AGE, WRITTEN, "its-page")
    project.edit(CELLAR, ROPES, "its-page")
    project.edit(SOURCES, "opened: 2026-01-02", "opened: 2099-01-02, published: 2099-01-03")
    today = date.today()
    assert project.errors() == [
        f"{SOURCES}:2:63: 2099-01-02 is in the future; today is {today}",
        f"{SOURCES}:2:63: opened on 2099-01-02, before it was published",
        f"{SOURCES}:2:86: 2099-01-03 is in the future; today is {today}",
    ]


def test_a_source_that_is_not_there_is_named_once(project: ScratchProject) -> None:
    project.write(SOURCES, SHARED)
    project.edit(AGE, WRITTEN, "its-pgae")
    project.edit(CELLAR, ROPES, "its-page")
    assert project.errors() == [
        f"{AGE}:12:9: unknown source 'its-pgae' of 'sources.yml'; allowed: its-page; did you mean 'its-page'?"
    ]
    project.edit(AGE, "its-pgae", "its-page")
    project.edit(SOURCES, "url:", "ulr:")
    assert {line.split(":")[0] for line in project.errors()} == {SOURCES}


def test_the_source_about_a_user_can_be_a_shared_one(project: ScratchProject) -> None:
    alpha = "data/frameworks/alpha.yml"
    project.write(SOURCES, SHARED)
    project.edit(AGE, WRITTEN, "its-page")
    text = project.read(alpha)
    start = text.index("source: {title: A post")
    project.write(alpha, text[:start] + "source: its-page\n")
    assert project.errors() == []

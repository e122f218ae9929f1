"""News: the newest first, each with an ID of its own."""

from tests.project import ScratchProject

CHANGES = "data/changes.yml"
NEWS = """\
# News of the invented site.
- {id: second-news, day: 2026-01-03, title: Second, text: More.}
- {id: first-news, day: 2026-01-02, title: First, text: Some.}
"""


def test_sound_news_is_no_mistake(project: ScratchProject) -> None:
    project.write(CHANGES, NEWS + "- {id: other-news, day: 2026-01-02, title: Other, text: Of the same day.}\n")
    assert project.problems() == []
    assert [change.id for change in project.catalog.changes] == ["second-news", "first-news", "other-news"]


def test_changes_have_their_own_ids(project: ScratchProject) -> None:
    project.write(CHANGES, NEWS.replace("first-news", "second-news"))
    assert project.problems() == [f"{CHANGES}:3:8: the change 'second-news' is listed twice"]


def test_changes_are_in_order(project: ScratchProject) -> None:
    project.write(CHANGES, NEWS.replace("2026-01-02", "2026-01-04"))
    assert project.problems() == [f"{CHANGES}:3:25: 2026-01-04 is newer than the change above; the newest comes first"]

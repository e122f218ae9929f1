"""What the checkers of guides' files decide by themselves."""

from pathlib import Path

import pytest

from tests.proofs.deployments.checkers import NoChecker, checker_for, is_ignored


def test_a_kind_of_file_that_nothing_checks_is_an_error() -> None:
    with pytest.raises(NoChecker, match=r"'main\.tf'"):
        checker_for(Path("main.tf"))


@pytest.mark.parametrize(
    ("name", "patterns", "ignored"),
    [
        ("main.py", [], False),
        ("main.py", ["*"], True),
        ("main.py", ["*", "!main.py"], False),
        ("main.py", ["!main.py", "*"], True),
        ("main.py", ["# main.py", ""], False),
        ("templates/home.html", ["*", "!templates"], False),
        ("templates/home.html", ["*.html"], False),
        ("templates/home.html", ["*/*.html"], True),
        (".env", ["**/.*"], True),
        ("parts/.env", ["**/.*"], True),
        (".venv/bin/python", ["**/.*"], True),
        ("parts/deep/x.db", ["**/*.db"], True),
        ("parts/deep/x.py", ["parts/**/y.py"], False),
        ("parts/x.py", ["parts/**"], True),
    ],
)
def test_dockers_last_fitting_pattern_decides(name: str, patterns: list[str], ignored: bool) -> None:
    assert is_ignored(name, patterns) is ignored

"""Start commands are read from the files that readers deploy, and unclear ones are refused."""

from collections.abc import Callable

import pytest

from macros.starts import (
    StartCommand,
    UnreadableStart,
    from_app_yaml,
    from_dockerfile,
    from_procfile,
    from_render,
    from_startup,
    from_unit,
    is_checked,
    start_command,
    written,
)

Reader = Callable[[str], StartCommand]


def test_a_start_command_is_read_from_a_dockerfile() -> None:
    text = (
        'FROM x\nENV A=1 \\\n    B="two words"\nWORKDIR /code\n'
        'COPY --chown=1 a b ./\nCMD ["run", "--port", \\\n  "8000"]\n'
    )
    assert from_dockerfile(text) == StartCommand(
        ["run", "--port", "8000"], "/code", {"A": "1", "B": "two words"}, ["a", "b"]
    )


def test_a_start_command_is_read_from_a_unit() -> None:
    text = (
        "[Service]\n# a remark\nWorkingDirectory=/srv/x\nEnvironment=A=1 B=2\n"
        "ExecStart=/srv/x/.venv/bin/run \\\n  --bind :8000\n"
    )
    start = from_unit(text)
    assert start == StartCommand(["/srv/x/.venv/bin/run", "--bind", ":8000"], "/srv/x", {"A": "1", "B": "2"})
    assert start.on_port(8000, 12345) == "run --bind :12345"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["run"], "must occur once"),
        (["run", "8000", "--also", "8000"], "must occur once"),
        (["run", "18000"], "must occur once"),
        (["/usr/bin/run", "8000"], "not in a virtual environment"),
    ],
)
def test_a_command_whose_port_or_program_is_unclear_is_refused(words: list[str], said: str) -> None:
    with pytest.raises(UnreadableStart, match=said):
        StartCommand(words, "/srv/x").on_port(8000, 12345)


@pytest.mark.parametrize(
    ("read", "text", "line"),
    [
        (from_procfile, "# a remark\nweb:  run --port 8000\nworker: other\n", "run --port 8000"),
        (from_startup, "# a remark\nrun --port 8000\n", "run --port 8000"),
        (from_app_yaml, "runtime: x\nentrypoint: run -b :$PORT\n", "run -b :$PORT"),
        (from_render, "services:\n  - type: web\n    startCommand: run -p $PORT\n  - type: worker\n", "run -p $PORT"),
    ],
)
def test_a_start_command_is_read_as_the_platform_hands_it_to_a_shell(read: Reader, text: str, line: str) -> None:
    start = read(text)
    assert start.line == line
    ready = line.replace("8000", "12345")
    assert start.on_port(8000, 12345) == (ready if start.procfile else f"sh -c 'exec {ready}'")


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (from_procfile, "worker: run\n"),
        (from_procfile, "web: run\nweb: run\n"),
        (from_procfile, "web: run 'it\n"),
        (from_procfile, "web:\n"),
        (from_startup, "\n"),
        (from_app_yaml, "runtime: x\n"),
        (from_app_yaml, "entrypoint: 5\n"),
        (from_app_yaml, "- entrypoint\n"),
        (from_app_yaml, "entrypoint: [\n"),
        (from_render, "services: []\n"),
        (from_render, "services:\n  - type: worker\n    startCommand: run\n"),
    ],
)
def test_a_platforms_file_without_one_readable_command_is_refused(read: Reader, text: str) -> None:
    with pytest.raises(UnreadableStart):
        read(text)


@pytest.mark.parametrize("line", ["run", "run 8000 8000", "run 18000", "run $PORT ${PORT}", "run $PORTS"])
def test_a_shells_command_whose_port_is_unclear_is_refused(line: str) -> None:
    with pytest.raises(UnreadableStart, match="must occur once"):
        from_startup(line).on_port(8000, 12345)


@pytest.mark.parametrize("text", ["FROM x\n", "FROM x\nCMD run it\n", 'FROM x\nENTRYPOINT ["run"]\nCMD ["it"]\n'])
def test_a_dockerfile_without_a_readable_command_is_refused(text: str) -> None:
    with pytest.raises(UnreadableStart):
        from_dockerfile(text)


def test_the_files_name_decides_how_it_is_read() -> None:
    assert start_command("a/Procfile", "web: run 8000\n").procfile
    with pytest.raises(UnreadableStart, match=r"main\.tf"):
        start_command("main.tf", "")


def test_a_command_that_a_guide_gives_is_started_through_a_shell() -> None:
    assert written("run --port 8000").on_port(8000, 12345) == "sh -c 'exec run --port 12345'"


@pytest.mark.parametrize(("name", "checked"), [("a/Dockerfile", True), ("site.conf", True), ("fly.toml", False)])
def test_it_is_known_which_files_a_tool_checks(name: str, checked: bool) -> None:
    assert is_checked(name) == checked

"""The checkers and readers themselves: a good file of each kind passes, broken ones are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.deploy.checkers import CHECKERS, Given, NoChecker, checker_for, is_ignored
from tests.deploy.guides import all_cases, lay_out
from tests.deploy.start import (
    StartCommand,
    UnreadableStart,
    from_app_yaml,
    from_dockerfile,
    from_procfile,
    from_render,
    from_startup,
    from_unit,
    start_command,
)

Change = Callable[[str], str]
Reader = Callable[[str], StartCommand]


def instead(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text, f"'{old}' is not in the file"
        return text.replace(old, new)

    return change


def added(line: str) -> Change:
    return lambda text: f"{text}\n{line}\n"


BROKEN: list[tuple[str, str, Change, str]] = [
    ("Dockerfile", "a command as plain text", lambda text: text.split("CMD")[0] + "CMD run main.py\n", "DL3025"),
    ("Dockerfile", "a base image of any release", instead("python:3.14-slim", "python"), "DL3006"),
    ("Dockerfile", "a file that is missing", instead("COPY main.py", "COPY mian.py"), "'mian.py', which is not there"),
    ("Dockerfile", "a file kept out", instead("COPY main.py", "COPY Dockerfile"), ".dockerignore keeps out"),
    ("Dockerfile", "root", lambda text: "".join(x for x in text.splitlines(True) if "USER" not in x), "as root"),
    ("Dockerfile", "an unknown instruction", instead("EXPOSE", "PUBLISH"), "unexpected"),
    (".dockerignore", "all let in", lambda _: "", "lets '.env' in"),
    (".dockerignore", "a name misspelt", added("!mian.py"), "'mian.py' in, which is not there"),
    (".dockerignore", "a pattern not understood", added("**/*.key"), "understands neither"),
    (
        "players.service",
        "a key misspelt",
        instead("WorkingDirectory=", "NoNewPrivilege=yes\nWorkingDirectory="),
        "Unknown",
    ),
    ("players.service", "a value not known", instead("Restart=always", "Restart=sometimes"), "sometimes"),
    ("players.service", "no such program", instead(".venv/bin/", ".venv/bin/no-"), "not executable"),
    (
        "players.service",
        "no protection",
        lambda text: text.replace("=strict", "=no").replace("=yes", "=no"),
        "too little",
    ),
    ("players.service", "no command", instead("ExecStart=", "ExecStop="), "needs ExecStart"),
    ("players.conf", "a semicolon missing", instead("$scheme;", "$scheme"), "emerg"),
    ("players.conf", "an unknown directive", instead("proxy_http_version", "proxy_version"), "unknown directive"),
    ("players.conf", "a duplicate name", lambda text: text + text[text.index("server {") :], "conflicting"),
    ("players.conf", "another port than the app's", instead(":8000;", ":8001;"), "lacks what matches"),
    ("install.sh", "an if without end", instead("\nfi\n", "\n"), "syntax error"),
    ("install.sh", "a word that may split", instead('"$app/requirements.txt"', "$app/requirements.txt $1"), "SC2086"),
    ("install.sh", "goes on after a failure", instead("set -euo pipefail\n", "\n"), "goes on after a failure"),
    ("wsgi.py", "no Python", added("def"), "invalid-syntax"),
    ("wsgi.py", "an unknown name", added("print(application)"), "F821"),
    ("template.yaml", "a property misspelt", instead("MemorySize", "Memory"), "Memory"),
    ("template.yaml", "a runtime past its end", instead("python3.14", "python3.8"), "was deprecated"),
    ("template.yaml", "a handler's file misspelt", instead("lambda_function.h", "lambda_functions.h"), "is not there"),
    ("template.yaml", "no function", instead("Serverless::Function", "Serverless::SimpleTable"), "0 functions"),
    ("deployment.yaml", "an unknown apiVersion", instead("apps/v1", "apps/v9"), "knows no Deployment in apps/v9"),
    ("deployment.yaml", "a key misspelt", instead("readinessProbe", "readynessProbe"), "readynessProbe"),
    ("deployment.yaml", "a word for a list", instead("[ALL]", "ALL"), "'ALL' is not"),
    (
        "deployment.yaml",
        "another port",
        instead("containerPort: 8000", "containerPort: 8080"),
        "no container port is 8000",
    ),
    ("deployment.yaml", "another user", instead("runAsUser: 10001", "runAsUser: 10002"), "the image as ['10001']"),
    ("deployment.yaml", "root", instead("runAsNonRoot: true", "runAsNonRoot: false"), "runAsNonRoot"),
    ("deployment.yaml", "no cpu asked for", instead("cpu: 250m, ", ""), "requests lacks cpu"),
    ("deployment.yaml", "two who count", instead("  strategy:", "  replicas: 3\n  strategy:"), "replicas is set"),
    ("service.yaml", "a selector misspelt", instead("name: players}", "name: player}"), "fits no pod"),
    ("service.yaml", "a port misspelt", instead("targetPort: http", "targetPort: web"), "no port of the container"),
    ("autoscaler.yaml", "an old apiVersion", instead("autoscaling/v2", "autoscaling/v2beta2"), "knows no Horizontal"),
    (
        "autoscaler.yaml",
        "another target",
        instead("Deployment, name: players", "Deployment, name: x"),
        "something else",
    ),
    ("ingress.yaml", "another service", instead("service: {name: players", "service: {name: x"), "not there"),
    ("ingress.yaml", "no certificate", instead("hosts: [players.", "hosts: [www."), "has no certificate"),
    ("Procfile", "a process of another name", instead("web:", "www:"), "begins with 'web:'"),
    ("Procfile", "no colon", added("worker run"), "not '<process>: <command>'"),
    ("Procfile", "another port", instead("8000", "5000"), "the port 8000 or $PORT must stand once"),
    (
        "Procfile",
        "a server that is not installed",
        instead("uvicorn", "hypercorn"),
        "not among what the guide installs",
    ),
    ("Procfile", "open to the outside", instead("127.0.0.1", "0.0.0.0"), "more than this machine"),
    ("Procfile", "another process first", lambda text: f"other: sleep 9\n{text}", "must be the first"),
    ("startup.txt", "closed to the outside", instead("0.0.0.0", "127.0.0.1"), "cannot reach it"),
    ("startup.txt", "two commands", added("gunicorn main:app"), "exactly one command"),
    ("startup.txt", "a quote not closed", added("'"), "unexpected EOF"),
    ("app.yaml", "a key misspelt", instead("entrypoint:", "entrypont:"), "Unexpected attribute 'entrypont'"),
    ("app.yaml", "no such runtime, which its parser accepts", instead("python313", "python931"), "runtime: Input"),
    ("app.yaml", "no such class, which its parser accepts", instead("F1", "F9"), "instance_class: Input"),
    ("app.yaml", "a fixed port", instead("$PORT", "8080"), "does not listen on $PORT"),
    ("app.yaml", "a limit in words", instead("max_instances: 2", "max_instances: two"), "could not be converted"),
    ("render.yaml", "a key misspelt", instead("startCommand", "startcommand"), "startcommand: Extra inputs"),
    ("render.yaml", "no such plan", instead("plan: free", "plan: gratis"), "plan: Input should be"),
    ("render.yaml", "a fixed port", instead("$PORT", "10000"), "does not listen on $PORT"),
    (
        "render.yaml",
        "packages from elsewhere",
        instead("requirements.txt", "packages.txt"),
        "'packages.txt', which is not",
    ),
    ("render.yaml", "no YAML", added("  - {"), "no YAML"),
    ("requirements.txt", "no checksum", lambda _: "six==1.17.0\n", "hash"),
    ("requirements.txt", "a registry", lambda _: "--index-url https://example.com/simple\n", "names a registry"),
]


def given_with(name: str, folder: Path) -> Given:
    """Return a real file of that name from a guide that has one."""
    case = next(case for case in all_cases() if (case.folder / name).is_file())
    return Given(lay_out(case, folder / "context") / name, case.guide.start.port or 0, case.stack)


@pytest.mark.needs("systemd-analyze", "nginx", "openssl", "shellcheck")
@pytest.mark.parametrize(("name", "what", "change", "said"), BROKEN, ids=[f"{one[0]}: {one[1]}" for one in BROKEN])
def test_a_broken_file_is_refused(name: str, what: str, change: Change, said: str, tmp_path: Path) -> None:
    given = given_with(name, tmp_path)
    given.file.write_text(change(given.file.read_text("utf-8")), "utf-8")
    complaints = "\n".join(checker_for(given.file)(given))
    assert said in complaints, f"{what}: {complaints or 'accepted'}"


def test_each_checker_has_a_broken_example() -> None:
    assert {checker_for(Path(name)) for name, *_ in BROKEN} == set(CHECKERS.values())


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
    ],
)
def test_dockers_last_fitting_pattern_decides(name: str, patterns: list[str], ignored: bool) -> None:
    assert is_ignored(name, patterns) is ignored


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
        (["run"], "must stand once"),
        (["run", "8000", "--also", "8000"], "must stand once"),
        (["run", "18000"], "must stand once"),
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
    with pytest.raises(UnreadableStart, match="must stand once"):
        from_startup(line).on_port(8000, 12345)


@pytest.mark.parametrize("text", ["FROM x\n", "FROM x\nCMD run it\n", 'FROM x\nENTRYPOINT ["run"]\nCMD ["it"]\n'])
def test_a_dockerfile_without_a_readable_command_is_refused(text: str) -> None:
    with pytest.raises(UnreadableStart):
        from_dockerfile(text)


def test_a_file_of_another_kind_has_no_start_command(tmp_path: Path) -> None:
    with pytest.raises(UnreadableStart, match=r"main\.tf"):
        start_command(tmp_path / "main.tf")

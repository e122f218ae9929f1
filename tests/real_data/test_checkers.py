"""The checkers and readers themselves: a good file of each kind passes, broken ones are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.starts import CHECKED
from tests.proofs.deployments.checkers import CHECKERS, Given, checker_for
from tests.proofs.project import Project
from tests.proofs.subjects.guides import given_of, guides

Change = Callable[[str], str]


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
    (
        "Dockerfile",
        "a file that is missing",
        instead("COPY requirements", "COPY requirments"),
        "'requirments.txt', which",
    ),
    ("Dockerfile", "a file kept out", instead("COPY requirements.txt", "COPY Dockerfile"), ".dockerignore keeps out"),
    ("Dockerfile", "root", lambda text: "".join(x for x in text.splitlines(True) if "USER" not in x), "as root"),
    ("Dockerfile", "an unknown instruction", instead("EXPOSE", "PUBLISH"), "unexpected"),
    (".dockerignore", "all let in", lambda _: "", "lets '.env' in"),
    (".dockerignore", "a name misspelt", added("!mian.py"), "'mian.py' in, which is not there"),
    (".dockerignore", "a pattern not understood", added("[a-c].key"), "does not understand [ ]"),
    (".gitignore", "hidden files let in", instead(".*\n", ""), "lets '.env' in"),
    (".gcloudignore", "the app kept out", added("*.py"), "keeps 'main.py' out"),
    (".ebignore", "templates kept out", added("templates"), "keeps 'templates/page.html' out"),
    (".python-version", "a name", lambda _: "python3\n", "is not a release"),
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
    ("Procfile", "another port", instead("8000", "5000"), "the port 8000 or $PORT must occur once"),
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


def given_with(name: str, project: Project, folder: Path) -> Given:
    """Return a real file of that name from a guide that has one."""
    guide = next(guide for guide in guides(project) if name in guide.files)
    return given_of(guide, name, folder)


@pytest.mark.needs("systemd-analyze", "nginx", "openssl", "shellcheck")
@pytest.mark.parametrize(
    ("name", "mistake", "change", "said"), BROKEN, ids=[f"{name}: {mistake}" for name, mistake, *_ in BROKEN]
)
def test_a_broken_file_is_refused(
    name: str, mistake: str, change: Change, said: str, project: Project, tmp_path: Path
) -> None:
    given = given_with(name, project, tmp_path)
    given.file.write_text(change(given.file.read_text("utf-8")), "utf-8")
    complaints = "\n".join(checker_for(given.file)(given))
    assert said in complaints, f"{mistake}: {complaints or 'accepted'}"


def test_each_checker_has_a_broken_example() -> None:
    assert {checker_for(Path(name)) for name, *_ in BROKEN} == set(CHECKERS.values())


def test_pages_know_which_files_are_checked() -> None:
    assert set(CHECKERS) == set(CHECKED)

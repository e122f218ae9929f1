"""What an archive says: to a reader who has nothing else, and to the program in it."""

from dataclasses import replace

from macros.model.task import Task
from macros.views.archives import archive_files, is_archived, on_record
from tests.additions import add_service
from tests.project import ALPHA, BETA, ScratchProject

TASK_FILE = "data/tasks/ask/task.yml"


def test_what_is_on_record_is_what_the_record_says(project: ScratchProject) -> None:
    site = on_record(project.catalog, ALPHA)
    assert site.title == "Ask: Alpha"
    assert site.outcomes == {"right": "answered", "wrong": "refused"}
    assert (site.serve.command, site.serve.port_variable, site.python) == ("python main.py", "PORT", "3.11.2")
    assert site.checked.isoformat() == "2026-01-02"


def test_the_task_is_as_it_is_written_with_this_sample_alone(project: ScratchProject) -> None:
    whole = project.catalog.tasks[ALPHA.task]
    task = Task.model_validate_json(archive_files(project.catalog, ALPHA)["task.json"])
    assert task.exchanges == whole.exchanges
    assert task.samples == {ALPHA.sample: whole.samples[ALPHA.sample]}


def test_before_the_first_run_there_is_nothing_to_repeat(project: ScratchProject) -> None:
    assert is_archived(project.catalog, ALPHA)
    assert not is_archived(replace(project.catalog, sample_records={}), ALPHA)


def test_the_read_me_says_what_it_is_and_how_it_is_started_by_hand(project: ScratchProject) -> None:
    read_me = archive_files(project.catalog, ALPHA)["README.txt"]
    assert read_me.startswith("Ask: Alpha\n==========\n")
    assert "on 2 January 2026, with\nalpha 1.0,\non Python 3.11.2, Debian GNU/Linux 12 (bookworm), x86_64" in read_me
    assert "    sh repeat.sh\n" in read_me
    assert (
        "    python3 -m venv by-hand/app\n    . by-hand/app/bin/activate\n    cd app\n    python main.py\n" in read_me
    )
    for said in ("sent/", "service", "how long replies take", "other names"):
        assert said not in read_me.replace("its service are", ""), said


def test_the_read_me_says_what_only_some_samples_need(project: ScratchProject) -> None:
    add_service(project)
    project.edit(
        TASK_FILE, "send: {path: /ask}", "send: {method: POST, path: /ask, files: {a: {name: b.txt, content: c}}}"
    )
    project.edit(TASK_FILE, "answered: {status: 200}", "answered: {status: 200, seconds_below: 1}")
    project.write(TASK_FILE, project.read(TASK_FILE) + "vary: [Ada]\n")
    project.record()
    files = archive_files(project.catalog, ALPHA)
    assert files["sent/right/b.txt"] == "c"
    read_me = files["README.txt"]
    assert "    cd service\n    python well.py\n" in read_me
    assert "    export WELL=http://127.0.0.1:7000\n    export SPRING=http://127.0.0.1:7000\n" in read_me
    for said in ("sent/  ", "service/  ", "how long replies take", "other names, numbers and texts"):
        assert said in read_me, said


def test_a_service_that_is_a_program_of_the_system_is_needed_and_brings_no_files(project: ScratchProject) -> None:
    add_service(project)
    program = "    run: redis --port 7000\n    port: 7000\n    scheme: redis\n    program: redis\n"
    project.edit(TASK_FILE, "    run: python well.py\n    port: 7000\n    port_variable: PORT\n", program)
    project.remove("data/tasks/ask/well/well.py")
    project.record()
    files = archive_files(project.catalog, ALPHA)
    assert not [path for path in files if path.startswith("service/")]
    read_me = files["README.txt"]
    assert "    - redis; where one is missing, sh repeat.sh says how to get it\nand no other package" in read_me
    assert "a terminal of its own:\n\n    redis --port 7000\n\n" in read_me
    assert "    export WELL=redis://127.0.0.1:7000\n    export SPRING=redis://127.0.0.1:7000\n" in read_me
    assert "\nservice/" not in read_me


def test_what_runs_beside_a_sample_is_started_by_hand_too(project: ScratchProject) -> None:
    project.edit(
        TASK_FILE, "    framework: alpha\n", "    framework: alpha\n    workers: [{run: python w.py, ready: up}]\n"
    )
    project.record()
    read_me = archive_files(project.catalog, ALPHA)["README.txt"]
    assert "in another terminal in app/, with the same environment and variables:\n\n    python w.py\n\n" in read_me


def test_what_is_asked_in_a_browser_is_said_step_by_step(project: ScratchProject) -> None:
    browse = "browse: {two_minutes_later: true, steps: [{open: https://ask.example/a}, {click: '#d'}]}"
    project.edit(TASK_FILE, "send: {path: /ask}", browse)
    project.edit(TASK_FILE, "exchanges:\n", "host: ask.example\nexchanges:\n")
    project.record()
    files = archive_files(project.catalog, ALPHA)
    assert (
        "# right: Ask rightly. On record: answered, status 200.\n"
        "# In a browser that has no cookies yet, and that takes each cookie for more than two minutes old:\n"
        "#   Open https://ask.example/a.\n"
        "#   Click #d.\n"
    ) in files["requests.txt"]
    assert "    - chromium and openssl; where one is missing, " in files["README.txt"]
    assert "finds each name that ends in .example here, over HTTPS" in files["README.txt"]


def test_what_is_installed_by_hand_is_what_the_lock_names(project: ScratchProject) -> None:
    project.write("data/stacks/beta.lock", project.read("data/stacks/beta.lock") + "beta==1.0 --hash=sha256:00\n")
    assert (
        "    pip install --require-hashes --no-deps -r app.lock\n" in archive_files(project.catalog, BETA)["README.txt"]
    )


def test_the_requests_are_commands_with_what_is_on_record(project: ScratchProject) -> None:
    project.edit(
        TASK_FILE, "send: {path: /ask}", "send: {path: /ask, method: POST, files: {a: {name: b.txt, content: c}}}"
    )
    project.edit(TASK_FILE, "json: {x: 1}}", "json: {x: 1}, after: [right]}")
    project.write(
        TASK_FILE,
        project.read(TASK_FILE)
        + "  look:\n    short: Look.\n    run: python look.py\n    outcomes: {seen: {status: 0}}\n",
    )
    assert archive_files(project.catalog, ALPHA)["requests.txt"] == (
        "# Ask: Alpha\n"
        "# Start the sample at http://127.0.0.1:8000; then run these commands in this folder, in this order.\n\n"
        "# right: Ask rightly. On record: answered, status 200.\n"
        "curl -i http://127.0.0.1:8000/ask \\\n  -F 'a=@sent/right/b.txt;type=text/plain'\n\n"
        "# wrong: Ask wrongly. On record: refused, status 422.\n"
        "curl -i -b cookies.txt -c cookies.txt http://127.0.0.1:8000/ask \\\n"
        "  -F 'a=@sent/right/b.txt;type=text/plain'\n"
        "curl -i -b cookies.txt -c cookies.txt http://127.0.0.1:8000/ask \\\n"
        "  -H 'Content-Type: application/json' \\\n  -d '{\"x\": 1}'\n\n"
        "# look: Look.\n"
        "(cd app && python look.py)\n"
    )

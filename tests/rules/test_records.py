"""Records belong to what ran: each subject has one of exactly what it is now, and no record is left over."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import date, timedelta

import pytest

from macros.fingerprints import screenshot_fingerprint
from macros.kinds import SCREENSHOT, SCREENSHOT_RECORD
from macros.model.base import (
    CriterionId,
    ExchangeId,
    FrontEndId,
    ScreenshotId,
    ScreenshotKey,
    WorkloadId,
)
from tests.additions import GUARDED, WEIGHT, add_since, add_weight, record_since
from tests.project import (
    ALPHA,
    BETA,
    BETA_PLUS,
    DAY,
    ROOT,
    ScratchProject,
    history_line,
    sample_record,
    workload_record,
)
from tests.rules import ALPHA as ALPHA_FRAMEWORK
from tests.rules import ALPHA_ALONE, ALPHA_RECORD, ASKING, BETA_RECORD, CELLAR, GUARD, SCREEN, SPEED, TASK, add_service

IMAGE = "data/records/images/cellar/alpha.json"
PLUS_RECORD = "data/records/samples/ask/beta-plus.json"
MEASURED = "data/records/measurements/workloads/asking.json"
WEIGHED = "data/records/measurements/stacks/weight.json"
WORKLOAD = WorkloadId("asking")
CHECKED = "data/records/checked.json"
SCREENSHOT_KEY = ScreenshotKey(ALPHA.task, ScreenshotId("start"))
PICTURE = "screenshots:\n  start: {sample: alpha, alt: It starts.}\nexchanges:\n"


def stale(project: ScratchProject) -> list[tuple[str, object]]:
    """Return all that the reader says, with its subjects, where everything is merely out of date."""
    problems = project.found()
    assert {problem.severity for problem in problems} <= {"stale"}
    return [(str(problem), problem.subject) for problem in problems]


def changed_sample(name: str) -> str:
    return f"out of date: the sample 'ask/{name}', its task or its stack changed since it was run; run 'make verify'"


# Samples.


def test_a_program_that_only_a_command_starts_was_not_measured(project: ScratchProject) -> None:
    look = "  look: {short: Look., run: python look.py, every: seen, outcomes: {seen: {status: 0}}}\n"
    project.edit(TASK, "  wrong:\n", f"{look}  wrong:\n")
    project.write("data/tasks/ask/alpha/look.py", "import main\n")
    project.record()

    def measured() -> list[str]:
        return [str(problem) for problem in project.found() if problem.subject == WORKLOAD]

    project.write("data/tasks/ask/alpha/look.py", "import main\nprint(main.check)\n")
    assert measured() == []
    project.edit("data/tasks/ask/alpha/main.py", "from answers", "import look\nfrom answers")
    project.record()
    project.write("data/tasks/ask/alpha/look.py", "import main\n")
    assert measured(), "now the app is made of it"


def test_replies_were_distorted(project: ScratchProject) -> None:
    project.edit_json(ALPHA_RECORD, distortions=None)
    message = "the replies of 'ask/alpha' were not changed on purpose; run 'make verify'"
    assert stale(project) == [(f"{TASK}:5:3: {message}", ALPHA)]


def test_records_belong_to_what_ran(project: ScratchProject) -> None:
    """A record is out of date once its sample changed; what was measured on the sample is, too."""
    project.write("data/tasks/ask/alpha/more.py", "")
    measured = "out of date: a sample, a stack or a way of 'asking' changed since it was measured; run 'make measure'"
    assert stale(project) == [
        (f"{TASK}:5:3: {changed_sample('alpha')}", ALPHA),
        (f"{ASKING}:2:1: {measured}", WORKLOAD),
    ]
    project.record()
    assert project.problems() == []


def test_a_change_of_one_sample_leaves_the_records_of_others(project: ScratchProject) -> None:
    project.edit("data/tasks/ask/beta-plus/main.py", "plus = True", "plus = 'more'")
    assert stale(project) == [(f"{TASK}:13:14: {changed_sample('beta-plus')}", BETA_PLUS)]


def test_a_reworded_text_makes_nothing_out_of_date(project: ScratchProject) -> None:
    project.edit(TASK, "short: Ask wrongly.", "short: Ask for what is wrong.")
    project.edit(TASK, "title: Ask", "title: Ask it")
    assert project.problems() == []


def test_each_sample_has_a_record_and_each_record_a_sample(project: ScratchProject) -> None:
    project.remove(PLUS_RECORD)
    project.write("data/records/samples/ask/gamma.json", project.read(ALPHA_RECORD))
    project.write("data/records/samples/gone/z.json", project.read(ALPHA_RECORD))
    remedy = "no longer exists; run 'make verify'"
    assert stale(project) == [
        (f"data/records/samples/ask/gamma.json:1:1: the sample 'ask/gamma' {remedy}", None),
        (f"data/records/samples/gone/z.json:1:1: the sample 'gone/z' {remedy}", None),
        (f"{TASK}:13:14: the sample 'ask/beta-plus' was never run; run 'make verify'", BETA_PLUS),
    ]


def test_records_belong_to_what_ran_on_the_release_that_an_answer_names(project: ScratchProject) -> None:
    place, path = f"{GUARD}:16:12", "data/records/since/guard/alpha.json"
    add_since(project)
    assert stale(project) == []
    project.edit(GUARD, 'since: "0.9"', 'since: "0.8"')
    changed = "the answer 'guard/alpha', its sample or what is asked changed since the two releases were run"
    remedy = "run 'make verify-since ONLY=guard/alpha'"
    assert stale(project) == [(f"{place}: out of date: {changed}; {remedy}", GUARDED)]
    project.remove(path)
    never = "the 'since' of 'guard/alpha' was never run, nor the release before it"
    assert stale(project) == [(f"{place}: {never}; {remedy}", GUARDED)]
    project.edit(GUARD, '    since: "0.8"\n', "")
    project.write_json(path, {})
    assert any(line.startswith(f"{path}:1:1: not a record") for line in project.errors())


def test_a_record_of_a_release_that_no_answer_names_is_left_over(project: ScratchProject) -> None:
    add_since(project)
    project.edit(GUARD, '    since: "0.9"\n', "")
    gone = "the 'since' of 'guard/alpha' no longer exists; run 'make verify-since'"
    assert stale(project) == [(f"data/records/since/guard/alpha.json:1:1: {gone}", None)]


def test_the_days_of_releases_that_were_run_are_not_in_the_future(project: ScratchProject) -> None:
    add_since(project)
    tomorrow = date.today() + timedelta(days=1)
    record_since(project, checked=tomorrow.isoformat())
    path = "data/records/since/guard/alpha.json"
    assert project.errors() == [f"{path}:1:1: {tomorrow} is in the future; today is {date.today()}"]


def test_runs_have_a_day(project: ScratchProject) -> None:
    project.write_runs({"ask/alpha": DAY, "ask/beta": DAY, "gone/x": DAY, "y": DAY})
    assert stale(project) == [
        (f"{CHECKED}:1:1: the sample 'gone/x' no longer exists; run 'make verify'", None),
        (f"{CHECKED}:1:1: the sample 'y/' no longer exists; run 'make verify'", None),
        (f"{TASK}:13:14: the day of the last run of 'ask/beta-plus' is missing; run 'make verify'", BETA_PLUS),
    ]


def test_a_record_edited_by_hand_is_refused(project: ScratchProject) -> None:
    project.edit_json(BETA_RECORD, verdict="yes")
    assert project.errors() == [
        f"{BETA_RECORD}:1:1: not a record (verdict: Extra inputs are not permitted); "
        "records are written by 'make verify', not by hand"
    ]


@pytest.mark.parametrize(
    ("path", "change", "remedy"),
    [
        (ALPHA_RECORD, {"python": "3.12.1"}, "make verify ONLY=ask/alpha"),
        (ALPHA_RECORD, {"console": ["Started", "Started"]}, "make verify ONLY=ask/alpha"),
        (ALPHA_RECORD, {"digest": ""}, "make verify ONLY=ask/alpha"),
        (MEASURED, {"seconds": 60}, "make measure ONLY=workloads/asking"),
    ],
)
def test_a_record_whose_digest_is_not_its_own_was_edited_or_merged(
    project: ScratchProject, path: str, change: dict[str, object], remedy: str
) -> None:
    project.forge(path, **change)
    assert project.errors() == [f"{path}:1:1: was edited by hand or merged; run '{remedy}'"]


def test_the_form_of_a_records_file_is_free(project: ScratchProject) -> None:
    record = json.loads(project.read(ALPHA_RECORD))
    project.write(ALPHA_RECORD, json.dumps(dict(reversed(record.items()))))
    assert project.problems() == []


def test_a_line_of_the_history_that_was_edited_is_named(project: ScratchProject) -> None:
    path = "data/records/history.jsonl"
    project.write(path, project.read(path).replace("accepted", "refused"))
    remedy = "restore the history, then run 'make verify ONLY=ask/beta'"
    assert f"{path}:2:1: was edited by hand or merged; {remedy}" in project.errors()


def test_a_line_of_the_history_that_was_edited_is_named_alone(project: ScratchProject) -> None:
    """The next line follows it all the same."""
    older = history_line(ALPHA, day="2026-01-01", releases={"alpha": "0.9"})
    project.write_history(older, *map(history_line, (ALPHA, BETA, BETA_PLUS)))
    path = "data/records/history.jsonl"
    project.write(path, project.read(path).replace("0.9", "0.8"))
    remedy = "restore the history, then run 'make verify ONLY=ask/alpha'"
    assert project.problems() == [f"{path}:1:1: was edited by hand or merged; {remedy}"]


@pytest.mark.parametrize("body", [{}, {"json": None, "lines": [""]}, {"lines": [""], "messages": []}])
def test_a_recorded_reply_has_exactly_one_body(project: ScratchProject, body: dict[str, object]) -> None:
    record = sample_record(project.catalog, ALPHA)
    record["replies"]["right"] = {"outcome": "answered", "status": 200, "headers": {}, **body}
    project.write_json(ALPHA_RECORD, record)
    assert project.errors() == [
        f"{ALPHA_RECORD}:1:1: not a record (replies.right: a reply has exactly one of 'json', 'lines' and 'messages'); "
        "records are written by 'make verify', not by hand"
    ]


@pytest.mark.parametrize("body", [{"json": None}, {"json": {"x": 1}}, {"lines": []}, {"messages": ["x"]}])
def test_a_recorded_reply_keeps_its_body_in_the_form_that_it_has(
    project: ScratchProject, body: dict[str, object]
) -> None:
    record = sample_record(project.catalog, ALPHA)
    record["replies"]["right"] = {"outcome": "answered", "status": 200, "headers": {}, **body}
    project.write_json(ALPHA_RECORD, record)
    assert project.problems() == []
    reply = project.catalog.sample_records[ALPHA].replies[ExchangeId("right")]
    assert body.items() <= reply.model_dump(by_alias=True, exclude_unset=True).items()


# Measurements.


MACHINE = {"processor": "Abacus", "cores": 2, "system": "Linux 6.1", "python": "3.11.2"}


def rates(project: ScratchProject, **changes: list[float]) -> None:
    """Let ways have other requests a second."""
    project.write_json(MEASURED, workload_record(project.catalog, WORKLOAD, **changes))


def test_measurements_have_all_values(project: ScratchProject) -> None:
    record = workload_record(project.catalog, WORKLOAD)
    del record["ways"]["alpha-alone"]
    del record["ways"]["beta-alone"]["values"]["start-seconds"]
    del record["ways"]["beta-alone"]["rounds"]["start-seconds"]
    project.write_json(MEASURED, record)
    assert stale(project) == [
        (f"{ASKING}:10:16: not every quantity was measured for 'alpha-alone'; run 'make measure'", WORKLOAD),
        (f"{ASKING}:11:15: not every quantity was measured for 'beta-alone'; run 'make measure'", WORKLOAD),
    ]


def test_measurements_have_all_values_of_stacks(project: ScratchProject) -> None:
    add_weight(project)
    project.edit_json(WEIGHED, values={"bare": {"alpha": 1.0, "beta": 2.0}, "full": {"alpha": 3.0}})
    message = f"{WEIGHT}:17:37: no value was measured for 'beta'; run 'make measure'"
    assert stale(project) == [(message, CriterionId("weight"))]


def test_each_workload_has_a_record_and_each_record_a_workload(project: ScratchProject) -> None:
    (project.root / MEASURED).rename(project.root / "data/records/measurements/workloads/aksing.json")
    remedy = "no longer exists; run 'make measure'"
    assert stale(project) == [
        (f"data/records/measurements/workloads/aksing.json:1:1: the workload 'aksing' {remedy}", None),
        (f"{ASKING}:2:1: the workload 'asking' was never measured; run 'make measure'", WORKLOAD),
    ]


def test_each_counting_criterion_has_a_measurement_and_each_measurement_a_criterion(project: ScratchProject) -> None:
    add_weight(project)
    (project.root / WEIGHED).rename(project.root / "data/records/measurements/stacks/wieght.json")
    remedy = "no longer exists; run 'make measure'"
    assert stale(project) == [
        (f"{WEIGHT}:7:1: the criterion 'weight' was never measured; run 'make measure'", CriterionId("weight")),
        (f"data/records/measurements/stacks/wieght.json:1:1: the criterion 'wieght' {remedy}", None),
    ]


def test_measured_values_are_medians(project: ScratchProject) -> None:
    rates(project, alpha_alone=[9.0, 10.0, 10.5, 11.0, 12.0])
    record = json.loads(project.read(MEASURED))
    record["ways"]["alpha-alone"]["values"]["requests-per-second"] = 11.0
    del record["ways"]["beta-alone"]["values"]["memory-megabytes"]
    project.write_json(MEASURED, record)
    assert project.errors() == [
        f"{MEASURED}:1:1: memory-megabytes of 'beta-alone' is missing, the median of its rounds 10.5",
        f"{MEASURED}:1:1: requests-per-second of 'alpha-alone' is 11, the median of its rounds 10.5",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"alpha_alone": [10.0, 10.0, 10.0]}, "all ways need as many rounds; there are 3 and 5"),
        (
            {"beta_alone": [8.0, 9.0, 10.0, 12.0, 14.0]},
            "the middle rounds of 'beta-alone' lie 30% apart (8, 9, 10, 12, 14 requests a second); more than 25% makes "
            "ratios meaningless",
        ),
        (
            {"beta_alone": [4.0, 10.0, 10.0, 10.0, 10.0]},
            "the rounds of 'beta-alone' differ by a factor of 2.5 (4, 10, 10, 10, 10 requests a second); more than 2 "
            "makes ratios meaningless",
        ),
    ],
)
def test_measured_rounds_mean_something(project: ScratchProject, changes: dict[str, list[float]], message: str) -> None:
    rates(project, **changes)
    assert project.errors() == [f"{MEASURED}:1:1: {message}"]


def test_measured_rounds_mean_something_where_a_way_equals_itself_and_others_were_quiet(
    project: ScratchProject,
) -> None:
    project.edit_json(MEASURED, control=[8.4, 8.4, 8.4, 9.0, 9.1], others=0.2)
    assert project.errors() == [
        f"{MEASURED}:1:1: 'alpha-alone' against itself gives 0.80 (0.80 to 0.86), and must give 1 within 10%",
        f"{MEASURED}:1:1: other programs took 20% of the processor during a run; allowed: 5%",
    ]


@pytest.mark.parametrize(("count", "allowed"), [(3, False), (4, False), (5, True), (6, False), (7, True)])
def test_measured_rounds_mean_something_from_five_on(project: ScratchProject, count: int, allowed: bool) -> None:
    record = workload_record(project.catalog, WORKLOAD)
    record["control"] = [10.0] * count
    for way in record["ways"].values():
        way["rounds"] = {name: [10.0] * count for name in way["rounds"]}
        way["values"] = dict.fromkeys(way["values"], 10.0)
    project.write_json(MEASURED, record)
    message = f"{MEASURED}:1:1: {count} rounds; an odd number is needed, of at least 5"
    assert project.errors() == ([] if allowed else [message])


def test_measured_values_are_possible(project: ScratchProject) -> None:
    """Two connections, each reply after a second, and one process that works on one request: one a second."""
    project.edit(ASKING, "seconds: 1", "seconds: 1\nwait: 1.0")
    project.edit(ALPHA_ALONE, "workers: 1", "workers: 1\nat_once: 1")
    record = workload_record(project.catalog, WORKLOAD, alpha_alone=[1.0] * 4 + [1.2], beta_alone=[1.9] * 5)
    for way in record["ways"].values():
        way["rounds"]["p50-milliseconds"] = [1100.0] * 5
        way["values"]["p50-milliseconds"] = 1100.0
    record["ways"]["beta-alone"]["rounds"]["p50-milliseconds"][0] = 800.0
    project.write_json(MEASURED, record)
    assert project.errors() == [
        f"{MEASURED}:1:1: 'alpha-alone': 1.2 requests a second, but no more than 1 are possible",
        f"{MEASURED}:1:1: 'beta-alone': replies after 800 ms, but each waits 1000 ms",
    ]


# Screenshots.


def screenshot(project: ScratchProject, image: bytes = b"image", **changes: object) -> None:
    """Add a screenshot to the task, with the record that fits it but for some changes."""
    if "screenshots:" not in project.read(TASK):
        project.edit(TASK, "exchanges:\n", PICTURE)
    record = {
        "fingerprint": screenshot_fingerprint(project.catalog, SCREENSHOT_KEY),
        "taken": DAY,
        "text": ["Started"],
        "width": 1,
        "height": 1,
        "image": hashlib.sha256(b"image").hexdigest(),
    }
    project.write_json(SCREENSHOT_RECORD.path(SCREENSHOT_KEY), record | changes)
    project.write(SCREENSHOT.path(SCREENSHOT_KEY), image)


def test_a_stale_screenshot_does_not_make_its_sample_stale(project: ScratchProject) -> None:
    screenshot(project)
    assert project.problems() == []
    screenshot(project, fingerprint="old")
    message = "out of date: the sample changed since the screenshot 'ask/start' was taken; run 'make screenshots'"
    assert stale(project) == [(f"{TASK}:15:10: {message}", SCREENSHOT_KEY)]


def test_a_changed_sample_makes_its_screenshot_stale(project: ScratchProject) -> None:
    screenshot(project)
    project.write("data/tasks/ask/alpha/more.py", "")
    assert {subject for _, subject in stale(project)} == {ALPHA, SCREENSHOT_KEY, WORKLOAD}


def test_screenshots_are_those_that_were_taken(project: ScratchProject) -> None:
    screenshot(project, image=b"another image")
    message = "the image is not the one that was taken; run 'make screenshots'"
    assert stale(project) == [(f"{SCREENSHOT_RECORD.path(SCREENSHOT_KEY)}:1:1: {message}", SCREENSHOT_KEY)]
    project.remove(SCREENSHOT.path(SCREENSHOT_KEY))
    assert stale(project) == [(f"{SCREENSHOT_RECORD.path(SCREENSHOT_KEY)}:1:1: {message}", SCREENSHOT_KEY)]


def test_screenshots_are_those_that_were_taken_and_have_records(project: ScratchProject) -> None:
    screenshot(project)
    project.remove(SCREENSHOT_RECORD.path(SCREENSHOT_KEY))
    assert stale(project) == [
        (f"{SCREENSHOT.path(SCREENSHOT_KEY)}:1:1: an image without a record; run 'make screenshots'", None),
        (f"{TASK}:15:10: the screenshot 'ask/start' was never taken; run 'make screenshots'", SCREENSHOT_KEY),
    ]


def test_a_screenshot_that_no_task_asks_for_is_named(project: ScratchProject) -> None:
    screenshot(project)
    project.edit(TASK, PICTURE, "exchanges:\n")
    message = "the screenshot 'ask/start' no longer exists; run 'make screenshots'"
    assert stale(project) == [(f"{SCREENSHOT_RECORD.path(SCREENSHOT_KEY)}:1:1: {message}", None)]


# Front ends.


@pytest.mark.parametrize("path", [f"{SCREEN}/src/screen.js", "data/tasks/ask/beta/main.py"])
def test_a_front_end_is_out_of_date_once_it_or_a_sample_that_serves_it_changed(
    project: ScratchProject, path: str
) -> None:
    project.add_frontend()
    project.write(path, project.read(path) + "\n")
    message = "out of date: the front end 'screen' or a sample that serves it changed since it was visited"
    assert (f"{SCREEN}/frontend.yml:2:1: {message}; run 'make verify-frontends'", FrontEndId("screen")) in stale(
        project
    )


def test_each_front_end_has_a_record_and_each_record_a_front_end(project: ScratchProject) -> None:
    project.add_frontend()
    records = project.root / "data/records/frontends"
    (records / "screen.json").rename(records / "gone.json")
    remedy = "run 'make verify-frontends'"
    assert stale(project) == [
        (f"{SCREEN}/frontend.yml:2:1: the front end 'screen' was never built and visited; {remedy}", "screen"),
        (f"data/records/frontends/gone.json:1:1: the front end 'gone' no longer exists; {remedy}", None),
    ]


# Images of guides.


def image(project: ScratchProject) -> None:
    """Let a guide build an image, and add its record."""
    step = "      - {title: Write the recipe, text: Write it., file: Dockerfile}\n"
    project.edit(CELLAR, "    steps:\n      - title: Write", f"    steps:\n{step}      - title: Write")
    project.write("data/deployments/cellar/alpha/Dockerfile", "FROM x\n")
    record = {"fingerprint": "0", "built": DAY, "builder": "b", "base": "x", "instead_of": "y", "python": "3.11.2"}
    project.write_json(IMAGE, record | {"user": "1", "command": [], "releases": {}, "outcomes": {}})
    project.record()


def test_images_belong_to_a_guide(project: ScratchProject) -> None:
    image(project)
    assert project.problems() == [], "an image that changed since it was built stops nobody"
    project.remove("data/deployments/cellar/alpha/Dockerfile")
    assert f"{IMAGE}:1:1: no guide builds the image 'cellar/alpha'; remove the file" in project.problems()
    project.write_json(IMAGE, {})
    assert any(line.startswith(f"{IMAGE}:1:1: not a record (fingerprint: Field required)") for line in project.errors())


# What is not ready, or could not be read.


@pytest.mark.parametrize("path", [ALPHA_FRAMEWORK, SPEED, ASKING, ALPHA_ALONE, TASK, CELLAR, f"{SCREEN}/frontend.yml"])
def test_no_record_is_left_over_while_what_it_belongs_to_cannot_be_read(project: ScratchProject, path: str) -> None:
    image(project)
    screenshot(project)
    project.add_frontend()
    assert project.problems() == []
    project.write(path, "a: [\n")
    lines = [line for line in project.problems() if ": out of date: " not in line]
    assert {line.split(":")[0] for line in lines} == {path}


def test_a_sample_without_files_and_a_measurement_without_a_task_are_not_asked_to_run(project: ScratchProject) -> None:
    for path in ("data/tasks/ask/shared", "data/tasks/ask/beta-plus", PLUS_RECORD):
        project.remove(path)
    project.edit(ASKING, "task: ask", "task: aks")
    gone = f"{TASK}:5:3:", f"{TASK}:12:9:", f"{GUARD}:14:9:"
    lines = [line for line in project.problems() if not line.startswith(gone)]
    assert lines == [
        f"{TASK}:13:14: the sample 'beta-plus' has no files; put them into data/tasks/ask/beta-plus/",
        f"{ASKING}:5:7: unknown task 'aks'; allowed: ask; did you mean 'ask'?",
    ]


# Locks.


def test_stacks_are_locked(project: ScratchProject) -> None:
    """A missing lock is asked for wherever the stack is installed; what ran with it is out of date."""
    project.remove("data/stacks/beta+plus.lock")
    assert stale(project) == [
        (f"{TASK}:13:14: {changed_sample('beta-plus')}", BETA_PLUS),
        (f"{TASK}:13:14: the stack 'beta+plus' has no lock; run 'make lock'", BETA_PLUS),
    ]
    project.remove("data/stacks/alpha.lock")
    lines = [line for line in project.problems() if "'alpha' has no lock" in line]
    message = "the stack 'alpha' has no lock; run 'make lock'"
    places = f"{CELLAR}:7:3", f"{ALPHA_FRAMEWORK}:5:10", f"{TASK}:5:3", f"{ASKING}:10:16"
    assert lines == [f"{place}: {message}" for place in places]


def test_stacks_are_locked_with_exactly_their_requirements(project: ScratchProject) -> None:
    project.edit("data/stacks/beta+plus.lock", "beta, plus", "beta, plus>=2")
    assert stale(project) == [
        (f"{TASK}:13:14: {changed_sample('beta-plus')}", BETA_PLUS),
        (f"{TASK}:13:14: the lock of 'beta+plus' was made from other requirements; run 'make lock'", BETA_PLUS),
    ]


def test_a_lock_that_cannot_be_read_is_not_missing(project: ScratchProject) -> None:
    project.write("data/stacks/beta+plus.lock", b"\xff")
    assert project.problems() == [
        "data/stacks/beta+plus.lock:1:1: not UTF-8; save the file as UTF-8",
    ]


def test_stacks_are_locked_for_services_and_what_a_guide_adds(project: ScratchProject) -> None:
    add_service(project, "needs: [wheels]")
    project.edit(CELLAR, "summary: Let it down.", "summary: Let it down.\n    adds: [rope]")
    lines = [line for line in project.problems() if "lock" in line]
    assert lines == [
        f"{CELLAR}:17:3: the stack 'beta+rope' has no lock; run 'make lock'",
        f"{TASK}:15:3: the stack 'wheels' has no lock; run 'make lock'",
        f"{ASKING}:11:15: the stack 'beta+rope' has no lock; run 'make lock'",
    ]


# A build says what the reader says.


def test_a_build_fails_with_the_same_lines(project: ScratchProject) -> None:
    project.edit(GUARD, "verdict: no", "verdict: yes\n    by: core")
    project.edit("data/tasks/ask/beta-plus/main.py", "plus = True", "plus = 'more'")
    for name in ("mkdocs.yml", "macros"):
        (project.root / name).symlink_to(ROOT / name)
    project.write("docs/index.md", "# Alpha or Beta\n")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=project.root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    lines = [line.removeprefix("ERROR   -  ") for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert lines == project.problems()
    assert len(lines) == 1, "that the sample is out of date is told once the verdict is right"


def test_days_of_records_follow_each_other(project: ScratchProject) -> None:
    tomorrow = (date.today() + timedelta(days=1)).isoformat()
    project.edit_json(ALPHA_RECORD, changed="2026-01-03")
    seen = {"measured": tomorrow, "machine": MACHINE, "rates": {}, "contradicts": ["all"]}
    project.edit_json(MEASURED, measured=tomorrow, observations=[seen])
    future = f"{tomorrow} is in the future; today is {date.today()}"
    assert project.problems() == [
        f"{MEASURED}:1:1: {future}",
        f"{ALPHA_RECORD}:1:1: changed on 2026-01-03, after its last run on 2026-01-02",
    ]
    project.record()
    project.write_runs({"ask/alpha": DAY, "ask/beta": tomorrow, "ask/beta-plus": DAY})
    assert project.problems() == [f"data/records/checked.json:1:1: {future}"]

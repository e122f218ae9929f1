"""Whatever is named exists."""

from tests.additions import WEIGHT, add_weight
from tests.project import ScratchProject
from tests.rules import (
    AGE,
    ALPHA,
    ALPHA_ALONE,
    ASKING,
    BETA_ALONE,
    CELLAR,
    COMPARISON,
    GUARD,
    MUTATIONS,
    SPEED,
    TASK,
    TASTE,
    Case,
    add_service,
    each,
)

CASES = [
    Case(
        "equivalents_name_what_exists",
        [
            (
                TASK,
                "exchanges:\n",
                "equivalent:\n  - {changes: [one reply], exchanges: [wrng], reason: X.}\nexchanges:\n",
            )
        ],
        [f"{TASK}:15:40: unknown exchange 'wrng'; allowed: right, wrong; did you mean 'wrong'?"],
    ),
    Case(
        "ids_exist",
        [(COMPARISON, "frameworks: [alpha, beta]", "frameworks: [alpha, beta, gamma]")],
        [f"{COMPARISON}:3:27: unknown framework 'gamma'; allowed: alpha, beta"],
    ),
    Case(
        "ids_exist",
        [(COMPARISON, "headline: [guard, speed]", "headline: [guard, sped]")],
        [f"{COMPARISON}:11:19: unknown criterion 'sped'; allowed: age, guard, speed, taste; did you mean 'speed'?"],
    ),
    Case(
        "ids_exist",
        [(GUARD, "said: {alpha", "said: {gamma: no, alpha")],
        [f"{GUARD}:24:17: unknown framework 'gamma'; allowed: alpha, beta"],
    ),
    Case(
        "ids_exist",
        [(TASTE, "  alpha: {", "  alhpa: {")],
        [f"{TASTE}:8:10: unknown framework 'alhpa'; allowed: alpha, beta; did you mean 'alpha'?"],
    ),
    Case(
        "ids_exist",
        [(GUARD, "task: ask", "task: aks")],
        [
            f"{GUARD}:8:9: unknown task 'aks'; allowed: ask; did you mean 'ask'?",
            f"{TASK}:22:3: no criterion asks 'wrong', and it is no contract; add 'every:' or ask it",
        ],
    ),
    Case(
        "ids_exist",
        [(ASKING, "task: ask", "task: aks")],
        [f"{ASKING}:5:7: unknown task 'aks'; allowed: ask; did you mean 'ask'?"],
    ),
    Case(
        "ids_exist",
        [(ALPHA_ALONE, "guide: cellar", "guide: celler")],
        [f"{ALPHA_ALONE}:5:8: unknown deployment 'celler'; allowed: cellar; did you mean 'cellar'?"],
    ),
    Case(
        "ids_exist",
        [(ASKING, "  alpha-alone: alpha", "  alpha-alone: alpha\n  alpha-lone: alpha")],
        [f"{ASKING}:11:15: unknown way 'alpha-lone'; allowed: alpha-alone, beta-alone; did you mean 'alpha-alone'?"],
    ),
    Case(
        "ids_exist",
        [(SPEED, "workloads: [asking]", "workloads: [asking, aksing]")],
        [f"{SPEED}:9:23: unknown workload 'aksing'; allowed: asking; did you mean 'asking'?"],
    ),
    Case(
        "measures_compare_what_is_measured",
        [(SPEED, "    beta: [beta-alone]\n", "")],
        [f"{SPEED}:10:3: 'beta' is answered for and not measured; name it here"],
    ),
    Case(
        "measures_compare_what_is_measured",
        [(SPEED, "beta: [beta-alone]", "beta: [alpha-alone, beta-alone]")],
        [f"{SPEED}:12:12: unknown way 'alpha-alone' of 'beta'; allowed: beta-alone; did you mean 'beta-alone'?"],
    ),
    Case(
        "measures_compare_what_is_measured",
        [(SPEED, "[beta-alone]", "[beta-alone]\n    gamma: [beta-alone]")],
        [
            f"{SPEED}:13:12: unknown framework 'gamma'; allowed: alpha, beta",
            f"{SPEED}:13:13: unknown way 'beta-alone' of 'gamma'; allowed: nothing",
        ],
    ),
    Case(
        "workloads_name_what_exists",
        [(ASKING, "exchange: right", "exchange: rihgt")],
        [f"{ASKING}:6:11: unknown contract 'rihgt'; allowed: right; did you mean 'right'?"],
    ),
    Case(
        "workloads_name_what_exists",
        [(ASKING, "exchange: right", "exchange: wrong")],
        [f"{ASKING}:6:11: unknown contract 'wrong'; allowed: right"],
    ),
    Case(
        "workloads_name_what_exists",
        [(ASKING, "beta-alone: beta", "beta-alone: alpha")],
        [f"{ASKING}:11:15: unknown sample 'alpha' of 'beta'; allowed: beta, beta-plus"],
    ),
    Case(
        "ways_follow_a_guide_with_as_many_workers",
        [(BETA_ALONE, "workers: 1", "workers: 2")],
        [f"{ASKING}:11:15: 'beta-alone' has 2 workers and 'alpha-alone' 1: only as many can be compared"],
    ),
    Case(
        "ids_exist",
        [(ALPHA, "criterion: guard", "criterion: gaurd")],
        [f"{ALPHA}:15:16: unknown criterion 'gaurd'; allowed: age, guard, speed, taste; did you mean 'guard'?"],
    ),
    Case(
        "ids_exist",
        [(CELLAR, "summary: Let it down.\n    task: ask", "summary: Let it down.\n    task: aks")],
        [f"{CELLAR}:19:11: unknown task 'aks'; allowed: ask; did you mean 'ask'?"],
    ),
    Case(
        "lists_of_the_comparison_have_no_duplicates",
        [
            (COMPARISON, "frameworks: [alpha, beta]", "frameworks: [alpha, beta, beta]"),
            (COMPARISON, "headline: [guard, speed]", "headline: [guard, speed, guard]"),
            (COMPARISON, "headline:", "  - {id: first, title: First, short: Again.}\nheadline:"),
        ],
        [
            f"{COMPARISON}:3:27: the framework 'beta' is listed twice",
            f"{COMPARISON}:11:10: the group 'first' is listed twice",
            f"{COMPARISON}:12:26: the criterion 'guard' is listed twice",
        ],
    ),
    Case(
        "groups_exist",
        [(GUARD, "group: first", "group: frist")],
        [f"{GUARD}:5:8: unknown group 'frist'; allowed: first, second; did you mean 'first'?"],
    ),
    Case(
        "tests_ask_what_exists",
        [(GUARD, "yes: {wrong: refused}", "yes: {wrong: refsued, wrnog: refused}")],
        [
            f"{GUARD}:9:16: unknown outcome 'refsued'; allowed: accepted, refused; did you mean 'refused'?",
            f"{GUARD}:9:32: unknown exchange 'wrnog'; allowed: right, wrong; did you mean 'wrong'?",
        ],
    ),
    Case(
        "other_ways_name_samples_of_their_framework",
        [(GUARD, "sample: beta-plus", "sample: alpha")],
        [f"{GUARD}:21:17: unknown sample 'alpha' of 'beta'; allowed: beta, beta-plus"],
    ),
    Case(
        "other_ways_name_samples_of_their_framework",
        [(TASTE, "short: We like it.", "short: We like it.\n    also: [{by: own-code, short: X., sample: beta}]")],
        [f"{TASTE}:13:46: unknown sample 'beta' of 'beta'; allowed: nothing"],
    ),
    Case(
        "tasks_name_what_they_have",
        [(TASK, "every: answered", "every: answerd")],
        [f"{TASK}:18:12: unknown outcome 'answerd'; allowed: answered, failed; did you mean 'answered'?"],
    ),
    Case(
        "tasks_name_what_they_have",
        [(TASK, "json: {x: 1}", "after: [wrong, rihgt, right]")],
        [
            f"{TASK}:24:46: unknown exchange 'wrong'; allowed: right",
            f"{TASK}:24:53: unknown exchange 'rihgt'; allowed: right; did you mean 'right'?",
        ],
    ),
    Case(
        "tasks_name_what_they_have",
        [(TASK, "send: {path: /ask}", "run: python ask.py"), (TASK, "json: {x: 1}", "after: [right]")],
        [
            f"{TASK}:24:46: unknown exchange 'right'; allowed: nothing",
            f"{ASKING}:6:11: unknown contract 'right'; allowed: nothing",
        ],
    ),
    Case(
        "tasks_name_what_they_have",
        [(TASK, "  beta: {framework: beta,", "  beta: {framework: beta, service: post,")],
        [f"{TASK}:12:36: unknown service 'post'; allowed: nothing"],
    ),
    Case(
        "tasks_name_what_they_have",
        [(TASK, "exchanges:\n", "screenshots:\n  start: {sample: gamma, alt: It starts.}\nexchanges:\n")],
        [f"{TASK}:15:19: unknown sample 'gamma'; allowed: alpha, beta, beta-plus"],
    ),
    Case(
        "mutations_name_what_exists",
        [(MUTATIONS, "- sample: beta", "- sample: betta"), (MUTATIONS, "breaks: [right]", "breaks: [right, left]")],
        [
            f"{MUTATIONS}:7:11: unknown sample 'betta'; allowed: alpha, beta, beta-plus; did you mean 'beta'?",
            f"{MUTATIONS}:16:19: unknown exchange 'left'; allowed: right, wrong",
        ],
    ),
    Case(
        "former_ids_are_free",
        [(AGE, "title: Age\n", "title: Age\nformerly: [years, guard]\n"), (TASTE, "kind:", "formerly: [years]\nkind:")],
        [
            f"{AGE}:3:19: the criterion 'guard' exists; its address cannot lead to 'age'",
            f"{TASTE}:6:12: the address of 'years' leads to 'age' already",
        ],
    ),
]


@each(CASES)
def test_a_broken_rule_is_named_at_its_place(project: ScratchProject, case: Case) -> None:
    case.check(project)


def test_guides_deploy_a_sample_of_the_frameworks_own(project: ScratchProject) -> None:
    """All that is wrong where a guide is not for the framework that it was for: its folder and steps, too."""
    project.edit(CELLAR, "  beta:\n", "  gamma:\n")
    assert sorted(project.errors()) == [
        "data/deployments/cellar/beta:1:1: unknown guide 'beta'; allowed: alpha, gamma",
        f"{CELLAR}:17:3: unknown framework 'gamma'; allowed: alpha, beta",
        f"{CELLAR}:19:11: the task 'ask' has no sample 'gamma'",
        f"{CELLAR}:20:19: unknown file 'startup.txt'; allowed: nothing",
        f"{CELLAR}:22:56: unknown file 'startup.txt'; allowed: nothing",
        f"{BETA_ALONE}:5:8: the deployment 'cellar' has no guide for 'beta'",
    ]


def test_a_sample_of_an_unknown_framework_is_named_once(project: ScratchProject) -> None:
    project.edit(TASK, "{framework: beta, adds: [plus]", "{framework: gamma, adds: [plus]")
    project.edit(GUARD, "sample: beta-plus\n", "docs: https://x.example/\n")
    assert project.errors() == [f"{TASK}:13:26: unknown framework 'gamma'; allowed: alpha, beta"]


def test_measures_compare_what_is_measured_on_each_workload(project: ScratchProject) -> None:
    project.edit(ASKING, "  beta-alone: beta\n", "")
    assert project.errors() == [
        f"{SPEED}:9:15: no way of 'beta' is measured on 'asking'; name one under 'ways'",
        f"{BETA_ALONE}:2:1: no workload is measured with 'beta-alone'; name it in one or remove the file",
    ]


def test_measures_compare_what_is_measured_in_stacks(project: ScratchProject) -> None:
    add_weight(project)
    assert project.problems() == []
    project.edit(WEIGHT, "needs: {alpha: [alpha], beta: [beta]}", "needs: {alpha: [alpha]}")
    assert project.errors() == [f"{WEIGHT}:13:14: 'beta' is answered for and not measured; name it here"]


def test_browsers_find_what_they_open(project: ScratchProject) -> None:
    add_service(project, "hosts: [post.example]")
    steps = "[{open: https://ask.example/}, {open: https://post.example/}, {open: https://pots.example/}]"
    project.edit(TASK, "send: {path: /ask}", f"browse: {{steps: {steps}}}")
    project.edit(TASK, "exchanges:\n", "host: ask.example\nexchanges:\n")
    problem = f"{TASK}:27:90: unknown host 'pots.example'; allowed: ask.example, post.example; "
    found = [problem for problem in project.errors() if "unknown host" in problem]
    assert found == [f"{problem}did you mean 'post.example'?"]


def test_services_have_their_own_ids(project: ScratchProject) -> None:
    add_service(project)
    project.edit(TASK, "  post:\n", "  beta:\n")
    project.edit(TASK, "service: post", "service: beta")
    project.remove("data/tasks/ask/post")
    assert project.errors() == [f"{TASK}:15:3: 'beta' is a sample too; one of the two needs another ID"]


def test_services_have_their_own_ids_and_leave_the_shared_folder_alone(project: ScratchProject) -> None:
    add_service(project)
    project.edit(TASK, "  post:\n", "  shared:\n")
    project.edit(TASK, "service: post", "service: shared")
    project.remove("data/tasks/ask/post")
    message = "'shared' is the folder of the files that all samples share; another ID is needed"
    assert project.errors() == [f"{TASK}:15:3: {message}"]

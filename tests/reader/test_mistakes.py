"""Twenty editing mistakes, and what the editor is told of each.

Each line of the table is one slip: its name, the file, what was there, what was typed, the message.
"""

import pytest

from tests.project import ScratchProject

ALPHA = "data/frameworks/alpha.yml"
AGE = "data/criteria/age.yml"
GUARD = "data/criteria/guard.yml"
COMPARISON = "data/comparison.yml"
TASK = "data/tasks/ask/task.yml"
MUTATIONS = "data/tasks/ask/mutations.yml"
CELLAR = "data/deployments/cellar/deployment.yml"
MAIN = "data/tasks/ask/alpha/main.py"

# fmt: off
MISTAKES = [
    ("a letter swapped in a key",
     GUARD, "question:", "quesiton:",
     f"{GUARD}:3:1: unknown key 'quesiton'; allowed: aka, aka_shared, answers, article, formerly, group, kind, "
     "question, same, test, title, why; did you mean 'question'?"),
    ("a letter swapped in an ID",
     COMPARISON, "frameworks: [alpha, beta]", "frameworks: [alhpa, beta]",
     f"{COMPARISON}:3:14: unknown framework 'alhpa'; allowed: alpha, beta; did you mean 'alpha'?"),
    ("a key forgotten",
     GUARD, "    short: It is.\n", "",
     f"{GUARD}:12:3: the key 'short' is missing"),
    ("a key written twice",
     ALPHA, "package: alpha\n", "package: alpha\npackage: beta\n",
     f"{ALPHA}:6:1: the key 'package' is defined twice; first in line 5"),
    ("a tab to indent",
     GUARD, "    by: core", "\tby: core",
     f"{GUARD}:14:1: a tab is not allowed; use spaces"),
    ("one space too few",
     GUARD, "    by: core", "   by: core",
     f"{GUARD}:14:4: not YAML: this line is indented otherwise than the mapping from line 12; "
     "or a text before it is open"),
    ("a quotation mark left open",
     GUARD, "title: Guard", "title: 'Guard",
     f"{GUARD}:2:8: not YAML: the quotation mark is never closed"),
    ("a colon inside a text",
     GUARD, "short: It is.", "short: It is: really.",
     f"{GUARD}:15:17: not YAML: text that contains ': ' needs quotes"),
    ("no blank after the first key",
     GUARD, "title: Guard", "title:Guard",
     f"{GUARD}:2:7: not YAML: a blank is missing after the ':'"),
    ("no blank after the first key of an answer",
     GUARD, "  alpha:\n    verdict: yes", "  alpha:\n    verdict:yes",
     f"{GUARD}:13:13: not YAML: a blank is missing after the ':'"),
    ("a number where text is wanted",
     ALPHA, "name: Alpha", "name: 3.1",
     f"{ALPHA}:2:7: 'name': text is needed, not the number 3.1; put it in quotes"),
    ("a verdict that there is not",
     GUARD, "verdict: no\n", "verdict: maybe\n",
     f"{GUARD}:17:14: 'verdict': unknown value 'maybe'; allowed: no, partial, unknown, yes"),
    ("a day as it is written elsewhere",
     ALPHA, "first_release: 2020-02-03", "first_release: 3.2.2020",
     f"{ALPHA}:7:16: 'first_release': a day is needed, written YYYY-MM-DD (it is the text '3.2.2020')"),
    ("a link that is not encrypted",
     ALPHA, "source: https:", "source: http:",
     f"{ALPHA}:11:11: 'source': an https:// address is needed (it is the text 'http://alpha.example/source/')"),
    ("a short text that is long",
     GUARD, "short: It is.", "short: " + "long " * 50,
     f"{GUARD}:15:12: 'short': a short text has at most 240 characters, this one 249"),
    ("a verdict swapped",
     GUARD, "verdict: yes\n    by: core\n", "verdict: no\n",
     f"{ALPHA}:15:5: this strength rests on 'guard', but {GUARD}:13:14 answers 'no' for 'alpha'; "
     "one of the two is wrong"),
    ("a verdict swapped, as the run sees it",
     GUARD, "verdict: yes\n    by: core\n", "verdict: no\n",
     f"{GUARD}:13:14: the verdict 'no' contradicts the run in data/records/samples/ask/alpha.json:1:1, "
     "which shows 'yes' (wrong: refused)"),
    ("a partial without saying which part",
     AGE, "    note: Only the core is old.\n", "",
     f"{AGE}:13:3: a 'partial' needs a 'note' that says which part there is and which is not"),
    ("a fact without a source",
     AGE, '    sources:\n      - {title: Its page, url: "https://alpha.example/age", opened: 2026-01-02}\n', "",
     f"{AGE}:8:3: an answer that no sample decides needs 'sources'"),
    ("a sample changed and not run again",
     MAIN, "reply = 200", "reply = 200  # faster",
     f"{TASK}:5:3: out of date: the sample 'ask/alpha', its task or its stack changed since it was run; "
     "run 'make verify'"),
    ("a sample changed below a note",
     MAIN, "check = True", "check = bool(1)",
     f"{TASK}:10:15: 0 lines of 'main.py' contain this text; a note belongs to exactly one"),
    ("a sample changed below a mutation",
     MAIN, "reply = 200", "reply = 100 + 100",
     f"{MUTATIONS}:14:12: 'main.py' contains this text 0 times; a mutation replaces exactly one piece"),
    ("an exchange that nobody asks about",
     TASK, "    every: answered\n", "",
     f"{TASK}:15:3: no criterion asks 'right', and it is no contract; add 'every:' or ask it"),
    ("a file that the guide forgot",
     CELLAR, "        text: Write it.\n        file: startup.txt\n", "        text: Write it.\n",
     f"{CELLAR}:11:5: no step shows the file 'alpha/startup.txt'; show it or remove it"),
]
# fmt: on


@pytest.mark.parametrize(
    ("path", "old", "new", "line"), [mistake[1:] for mistake in MISTAKES], ids=[mistake[0] for mistake in MISTAKES]
)
def test_the_editor_is_told(project: ScratchProject, path: str, old: str, new: str, line: str) -> None:
    project.edit(path, old, new)
    assert line in project.problems()

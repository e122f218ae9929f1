"""The mistake that this project exists to make impossible."""

from pathlib import Path

from tests.project import ScratchProject

CRITERION = "data/criteria/request-validation.yml"
FRAMEWORK = "data/frameworks/fastapi.yml"


def _line(project: ScratchProject, path: str, *after: str) -> int:
    """Return the number of the line with the last of ``after``, looked for one after the other."""
    lines = project.read(path).splitlines()
    number = 0
    for text in after:
        number = next(n for n in range(number, len(lines)) if lines[n].strip().startswith(text)) + 1
    return number


def test_the_source_articles_table_contradicts_strength_and_record(tmp_path: Path) -> None:
    """The article's prose says who validates, its table the reverse: both halves are named."""
    project = ScratchProject.copy_of_real_data(tmp_path)
    before = project.errors()
    project.edit(CRITERION, "  fastapi:\n    verdict: yes\n    by: core\n", "  fastapi:\n    verdict: no\n")
    project.edit(CRITERION, "  flask:\n    verdict: no\n", "  flask:\n    verdict: yes\n    by: core\n")
    new = [line for line in project.errors() if line not in before and not line.startswith("data/claims/")]
    fastapi, flask = (_line(project, CRITERION, "answers:", f"{name}:", "verdict:") for name in ("fastapi", "flask"))
    strength = _line(project, FRAMEWORK, "strengths:", "- criterion: request-validation")
    run = "the run in data/records/samples/create-player"
    assert new == [
        f"{CRITERION}:{fastapi}:14: the verdict 'no' contradicts {run}/fastapi.json:1:1, "
        "which shows 'yes' "
        "(missing-score: refused, score-as-text: refused, own-code: unneeded, score-in-quotes: converted)",
        f"{CRITERION}:{flask}:14: the verdict 'yes' contradicts {run}/flask.json:1:1, "
        "which shows 'no' (missing-score: accepted, score-as-text: accepted, own-code: runs, score-in-quotes: kept)",
        f"{FRAMEWORK}:{strength}:5: this strength rests on 'request-validation', "
        f"but {CRITERION}:{fastapi}:14 answers 'no' for 'fastapi'; one of the two is wrong",
    ]

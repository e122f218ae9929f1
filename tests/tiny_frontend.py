"""An invented front end in the invented project, with a record that fits."""

import json
from pathlib import Path

from macros.proof import frontend_proof_of
from macros.reader import load
from tests.tiny import DAY, tiny, write

HOME = "data/frontends/screen"

FRONTEND = """\
# The only front end.
title: Screen
summary: It shows.
choose_when: You want to see.
how: By light.
docs: https://screen.example/
task: ask
package: screen
output: dist
notes:
  - {file: src/screen.js, line: show(), short: It shows.}
sources:
  - {title: Screens, url: "https://screen.example/", opened: 2026-01-02}
"""
PACKAGE = {"scripts": {"build": "screen build"}, "dependencies": {"screen": "^1.0.0"}}
LOCK = {"packages": {"": {}, "node_modules/screen": {"version": "1.2.3", "integrity": "sha512-x"}}}


def tiny_with_frontend(root: Path) -> Path:
    """Write the project and its front end into ``root``, sound in every respect, and return ``root``."""
    tiny(root)
    write(root, f"{HOME}/frontend.yml", FRONTEND)
    write(root, f"{HOME}/package.json", json.dumps(PACKAGE))
    write(root, f"{HOME}/package-lock.json", json.dumps(LOCK))
    write(root, f"{HOME}/src/screen.js", "show()\n")
    record(root)
    return root


def record(root: Path, name: str = "screen") -> None:
    """Write the record that a run of the front end as it now stands would leave."""
    visit = {"before": [["Ada"]], "after": [["Ada"], ["Bo"]], "files": {}, "style_rules": 0, "releases": {}}
    value = {
        "proof": frontend_proof_of(load(root).catalog, "screen"),
        "changed": DAY,
        "checked": DAY,
        "node": "1.0",
        "releases": {"screen": "1.2.3"},
        "built_bytes": 10,
        "visits": {"alpha": visit, "beta": visit},
    }
    write(root, f"data/records/frontends/{name}.json", json.dumps(value))

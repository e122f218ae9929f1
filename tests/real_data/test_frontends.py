"""Every front end is built, and used in a browser on every framework, and shows what its record says.

What was built once of the very same files is not built again on this machine: make verify-frontends builds anew.
"""

import json
from datetime import date

import pytest

from macros.fingerprints import frontend_fingerprint
from macros.model.base import FrontEndId
from macros.model.record import FrontEndRecord
from tests.proofs import npm, records
from tests.proofs.chromium import WHOLE, chromium
from tests.proofs.errors import ProofError
from tests.proofs.project import Project
from tests.proofs.runs import difference
from tests.proofs.subjects.frontends import FrontEndProof, frontend_proofs, kept_build

pytestmark = pytest.mark.needs(WHOLE)


def stored(front_end: FrontEndProof) -> FrontEndRecord:
    record = records.read(front_end.project, front_end, FrontEndRecord)
    again = f"run make verify-frontends ONLY={front_end.name}"
    assert record, f"there is no record that can be read; {again}"
    fingerprint = frontend_fingerprint(front_end.project.catalog, front_end.key)
    assert record.fingerprint == fingerprint, f"it was changed since it was last run; {again}"
    return record


@pytest.mark.subjects("front_end", frontend_proofs)
def test_the_front_end_shows_what_its_record_says(front_end: FrontEndProof) -> None:
    fresh = front_end.observe(date.today(), kept_build).record
    unlike = difference(stored(front_end), fresh)
    assert not unlike, f"run make verify-frontends ONLY={front_end.name}\n{unlike}"


@pytest.mark.subjects("front_end", frontend_proofs)
def test_a_record_shows_every_framework_that_serves_it_and_the_same_rows_on_each(front_end: FrontEndProof) -> None:
    visits = stored(front_end).visits
    assert set(visits) == set(front_end.samples)
    assert len({json.dumps([visit.before, visit.after]) for visit in visits.values()}) == 1


@pytest.mark.subjects(
    "front_end", lambda project: [proof for proof in frontend_proofs(project) if proof.frontend.output == "static"]
)
def test_pages_with_a_style_sheet_have_its_rules(front_end: FrontEndProof) -> None:
    """The build's style sheet is really used: without it the same page has no rule."""
    visits = stored(front_end).visits.values()
    assert all(visit.style_rules > 0 and visit.files["text/css"] == 1 for visit in visits)


BROKEN = [
    ("svelte", "src/Players.svelte", 'await fetch("/players");', 'await fetch("/nobody");'),
    ("svelte", "src/Players.svelte", "<td>{player.name}</td>", "<td>{@html player.name}</td>"),
    ("svelte", "index.html", 'href="data:,"', 'href="https://elsewhere.invalid/icon.png"'),
    ("bootstrap", "templates/players.html", "{{ player.name }}", "{{ player.name|safe }}"),
    ("bootstrap", "templates/players.html", 'href="/static/site.css"', 'href="/static/gone.css"'),
]


@pytest.mark.parametrize(("name", "file", "old", "new"), BROKEN)
def test_a_broken_front_end_is_noticed(
    name: str, file: str, old: str, new: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.proofs.patience.PAGE", 5.0)
    front_end = FrontEndProof(project, FrontEndId(name))
    sample = list(front_end.samples.values())[-1]
    files = front_end.over(sample)
    assert files[file].count(old) == 1
    built = kept_build({**files, file: files[file].replace(old, new)}, front_end.frontend.output)
    with pytest.raises(ProofError):
        front_end.visit(sample, built.files, chromium(WHOLE))


@pytest.mark.subjects("front_end", lambda project: frontend_proofs(project)[-2:-1])
def test_the_sample_alone_has_a_front_end_without_a_build(front_end: FrontEndProof) -> None:
    for sample in front_end.samples.values():
        visit = sample.task.visit
        assert visit
        assert front_end.visit(sample, sample.files, chromium(WHOLE)).after[-1] == visit.new_row


@pytest.mark.subjects("front_end", frontend_proofs)
def test_a_lock_has_hashes_and_no_address_of_a_registry(front_end: FrontEndProof) -> None:
    lock = json.loads(front_end.files[npm.LOCK])
    for path, entry in lock["packages"].items():
        assert "resolved" not in entry, path
        assert not path or entry.get("inBundle") or entry["integrity"].startswith("sha512-"), path

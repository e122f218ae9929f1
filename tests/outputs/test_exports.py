"""The files for other programs are valid, say what the pages say, and are where they are said to be."""

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from macros.catalog import Catalog
from macros.kinds import CRITERION
from macros.model.base import CriterionId
from macros.outputs.exports import CSV_COLUMNS, exports
from macros.site import Site
from macros.views import criteria, urls
from tests.outputs.atom import ADDRESS
from tests.project import ALPHA, ScratchProject


def made(catalog: Catalog, address: str = ADDRESS) -> dict[str, str]:
    """Return every file by its address; no address has two."""
    files = list(exports(Site(catalog, address=address)))
    assert len(dict(files)) == len(files)
    return dict(files)


@pytest.fixture
def files(catalog: Catalog) -> dict[str, str]:
    return made(catalog)


def validator(files: dict[str, str], name: str) -> Draft202012Validator:
    """Return what holds a document to the schema, for one of its definitions."""
    schema = json.loads(files[urls.SCHEMA])
    Draft202012Validator.check_schema(schema)
    schema["$ref"] = f"#/$defs/{name}"
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def answers(files: dict[str, str]) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the answers of the whole comparison."""
    whole = json.loads(files[urls.COMPARISON_JSON])
    return {(row["id"], each["framework"]): each for row in whole["criteria"] for each in row["answers"]}


def document_of(url: str) -> str:
    """Return what the schema calls the content of a file."""
    folders = {"criteria": "CriterionDocument", "frameworks": "FrameworkDocument"}
    return folders.get(url.partition("/")[0], "ComparisonDocument")


@pytest.mark.parametrize("address", ["", ADDRESS], ids=["no address", "an address"])
def test_every_document_is_as_the_schema_says(catalog: Catalog, address: str) -> None:
    files = made(catalog, address)
    documents = [url for url in files if url.endswith(".json") and url not in (urls.SCHEMA, urls.OPENAPI)]
    assert documents == [
        "comparison.json",
        *(f"criteria/{name}.json" for name in ("guard", "speed", "age", "taste")),
        *(f"frameworks/{name}.json" for name in ("alpha", "beta")),
    ]
    for url in documents:
        assert list(validator(files, document_of(url)).iter_errors(json.loads(files[url]))) == []


WRONG = [{"mark": "maybe"}, {"day": "yesterday"}, {"url": None}, {"verdict": "yes"}]


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_the_schema_refuses_what_it_does_not_name(files: dict[str, str], change: dict[str, Any]) -> None:
    document = json.loads(files["criteria/guard.json"])
    document["criterion"]["answers"][0] |= change
    assert list(validator(files, "CriterionDocument").iter_errors(document)) != []


def test_a_member_that_is_missing_is_a_mistake(files: dict[str, str]) -> None:
    document = json.loads(files["criteria/guard.json"])
    del document["criterion"]["answers"][0]["note"]
    assert [error.validator for error in validator(files, "CriterionDocument").iter_errors(document)] == ["required"]


def test_answers_are_those_of_the_pages(catalog: Catalog, files: dict[str, str]) -> None:
    exported = answers(files)
    assert len(exported) == len(catalog.criteria) * len(catalog.columns())
    for (criterion_id, framework), answer in exported.items():
        (cell,) = [each for each in criteria.cells(catalog, CriterionId(criterion_id)) if each.framework == framework]
        assert (answer["mark"], answer["answer"], answer["how"]) == (cell.mark, cell.headline, cell.by)
        assert (answer["short"], answer["basis"]) == (cell.short, cell.basis)
        assert answer["day"] == (cell.day.isoformat() if cell.day else None)
        assert answer["url"] == f"{ADDRESS}{CRITERION.url(CriterionId(criterion_id))}#{framework}"


def test_a_tested_answer_tells_the_run_that_decides_it(catalog: Catalog, files: dict[str, str]) -> None:
    assert answers(files)["guard", "alpha"]["run"] == {
        "changed": "2026-01-02",
        "python": catalog.sample_records[ALPHA].python,
        "system": catalog.sample_records[ALPHA].system,
        "releases": {"alpha": "1.0"},
        "outcomes": {"wrong": "refused"},
        "archive": f"{ADDRESS}files/tasks/ask/ask-alpha.tar.gz",
    }
    assert answers(files)["age", "alpha"]["run"] is None


def test_a_file_of_one_holds_what_the_whole_says_of_it(files: dict[str, str]) -> None:
    whole = json.loads(files[urls.COMPARISON_JSON])
    for row in whole["criteria"]:
        assert json.loads(files[f"criteria/{row['id']}.json"])["criterion"] == row
    for framework in whole["frameworks"]:
        document = json.loads(files[f"frameworks/{framework['id']}.json"])
        assert document["framework"] == framework
        assert {each["answer"]["framework"] for each in document["answers"]} == {framework["id"]}
        assert [each["criterion"] for each in document["answers"]] == [row["id"] for row in whole["criteria"]]


def test_the_table_has_a_line_for_each_answer(project: ScratchProject) -> None:
    project.edit("data/criteria/taste.yml", "question: ", 'question: \'Well, "said": ')
    project.edit("data/criteria/taste.yml", "?\n", "?'\n")
    files = made(project.catalog)
    lines = list(csv.reader(io.StringIO(files[urls.COMPARISON_CSV], newline="")))
    assert tuple(lines[0]) == CSV_COLUMNS
    table = [dict(zip(CSV_COLUMNS, line, strict=True)) for line in lines[1:]]
    exported = answers(files)
    assert [(line["criterion"], line["framework"]) for line in table] == list(exported)
    for line in table:
        answer = exported[line["criterion"], line["framework"]]
        assert {name: line[name] or None for name in ("mark", "short", "day", "url")} == {
            name: answer[name] for name in ("mark", "short", "day", "url")
        }
    assert any(line["question"].startswith('Well, "said":') for line in table)


def test_the_addresses_are_described_as_openapi_asks(files: dict[str, str]) -> None:
    described = json.loads(files[urls.OPENAPI])
    assert list(OpenAPIV31SpecValidator(described).iter_errors()) == []
    broken = json.loads(files[urls.OPENAPI])
    del broken["paths"]["/criteria/{criterion}.json"]["get"]["parameters"]
    assert list(OpenAPIV31SpecValidator(broken).iter_errors()) != []


def test_every_file_is_described_and_every_described_file_is_there(files: dict[str, str]) -> None:
    described = json.loads(files[urls.OPENAPI])
    addresses = set()
    for path, operations in described["paths"].items():
        parameters = operations["get"].get("parameters", [])
        names = [(each["name"], value) for each in parameters for value in each["schema"]["enum"]]
        addresses |= {path[1:].replace(f"{{{name}}}", value) for name, value in names} or {path[1:]}
    assert addresses - {urls.FEED} == files.keys() - {urls.OPENAPI}
    assert described["servers"][0]["url"] == ADDRESS.rstrip("/")


def test_without_an_address_addresses_are_from_the_sites_root(catalog: Catalog) -> None:
    files = made(catalog, "")
    assert answers(files)["guard", "alpha"]["url"] == "criteria/guard/#alpha"
    assert json.loads(files[urls.OPENAPI])["servers"][0]["url"] == "."


def test_an_answer_that_nobody_gave_is_unknown(catalog: Catalog) -> None:
    taste = CriterionId("taste")
    without = catalog.criteria[taste].model_copy(update={"answers": {}})
    files = made(replace(catalog, criteria=catalog.criteria | {taste: without}))
    assert answers(files)["taste", "beta"]["mark"] == "unknown"
    assert list(validator(files, "ComparisonDocument").iter_errors(json.loads(files[urls.COMPARISON_JSON]))) == []

"""The comparison as files for other programs: JSON, CSV, their JSON Schema, and an OpenAPI description of them all."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from macros.site import Site
from macros.views import urls
from macros.views.exported import (
    DOCUMENTS,
    LICENSE,
    VERSION,
    ComparisonDocument,
    CriterionDocument,
    FrameworkDocument,
    comparison_document,
    criterion_documents,
    framework_documents,
)

CSV_COLUMNS = (
    *("group", "criterion", "title", "question", "kind", "framework", "name"),
    *("mark", "answer", "how", "short", "basis", "day", "url"),
)
"""A line for each answer."""

_ID = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def exports(site: Site) -> Iterator[tuple[str, str]]:
    """Yield the address and the content of each file."""
    whole = comparison_document(site.catalog, site.absolute)
    yield urls.COMPARISON_JSON, _text(whole)
    yield urls.COMPARISON_CSV, comparison_csv(whole)
    for criterion_id, criterion in criterion_documents(whole).items():
        yield urls.criterion_json(criterion_id), _text(criterion)
    for framework_id, framework in framework_documents(whole).items():
        yield urls.framework_json(framework_id), _text(framework)
    yield urls.SCHEMA, _json(schema())
    yield urls.OPENAPI, _json(openapi(site, whole))


def _text(document: BaseModel) -> str:
    return document.model_dump_json(indent=1) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def comparison_csv(whole: ComparisonDocument) -> str:
    """Return the answers as a table (RFC 4180), a line each."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, CSV_COLUMNS, extrasaction="ignore")
    writer.writeheader()
    for criterion in whole.criteria:
        row = criterion.model_dump(mode="json", exclude={"answers"})
        for answer in criterion.answers:
            writer.writerow(row | {"criterion": criterion.id} | answer.model_dump(mode="json"))
    return lines.getvalue()


def _definitions(template: str) -> dict[str, Any]:
    models = [(document, "serialization") for document in DOCUMENTS]
    _, made = models_json_schema(models, ref_template=template)  # type: ignore[arg-type] # a list is invariant
    definitions: dict[str, Any] = made["$defs"]
    return definitions


def schema() -> dict[str, Any]:
    """Return the JSON Schema of ``comparison.json``; those of the other documents are among its definitions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The comparison",
        "description": f"Version {VERSION}. What a criterion's and a framework's own file holds is under $defs.",
        "$ref": f"#/$defs/{ComparisonDocument.__name__}",
        "$defs": _definitions("#/$defs/{model}"),
    }


def openapi(site: Site, whole: ComparisonDocument) -> dict[str, Any]:
    """Return the description (OpenAPI 3.1) of the files, which any host serves as they are."""
    criteria = [criterion.id for criterion in whole.criteria]
    frameworks = [framework.id for framework in whole.frameworks]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{whole.title}: data",
            "version": VERSION,
            "description": "Static files, made when the site is built. They need no key and take no query.",
            "license": {"name": LICENSE, "identifier": LICENSE},
        },
        "servers": [{"url": site.address.rstrip("/") or ".", "description": "The site itself"}],
        "paths": {
            f"/{urls.COMPARISON_JSON}": _get("comparison", "The whole comparison", _reference(ComparisonDocument)),
            f"/{urls.COMPARISON_CSV}": _get(
                "comparisonTable",
                "The whole comparison as a table, a line for each answer",
                {"type": "string", "description": f"The columns: {', '.join(CSV_COLUMNS)}."},
                "text/csv",
            ),
            f"/{urls.criterion_json('{criterion}')}": _get(
                "criterion", "One criterion", _reference(CriterionDocument), criterion=criteria
            ),
            f"/{urls.framework_json('{framework}')}": _get(
                "framework", "One framework with all its answers", _reference(FrameworkDocument), framework=frameworks
            ),
            f"/{urls.SCHEMA}": _get("schema", "The JSON Schema of the JSON files", {"type": "object"}),
            f"/{urls.FEED}": _get("feed", "The feed of changes (Atom)", {"type": "string"}, "application/atom+xml"),
        },
        "components": {"schemas": _definitions("#/components/schemas/{model}")},
    }


def _reference(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _get(
    name: str, summary: str, content: dict[str, Any], media_type: str = "application/json", **ids: list[str]
) -> dict[str, Any]:
    """Return the only operation of an address; each part of the address has its IDs."""
    parameters = [
        {"name": part, "in": "path", "required": True, "schema": _ID | {"enum": allowed}}
        for part, allowed in ids.items()
    ]
    responses: dict[str, Any] = {"200": {"description": summary, "content": {media_type: {"schema": content}}}}
    if parameters:
        responses["404"] = {"description": "There is none of this ID"}
    operation: dict[str, Any] = {"operationId": name, "summary": summary, "responses": responses}
    return {"get": operation | ({"parameters": parameters} if parameters else {})}

"""Answers like a space of the content service, from recorded replies."""

import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from graphql import (
    GraphQLField,
    GraphQLInt,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLString,
    graphql_sync,
)

TOKEN = "b4c0n73n7fu1"
REST = "/spaces/cfexampleapi/environments/master"
GRAPHQL = "/content/v1/spaces/cfexampleapi/environments/master"

here = Path(__file__).parent
content_types = json.loads((here / "content_types.json").read_text("utf-8"))
entries = json.loads((here / "entries.json").read_text("utf-8"))


def of_type(name: str) -> list:
    return [one for one in entries["items"] if one["sys"]["contentType"]["sys"]["id"] == name]


def error(status: int, name: str) -> tuple[int, dict]:
    return status, {"sys": {"type": "Error", "id": name}, "message": name}


def rest(path: str, query: dict) -> tuple[int, dict]:
    if path == f"{REST}/content_types":
        return 200, content_types
    if path != f"{REST}/entries":
        return error(404, "NotFound")
    if unknown := set(query) - {"content_type"}:
        raise NotImplementedError(f"this stand-in does not know {unknown}")
    wanted = query.get("content_type")
    if wanted is None:
        return 200, entries
    if wanted not in [one["sys"]["id"] for one in content_types["items"]]:
        return error(400, "InvalidQuery")
    items = of_type(wanted)
    return 200, {**entries, "total": len(items), "items": items}


def schema() -> GraphQLSchema:
    """One collection a content type, with its text fields, named as the service names them."""
    collections = {}
    for kind in content_types["items"]:
        name = kind["sys"]["id"]
        texts = [one["id"] for one in kind["fields"] if one["type"] in {"Symbol", "Text"}]
        if not name.isalpha() or not texts:
            continue
        entry = GraphQLObjectType(name.capitalize(), {one: GraphQLField(GraphQLString) for one in texts})
        number = GraphQLField(GraphQLNonNull(GraphQLInt))
        items = GraphQLField(GraphQLNonNull(GraphQLList(entry)))
        fields = {"skip": number, "limit": number, "total": number, "items": items}
        found = [one["fields"] for one in of_type(name)]
        collections[f"{name}Collection"] = GraphQLField(
            GraphQLObjectType(f"{entry.name}Collection", fields),
            resolve=lambda _, __, found=found: {"skip": 0, "limit": 100, "total": len(found), "items": found},
        )
    return GraphQLSchema(GraphQLObjectType("Query", collections))


graphql_schema = schema()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        url = urlsplit(self.path)
        self.answer(lambda: rest(url.path, dict(parse_qsl(url.query))))

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == GRAPHQL:
            self.answer(lambda: (200, graphql_sync(graphql_schema, sent["query"]).formatted))
        else:
            self.answer(lambda: error(404, "NotFound"))

    def answer(self, make) -> None:
        allowed = self.headers["Authorization"] == f"Bearer {TOKEN}"
        status, value = make() if allowed else error(401, "AccessTokenInvalid")
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    port = int(os.environ.get("CMS_PORT", "8001"))
    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()

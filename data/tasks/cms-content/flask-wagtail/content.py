import os

import requests

CMS = os.environ.get("WAGTAIL_URL", "http://127.0.0.1:8001")


def entries(content_type: str) -> list[dict[str, str]] | None:
    reply = requests.get(
        f"{CMS}/api/v2/pages/",
        params={"type": f"cats.{content_type.capitalize()}", "fields": "color", "order": "id"},
        timeout=5,
    )
    if reply.status_code == 400:
        return None
    reply.raise_for_status()
    return [{"name": page["title"], "color": page["color"]} for page in reply.json()["items"]]


def colors() -> list[dict[str, str]]:
    query = '{ pages(contentType: "cats.Cat", order: "id") { name: title ... on Cat { color } } }'
    reply = requests.post(f"{CMS}/graphql/", json={"query": query}, timeout=5)
    reply.raise_for_status()
    return reply.json()["data"]["pages"]

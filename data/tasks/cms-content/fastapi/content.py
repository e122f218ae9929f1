import os
from functools import cache
from urllib.parse import urlsplit

import contentful
import requests
from contentful.errors import BadRequestError

SPACE = os.environ.get("CONTENTFUL_SPACE", "cfexampleapi")
TOKEN = os.environ.get("CONTENTFUL_TOKEN", "b4c0n73n7fu1")
REST = os.environ.get("CONTENTFUL_REST", "https://cdn.contentful.com")
GRAPHQL = os.environ.get("CONTENTFUL_GRAPHQL", "https://graphql.contentful.com")


@cache
def client() -> contentful.Client:
    server = urlsplit(REST)
    return contentful.Client(
        SPACE, TOKEN, api_url=server.netloc, https=server.scheme == "https", timeout_s=5
    )


def entries(content_type: str) -> list[dict[str, str]] | None:
    try:
        found = client().entries({"content_type": content_type})
    except BadRequestError:
        return None
    return [{"name": entry.name, "picture": picture(entry)} for entry in found]


def picture(entry: contentful.Entry) -> str:
    image = entry.fields().get("image")
    return f"https:{image.url(fm='webp', w=320)}" if image else ""


def colors() -> list[dict[str, str]]:
    reply = requests.post(
        f"{GRAPHQL}/content/v1/spaces/{SPACE}/environments/master",
        headers={"Authorization": f"Bearer {TOKEN}"},
        json={"query": "{ catCollection { items { name color } } }"},
        timeout=5,
    )
    reply.raise_for_status()
    return reply.json()["data"]["catCollection"]["items"]

"""What was asked of a sample, and what it answered."""

import contextlib
import json
from dataclasses import dataclass
from http import HTTPStatus

from macros.catalog import Catalog
from macros.model.task import Outcome
from macros.views import requests
from macros.views.samples import base_url, label


@dataclass(frozen=True)
class ReplyView:
    """An exchange as one sample answered it."""

    sample: str
    label: str
    curl: str
    httpie: str
    outcome: str
    status: str
    reply: str
    language: str
    copies: int


def reply_view(catalog: Catalog, task: str, sample: str, exchange: str) -> ReplyView | None:
    """Return how a sample answered an exchange, None where it was never asked."""
    record = catalog.records.get((task, sample))
    reply = record.replies.get(exchange) if record else None
    if reply is None:
        return None
    send = catalog.tasks[task].exchanges[exchange].send
    base = base_url(catalog, task, sample)
    head = [f"HTTP/1.1 {reply.status} {reason(reply.status)}".rstrip()]
    head += [f"{name}: {value}" for name, value in reply.headers.items()]
    body, language = _pretty(reply.body, reply.headers.get("content-type", ""))
    return ReplyView(
        sample=sample,
        label=label(catalog, task, sample),
        curl=requests.curl(send, base),
        httpie=requests.httpie(send, base),
        outcome=reply.outcome,
        status=head[0].removeprefix("HTTP/1.1 "),
        reply="\n".join([*head, "", body]).rstrip(),
        language=language,
        copies=send.copies,
    )


def reason(status: int) -> str:
    """Return the phrase that belongs to a status, empty for a status of nobody's."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


LONG_BODY = 1500
"""Characters of a body that the page prints; the record keeps all of it."""


def _pretty(body: str, content_type: str) -> tuple[str, str]:
    """Return a body as people read it, and the language to highlight it as."""
    if "json" in content_type:
        with contextlib.suppress(ValueError):
            body = json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    if len(body) > LONG_BODY:
        left = len(body) - LONG_BODY
        body = body[:LONG_BODY].rsplit("\n", 1)[0] + f"\n… and about {left:,} characters more"
    return body, "http"


def outcome_words(outcome: Outcome) -> list[str]:
    """Return what an outcome demands, a phrase a condition."""
    said: list[str] = []
    if outcome.status is not None:
        codes = outcome.status if isinstance(outcome.status, list) else [outcome.status]
        said.append("status " + " or ".join(map(str, codes)))
    if outcome.media_type:
        said.append(f"type `{outcome.media_type}`")
    said += [f"header `{name}: {value}`" for name, value in outcome.headers.items()]
    said += [f"no header `{name}`" for name in outcome.lacks_headers]
    if outcome.json_ is not None:
        said.append(f"body `{requests.compact(outcome.json_)}`")
    if outcome.json_contains is not None:
        said.append(f"body with `{requests.compact(outcome.json_contains)}` in it")
    said += [f"contains `{piece}`" for piece in outcome.contains]
    said += [f"lacks `{piece}`" for piece in outcome.lacks]
    if outcome.seconds_below is not None:
        said.append(f"in less than {outcome.seconds_below:g} s")
    if outcome.seconds_from is not None:
        said.append(f"in {outcome.seconds_from:g} s or more")
    return said

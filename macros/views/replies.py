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
    command: str
    """What was run instead of a request, where the exchange is a command."""
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
    found = catalog.tasks[task].exchanges[exchange]
    if found.run is not None:
        return ReplyView(
            sample=sample,
            label=label(catalog, task, sample),
            curl="",
            httpie="",
            command=found.run,
            outcome=reply.outcome,
            status=f"exit code {reply.status}",
            reply=reply.body.rstrip(),
            language="text",
            copies=1,
        )
    send = found.send
    assert send is not None
    before = [one.send for name in send.after if (one := catalog.tasks[task].exchanges[name]).send]
    base = base_url(catalog, task, sample)
    head = [f"HTTP/1.1 {reply.status} {reason(reply.status)}".rstrip()]
    head += [f"{name}: {value}" for name, value in reply.headers.items()]
    body, language = _pretty(reply.body, reply.headers.get("content-type", ""))
    return ReplyView(
        sample=sample,
        label=label(catalog, task, sample),
        curl=requests.curl(send, base, [one for one in before if one]),
        httpie=requests.httpie(send, base, [one for one in before if one]),
        command="",
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


def outcome_words(outcome: Outcome, of_command: bool = False) -> list[str]:
    """Return what an outcome demands, a phrase a condition; a command has an exit code where a reply has a status."""
    said: list[str] = []
    if outcome.status is not None:
        codes = outcome.status if isinstance(outcome.status, list) else [outcome.status]
        said.append(("exit code " if of_command else "status ") + " or ".join(map(str, codes)))
    if outcome.media_type:
        said.append(f"type `{outcome.media_type}`")
    said += [f"header `{name}: {value}`" for name, value in outcome.headers.items()]
    said += [f"no header `{name}`" for name in outcome.lacks_headers]
    if "json_" in outcome.model_fields_set:
        said.append(f"body `{requests.compact(outcome.json_)}`")
    if "json_contains" in outcome.model_fields_set:
        said.append(f"body with `{requests.compact(outcome.json_contains)}` in it")
    said += [f"contains `{piece}`" for piece in outcome.contains]
    said += [f"lacks `{piece}`" for piece in outcome.lacks]
    if outcome.seconds_below is not None:
        said.append(f"in less than {outcome.seconds_below:g} s")
    if outcome.seconds_from is not None:
        said.append(f"in {outcome.seconds_from:g} s or more")
    if outcome.pieces_from is not None:
        said.append(f"arrives in {outcome.pieces_from} pieces or more")
    if outcome.pieces_below is not None:
        said.append(f"arrives in fewer than {outcome.pieces_below} pieces")
    return said

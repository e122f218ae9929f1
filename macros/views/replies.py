"""What was asked of a sample, and what it answered."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from macros.catalog import Catalog
from macros.model.base import ExchangeId, SampleKey, TaskId
from macros.model.record import Reply
from macros.model.task import Exchange, Outcome, Send, Step
from macros.views import requests, urls
from macros.views.samples import base_url, label

LONG_BODY = 1500
"""Characters of a body that the page prints; the record keeps all of it."""


@dataclass(frozen=True)
class ReplyView:
    """An exchange as one sample answered it: a request, or in its place a command or steps in a browser."""

    label: str
    curl: str
    httpie: str
    command: str
    steps: list[str]
    later: bool
    """The browser took each cookie for more than two minutes old."""
    outcome: str
    title: str
    reply: str
    language: str
    changed: str
    """What was left out of the reply, or laid out anew."""
    copies: int
    files: list[tuple[str, str]]
    """The files that the requests send, by the name that the command gives them, and where they can be had."""


def all_alike(views: Sequence[ReplyView]) -> bool:
    """Tell whether samples answered alike, in what the page shows."""
    return len({(view.outcome, view.title, view.reply) for view in views}) == 1


def reply_view(catalog: Catalog, key: SampleKey, exchange_id: ExchangeId) -> ReplyView | None:
    """Return how a sample answered an exchange, None where it was never asked."""
    record = catalog.sample_records.get(key)
    reply = record.replies.get(exchange_id) if record else None
    if reply is None:
        return None
    exchange = catalog.exchange(key.task, exchange_id)
    send = exchange.send
    exchanges = catalog.tasks[key.task].exchanges
    earlier = _requests(exchanges, send.after if send else ())
    others = _requests(exchanges, send.elsewhere if send else ())
    base = base_url(catalog, key)
    status = f"exit code {reply.status}" if exchange.run else f"{reply.status} {reply.reason}".rstrip()
    talk = _talk(send, reply)
    return ReplyView(
        label=label(catalog, key),
        curl=requests.curl(send, base, earlier, others) if send else "",
        httpie=requests.httpie(send, base, earlier) if send else "",
        command=exchange.run or "",
        steps=[step_words(step) for step in exchange.browse.steps] if exchange.browse else [],
        later=exchange.browse is not None and exchange.browse.two_minutes_later,
        outcome=reply.outcome,
        title=_title(exchange, reply, status),
        reply=talk or (printed(reply) if send else body_text(reply).rstrip()),
        language="http" if send and not talk else "text",
        changed=_changed(reply) if send and not talk else "",
        copies=send.copies if send else 1,
        files=_sent_files(key.task, exchanges, exchange_id),
    )


def _sent_files(
    task_id: TaskId, exchanges: Mapping[ExchangeId, Exchange], exchange_id: ExchangeId
) -> list[tuple[str, str]]:
    """Return the files of a request, and of those that are sent before it."""
    send = exchanges[exchange_id].send
    names = [*send.after, *send.elsewhere, exchange_id] if send else []
    return [
        (upload.name, urls.sent_file(task_id, name, upload.name))
        for name in names
        if (request := exchanges[name].send)
        for upload in (request.files or {}).values()
    ]


def printed(reply: Reply) -> str:
    """Return a reply over HTTP as the page prints it, a long body cut short."""
    status = f"HTTP/1.1 {reply.status} {reply.reason}".rstrip()
    headers = (f"{name}: {value}" for name, value in reply.headers.items())
    return "\n".join([status, *headers, "", _shortened(body_text(reply))]).rstrip()


def _title(exchange: Exchange, reply: Reply, status: str) -> str:
    if exchange.browse:
        return "What the browser asked for, and got"
    return "The conversation" if reply.messages is not None else f"The reply: {status}"


def _changed(reply: Reply) -> str:
    """Return how the reply that the page shows differs from the one that came."""
    if reply.lines is None and reply.messages is None:
        return "Other headers are left out, and the JSON is formatted for reading."
    return "Other headers are left out."


def _talk(send: Send | None, reply: Reply) -> str:
    """Return what was said over a WebSocket, line by line; empty where none was open."""
    if send is None or send.websocket is None or reply.messages is None:
        return ""
    lines = [f"client: {message}" for message in send.websocket]
    answers = [f"server: {message}" for message in reply.messages]
    return "\n".join(line for pair in zip_longest(lines, answers) for line in pair if line is not None)


def step_words(step: Step) -> str:
    """Return a step as a short text."""
    if step.open is not None:
        return f"Open `{step.open}`{', which goes on to the next page by itself' if step.leads_on else ''}."
    return f"Click `{step.click}`." if step.click is not None else f"Type `{step.text}` into `{step.fill}`."


def _requests(exchanges: dict[ExchangeId, Exchange], names: Iterable[ExchangeId]) -> list[Send]:
    return [request for name in names if (request := exchanges[name].send)]


def body_text(reply: Reply) -> str:
    """Return a reply's body as people read it."""
    if reply.lines is not None:
        return "\n".join(reply.lines)
    value = reply.json_ if reply.messages is None else reply.messages
    return json.dumps(value, indent=2, ensure_ascii=False)


def _shortened(body: str) -> str:
    if len(body) <= LONG_BODY:
        return body
    return body[:LONG_BODY].rsplit("\n", 1)[0] + f"\n… and about {len(body) - LONG_BODY:,} characters more"


def outcome_words(outcome: Outcome, of_command: bool = False) -> list[str]:
    """Return what an outcome demands, a phrase for each condition; a command has an exit code, not a status."""
    phrases: list[str] = []
    if outcome.status is not None:
        codes = outcome.status if isinstance(outcome.status, list) else [outcome.status]
        phrases.append(("exit code " if of_command else "status ") + " or ".join(map(str, codes)))
    if outcome.media_type:
        types = [outcome.media_type] if isinstance(outcome.media_type, str) else outcome.media_type
        phrases.append("type " + " or ".join(f"`{media_type}`" for media_type in types))
    phrases += [f"header `{name}: {value}`" for name, value in outcome.headers.items()]
    phrases += [f"header `{name}` with `{piece}` in it" for name, piece in outcome.headers_contain.items()]
    phrases += [f"no header `{name}`" for name in outcome.lacks_headers]
    if "json_" in outcome.model_fields_set:
        phrases.append(f"body `{requests.compact(outcome.json_)}`")
    if "json_contains" in outcome.model_fields_set:
        phrases.append(f"body with `{requests.compact(outcome.json_contains)}` in it")
    phrases += [f"contains `{piece}`" for piece in outcome.contains]
    phrases += [f"lacks `{piece}`" for piece in outcome.lacks]
    if outcome.seconds_below is not None:
        phrases.append(f"in less than {outcome.seconds_below:g} s")
    if outcome.seconds_from is not None:
        phrases.append(f"in {outcome.seconds_from:g} s or more")
    if outcome.slowest_from is not None:
        phrases.append(f"the slowest in {outcome.slowest_from:g} s or more")
    if outcome.pieces_below is not None:
        phrases.append(f"arrives in fewer than {outcome.pieces_below} pieces")
    if outcome.apart:
        phrases.append(f"{', '.join(map(_as_code, outcome.apart))} arrive one after the other")
    if outcome.spread_below is not None:
        phrases.append(f"the slowest in less than {outcome.spread_below:g} times as long as the quickest")
    if outcome.spread_from is not None:
        phrases.append(f"the slowest in {outcome.spread_from:g} times as long as the quickest, or longer")
    return phrases


def _as_code(piece: str) -> str:
    """Return a piece of a body as code in a phrase, which has no room for its empty lines."""
    return f"`{piece.strip()}`"

"""A request as a reader would type it: for curl and for HTTPie."""

import json
import shlex
from urllib.parse import urlencode

from macros.model.task import Send

JSON_TYPE = "application/json"


def _quote(text: str) -> str:
    """Quote for a POSIX shell, with single quotes where any are needed."""
    return shlex.quote(text)


def compact(value: object) -> str:
    """Return JSON on one line, as the proof sends it."""
    return json.dumps(value, ensure_ascii=False)


def curl(send: Send, base: str) -> str:
    """Return the request as a curl command that prints the status line, headers and body."""
    parts = ["curl -i"]
    has_body = send.json_ is not None or send.form is not None or send.body is not None
    if send.method != ("POST" if has_body else "GET"):
        parts.append("--head" if send.method == "HEAD" else f"-X {send.method}")
    parts.append(_quote(base + send.path))
    headers = dict(send.headers)
    if send.json_ is not None:
        headers = {"Content-Type": JSON_TYPE, **headers}
    parts += [f"-H {_quote(f'{name}: {value}')}" for name, value in headers.items()]
    if send.json_ is not None:
        parts.append(f"-d {_quote(compact(send.json_))}")
    elif send.form is not None:
        parts.append(f"-d {_quote(urlencode(send.form))}")
    elif send.body is not None:
        parts.append(f"--data-raw {_quote(send.body)}")
    return _copies(_wrapped(parts), send.copies)


def httpie(send: Send, base: str) -> str:
    """Return the request as an HTTPie command."""
    parts = ["http"]
    if send.form is not None:
        parts.append("--form")
    parts += [send.method, _quote(base + send.path)]
    parts += [_quote(f"{name}:{value}") for name, value in send.headers.items()]
    if send.form is not None:
        parts += [_quote(f"{name}={value}") for name, value in send.form.items()]
    elif isinstance(send.json_, dict) and all(_is_word(key) for key in send.json_):
        parts += [_item(key, value) for key, value in send.json_.items()]
    elif send.json_ is not None:
        parts.append(f"--raw {_quote(compact(send.json_))}")
    elif send.body is not None:
        parts.append(f"--raw {_quote(send.body)}")
    return _copies(" ".join(parts), send.copies)


def _is_word(key: str) -> bool:
    return bool(key) and key.replace("_", "").isalnum()


def _item(key: str, value: object) -> str:
    return _quote(f"{key}={value}" if isinstance(value, str) else f"{key}:={compact(value)}")


def _wrapped(parts: list[str]) -> str:
    """Break a long command after its address, as people type it."""
    line = " ".join(parts)
    return line if len(line) <= 72 else " \\\n  ".join([" ".join(parts[:2]), *parts[2:]])


def _copies(command: str, copies: int) -> str:
    if copies == 1:
        return command
    return f"time (for n in $(seq {copies}); do {command} & done; wait)"

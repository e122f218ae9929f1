"""A request as a reader would type it: for curl and for HTTPie."""

import json
import shlex
from collections.abc import Iterable
from urllib.parse import quote, urlencode

from macros.model.task import COPY, PLACEHOLDER, Send, Taken

JSON_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"

_LEGAL_IN_PATHS = "/?#%:@!$&'()*+,;=-._~"


def compact(value: object) -> str:
    """Return JSON on one line, as a proof sends it."""
    return json.dumps(value, ensure_ascii=False)


def curl(send: Send, base: str, before: Iterable[Send] = (), elsewhere: Iterable[Send] = ()) -> str:
    """Return the request as a curl command that prints the status line, headers and body.

    ``before`` are requests of the same client, ``elsewhere`` of another; the cookies of each are kept
    in a file between the commands. What is taken from an answer is said in a comment.
    """
    if send.websocket is not None:
        return _socket(send, base)
    earlier = [line for request in before for line in (_curl(_worded(request), base, "cookies.txt"), *_takes(request))]
    others = [line for request in elsewhere for line in (_curl(_worded(request), base, "other.txt"), *_takes(request))]
    pause = [f"sleep {send.wait:g}"] if send.wait else []
    forged = [f"# FORGED-{name} is {name} with its numbers raised and its signature kept" for name in _forged(send)]
    last = _curl(_worded(send), base, "cookies.txt" if earlier else "")
    return "\n".join([*earlier, *others, *forged, *pause, _copies(_numbered(last, send, base), send)])


def _takes(send: Send) -> list[str]:
    """Return a comment for each value that a later request sends."""
    return [f"# {name.upper()} is {_origin(source)}" for name, source in send.take.items()]


def _forged(send: Send) -> list[str]:
    text = send.model_dump_json(by_alias=True, exclude_unset=True)
    return [name.upper() for name, changed in PLACEHOLDER.findall(text) if changed]


def _origin(source: Taken) -> str:
    if source.cookie is not None:
        return f"the cookie {source.cookie} of this answer"
    if source.header is not None:
        return f"the header {source.header} of this answer"
    return f"what the parentheses in {source.text} match in this answer"


def has_placeholders(send: Send) -> bool:
    """Tell whether a request sends what was taken from an earlier answer."""
    return PLACEHOLDER.search(send.model_dump_json(by_alias=True, exclude_unset=True)) is not None


def _worded(send: Send) -> Send:
    """Return the request with words in place of what is taken from earlier answers."""

    def worded(value: object) -> object:
        match value:
            case str():
                return PLACEHOLDER.sub(lambda name: f"{'FORGED-' if name[2] else ''}{name[1].upper()}", value)
            case list():
                return [worded(element) for element in value]
            case dict():
                return {key: worded(element) for key, element in value.items()}
        return value

    return Send.model_validate(worded(send.model_dump(by_alias=True, exclude_unset=True, exclude={"numbered_from"})))


def _curl(send: Send, base: str, jar: str) -> str:
    body = _body(send)
    parts = [f"curl -i -b {jar} -c {jar}" if jar else "curl -i"]
    parts[0] += "".join(f" -b {shlex.quote(f'{name}={value}')}" for name, value in send.cookies.items())
    if send.method != ("GET" if body is None and not send.files else "POST"):
        parts.append("--head" if send.method == "HEAD" else f"-X {send.method}")
    parts.append(shlex.quote(_address(send, base)))
    headers = dict(send.headers)
    if body is not None and not has_type(send):
        if _is_json(send):
            headers = {"Content-Type": JSON_TYPE, **headers}
        elif send.form is None:
            parts.append("-H 'Content-Type:'")  # curl would call it a form
    parts += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in headers.items()]
    if body is not None:
        # Only --data-raw takes a leading @ literally.
        parts.append(f"{'-d' if not body.startswith('@') else '--data-raw'} {shlex.quote(body)}")
    if send.files:
        # In a plain -F, a leading @ or < would name a file.
        parts += [f"--form-string {shlex.quote(f'{field}={value}')}" for field, value in (send.form or {}).items()]
    for field, file in (send.files or {}).items():
        parts.append(f"-F {shlex.quote(f'{field}=@{file.name};type={file.media_type}')}")
    return _wrapped(parts)


def _socket(send: Send, base: str) -> str:
    """Return how to talk over a WebSocket by hand, with the client that the package websockets brings."""
    typed = "".join(f"\n#   {message}" for message in send.websocket or ())
    address = shlex.quote(_address(send, base.replace("http", "ws", 1)))
    return f"python -m websockets {address}\n# then type, a line each:{typed}"


def httpie(send: Send, base: str, before: Iterable[Send] = ()) -> str:
    """Return the request as an HTTPie command, empty where HTTPie cannot send it.

    ``before`` are requests of the same client; its cookies are kept in a session between the commands.
    """
    if send.websocket is not None or has_placeholders(send):
        return ""
    earlier = [_httpie(request, base, session=True) for request in before]
    pause = [f"sleep {send.wait:g}"] if send.wait else []
    return "\n".join([*earlier, *pause, _copies(_httpie(send, base, session=bool(earlier)), send)])


def _httpie(send: Send, base: str, *, session: bool) -> str:
    """Return one command: with fields where HTTPie reads them as meant, else with the whole body."""
    body = _body(send)
    parts = ["http --session=./cookies.json" if session else "http"]
    fields: list[str] | None = None
    if send.files:
        parts.append("--form")
        fields = [f"{key}={value}" for key, value in (send.form or {}).items()]
        fields += [f"{field}@{file.name};type={file.media_type}" for field, file in send.files.items()]
    elif send.form is not None and all(_is_plain(key, value) for key, value in send.form.items()):
        parts.append("--form")
        fields = [f"{key}={value}" for key, value in send.form.items()]
    elif isinstance(send.json_, dict) and send.json_ and all(_is_plain(*item) for item in send.json_.items()):
        fields = [_field(key, value) for key, value in send.json_.items()]
    parts += [send.method, shlex.quote(_address(send, base))]
    parts += [shlex.quote(f"{name}:{_escaped(value)}") for name, value in send.headers.items()]
    if fields is not None:
        parts += map(shlex.quote, fields)
    elif body is not None:
        if not has_type(send) and not _is_json(send):
            # HTTPie would call it JSON.
            parts.append("Content-Type:" + (FORM_TYPE if send.form is not None else ""))
        parts.append(f"--raw {shlex.quote(body)}")
    return " ".join(parts)


def _is_json(send: Send) -> bool:
    """Tell whether JSON is sent; null is JSON too."""
    return "json_" in send.model_fields_set


def _body(send: Send) -> str | None:
    """Return what is sent as the body, None for no body."""
    if _is_json(send):
        return compact(send.json_)
    if send.files:
        return None
    return urlencode(send.form) if send.form is not None else send.body


def has_type(send: Send) -> bool:
    """Tell whether a request says itself what its body is."""
    return any(name.lower() == "content-type" for name in send.headers)


def _address(send: Send, base: str) -> str:
    """Return the address with everything encoded that an address may not hold, or that curl would expand."""
    return base + quote(send.path, safe=_LEGAL_IN_PATHS)


def _is_plain(key: str, value: object) -> bool:
    """Tell whether HTTPie takes ``key=value`` literally: no other separator, no escape, no path."""
    word = key.replace("_", "").isalnum() and not key.isdigit()
    return word and not (isinstance(value, str) and (value[:1] in ("=", "@") or "\\" in value))


def _escaped(value: str) -> str:
    """Keep HTTPie from making another kind of item of a header whose value begins with = or @."""
    return f"\\{value}" if value.startswith(("=", "@")) else value


def _field(key: str, value: object) -> str:
    return f"{key}={value}" if isinstance(value, str) else f"{key}:={compact(value)}"


def _wrapped(parts: list[str]) -> str:
    """Break a long command after its address, as people type it."""
    line = " ".join(parts)
    return line if len(line) <= 72 else " \\\n  ".join([" ".join(parts[:2]), *parts[2:]])


def _copies(command: str, send: Send) -> str:
    if send.copies == 1:
        return command
    first = "" if send.numbered_from is None else f"{send.numbers[0]} "
    return f"time (for n in $(seq {first}{send.numbers[-1]}); do {command} & done; wait)"


def _numbered(command: str, send: Send, base: str) -> str:
    """Let the shell fill in the number of each copy."""
    if send.numbered_from is None:
        return command
    address = _address(_worded(send), base)
    return command.replace(shlex.quote(address), f'"{address.replace(COPY.upper(), "$n")}"')

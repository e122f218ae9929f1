"""The page that a preview shows in place of all others while the site cannot be made, and how it goes away again."""

import traceback
from html import escape
from pathlib import Path

from jinja2 import TemplateSyntaxError

ANEW = 75
"""The exit status by which a preview asks to be started anew."""

RUNNER = "PREVIEW_IS_STARTED_ANEW"
"""The environment variable by which a preview knows that it would be."""

RELOAD = """
<script>
let shown;
setInterval(async () => {
  const text = await fetch(location, {cache: "no-store"}).then(reply => reply.text()).catch(() => shown);
  if (shown && text !== shown) location.reload();
  shown = text;
}, 700);
</script>
"""
"""Brings a page back that is missing, once it is there: MkDocs does so only for pages that it has."""

FAILED = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The preview failed</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; }}
pre {{ overflow: auto; padding: 1rem; background: #eee; color: #111; }} @media (prefers-color-scheme: dark) {{
body {{ background: #111; color: #eee; }} }}</style></head><body>
<h1>The site cannot be made</h1><p role="alert"><strong>{summary}</strong></p>
<p>This page will be back as soon as that is mended.</p><pre tabindex="0">{details}</pre></body></html>
"""


def failure_page(error: BaseException) -> str:
    """Return a page that says what went wrong, and where."""
    summary = f"{place(error)}: {error}" if place(error) else f"{type(error).__name__}: {error}"
    details = "".join(traceback.format_exception(error))
    return FAILED.format(summary=escape(summary), details=escape(details))


def place(error: BaseException) -> str:
    """Return the file and the line of this project that an error comes from."""
    here = Path.cwd()
    if isinstance(error, SyntaxError) and error.filename:
        places = [(error.filename, error.lineno or 1)]
    elif isinstance(error, TemplateSyntaxError) and error.filename:
        places = [(error.filename, error.lineno)]
    elif mark := getattr(error.__context__, "problem_mark", None):  # of mkdocs.yml, which MkDocs reads
        places = [(mark.name, mark.line + 1)]
    else:  # the first frame is the one that caught it
        places = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)[1:]]
    ours = [
        (Path(name).relative_to(here), line)
        for name, line in places
        if Path(name).is_relative_to(here) and ".venv" not in Path(name).parts
    ]
    return f"{ours[-1][0]}:{ours[-1][1]}" if ours else ""

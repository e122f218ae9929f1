"""Following a tutorial's page: what is done, and which differences are noticed."""

import sys
from pathlib import Path

import pytest

from macros.model.base import FrameworkId
from tests.project import FILES, ScratchProject
from tests.site.following import Reader
from tests.site.html import Html

SERVER = FILES["data/tasks/ask/shared/answers.py"] + "\n\nserve(True, 200)\n"


def code(text: str, label: str = "", title: str = "") -> str:
    """Return a piece of code as pages have it."""
    named = f'<span class="filename"><span class="filename-name">{title}</span></span>' if title else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<div class="highlight" aria-label="{label}">{named}<pre><code>{escaped}\n</code></pre></div>'


INSTALL = code("pip install alpha", "Command that installs it")
START = code("python main.py", "Command that starts it")
CONSOLE = code('Started\n127.0.0.1 - - [01/Jan/2026 12:00:00] "POST /ask HTTP/1.1" 422 -', "Console output")
ASK = code("curl -i -X POST http://127.0.0.1:8000/ask -d x=1", title="curl")
REPLY = code("HTTP/1.1 422 Unprocessable Entity", title="The reply: 422 Unprocessable Entity")
PAGE = [INSTALL, code(SERVER, title="main.py"), START, CONSOLE, ASK, REPLY]


def followed(project: ScratchProject, *pieces: str) -> Reader:
    """Follow a page that has these pieces; every environment is this one."""
    reader = Reader(project.catalog.frameworks[FrameworkId("alpha")].serve, lambda _: Path(sys.prefix))
    reader.follow(Html("".join(pieces)))
    return reader


@pytest.mark.needs("curl")
def test_a_page_that_shows_what_comes_has_no_differences(project: ScratchProject) -> None:
    reader = followed(project, *PAGE, code("x", title="static/more.txt"), START, ASK, REPLY)
    assert reader.differences == []
    assert reader.compared == 3
    assert reader.installed == ["alpha"]
    assert {"main.py", "static/more.txt"} <= set(reader.files)


@pytest.mark.needs("curl")
def test_a_reply_and_a_console_that_differ_are_noticed(project: ScratchProject) -> None:
    reply, console = REPLY.replace("422 Unp", "404 Unp"), CONSOLE.replace("Started", "Stopped")
    reader = followed(project, *PAGE[:3], console, ASK, reply)
    assert [difference.split("`")[0] for difference in reader.differences] == ["the reply of ", "the console of "]


@pytest.mark.needs("curl")
def test_what_an_app_has_written_stays_and_what_is_no_longer_needed_goes(project: ScratchProject) -> None:
    writes = code(SERVER + "# then\n", title="main.py").replace("import os", "import os; open('kept', 'w').close()")
    gone = '<p class="step-changes"><code>more.txt</code> is no longer needed.</p>'
    reader = followed(project, INSTALL, writes, code("x", title="more.txt"), START, gone, START)
    assert "kept" in reader.files
    assert "more.txt" not in reader.files


def test_a_block_that_nobody_would_know_what_to_do_with_is_named(project: ScratchProject) -> None:
    with pytest.raises(AssertionError, match="'Command that deletes it'"):
        followed(project, code("rm", "Command that deletes it"))

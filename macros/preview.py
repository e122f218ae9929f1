"""What makes a preview quick and hard to break: it remembers what an edit does not concern, sees a save at once, and
shows in the browser why a build failed. All of it hangs on MkDocs' public events.

``PLAIN_PREVIEW=1`` switches it off: then each save makes everything again, and MkDocs looks for saves itself.
"""

import gc
import logging
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import watchfiles
from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import clean_directory
from watchdog.events import FileModifiedEvent, FileSystemEventHandler

from macros.failures import ANEW, RELOAD, RUNNER, failure_page
from macros.memory import Memory

log = logging.getLogger("mkdocs.macros.preview")

SWITCH = "PLAIN_PREVIEW"
"""The environment variable that switches this off."""

MADE_BY = ("macros.fragments", "macros.main", "macros.guard", "macros.tables", "macros.render", "macros.site")
"""The modules that make a page's content; what they import counts too."""

SETTLED = 20
"""Milliseconds without another save after which a build begins."""

LOOKS = 500
"""Milliseconds after which folders are looked at in any case: one that was replaced sends no more events."""


def is_on() -> bool:
    """Tell whether this is switched on."""
    return not os.environ.get(SWITCH)


# Pages


@dataclass(frozen=True)
class _KeptPage:
    markdown: str | None
    title: str | None
    meta: dict[str, Any]
    content: str | None
    toc: Any
    anchors: set[str] | None
    links: dict[str, dict[str, str]]
    """Of each page that it links to, by its file: the anchors, and the links as they were written."""


@dataclass(repr=False)  # mkdocs-macros writes out what it is given
class Pages:
    """Keeps the content of pages between a page's events."""

    memory: Memory
    _making: ExitStack = field(default_factory=ExitStack)
    _keep: Callable[[Any], None] | None = None

    def begin(self, page: Page, markdown: str, given: Any) -> str:
        """Return the Markdown from which a page is to be made: none if the page is as it was."""
        self._making.close()  # of a page that failed
        self._keep = None
        if not self.memory.keeps:
            return markdown
        name = ("page", page.file.src_uri)
        given = (date.today(), markdown, page.title, dict(page.meta), page.edit_url, page.canonical_url, given)
        if kept := self.memory.known(name, given):
            page.meta["render_macros"] = False
            page.render = lambda config, files: _restore(page, kept.value, files)  # type: ignore[method-assign] # noqa: ARG005
            return ""
        self._keep = self._making.enter_context(self.memory.making(name, given, *MADE_BY))
        return markdown

    def end(self, page: Page, content: str) -> str:
        """Keep a page that was made."""
        if self._keep:
            links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
            kept = _KeptPage(
                page.markdown, page.title, dict(page.meta), content, page.toc, page.present_anchor_ids, links
            )
            self._keep(kept)
            self._keep = None
        self._making.close()
        return content


def _restore(page: Page, kept: _KeptPage, files: Files) -> None:
    page.markdown, page.title, page.meta = kept.markdown, kept.title, dict(kept.meta)
    page.content, page.toc, page.present_anchor_ids = kept.content, kept.toc, kept.anchors
    there = {path: files.get_file_from_path(path) for path in kept.links}
    page.links_to_anchors = {file: kept.links[path] for path, file in there.items() if file}


# The theme


@dataclass
class Theme:
    """The theme's templates: a page that would look as it did is not rendered again."""

    environment: Environment
    memory: Memory
    given: Any
    """All that templates get beside the page."""
    same_everywhere: bool = False
    """Whether pages differ only by the way to the site's root: those that say what is wrong with the data."""
    _made: dict[str, str] = field(default_factory=dict)

    def get_template(self, name: str) -> "_Template":
        """Return a template by its name."""
        return _Template(self, name, self.environment.get_template(name))

    def rendered(self, name: str, template: Template, context: Mapping[str, Any]) -> str:
        """Return what a template makes of a context."""
        page: Page | None = context.get("page")
        if page is None:
            return template.render(context)
        if self.same_everywhere:
            way = context["base_url"]
            if way not in self._made:
                self._made[way] = template.render(context)
            return self._made[way]
        beside = [(other.title, other.url) if other else None for other in (page.previous_page, page.next_page)]
        about = (page.title, dict(page.meta), page.url, page.edit_url, page.canonical_url, page.update_date)
        given = (name, self.given, about, beside, _outline(page.toc), page.content)
        return self.memory.recall(("html", page.file.src_uri), given, lambda: template.render(context), "macros.hooks")


@dataclass(frozen=True)
class _Template:
    theme: Theme
    name: str
    template: Template

    def render(self, context: Mapping[str, Any]) -> str:
        return self.theme.rendered(self.name, self.template, context)


def _outline(links: Iterable[AnchorLink]) -> list[Any]:
    return [(link.title, link.id, link.level, _outline(link.children)) for link in links]


def shape(nav: Navigation) -> list[Any]:
    """Return all that pages show of the navigation."""
    return [_shape(item) for item in nav.items]


def _shape(item: Any) -> Any:
    meta = dict(item.meta) if item.is_page else {}
    return (item.title, getattr(item, "url", None), meta, [_shape(child) for child in item.children or ()])


# The search


@dataclass(repr=False)
class Search:
    """Makes the index of the search beside the preview: pages are there first, and an old index serves till then."""

    make: Callable[[list[Any]], list[tuple[str, str | bytes]]]
    """Makes the files of the search from the pages."""
    _pages: list[Any] | None = None
    _files: list[tuple[str, str | bytes]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _build: int = 0
    _at_work: threading.Thread | None = None

    def stop(self) -> None:
        """Write nothing for now: a build begins."""
        with self._lock:
            self._build += 1

    def publish(self, pages: list[Any] | None, site: Path) -> None:
        """Write the index at hand, and make another if pages have changed; none of pages that are not there now."""
        with self._lock:
            write(site, self._files)
            if pages is None or pages == self._pages:
                return
            self._at_work = threading.Thread(target=self._renew, args=(self._build, pages, site), daemon=True)
            self._at_work.start()

    def _renew(self, build: int, pages: list[Any], site: Path) -> None:
        try:
            files = self.make(pages)
        except (OSError, RuntimeError) as error:
            log.error("the search was not made: %s", error)
            return
        with self._lock:
            if build != self._build:
                return
            for url in dict(self._files).keys() - dict(files).keys():
                (site / url).unlink(missing_ok=True)
            self._pages, self._files = pages, files
            write(site, files)

    def wait(self) -> None:
        """Wait until the index is made."""
        if self._at_work:
            self._at_work.join()


def write(site: Path, files: Iterable[tuple[str, str | bytes]]) -> None:
    """Write files into a site, by their addresses."""
    for url, content in files:
        path = site / url
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


# Saves


class Observer:
    """Takes the place of MkDocs' observer, which looks at every file twice a second: the system tells what changed.

    A read is no change, and neither is what an editor leaves beside a file.
    """

    def __init__(self) -> None:
        self._handlers: dict[str, tuple[FileSystemEventHandler, bool]] = {}
        self._stopped = threading.Event()
        self._threads: list[threading.Thread] = []

    def schedule(self, handler: FileSystemEventHandler, path: str, recursive: bool = False) -> str:
        """Tell a handler of what changes under a path, or of a file."""
        self._handlers[path] = (handler, recursive)
        return path

    def unschedule(self, path: str) -> None:
        """No longer tell of a path."""
        del self._handlers[path]

    def start(self) -> None:
        """Begin to look."""
        folders = {path for path in self._handlers if Path(path).is_dir()}
        files = self._handlers.keys() - folders
        # A file is watched by its folder: editors put another file in its place.
        for paths, recursive in ((folders, True), ({str(Path(path).parent) for path in files}, False)):
            thread = threading.Thread(target=self._watch, args=(paths, recursive), daemon=True)
            thread.start()
            self._threads.append(thread)

    def _watch(self, paths: set[str], recursive: bool) -> None:
        while paths and not self._stopped.is_set():
            known = _identities(paths)
            for changes in watchfiles.watch(
                *(path for path in paths if Path(path).exists()),
                stop_event=self._stopped,
                step=SETTLED,
                rust_timeout=LOOKS,
                yield_on_timeout=True,
                recursive=recursive,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                for _, path in changes:
                    self._tell(path, recursive)
                if _identities(paths) != known:
                    break
            if not self._stopped.is_set():  # a folder was replaced
                self._stopped.wait(0.1)
                for path in paths:
                    self._tell(str(Path(path, "")) if recursive else path, recursive)

    def _tell(self, changed: str, recursive: bool) -> None:
        for path, (handler, _) in [*self._handlers.items()]:
            if changed == path or (recursive and changed.startswith(path.rstrip(os.sep))):
                handler.on_any_event(FileModifiedEvent(changed))

    def stop(self) -> None:
        """Look no longer."""
        self._stopped.set()

    def join(self) -> None:
        """Wait until nobody looks any more."""
        for thread in self._threads:
            thread.join()


def _identities(paths: Iterable[str]) -> list[int]:
    return [Path(path).stat().st_ino if Path(path).exists() else 0 for path in sorted(paths)]


# Failures


@dataclass
class Guard:
    """Lets a preview go on when a build fails: every page says why until one succeeds."""

    builder: Callable[[], None]
    site: Path
    hooks: Path
    """The module that MkDocs reads once."""
    failure: str = ""

    def __post_init__(self) -> None:
        self._read = self.hooks.stat().st_mtime_ns

    def build(self) -> None:
        """Build, or keep what went wrong."""
        if os.environ.get(RUNNER) and self.hooks.exists() and self.hooks.stat().st_mtime_ns != self._read:
            raise SystemExit(ANEW)
        try:
            self.builder()
            self.failure = ""
        except (Exception, SystemExit) as error:
            log.error("%s", error)
            self.failure = failure_page(error)
            clean_directory(str(self.site))

    def missing(self, code: int) -> bytes | None:
        """Return what is shown in place of a page that is not there."""
        path = self.site / f"{code}.html"
        text = self.failure or (path.read_text("utf-8") if path.is_file() else f"<h1>{code}</h1>")
        return (text + RELOAD).encode()


def attend(server: LiveReloadServer, config: MkDocsConfig, hooks: Path) -> None:
    """Let a server see saves at once, and outlive builds that fail."""
    guard = Guard(server.builder, Path(config.site_dir), hooks)
    server.builder, server.error_handler = guard.build, guard.missing
    watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
    for path in watched:
        server.unwatch(path)
    server.observer, server.build_delay = Observer(), SETTLED / 1000  # type: ignore[assignment]
    for path in watched:
        server.watch(path)
    gc.freeze()  # the first build's pages stay: to look through them for what can go costs a tenth of each later one

"""MkDocs' events (https://www.mkdocs.org/dev-guide/plugins/#events) and nothing else."""

import logging
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

ROOT = Path(__file__).resolve().parent.parent
READ_ONCE = ("macros/**/*.py", "docs/assets/site.css")
"""What a process reads once: the modules, and what one of them takes from the styles."""
log = logging.getLogger("mkdocs.macros.comparison")


@dataclass
class _Preview:
    """What is kept from one build of a preview to the next."""

    serving: bool = False
    modules: dict[Path, int] = field(default_factory=dict)
    """The time of the last change of each of our modules."""
    pages: set[str] = field(default_factory=set)
    """The pages made from the data so far: they stay while the data is broken."""
    memory: Any = None
    """What is kept of what was made."""
    settings: tuple[str, int] = ("", 0)
    """The configuration, and when it was last written."""
    indexing: Any = None
    """The index of the search that is being made."""
    search: Any = None
    """Makes the index of the search."""


_preview = _Preview()


def on_startup(command: str, dirty: bool) -> None:
    """Note whether this is a preview; it goes on where a build ends."""
    _preview.serving = command == "serve"


@event_priority(100)  # before the macros plugin defines its macros
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the data once. A build ends here if it is wrong, before the old site is touched."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    _forget_changed_modules()
    from macros.calls import wrong_calls
    from macros.memory import Memory
    from macros.outputs import navigation
    from macros.preview import Pages, Search, is_on
    from macros.render import TEMPLATES, times
    from macros.site import Site
    from macros.tables import CardTables
    from macros.views.repository import Repository, UnknownRepository

    config.markdown_extensions.append(CardTables())
    branch = (config.edit_uri or "edit/main/docs/").split("/")[1]
    try:
        repository = Repository.at(config.repo_url or "", branch)
    except UnknownRepository as error:
        raise Abort(str(error)) from None
    config.repo_url, config.edit_uri = repository.url, f"{repository.edit_path}docs/"
    project, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    settings = (config.config_file_path, Path(config.config_file_path).stat().st_mtime_ns)
    if settings != _preview.settings:  # everything depends on them
        _preview.settings, _preview.memory, _preview.search = settings, Memory(), None
    memory = _preview.memory = _preview.memory or Memory()
    if _preview.serving and is_on():
        memory.begin()
        _preview.search = _preview.search or Search(_index)
        _preview.search.stop()
    memory.table("template files", times(TEMPLATES))
    site = Site.read(project, docs, repository, config.site_url or "", memory)
    config.extra["comparison_site"], config.extra["comparison_pages"] = site, Pages(memory)
    if not config.repo_url:
        config.edit_uri = None  # nothing to edit where there is no repository
    if _preview.serving:
        _do_not_stop_at_mistakes(config)
    problems = [*site.problems, *wrong_calls(project, site.catalog)]
    for problem in problems:
        log.log(logging.WARNING if _preview.serving else logging.ERROR, "%s", problem)
    if problems and not _preview.serving:
        raise Abort(f"{_count(len(problems), 'problem')} in data/ and docs/; the site was not built")
    if site.is_broken:
        # Pages that nobody named are no news now: what is wrong with the data is.
        navigation.fill(config.nav or [], {})
        config.validation.nav.omitted_files = logging.DEBUG
        config.validation.links.not_found = logging.DEBUG
    else:
        navigation.extend(site, config.nav or [])
    return config


def _index(pages: list[Any]) -> list[tuple[str, str | bytes]]:
    from macros.outputs.search import Indexing

    return [*Indexing(pages).files()]


def _count(number: int, noun: str) -> str:
    from macros.views.words import count

    return count(number, noun)


def _do_not_stop_at_mistakes(config: MkDocsConfig) -> None:
    """Take back what a build is strict about: a preview with a broken link or macro is still a preview."""
    config.plugins["macros"].config["on_error_fail"] = False
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, CountHandler):
            handler.setLevel(logging.CRITICAL + 1)


def _forget_changed_modules() -> None:
    """Let Python read our modules again when one of them was edited during a preview, and all that import it."""
    modules = {path: path.stat().st_mtime_ns for files in READ_ONCE for path in ROOT.glob(files)}
    if _preview.modules and modules != _preview.modules:
        from macros.modules import dependents

        changed = {path for path, _ in modules.items() ^ _preview.modules.items()}
        forgotten = dependents(ROOT, {path.relative_to(ROOT).as_posix() for path in changed})
        for name in forgotten & sys.modules.keys():
            parent, _, attribute = name.rpartition(".")
            if parent in sys.modules:
                vars(sys.modules[parent]).pop(attribute, None)
            del sys.modules[name]
        _preview.memory.forget(forgotten)
        if "macros.memory" in forgotten:
            _preview.memory = None
    _preview.modules = modules


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from the data, and all that is published beside them; leave out what is no part of docs/."""
    from macros.outputs.downloads import downloads
    from macros.outputs.embeds import embeddings
    from macros.outputs.exports import exports
    from macros.outputs.feed import feeds
    from macros.outputs.pages import generated_pages
    from macros.outputs.pictures import pictures
    from macros.outputs.redirects import redirect_pages
    from macros.views import urls

    site = config.extra["comparison_site"]
    for file in [*files]:
        if not site.is_published(file.src_uri):
            files.remove(file)
    if site.is_broken:
        for source in sorted(_preview.pages):
            files.append(File.generated(config, source, content="# The data has mistakes\n"))
        return files
    for page in _made(site, generated_pages, site.catalog):
        file = File.generated(config, page.source, content=page.markdown)
        file.edit_uri = f"../{page.data}"
        files.append(file)
        _preview.pages.add(page.source)
    for file in files.documentation_pages():
        site.published[urls.of_source(file.src_uri)] = file.url.removeprefix("./")
    title, summary = config.site_name, config.site_description or ""
    published = (
        *(*_made(site, downloads, site.catalog), *_made(site, exports, site), *_made(site, redirect_pages, site)),
        *(*_made(site, embeddings, site, title), *_made(site, pictures, site, title, summary)),
    )
    for url, content in published:
        files.append(_as_it_is(config, url, content))
    for url, content in _made(site, feeds, site, title, summary):
        files.append(File.generated(config, url, content=content))
    site.published[urls.LLMS] = urls.LLMS  # made of the pages, once they are
    site.published.update({file.dest_uri: file.url for file in files if not file.is_documentation_page()})
    listed = frozenset((file.src_uri, file.dest_uri, file.inclusion) for file in files)
    config.extra["comparison_files"] = site.memory.state("files", listed)
    return files


def _made(site: Any, outputs: Callable[..., Iterable[Any]], *given: Any) -> list[Any]:
    """Return all that a function yields, from the memory if nothing that it reads has changed."""
    words = [value for value in given if isinstance(value, str)]
    made: list[Any] = site.memory.recall(
        outputs.__qualname__, (date.today(), words), lambda: [*outputs(*given)], outputs.__module__
    )
    return made


def _as_it_is(config: MkDocsConfig, url: str, content: str | bytes) -> File:
    """Return a file that is published as it is: also one that MkDocs would leave out or make a page of."""
    file = File.generated(config, f"{url}.download", content=content, inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = url
    return file


@event_priority(100)  # before the macros plugin renders the page
def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Keep the title's escapes; where the data is wrong, say that instead of the page."""
    site = config.extra["comparison_site"]
    if isinstance(page.title, Markup):
        page.meta.setdefault("title", page.title)  # the theme would undo the escapes of a title from the navigation
    if site.is_broken:
        return _say_what_is_wrong(page, site)
    site.blocks.begin()
    given = (site.written_pages, config.extra["comparison_files"])
    made_of: str = config.extra["comparison_pages"].begin(page, markdown, given)
    return made_of


def _say_what_is_wrong(page: MkDocsPage, site: Any) -> str:
    """Let a page say what is wrong with the data: all pages the same, whatever stands in them."""
    from macros.site import Page

    title = "The data has mistakes"
    content = f"<h1>{title}</h1>{Page(site, page.url).html('errors', problems=site.errors)}"
    page.meta = {"title": title, "render_macros": False}

    def render(config: MkDocsConfig, files: Files) -> None:
        page.content, page.toc, page.links_to_anchors = content, TableOfContents([]), {}

    page.render = render  # type: ignore[method-assign]
    return ""


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Put the blocks of HTML where the macros left their places."""
    site = config.extra["comparison_site"]
    if site.is_broken:
        return html
    filled: str = config.extra["comparison_pages"].end(page, site.blocks.fill(html))
    return filled


def on_build_error(error: Exception) -> None:
    """End what is still at work."""
    if _preview.indexing:
        _preview.indexing.stop()


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Keep the navigation for those who ask what pages show of it."""
    config.extra["comparison_nav"] = nav


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Tell the theme's templates our words and what the data says, and begin to index the pages: all are made."""
    from macros.outputs.head import head
    from macros.outputs.markdown import texts
    from macros.outputs.navigation import as_in_navigation
    from macros.outputs.search import Indexing, search_pages
    from macros.preview import Theme, shape
    from macros.render import times
    from macros.views import urls, words
    from macros.views.site import last_run

    site = config.extra["comparison_site"]
    memory = site.memory
    theme = (times(ROOT / "macros" / "theme"), config.site_url)
    env = memory.recall("theme", theme, lambda: env, "macros.preview")
    env.globals["head"] = partial(head, site, config.site_name, config.site_description or "")
    env.globals["words"], env.globals["urls"], env.globals["path"] = words, urls, site.path
    env.globals["data_problems"] = [str(problem) for problem in site.errors]
    made = [file.page for file in files.documentation_pages() if file.page]
    last = last_run(site.catalog)
    env.globals["last_run"] = words.day(last) if last else ""
    env.globals["report_url"] = site.repository.report_any()
    pages, mistakes = search_pages(site, made)
    for mistake in mistakes:
        log.warning("%s", mistake)
    config.extra["comparison_pages_found"] = pages
    if not memory.keeps:
        config.extra["comparison_search"] = _preview.indexing = Indexing(pages)
    config.extra["comparison_texts"] = list(
        texts(site, config.site_name, config.site_description or "", as_in_navigation(made))
    )
    nav = memory.state("navigation", shape(config.extra["comparison_nav"]))
    given = [nav, theme, env.globals["last_run"], env.globals["report_url"]]
    return Theme(env, memory, memory.state("theme's", given), same_everywhere=site.is_broken)


def on_post_build(config: MkDocsConfig) -> None:
    """Put the index and the Markdown beside the pages."""
    from macros.preview import write

    site, folder = config.extra["comparison_site"], Path(config.site_dir)
    write(folder, config.extra["comparison_texts"])
    if site.memory.keeps:
        pages = None if site.is_broken else config.extra["comparison_pages_found"]
        _preview.search.publish(pages, folder)
    else:
        write(folder, config.extra["comparison_search"].files())


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Let a preview see saves at once, and go on when a build fails."""
    from macros.preview import attend, is_on

    if is_on():
        attend(server, config, Path(__file__))


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Make the page lighter, without a change that anybody sees."""
    from macros.outputs.indentation import without_indentation

    return without_indentation(output)

"""MkDocs' events (https://www.mkdocs.org/dev-guide/plugins/#events): the one place that knows its builds."""

import logging
import sys
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

ROOT = Path(__file__).resolve().parent.parent
log = logging.getLogger("mkdocs.macros.comparison")

_serving = False
_sources: dict[str, float] = {}
_seen_pages: set[str] = set()


def on_startup(command: str, dirty: bool) -> None:
    """Note whether this is a preview; it goes on where a build ends."""
    global _serving
    _serving = command == "serve"


@event_priority(100)  # before the macros plugin defines its macros
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read the data once. A build ends here if it is wrong, before the old site is touched."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    _forget_changed_modules()
    from macros import engine
    from macros.reader import load
    from macros.views.repository import Repository

    project = Path(config.config_file_path).parent
    loaded = load(project)
    branch = (config.edit_uri or "edit/main/docs/").split("/")[1]
    engine.current = engine.Build(Path(config.docs_dir), loaded, _serving, Repository(config.repo_url or "", branch))
    if not config.repo_url:
        config.edit_uri = None  # nothing to edit where there is no repository
    if _serving:
        _do_not_stop_at_mistakes(config)
    for problem in loaded.problems:
        log.log(logging.WARNING if _serving else logging.ERROR, "%s", problem)
    if loaded.problems and not _serving:
        raise Abort(f"{len(loaded.problems)} problems in data/; the site was not built")
    config.extra["data_problems"] = [str(one) for one in loaded.errors]
    if not engine.current.broken:
        _extend_nav(config)
    return config


def _do_not_stop_at_mistakes(config: MkDocsConfig) -> None:
    """Take back what a build is strict about: a preview with a broken link or macro is still a preview."""
    config.plugins["macros"].config["on_error_fail"] = False
    for handler in logging.getLogger("mkdocs").handlers:
        if isinstance(handler, CountHandler):
            handler.setLevel(logging.CRITICAL + 1)


def _forget_changed_modules() -> None:
    """Let Python read our modules again when one of them was edited during a preview."""
    now = {str(path): path.stat().st_mtime for path in (ROOT / "macros").rglob("*.py")}
    if _sources and now != _sources:
        for name in [one for one in sys.modules if one == "macros" or one.startswith("macros.")]:
            del sys.modules[name]
    _sources.clear()
    _sources.update(now)


def _extend_nav(config: MkDocsConfig) -> None:
    """Add the generated pages to the sections of mkdocs.yml that begin with their index."""
    from macros import engine
    from macros.pages import for_theme, generated_pages

    assert engine.current is not None
    catalog = engine.current.loaded.catalog
    sections: dict[str, list[dict[str, str]]] = {"get-started": []}
    for one in catalog.columns():
        if engine.current.make.get_started(one):
            sections["get-started"].append({for_theme(catalog.frameworks[one].name): f"get-started/{one}.md"})
    for page in generated_pages(catalog):
        sections.setdefault(page.section, []).append({for_theme(page.title): page.source})
    _append(config.nav or [], sections)


def _append(items: list[Any], sections: dict[str, list[dict[str, str]]]) -> None:
    for item in items:
        for children in item.values() if isinstance(item, dict) else ():
            if isinstance(children, list):
                for name, pages in sections.items():
                    if f"{name}/index.md" in children:
                        children += pages
                _append(children, sections)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages, every shown file for download, and the feed of changes."""
    from macros import engine
    from macros.feed import atom
    from macros.pages import generated_pages, redirects
    from macros.views import collections, urls

    build = engine.current
    assert build is not None
    if build.broken:
        for source in sorted(_seen_pages):
            files.append(File.generated(config, source, content="# The data has mistakes\n"))
        return files
    catalog = build.loaded.catalog
    for page in generated_pages(catalog):
        file = File.generated(config, page.source, content=page.markdown)
        file.edit_uri = f"../{page.data}"
        files.append(file)
        _seen_pages.add(page.source)
    for (task, sample), texts in catalog.sample_files.items():
        for path, text in texts.items():
            files.append(_download(config, urls.sample_file(task, sample, path), text))
        if sample in catalog.tasks[task].samples:
            files.append(_download(config, urls.http_file(task, sample), collections.http_file(catalog, task, sample)))
            files.append(_download(config, urls.postman(task, sample), collections.postman(catalog, task, sample)))
    for name, texts in catalog.frontend_files.items():
        for path, text in texts.items():
            files.append(_download(config, urls.frontend_file(name, path), text))
    for name, found in catalog.tasks.items():
        for picture in found.screenshots:
            if f"{name}-{picture}" in catalog.pictures:
                content = catalog.pictures[f"{name}-{picture}"]
                files.append(_download(config, urls.screenshot(name, picture), content))
    for (target, framework), texts in catalog.guide_files.items():
        for path, text in texts.items():
            files.append(_download(config, urls.guide_file(target, framework, path), text))
    for old, new in redirects(catalog).items():
        files.append(_download(config, f"{old}index.html", build.make.redirect(old, new)))
    feed = atom(build.make, config.site_name, config.site_description or "", config.site_url or "")
    files.append(File.generated(config, urls.FEED, content=feed))
    return files


def _download(config: MkDocsConfig, url: str, text: str | bytes) -> File:
    """Return a file to download, as it is: also one that MkDocs would leave out or make a page of."""
    file = File.generated(config, f"{url}.download", content=text, inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = url
    return file


@event_priority(100)  # before the macros plugin renders the page
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the macros which page is being made; where the data is wrong, say that instead."""
    from macros import engine

    build = engine.current
    assert build is not None
    build.page_url = page.url
    if isinstance(page.title, Markup):
        page.meta.setdefault("title", page.title)  # the theme would undo the escapes of a title from the navigation
    if not build.broken:
        return markdown
    title = next((line for line in markdown.splitlines() if line.startswith("# ")), "")
    return title + build.make.block("errors", problems=build.loaded.errors)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the blocks of HTML where the macros left their places."""
    from macros import engine

    assert engine.current is not None
    return engine.current.make.blocks.fill(html)

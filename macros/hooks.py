"""MkDocs' events (https://www.mkdocs.org/dev-guide/plugins/#events) and nothing else."""

import logging
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler

ROOT = Path(__file__).resolve().parent.parent
log = logging.getLogger("mkdocs.macros.comparison")


@dataclass
class _Preview:
    """What is kept from one build of a preview to the next."""

    serving: bool = False
    modules: dict[str, float] = field(default_factory=dict)
    """The time of the last change of each of our modules."""
    pages: set[str] = field(default_factory=set)
    """The pages made from the data so far: they stay while the data is broken."""


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
    from macros.outputs import navigation
    from macros.site import Site
    from macros.tables import CardTables
    from macros.views.repository import Repository

    config.markdown_extensions.append(CardTables())
    branch = (config.edit_uri or "edit/main/docs/").split("/")[1]
    repository = Repository(config.repo_url or "", branch)
    project, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    site = Site.read(project, docs, repository, config.site_url or "")
    config.extra["comparison_site"] = site
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
    """Let Python read our modules again when one of them was edited during a preview."""
    modules = {str(path): path.stat().st_mtime for path in (ROOT / "macros").rglob("*.py")}
    if _preview.modules and modules != _preview.modules:
        for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
            del sys.modules[name]
    _preview.modules = modules


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages made from the data, and all that is published beside them."""
    from macros.outputs.downloads import downloads
    from macros.outputs.embeds import embeddings
    from macros.outputs.exports import exports
    from macros.outputs.feed import feeds
    from macros.outputs.pages import generated_pages
    from macros.outputs.pictures import pictures
    from macros.outputs.redirects import redirect_pages
    from macros.views import urls

    site = config.extra["comparison_site"]
    if site.is_broken:
        for source in sorted(_preview.pages):
            files.append(File.generated(config, source, content="# The data has mistakes\n"))
        return files
    for page in generated_pages(site.catalog):
        file = File.generated(config, page.source, content=page.markdown)
        file.edit_uri = f"../{page.data}"
        files.append(file)
        _preview.pages.add(page.source)
    for file in files.documentation_pages():
        site.published[urls.of_source(file.src_uri)] = file.url.removeprefix("./")
    published = (
        *(*downloads(site.catalog), *exports(site), *redirect_pages(site)),
        *embeddings(site, config.site_name),
        *pictures(site, config.site_name, config.site_description or ""),
    )
    for url, content in published:
        files.append(_as_it_is(config, url, content))
    for url, content in feeds(site, config.site_name, config.site_description or ""):
        files.append(File.generated(config, url, content=content))
    site.published[urls.LLMS] = urls.LLMS  # made of the pages, once they are
    site.published.update({file.dest_uri: file.url for file in files if not file.is_documentation_page()})
    return files


def _as_it_is(config: MkDocsConfig, url: str, content: str | bytes) -> File:
    """Return a file that is published as it is: also one that MkDocs would leave out or make a page of."""
    file = File.generated(config, f"{url}.download", content=content, inclusion=InclusionLevel.INCLUDED)
    file.dest_uri = url
    return file


@event_priority(100)  # before the macros plugin renders the page
def on_page_markdown(markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Keep the title's escapes; where the data is wrong, say that instead of the page."""
    from macros.site import Page

    site = config.extra["comparison_site"]
    if isinstance(page.title, Markup):
        page.meta.setdefault("title", page.title)  # the theme would undo the escapes of a title from the navigation
    if not site.is_broken:
        return markdown
    title = next((line for line in markdown.splitlines() if line.startswith("# ")), "")
    return title + Page(site, page.url).block("errors", problems=site.errors)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Put the blocks of HTML where the macros left their places."""
    filled: str = config.extra["comparison_site"].blocks.fill(html)
    return filled


def on_env(env: Any, config: MkDocsConfig, files: Files) -> None:
    """Tell the theme's templates our words and what the data says, and begin to index the pages: all are made."""
    from macros.outputs.head import head
    from macros.outputs.markdown import texts
    from macros.outputs.navigation import as_in_navigation
    from macros.outputs.search import Indexing, search_pages
    from macros.views import urls, words
    from macros.views.site import last_run

    site = config.extra["comparison_site"]
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
    config.extra["comparison_search"] = Indexing(pages)
    config.extra["comparison_texts"] = list(
        texts(site, config.site_name, config.site_description or "", as_in_navigation(made))
    )


def on_post_build(config: MkDocsConfig) -> None:
    """Put the index and the Markdown beside the pages."""
    for url, content in (*config.extra["comparison_texts"], *config.extra["comparison_search"].files()):
        path = Path(config.site_dir, url)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Make the page lighter, without a change that anybody sees."""
    from macros.outputs.indentation import without_indentation

    return without_indentation(output)

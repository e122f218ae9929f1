"""Redirects: what was renamed is still found at its old address."""

from collections.abc import Iterator

from mkdocs.utils import get_relative_url

from macros import render
from macros.catalog import Catalog
from macros.kinds import DEPLOYMENT, GUIDE, KINDS
from macros.model.base import DeploymentId, GuideKey
from macros.site import Site


def redirects(catalog: Catalog) -> dict[str, str]:
    """Return each address that something had, and the one that it has now."""
    moved: dict[str, str] = {}
    for kind in KINDS:
        documents = getattr(catalog, kind.table) if kind.page and kind.shape else {}
        for key, document in documents.items():
            for former in getattr(document, "formerly", ()):
                moved[kind.url(former)] = kind.url(key)
    for key, _ in catalog.guides():
        for former in catalog.get(DEPLOYMENT, key.deployment).formerly:
            moved[GUIDE.url(GuideKey(DeploymentId(former), key.framework))] = GUIDE.url(key)
    return moved


def redirect_pages(site: Site) -> Iterator[tuple[str, str]]:
    """Yield a page for each former address that leads to the new one, with and without scripts."""
    for former, url in redirects(site.catalog).items():
        now = site.path(url)
        if now.endswith(".html"):  # of a site whose pages are files
            former = f"{former}index.html" if now.endswith("/index.html") else f"{former.rstrip('/')}.html"
        target = get_relative_url(now, former)
        path = former if former.endswith(".html") else f"{former}index.html"
        yield path, str(render.template(site.templates, "redirect.html.jinja", url=target))

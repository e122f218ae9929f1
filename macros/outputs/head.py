"""What a page's head tells other programs: previews of links (Open Graph) and what the page is (schema.org)."""

import json
from dataclasses import dataclass
from html import unescape
from typing import Any

from markupsafe import Markup
from mkdocs.structure.pages import Page

from macros import render
from macros.kinds import CRITERION
from macros.outputs.pictures import HEIGHT, WIDTH
from macros.site import Site
from macros.text import short_plain
from macros.views import comparison, embeds, urls
from macros.views.exported import LICENSE
from macros.views.site import last_run

HOW_TO = ("tasks/", "deploy/", "get-started/", "front-ends/")
"""The folders whose pages teach something; they have their own kind at schema.org."""


@dataclass(frozen=True)
class Picture:
    """The picture of a page, and what it shows in words."""

    url: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def head(site: Site, name: str, summary: str, page: Page) -> Markup:
    """Return the part of a page's head. What needs the site's own address is left out where that is not known."""
    if site.is_broken:
        return Markup()
    url = urls.of_source(page.file.src_uri)
    title = unescape(str(page.meta.get("title") or page.title))
    description = unescape(str(page.meta.get("description") or summary))
    described = _described(site, name, url, title, description)
    return render.template(
        site.templates,
        "head.html.jinja",
        site_name=name,
        title=name if not url else title,
        description=description,
        type="website" if not url else "article",
        address=site.absolute(url) if site.address else "",
        picture=_picture(site, name, url) if site.address else None,
        described=_as_script(described),
    )


def _as_script(value: object) -> Markup:
    """Return a value as JSON in which no sign can end the script that it stands in."""
    text = json.dumps(value, ensure_ascii=False)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 (no markup is left)


def _row(site: Site, url: str) -> comparison.Row | None:
    key = next((key for key in site.catalog.criteria if CRITERION.url(key) == url), None)
    return comparison.row(site.catalog, key) if key else None


def _picture(site: Site, name: str, url: str) -> Picture:
    row = _row(site, url)
    if row is None:
        return Picture(site.absolute(urls.PICTURE), name)
    return Picture(site.absolute(urls.picture(row.id)), embeds.says(row))


def _described(site: Site, name: str, url: str, title: str, description: str) -> dict[str, Any]:
    """Return what a page is, in the words of schema.org (JSON-LD)."""
    row = _row(site, url)
    days = [cell.day for cell in row.cells if cell.day] if row else [day for day in [last_run(site.catalog)] if day]
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": title,
        "description": description,
        "inLanguage": "en",
    }
    if days and (row or url in ("", urls.COMPARISON)):
        about["dateModified"] = max(days).isoformat()
    if url == "":
        about |= {"@type": "WebSite", "name": name}
    elif url == urls.COMPARISON:
        about |= {"@type": "Dataset", "license": f"https://spdx.org/licenses/{LICENSE}"}
        about["isAccessibleForFree"] = True
        about["distribution"] = [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": site.absolute(address)}
            for address, form in {urls.COMPARISON_JSON: "application/json", urls.COMPARISON_CSV: "text/csv"}.items()
            if site.address
        ]
    elif row or (url.startswith(HOW_TO) and url not in HOW_TO):
        about |= {"@type": "TechArticle", "headline": title}
        about["about"] = [
            {"@type": "SoftwareSourceCode", "name": short_plain(site.catalog.frameworks[key].name)}
            for key in site.catalog.columns()
        ]
    if site.address:
        about["url"] = site.absolute(url)
        if url:
            about["isPartOf"] = {"@type": "WebSite", "name": name, "url": site.absolute("")}
    return about

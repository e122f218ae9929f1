"""The indentation of the theme's templates: no reader sees it, and each would fetch it."""

import re

_INDENT = re.compile(r"\n\s+")
_ARTICLE = re.compile(r"(<article.*</article>)", re.DOTALL)


def without_indentation(html: str) -> str:
    """Return a page without the white space that begins its lines, but for its article, which may hold code."""
    return "".join(
        part if part.startswith("<article") else _INDENT.sub("\n", part) for part in _ARTICLE.split(html, maxsplit=1)
    )

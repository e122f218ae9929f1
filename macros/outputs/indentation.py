"""The white space between a page's blocks: no reader sees it, and each would fetch it."""

import re

_INDENT = re.compile(r"\n\s+")
_ARTICLE = re.compile(r"(<article.*</article>)", re.DOTALL)
_CODE = re.compile(r"(<pre.*?</pre>)", re.DOTALL)
_BEFORE_BLOCK = re.compile(
    r"\s*\n\s*(?=</?(?:article|d[dlt]|details|div|figure|h[1-6]|li|nav|[ou]l|p|summary|t(?:able|body|head|[dhr]))\b)"
)


_REFERENCE = re.compile(r"&#(40|41|44|45|46|47|58|63);")
"""To signs that mean nothing in HTML; in Markdown they would have."""


def without_indentation(html: str) -> str:
    """Return a page without the white space that begins its lines; in its article only that before a block."""
    html = _REFERENCE.sub(lambda match: chr(int(match[1])), html)
    return "".join(
        _between_code(part) if part.startswith("<article") else _INDENT.sub("\n", part)
        for part in _ARTICLE.split(html, maxsplit=1)
    )


def _between_code(html: str) -> str:
    return "".join(part if part.startswith("<pre") else _BEFORE_BLOCK.sub("", part) for part in _CODE.split(html))

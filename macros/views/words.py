"""The words that pages use for the data's keywords: one home for each."""

from datetime import date

VERDICTS = {"yes": "Yes", "partial": "Partly", "no": "No", "unknown": "Unknown"}
BY = {"core": "built in", "extra": "official extra"}
ALSO = {"extension": "With an extension", "own-code": "With your own code"}
KINDS = {"tested": "Tested", "measured": "Measured", "sourced": "Sourced", "opinion": "Opinion"}
JUDGEMENTS = {
    "holds": "Holds",
    "simplified": "Too simple",
    "outdated": "Out of date",
    "wrong": "Wrong",
    "opinion": "Opinion",
    "unconfirmed": "Unconfirmed",
}
JUDGEMENT_MARKS = {
    "holds": "yes",
    "simplified": "partial",
    "outdated": "partial",
    "wrong": "no",
    "opinion": "unknown",
    "unconfirmed": "unknown",
}
"""The verdict whose colour and icon a judgement has."""
KIND_MEANINGS = {
    "tested": "A sample was run, and its replies decide the verdict.",
    "measured": "It was measured on one machine; ratios hold better than figures.",
    "sourced": "It rests on published pages, each opened on the day given.",
    "opinion": "It is our judgement; the pages it rests on are listed.",
}
QUANTITIES = {
    "requests-per-second": "requests a second",
    "memory-megabytes": "megabytes of memory",
    "packages": "packages",
    "installed-megabytes": "megabytes on disk",
}

STALE_AFTER_DAYS = 90
"""A run older than this is shown as old."""


def day(value: date) -> str:
    """Return a day as people write it: 5 March 2026."""
    return f"{value.day} {value:%B %Y}"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: 1 file, 2 files."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def number(value: float) -> str:
    """Return a measured value with no more digits than it deserves."""
    if value >= 100:
        digits = 2 - len(str(int(value)))
        return f"{int(round(value, digits + 1)):,}"
    return f"{value:.3g}"

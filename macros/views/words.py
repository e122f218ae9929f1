"""The words that pages use for the data's keywords: one home for each."""

from collections.abc import Sequence
from datetime import date, timedelta

from macros.measuring import Ratio

VERDICTS = {"yes": "Yes", "partial": "Partly", "no": "No", "unknown": "Unknown"}
SHOWED = {"yes": "“yes”", "partial": "“partly”", "no": "“no”", "did-not-start": "nothing"}
BY = {"core": "built in", "extra": "official extra"}
ALSO = {"extension": "Extension", "own-code": "Your own code"}
WHOLE_APPS = "Whole apps"
"""What the navigation calls the tasks that decide no criterion."""
OWN_CODE = "your own code"
KINDS = {"tested": "Tested", "measured": "Measured", "sourced": "Sourced", "opinion": "Opinion"}
JUDGEMENTS = {
    "holds": "Holds",
    "simplified": "Oversimplified",
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
    "tested": "A program was run, and its replies decide the verdict.",
    "measured": "The figures are from one machine. Ratios carry over to other machines better than figures do.",
    "sourced": "It rests on published pages, which we opened on the days given.",
    "opinion": "This is our judgement. The pages it rests on are listed.",
}
CHANGES = {
    "news": "News",
    "new-rows": "New rows",
    "answers": "Answers changed",
    "correction": "Correction",
    "release": "An answer that a release changed",
    "run": "A run that came out otherwise",
}
"""What a change is to a reader."""
QUANTITIES = {
    "requests-per-second": "requests a second",
    "p50-milliseconds": "milliseconds of median latency",
    "p99-milliseconds": "milliseconds of 99th-percentile latency",
    "cpu-milliseconds": "milliseconds of CPU time per request",
    "memory-megabytes": "megabytes of memory",
    "start-seconds": "seconds to the first response",
    "packages": "packages",
    "installed-megabytes": "megabytes on disk",
}
COLUMNS = {
    "requests-per-second": "Requests a second",
    "p50-milliseconds": "Median latency (ms)",
    "p99-milliseconds": "99th-percentile latency (ms)",
    "cpu-milliseconds": "CPU time per request (ms)",
    "memory-megabytes": "Memory (MB)",
    "start-seconds": "Time to the first response (s)",
    "packages": "Packages",
    "installed-megabytes": "On disk (MB)",
}
"""What a chart or a column of values is called."""
COMPARED = {
    "requests-per-second": ("answers", "many", "requests a second"),
    "p50-milliseconds": ("takes", "long", "in the median"),
    "p99-milliseconds": ("takes", "long", "at the 99th percentile"),
    "cpu-milliseconds": ("takes", "much", "CPU time per request"),
    "memory-megabytes": ("uses", "much", "memory"),
    "start-seconds": ("takes", "long", "to its first response"),
    "packages": ("installs", "many", "packages"),
    "installed-megabytes": ("takes", "much", "space on disk"),
}
"""How two values of a quantity are compared: "*answers* 2 times as *many* *requests a second* as"."""

STALE_AFTER_DAYS = 90
"""A run older than this is shown as old."""
OLD = f"more than {STALE_AFTER_DAYS} days ago"
"""How a page says so, after the day."""


def is_old(value: date, today: date | None = None) -> bool:
    """Tell whether something was last looked at so long ago that the page says so."""
    return (today or date.today()) - value > timedelta(days=STALE_AFTER_DAYS)


def day(value: date) -> str:
    """Return a day as people write it: 5 March 2026."""
    return f"{value.day} {value:%B %Y}"


def count(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun: 1 file, 2 files."""
    return f"{number} {singular if number == 1 else plural or singular + 's'}"


def times(ratio: Ratio) -> str:
    """Return the range of a ratio, with two digits that count: 2.1 to 2.4."""
    low, high = (f"{value:.0f}" if value >= 10 else f"{value:.2g}" for value in (ratio.low, ratio.high))
    return low if low == high else f"{low} to {high}"


SHOWN_MUTATIONS = 24
"""Longer lists of mutations are offered for download, and not printed in the page."""


def listing(texts: Sequence[str], word: str = "and") -> str:
    """Return texts as a sentence lists them: one, two and three."""
    *most, last = texts
    return f"{', '.join(most)} {word} {last}" if most else last


def number(value: float) -> str:
    """Return a measured value with no more digits than it deserves."""
    if value >= 100:
        digits = 2 - len(str(int(value)))
        return f"{int(round(value, digits + 1)):,}"
    return f"{value:.3g}"

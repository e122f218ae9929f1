"""Characters that nobody sees, or that make a text look like another: no text, no name and no record has one."""

import re
import unicodedata

_CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff"
_SPACES = r"\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = r"\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
_MARKS = r"\ufff9-\ufffb\U000e0000-\U000e0fff"
_HALVES = r"\ud800-\udfff"

CONTROL = re.compile(f"[{_CONTROLS}{_HALVES}]")
"""What no record contains: a page that shows it is broken, and a feed is no XML."""

UNCLEAR = re.compile(f"[{_CONTROLS}{_SPACES}{_DIRECTIONS}{_UNSEEN}{_MARKS}{_HALVES}]")
"""What nothing contains that people write, typed or as an escape. A space, a tab and the ends of lines are clear."""

NOT_IN_NAMES = re.compile(rf"[\t\n\r]|{UNCLEAR.pattern}")
"""What no name of a file contains."""

_SPACE, _DIRECTION = re.compile(f"[{_SPACES}]"), re.compile(f"[{_DIRECTIONS}]")


_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


def is_plain(content: bytes) -> bool:
    """Tell whether a text is of ASCII alone and surely has no unclear character: most texts, at once."""
    return not content.translate(None, _PLAIN)


def named(character: str) -> str:
    """Return what an unclear character is, with its code point."""
    if "\ud800" <= character <= "\udfff":
        return f"half of a character (U+{ord(character):04X})"
    if CONTROL.match(character) or character in "\t\n\r":
        return f"the control character U+{ord(character):04X}"
    return f"the character U+{ord(character):04X} ({unicodedata.name(character, 'without a name').lower()})"


def refusal(character: str) -> str:
    """Say that an unclear character is not allowed, and why or what to write in its place."""
    message = f"{named(character)} is not allowed"
    if _SPACE.match(character):
        return f"{message}; use a plain space"
    if _DIRECTION.match(character):
        return f"{message}: it changes the order in which a text is shown"
    return f"{message}: nobody sees it" if UNCLEAR.match(character) and not CONTROL.match(character) else message


def shown(text: str) -> str:
    """Return a text with each unclear character and end of line as an escape, so that it can be printed and seen."""
    return NOT_IN_NAMES.sub(lambda match: match[0].encode("unicode_escape", "surrogatepass").decode("ascii"), text)


CONFLICT = "a conflict marker; keep one of the two sides and remove the markers"

_MARKER = re.compile(r"^(<{7}|>{7}|\|{7}) ", re.MULTILINE)
"""What git writes before, between and after the sides of a conflict. What it writes in the middle underlines, too."""


def line_of_conflict(text: str) -> int:
    """Return the first line that git wrote round a side of a conflict; 0 where there is none."""
    if not any(f"{sign * 7} " in text for sign in "<>|"):
        return 0
    match = _MARKER.search(text)
    return text.count("\n", 0, match.start()) + 1 if match else 0

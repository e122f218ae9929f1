"""What can go wrong in a run, in words for the person who reads the terminal."""


class ToolError(Exception):
    """Something that a run needs is not as it must be; the text says what."""


class StackError(ToolError):
    """A stack cannot be resolved or installed."""


class ServerError(ToolError):
    """A server did not start, or ended while it was needed."""


class SilentError(ServerError):
    """What is asked did not answer within the time that it was given."""


class ProofError(ToolError):
    """A run was carried out, and does not show what it must."""


def indented(text: str, by: str = "    ") -> str:
    """Return the text with every line moved to the right, as a quotation within a message."""
    return "\n".join(by + line for line in text.rstrip().splitlines()) or f"{by}(nothing)"

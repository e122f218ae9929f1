# Reads under which licence the installed framework is: what the package says of itself, and the licence's own text in it.
# All packages are read before the app is, so that nothing in its program can change what they say.
import hashlib
import re
import sys
from importlib.metadata import Distribution, distributions

LICENCES = {
    "MIT": "0cf21bdfd1964a97a8615e128534845826afbc887edc95aa5c925cbf64386b5c",
    "BSD-2-Clause": "986c3c3199a93b916c8f2e0aeed57819bcbdcb2cd9d99902dcc9d74b53f93a74",
    "BSD-3-Clause": "53075742228962c7ea381b8242c64602fa32e7b8f52facb6d13ee4f9c596ddfa",
}
"""Licences that ask for no more than their notice, and the SHA-256 of the words of each: one more would be another one."""

ABOVE = re.compile(r"(copyright\b.*|all rights reserved\.?|(the )?(mit|bsd 3-clause|bsd 2-clause) license( \(mit\))?)", re.I)
"""Lines above the words: the licence's name, and those of the holders."""


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a licence's words, in lower case and one space apart, without the lines above them."""
    lines = [line for line in text.splitlines() if not ABOVE.fullmatch(line.strip())]
    return hashlib.sha256(" ".join(re.findall("[a-z]+", " ".join(lines).lower())).encode()).hexdigest()


def licence(package: Distribution) -> tuple[str | None, list[str]]:
    """Return which licence a package says it is under, and the fingerprints of the licence files that it names."""
    folder = f"{package.name}-{package.version}.dist-info"
    names = {f"{folder}/licenses/{name}".lower() for name in package.metadata.get_all("License-File", [])}
    files = [file for file in package.files or [] if str(file).lower() in names]
    return package.metadata["License-Expression"], [fingerprint(file.read_text()) for file in files]


found: dict[str, tuple[str | None, list[str]]] = {}
for package in distributions():
    found.setdefault(package.name.lower(), licence(package))  # the first is the one that Python imports

from main import app  # noqa: E402

kind = type(app)
name = kind.__module__.partition(".")[0]
if getattr(sys.modules.get(kind.__module__), kind.__name__, None) is not kind:
    sys.exit(f"The app is not of {name}'s making.")
said, texts = found[name]

print(f"{name} says that it is under {said}.")
if said not in LICENCES:
    print("That asks for more than its notice.")
elif texts and all(text == LICENCES[said] for text in texts):
    print("That asks for no more than its notice, and the text in the package is that licence's.")
else:
    print("The text in the package is another licence's, or there is none.")

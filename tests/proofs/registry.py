"""What the package registry says: when a release was published, and which release came before it."""

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime

from packaging.utils import canonicalize_name

from macros.stacks import OLDEST_PYTHON
from tests.proofs.errors import StackError
from tests.proofs.stacks import run_uv

_ASK = (
    *("pip", "compile", "--quiet", "--no-deps", "--no-header", "--format", "pylock.toml"),
    *("--python-version", OLDEST_PYTHON, "-"),
)


@dataclass(frozen=True)
class Published:
    """A release of a package, and the day on which its first file was published (UTC)."""

    package: str
    release: str
    day: date


def published(requirement: str) -> Published:
    """Return the newest release that a requirement without extras allows, such as ``name==1.0`` or ``name<1.0``.

    Releases that were withdrawn, or that are not for the Python of the locks, are passed over.
    """
    for package in tomllib.loads(run_uv(*_ASK, given=requirement)).get("packages", []):
        files = [file for file in (package.get("sdist"), *package.get("wheels", ())) if file]
        times = [file["upload-time"] for file in files if isinstance(file.get("upload-time"), datetime)]
        if not times:
            raise StackError(f"the registry does not say when {package['name']} {package['version']} was published")
        return Published(canonicalize_name(package["name"]), package["version"], min(times).astimezone(UTC).date())
    raise StackError(f"the registry has nothing for '{requirement}'")


def named_and_before(package: str, release: str) -> tuple[Published, Published]:
    """Return a release, and the one just before it."""
    named = published(f"{package}=={release}")
    try:
        return named, published(f"{package}<{release}")
    except StackError as error:
        raise StackError(f"no release of {package} before {release} was found; {error}") from error

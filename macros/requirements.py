"""The package that a requirement such as ``Name[extra]>=1; python_version < "4"`` asks for; what a lock pins."""

import re
from contextlib import suppress
from functools import lru_cache

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import NormalizedName, canonicalize_name

from macros.stacks import OLDEST_PYTHON


def package_name(requirement: str) -> NormalizedName:
    """Return the package's canonical name, by which indexes and environments know it."""
    return canonicalize_name(written_name(requirement))


def written_name(requirement: str) -> str:
    """Return the package's name as the requirement spells it; a lock's line may still have its hashes.

    Raises ``ValueError`` for anything else.
    """
    parsed = Requirement(requirement.partition(" --hash=")[0])
    if parsed.url:
        raise InvalidRequirement("an address: what pip installs comes from a package index")
    return parsed.name


_LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"}
_CPYTHON = {"platform_python_implementation": "CPython", "implementation_name": "cpython"}


def installed(lock: str, python: str = f"{OLDEST_PYTHON}.0") -> list[str]:
    """Return the packages that a lock installs on Linux with a release of CPython, whatever the system that asks."""
    pinned = [line.removesuffix("\\") for line in lock.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    requirements = map(Requirement, pinned)
    minor = ".".join(python.split(".")[:2])
    environment = _LINUX | _CPYTHON | {"python_version": minor, "python_full_version": python}
    return [item.name for item in requirements if item.marker is None or item.marker.evaluate(environment)]


@lru_cache(maxsize=256)  # many samples share a lock
def pinned(lock: str) -> dict[str, set[str]]:
    """Return the releases that a lock pins of each package; one may have several, for different systems."""
    found: dict[str, set[str]] = {}
    for line in lock.splitlines():
        if "==" in line and not line.startswith(("#", " ")):
            with suppress(InvalidRequirement):
                requirement = Requirement(line.rstrip("\\ "))
                releases = found.setdefault(canonicalize_name(requirement.name), set())
                releases.update(specifier.version for specifier in requirement.specifier)
    return found

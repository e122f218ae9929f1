"""The package that a requirement such as ``Name[extra]>=1; python_version < "4"`` asks for."""

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import NormalizedName, canonicalize_name


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

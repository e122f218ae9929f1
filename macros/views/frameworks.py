"""A framework: when to choose it, which criteria bear that out, and who uses it."""

from dataclasses import dataclass

from macros.catalog import Catalog
from macros.kinds import CRITERION
from macros.model.base import FrameworkId
from macros.model.framework import User
from macros.views.criteria import Cell, cell


@dataclass(frozen=True)
class Choice:
    """When to choose a framework, and its strengths with the addresses of their criteria."""

    framework: FrameworkId
    name: str
    choose_when: str
    reasons: list["StrengthView"]


@dataclass(frozen=True)
class StrengthView:
    """A strength, the criterion that it rests on, and the cell that bears it out."""

    short: str
    title: str
    url: str
    cell: Cell


@dataclass(frozen=True)
class UsersView:
    """Those who were said to use a framework."""

    name: str
    users: list[User]


def choices(catalog: Catalog) -> list[Choice]:
    """Return each framework's reasons, in the columns' order."""
    views = []
    for framework_id in catalog.columns():
        framework = catalog.frameworks[framework_id]
        views.append(Choice(framework_id, framework.name, framework.choose_when, strengths(catalog, framework_id)))
    return views


def strengths(catalog: Catalog, framework_id: FrameworkId) -> list[StrengthView]:
    """Return a framework's strengths, each with the verdict that bears it out."""
    return [
        StrengthView(
            strength.short,
            catalog.criteria[strength.criterion].title,
            CRITERION.url(strength.criterion),
            cell(catalog, strength.criterion, framework_id),
        )
        for strength in catalog.frameworks[framework_id].strengths
    ]


def users(catalog: Catalog) -> list[UsersView]:
    """Return each framework's users: confirmed first, then by name."""
    views = []
    for framework_id in catalog.columns():
        framework = catalog.frameworks[framework_id]
        by_source = sorted(framework.users, key=lambda user: (user.source is None, user.name.casefold()))
        views.append(UsersView(framework.name, by_source))
    return views


def proven_releases(catalog: Catalog, framework_id: FrameworkId) -> list[str]:
    """Return the releases of a framework that samples ran on."""
    package = catalog.frameworks[framework_id].package
    records = (record for key, record in catalog.sample_records.items() if key in catalog.checked)
    return sorted({record.releases[package] for record in records if package in record.releases})

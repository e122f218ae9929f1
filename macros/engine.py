"""One build's state, between MkDocs' events and the macros. All that knows MkDocs is here, in
``hooks.py`` and in ``main.py``."""

from dataclasses import dataclass, field
from pathlib import Path

from macros.fragments import Maker
from macros.reader import Loaded
from macros.views.repository import Repository


@dataclass
class Build:
    """What is read and made once a build."""

    docs: Path
    loaded: Loaded
    serving: bool
    repository: Repository
    page_url: str = ""
    mistakes: list[str] = field(default_factory=list)
    make: Maker = field(init=False)

    def __post_init__(self) -> None:
        self.make = Maker(
            self.loaded.catalog,
            lambda: self.page_url,
            self.repository,
            [one for one in self.loaded.problems if one.kind == "stale"],
            frozenset(
                path.relative_to(self.docs).with_suffix("").as_posix() for path in sorted(self.docs.rglob("*.md"))
            ),
        )

    @property
    def broken(self) -> bool:
        """Whether the data is too wrong for pages to be made of it."""
        return bool(self.loaded.errors) or not self.loaded.catalog.comparisons


current: Build | None = None
"""The build that is under way; hooks.py sets it before macros are defined."""

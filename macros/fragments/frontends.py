"""Macros for the pages of front ends."""

from macros.fragments.base import Maker
from macros.model.frontend import FrontEnd
from macros.views import frontends, urls


class FrontEndFragments:
    """The list of front ends, and the parts of each one's page."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    def _frontend(self, name: str) -> FrontEnd:
        return self.make.catalog.frontends[self.make.known("front end", name, self.make.catalog.frontends)]

    def frontend_list(self, task: str) -> str:
        """The front ends of a task's samples, with the size of what each build left."""
        catalog = self.make.catalog
        self.make.known("task", task, catalog.tasks)
        names = [one for one in frontends.ordered(catalog) if catalog.frontends[one].task == task]
        shown = [
            row for one, row in zip(frontends.ordered(catalog), frontends.rows(catalog), strict=True) if one in names
        ]
        return self.make.block("frontend_list", rows=shown, label=f"Front ends for: {catalog.tasks[task].title}")

    def frontend_intro(self, name: str) -> str:
        """What it is, when to choose it, and what serves it."""
        frontend = self._frontend(name)
        return self.make.block(
            "frontend_intro",
            frontend=frontend,
            task=self.make.catalog.tasks[frontend.task],
            task_url=urls.task(frontend.task),
        )

    def frontend_files(self, name: str) -> str:
        """Its files, each with notes."""
        self._frontend(name)
        return self.make.block("frontend_files", files=frontends.files(self.make.catalog, name))

    def frontend_build(self, name: str) -> str:
        """The commands that build it, and where the result goes."""
        return self.make.block("frontend_build", frontend=self._frontend(name), commands="\n".join(frontends.BUILD))

    def frontend_start(self, name: str) -> str:
        """How each framework's program is started, one a tab."""
        self._frontend(name)
        found = frontends.starts(self.make.catalog, name)
        return self.make.tabs(
            [one.name for one in found], [self.make.html("frontend_start", start=one) for one in found]
        )

    def frontend_proof(self, name: str) -> str:
        """What was built and seen here, and the sources."""
        return self.make.block(
            "frontend_proof", frontend=self._frontend(name), proof=frontends.proof(self.make.catalog, name)
        )

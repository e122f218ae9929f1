"""Macros for the pages of deployment targets and their guides."""

from macros.fragments.base import Maker, MistakeInPage
from macros.model.deployment import Deployment, Guide
from macros.views import guides, urls


class GuideFragments:
    """The parts of a target's and a guide's page."""

    def __init__(self, make: Maker) -> None:
        self.make = make

    def _deployment(self, target: str) -> Deployment:
        return self.make.catalog.deployments[self.make.known("deployment", target, self.make.catalog.deployments)]

    def _guide(self, target: str, framework: str) -> Guide:
        found = self._deployment(target).guides
        return found[self.make.known("guide", framework, found)]

    def _guides(self, target: str) -> list[tuple[str, str, str, str]]:
        catalog = self.make.catalog
        found = self._deployment(target).guides
        return [
            (
                one,
                catalog.frameworks[one].name,
                urls.guide(target, one) if one in found else "",
                found[one].summary if one in found else "",
            )
            for one in catalog.columns()
        ]

    def deployment_intro(self, target: str) -> str:
        """What the target is, when to choose it, and its guides."""
        found = [(name, url, summary) for _, name, url, summary in self._guides(target)]
        return self.make.block("deployment_intro", deployment=self._deployment(target), guides=found)

    def guide_intro(self, target: str, framework: str) -> str:
        """What a guide deploys, and the guides for the other frameworks."""
        guide = self._guide(target, framework)
        others = [(name, url) for one, name, url, _ in self._guides(target) if one != framework and url]
        return self.make.block(
            "guide_intro",
            guide=guide,
            task=self.make.catalog.tasks[guide.task],
            task_url=urls.task(guide.task),
            others=others,
        )

    def guide_step(self, target: str, framework: str, number: int) -> str:
        """One step: its text, file and commands."""
        numbers = range(len(self._guide(target, framework).steps))
        if number not in numbers:
            raise MistakeInPage(f"there is no step {number!r}; the steps are 0 to {numbers[-1]}")
        return self.make.block("guide_step", step=guides.step_view(self.make.catalog, target, framework, number))

    def guide_proof(self, target: str, framework: str) -> str:
        """What of the guide was run here, what was not, and its sources."""
        guide = self._guide(target, framework)
        return self.make.block(
            "guide_proof",
            guide=guide,
            stack=guides.stack_command(self.make.catalog, target, framework).removeprefix("pip install "),
            task=self.make.catalog.tasks[guide.task],
            task_url=urls.task(guide.task),
            image=guides.image_view(self.make.catalog, target, framework),
        )

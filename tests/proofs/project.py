"""The project that a command works on: its folder, and its data without its records."""

from dataclasses import dataclass
from pathlib import Path

from macros.catalog import Catalog
from macros.reader import load
from macros.stacks import Stack
from tests.proofs.errors import StackError, ToolError
from tests.proofs.stacks import environment

DATA = "data"
RECORDS = "data/records"


@dataclass(frozen=True)
class Project:
    """One project; every command reads and writes in its folder and nowhere else."""

    root: Path
    catalog: Catalog
    """Everything but the records; without a mistake."""

    @classmethod
    def open(cls, root: Path) -> "Project":
        """Read the project in ``root``; mistakes in what people wrote are an error.

        What the old records say must not keep new ones from being made: an editor who changes a sample
        and the verdict that it shows would be told by the old record that the new verdict is wrong.
        """
        if not (root / DATA).is_dir():
            raise ToolError(f"there is no folder {DATA} in {root}")
        loaded = load(root, records=False)
        if loaded.errors:
            raise ToolError("the data has mistakes:\n" + "\n".join(f"  {problem}" for problem in loaded.errors))
        return cls(root, loaded.catalog)

    def environment(self, stack: Stack) -> Path:
        """Return the virtual environment of a stack, installed from its lock."""
        if stack.name not in self.catalog.locks:
            raise StackError(f"the stack {stack.name} has no lock; run make lock ONLY={stack.name}")
        return environment(self.catalog.locks[stack.name])

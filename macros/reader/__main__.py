"""``python -m macros.reader`` (``make check``): print what is wrong with the data and with what pages call of it."""

import gc
import sys
from pathlib import Path

from macros.calls import wrong_calls
from macros.reader import load
from macros.views.words import count


def main() -> int:
    """Print all problems of the project in the current folder; return 1 where there are any."""
    gc.disable()  # what is read stays until the end
    loaded = load(Path.cwd())
    problems = [*loaded.problems, *wrong_calls(Path.cwd(), loaded.catalog)]
    for problem in problems:
        print(problem)
    for name in loaded.left_out:
        print(f"{name} is left out: git ignores it", file=sys.stderr)
    untold = f"; {count(loaded.untold, 'record')} out of date, perhaps because of that" if loaded.untold else ""
    print(f"{count(len(problems), 'problem')} in data/ and docs/{untold}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""What lies under ``data/`` or ``docs/`` and is no part of it: asked by whoever reads, watches or publishes files.

Three sorts: what editors and systems leave behind is passed over in silence, here as in a preview that watches the
folder; what git ignores is left out and named; a file of secrets is left out, and a mistake unless git ignores it.
"""

import os
import re
import shutil
import subprocess
from fnmatch import translate
from pathlib import Path, PurePath

_LEFTOVERS = (
    # Editors: the file that is open, the one before, the one that is being saved.
    *("*~", "~$*", ".*.sw[a-px]", "*.swp", "4913", "5036", "#*#", ".#*", "*.bak", "*.orig", "*.rej", "*.tmp"),
    *("*___jb_tmp___", "*___jb_old___", ".*.kate-swp", ".goutputstream-*", ".~lock.*"),
    *(".vscode", ".idea", ".vs", ".fleet", ".zed", ".history", "*.code-workspace", "*.sublime-*"),
    # Systems and their file managers, and folders that are kept in step over a network.
    *("._*", ".ds_store", ".appledouble", ".spotlight-*", ".trash*", ".fseventsd", "thumbs.db", "ehthumbs.db"),
    *("desktop.ini", "$recycle.bin", ".directory", ".nfs*", ".fuse_hidden*", ".stfolder", "*.crdownload", "*.part"),
    # What running a program leaves beside it.
    *("__pycache__", "*.py[co]", ".*_cache", ".cache", ".hypothesis", ".tox", ".nox", ".coverage", ".coverage.*"),
    *(".venv", "venv", "*.egg-info", "instance", "node_modules", ".vite", ".parcel-cache", ".angular", ".svelte-kit"),
    *(".git", ".hg", ".svn", ".jj", ".gitkeep"),
)
"""Patterns of names, in small letters: of files, and of folders with all that is in them."""

_SECRETS = (".env", ".env.*", ".envrc", ".netrc", ".pypirc", ".npmrc", "*.pem", "id_rsa", "id_ed25519")
"""Patterns of the names of files that hold what nobody else may know."""


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)))


_LEFTOVER, _SECRET = _any_of(_LEFTOVERS), _any_of(_SECRETS)


def is_leftover(name: str) -> bool:
    """Tell whether a file or folder of this name is what an editor, a system or a tool leaves behind."""
    return _LEFTOVER.match(name.lower()) is not None


def is_secret(name: str) -> bool:
    """Tell whether a file of this name holds secrets by custom, such as ``.env``."""
    return _SECRET.match(name.lower()) is not None


def is_watched(path: PurePath) -> bool:
    """Tell whether a change of a file, by its path in the project, can change a page: no part of it is ignored."""
    return not any(is_leftover(part) or is_secret(part) for part in path.parts)


def ignored_by_git(root: Path) -> frozenset[str]:
    """Return the files and folders under ``root``'s ``data`` and ``docs`` that git ignores, by their paths in ``root``.

    None where the project is no repository, as when it was unpacked from an archive, or where there is no git. What
    git keeps is not ignored, even where a pattern fits it. Git is asked once; it runs no program that the repository
    names, and takes the folder as it is, whoever owns it.
    """
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return frozenset()
    options = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "-c", "safe.directory=*")
    asked = ("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z", "--", "data", "docs")
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run([git, *options, *asked], cwd=root, env=variables, capture_output=True, check=False)
    names = done.stdout.split(b"\0") if done.returncode == 0 else []
    return frozenset(os.fsdecode(name).rstrip("/") for name in names if name)

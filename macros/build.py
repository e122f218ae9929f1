"""``make build``: build aside, and put the new site in the old one's place only when it is whole."""

import shutil
import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Build ``site/`` strictly; return MkDocs' exit status. A failed build leaves the old site."""
    root = Path.cwd()
    aside, site, old = root / ".site-new", root / "site", root / ".site-old"
    for leftover in (aside, old):
        shutil.rmtree(leftover, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(aside)], check=False)
    if done.returncode == 0:
        if site.exists():
            site.rename(old)
        aside.rename(site)
        print("The site is in site/", file=sys.stderr)
    elif site.exists():
        print("The site was not built; site/ is the last good one", file=sys.stderr)
    for leftover in (aside, old):
        shutil.rmtree(leftover, ignore_errors=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())

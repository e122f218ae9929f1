"""The system's programs that tests run: installed where they are missing and may be, named where not.

``python -m tests.system_packages`` is the first step of ``make test``. As root with apt-get it says
what it installs and does so; elsewhere it says what is missing and how to get it, and the tests that
need it say so again one by one (see conftest.py). In CI that is a failure.
"""

import os
import shutil
import subprocess
import sys

PACKAGES = {
    "chromium": "chromium",
    "chromium-headless-shell": "chromium-headless-shell",
    "nginx": "nginx-light",
    "systemd-analyze": "systemd",
    "shellcheck": "shellcheck",
    "openssl": "openssl",
    "curl": "curl",
    "wrk": "wrk",
    "buildah": "buildah",
    "mmdebstrap": "mmdebstrap",
    "unshare": "util-linux",
    "redis-server": "redis-server",
    "java": "default-jre-headless",
}
"""Each program, and the Debian package that brings it."""


def find(program: str) -> str | None:
    """Return a program's path; system programs may stand outside an ordinary user's PATH."""
    return shutil.which(program, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")


def missing() -> list[str]:
    """Return the programs that are not there."""
    return [program for program in PACKAGES if find(program) is None]


def remedy(program: str) -> str:
    """Say how to get a program."""
    return f"on Debian or Ubuntu: sudo apt install {PACKAGES.get(program, program)}"


def install(programs: list[str]) -> None:
    """Install the packages of the programs by apt, as root."""
    packages = sorted({PACKAGES[program] for program in programs})
    print(f"Installing what the tests run: apt-get install {' '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with_no_extras = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-q"], with_no_extras):
        subprocess.run(command, check=True, env=quiet, stdout=subprocess.DEVNULL)


def main() -> int:
    """Install or name what is missing; fail in CI where something still is."""
    if (found := missing()) and shutil.which("apt-get") and os.geteuid() == 0:
        try:
            install(found)
        except subprocess.CalledProcessError as error:
            print(f"apt-get failed: {error}", file=sys.stderr)
    found = missing()
    for program in found:
        print(f"{program} is missing; the tests that need it are not run. {remedy(program)}", file=sys.stderr)
    return 1 if found and os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())

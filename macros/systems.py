"""What records call the systems that samples ran on: the proof tool writes no other name, and a rule takes no other."""

import re

MACHINES = ("aarch64", "amd64", "arm64", "armv7l", "i686", "ppc64le", "riscv64", "s390x", "x86_64")
"""What operating systems call the processors that Python is built for, in small letters."""

KERNELS = ("Darwin", "FreeBSD", "Linux", "Windows")
"""What Python calls the systems themselves; their release follows."""

DISTRIBUTIONS = (
    *("AlmaLinux", "Alpine Linux", "Amazon Linux", "Arch Linux", "CentOS", "Debian GNU/Linux", "Fedora Linux"),
    *("Gentoo", "Kali GNU/Linux", "Linux Mint", "Manjaro Linux", "NixOS", "openSUSE", "Oracle Linux", "Pop!_OS"),
    *("Raspbian GNU/Linux", "Red Hat Enterprise Linux", "Rocky Linux", "SUSE Linux", "Ubuntu", "Void"),
)
"""How distributions of Linux begin their name. Of another one, the tool writes the kernel's name and release."""

_KERNEL = rf"(?:{'|'.join(KERNELS)})(?: \d[\w.+~-]*)?"
_DISTRIBUTION = rf"(?:{'|'.join(map(re.escape, DISTRIBUTIONS))})(?: [\w .()/+-]+)?"


def is_distribution(name: str) -> bool:
    """Tell whether a distribution of Linux that is known here calls itself so."""
    return re.fullmatch(_DISTRIBUTION, name) is not None


def is_kernel(name: str) -> bool:
    """Tell whether it is the name of a kernel, with its release or without."""
    return re.fullmatch(_KERNEL, name) is not None


def is_machine(name: str) -> bool:
    """Tell whether it is what a system calls a processor that Python is built for."""
    return name.lower() in MACHINES

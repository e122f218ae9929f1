"""A real nginx with a guide's site file: only places that this machine lacks are replaced."""

import os
import re
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.proofs.certificates import certify
from tests.proofs.servers import App, free_port, running
from tests.system_packages import find, remedy

DOMAIN = "example.com"
"""The domain that the guides write; it is reserved for examples."""

_MAIN = """\
error_log stderr notice;
pid nginx.pid;
{user}
events {{}}
http {{
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    include site.conf;
}}
"""


class UnusableSite(Exception):
    """The site file lacks something that each such file must have."""


@dataclass(frozen=True)
class Ports:
    """Where the site listens here, and where the app does."""

    http: int
    https: int
    app: int


def nginx() -> str:
    """Return the program, which on Debian is where only root looks."""
    program = find("nginx")
    if not program:
        raise UnusableSite(f"nginx is missing; {remedy('nginx')}")
    return program


def adapted(site: str, ports: Ports, app_port: int, folder: Path) -> str:
    """Return the site file with this machine's ports and folders; nothing else is changed.

    A listening line for IPv6 gets a port of its own on the IPv4 loopback, since not each machine
    has IPv6.
    """
    changes = {
        r"listen 80;": f"listen 127.0.0.1:{ports.http};",
        r"listen 443 ssl;": f"listen 127.0.0.1:{ports.https} ssl;",
        r"listen \[::\]:80;": f"listen 127.0.0.1:{free_port()};",
        r"listen \[::\]:443 ssl;": f"listen 127.0.0.1:{free_port()} ssl;",
        rf"/etc/letsencrypt/live/{re.escape(DOMAIN)}/": f"{folder}/certificate/",
        r"root /var/www/html;": f"root {folder}/webroot;",
        rf"http://127\.0\.0\.1:{app_port};": f"http://127.0.0.1:{ports.app};",
    }
    for pattern, replacement in changes.items():
        site, times = re.subn(pattern, replacement.replace("\\", r"\\"), site)
        if not times:
            raise UnusableSite(f"the site file lacks what matches: {pattern}")
    return site


def prepare(site: str, folder: Path, app_port: int, to: int) -> Ports:
    """Lay out a folder in which nginx can run the site with a certificate of its own."""
    ports = Ports(free_port(), free_port(), to)
    folder.mkdir(parents=True, exist_ok=True)
    certify(folder / "certificate", DOMAIN)
    (folder / "webroot" / ".well-known" / "acme-challenge").mkdir(parents=True)
    (folder / "site.conf").write_text(adapted(site, ports, app_port, folder), "utf-8")
    # As root, its workers would become a user who may not enter the tests' folders.
    (folder / "nginx.conf").write_text(_MAIN.format(user="user root;" if os.geteuid() == 0 else ""), "utf-8")
    return ports


def complaints(folder: Path) -> list[str]:
    """Return what ``nginx -t`` has against the prepared folder, warnings included."""
    ran = subprocess.run(
        [nginx(), "-t", "-p", str(folder), "-c", "nginx.conf"], capture_output=True, text=True, check=False
    )
    warnings = [line for line in ran.stderr.splitlines() if re.search(r"\[(warn|error|crit|alert|emerg)\]", line)]
    return warnings if warnings or ran.returncode == 0 else [ran.stderr]


@dataclass(frozen=True)
class Proxy:
    """A running nginx."""

    ports: Ports
    folder: Path

    def trust(self) -> ssl.SSLContext:
        """Return what a client needs to accept the certificate, and only that one."""
        return ssl.create_default_context(cafile=str(self.folder / "certificate" / "fullchain.pem"))


@contextmanager
def proxying(site: str, folder: Path, *, app_port: int, to: int, stack: Path) -> Iterator[Proxy]:
    """Run nginx with the site in front of what listens on the port ``to``."""
    ports = prepare(site, folder, app_port, to)
    command = f"{nginx()} -p {folder} -c nginx.conf -g 'daemon off;'"
    with running(App("nginx", {}, command, stack, ports.https)):
        yield Proxy(ports, folder)

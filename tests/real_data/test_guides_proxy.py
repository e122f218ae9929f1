"""The guides' proxy: a real nginx with the shown site in front of the app as the guide starts it."""

import base64
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.proofs.deployments import proxy
from tests.proofs.deployments.proxy import DOMAIN, Proxy, proxying
from tests.proofs.project import Project
from tests.proofs.servers import Server
from tests.proofs.subjects.guides import DeployedGuide, guides

VISITOR = "127.0.0.2"
"""Another address of this machine than the one from which nginx asks the app."""

pytestmark = [pytest.mark.needs("nginx", "openssl"), pytest.mark.xdist_group("proxy")]


def with_a_site(project: Project) -> list[DeployedGuide]:
    return [guide for guide in guides(project) if any(name.endswith(".conf") for name in guide.files)]


EACH = pytest.mark.subjects("setup", with_a_site, indirect=True, scope="module")


def site_of(guide: DeployedGuide) -> str:
    (site,) = (text for name, text in guide.files.items() if name.endswith(".conf"))
    return site


@dataclass(frozen=True)
class ProxiedGuide:
    """A guide carried out: the app, and nginx in front of it."""

    guide: DeployedGuide
    app: Server
    proxy: Proxy

    def client(self) -> httpx.Client:
        transport = httpx.HTTPTransport(verify=self.proxy.trust(), local_address=VISITOR)
        return httpx.Client(transport=transport, trust_env=False, headers={"host": DOMAIN})

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        with self.client() as client:
            return client.get(
                f"https://127.0.0.1:{self.proxy.ports.https}{path}",
                headers=headers or {},
                extensions={"sni_hostname": DOMAIN},
            )


def carried_out(guide: DeployedGuide, folder: Path, site: str, within: ExitStack) -> ProxiedGuide:
    app = within.enter_context(guide.deployed(guide.probe))
    port = guide.guide.start.listens_on()
    front = within.enter_context(proxying(site, folder / "nginx", app_port=port, to=app.app.port, stack=guide.stack))
    return ProxiedGuide(guide, app, front)


@pytest.fixture(scope="module")
def setup(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProxiedGuide]:
    """Carry out the guide once for all that is asked of it."""
    with ExitStack() as within:
        yield carried_out(request.param, tmp_path_factory.mktemp("guide"), site_of(request.param), within)


@EACH
def test_the_app_sees_the_visitor_and_https(setup: ProxiedGuide) -> None:
    assert setup.get("/seen").json() == {"address": VISITOR, "scheme": "https", "host": DOMAIN}


@EACH
@pytest.mark.parametrize(
    "invented",
    [
        {"X-Forwarded-For": "203.0.113.9"},
        {"X-Forwarded-For": "203.0.113.9, 127.0.0.1", "X-Forwarded-Proto": "http"},
        {"X-Forwarded-Host": "evil.example", "X-Forwarded-Prefix": "/evil", "Forwarded": "for=203.0.113.9"},
    ],
    ids=["address", "chain and scheme", "host and prefix"],
)
def test_what_a_visitor_invents_is_not_believed(setup: ProxiedGuide, invented: dict[str, str]) -> None:
    assert setup.get("/seen", invented).json() == {"address": VISITOR, "scheme": "https", "host": DOMAIN}


@EACH
def test_the_log_names_the_visitor(setup: ProxiedGuide) -> None:
    """The guide promises it."""
    setup.get("/seen?in-the-log")
    (line,) = [line for line in setup.app.settled_console().splitlines() if "in-the-log" in line]
    assert VISITOR in line


@EACH
def test_plain_http_is_sent_to_https_except_certbots_files(setup: ProxiedGuide) -> None:
    challenge = setup.proxy.folder / "webroot" / ".well-known" / "acme-challenge" / "token"
    challenge.write_text("proof of the domain")
    with setup.client() as client:
        base = f"http://127.0.0.1:{setup.proxy.ports.http}"
        sent_on = client.get(f"{base}/players?page=2")
        assert (sent_on.status_code, sent_on.headers["location"]) == (301, f"https://{DOMAIN}/players?page=2")
        assert client.get(f"{base}/.well-known/acme-challenge/token").text == "proof of the domain"


@EACH
def test_websockets_pass_where_the_site_says_so(setup: ProxiedGuide) -> None:
    """A handshake by hand: 101 is the answer of a server that has switched to the WebSocket."""
    key = base64.b64encode(os.urandom(16)).decode()
    wanted = "$http_upgrade" in site_of(setup.guide)
    with (
        socket.create_connection(("127.0.0.1", setup.proxy.ports.https), timeout=10) as plain,
        setup.proxy.trust().wrap_socket(plain, server_hostname=DOMAIN) as secure,
    ):
        secure.sendall(
            f"GET /echo HTTP/1.1\r\nHost: {DOMAIN}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n".encode()
        )
        status = secure.recv(4096).split(b"\r\n")[0].split()[1]
    assert (status == b"101") == wanted


@pytest.mark.subjects("guide", with_a_site)
@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Forwarded-Proto"])
def test_these_tests_notice_a_site_that_keeps_a_header_back(guide: DeployedGuide, header: str, tmp_path: Path) -> None:
    kept = [line for line in site_of(guide).splitlines() if header not in line]
    with ExitStack() as within:
        poor = carried_out(guide, tmp_path, "\n".join(kept), within)
        seen = poor.get("/seen").json()
    part, value = {"X-Forwarded-For": ("address", "127.0.0.1"), "X-Forwarded-Proto": ("scheme", "http")}[header]
    assert seen[part] == value


def test_a_site_without_a_certificate_is_named(tmp_path: Path) -> None:
    with pytest.raises(proxy.UnusableSite, match="listen 443 ssl"):
        proxy.prepare("server { listen 80; }", tmp_path / "nginx", 8000, 8000)

"""The doctor and the public address: what stands between Slack and this program."""

import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from slack_bolt.async_app import AsyncApp

from bot.channels.slack.http import http_app, listening
from bot.checkup.findings import Status
from bot.settings import Settings, SlackSettings
from tests.bot.doctors import SECRET, Examined, examined, serving
from tests.bot.slack.running import utc_now

NAME = "interviews.example.org"
Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


def settings(folder: Path, url: str | None, **own: str | None) -> Settings:
    """A bot at this address; Slack itself is away."""
    slack = SlackSettings(**({"bot_token": "xoxb-1", "signing_secret": SECRET, "api_url": "http://127.0.0.1:1/api/"} | own))  # type: ignore[arg-type]
    return Settings(database_url=str(folder / "interviews.db"), documents=folder / "documents", public_url=url, slack=slack)


@asynccontextmanager
async def somebody(healthz: Answering, events: Answering | None = None, **site: object) -> AsyncIterator[int]:
    """Somebody who answers; the port."""
    app = web.Application()
    app.router.add_get("/healthz", healthz)
    if events:
        app.router.add_post("/slack/events", events)
    async with serving(app, **site) as port:
        yield port


def says(status: int, text: str = "", **headers: str) -> Answering:
    """Always this answer."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=text, headers=headers)

    return answer


alive = says(200, '{"status":"alive"}')


async def test_this_program_is_known_by_its_answers(tmp_path: Path) -> None:
    app = http_app(AsyncApp(signing_secret=SECRET, token="xoxb-1"), signing_secret=SECRET, clock=utc_now)
    async with listening(app, "127.0.0.1", 0) as port:
        found = await examined(settings(tmp_path, f"http://127.0.0.1:{port}/"))

    assert found["answers there"].status is Status.OK
    assert found["signatures"].status is Status.OK
    found.assert_advised("public address", Status.BROKEN, "Slack cannot reach 127.0.0.1")


async def test_in_socket_mode_nothing_is_tried(tmp_path: Path) -> None:
    found = await examined(settings(tmp_path, "https://interviews.example.org", signing_secret=None, app_token="xapp-1"))

    assert found["public address"].status is Status.OK
    assert not {"answers there", "signatures"} & {each.check for each in found.findings}


@pytest.mark.parametrize(
    ("healthz", "words"),
    [
        (says(404, "no such page"), "status 404"),
        (says(200, "Welcome to nginx!"), "status 200 in place of this program's answer"),
        (says(301, Location="https://www.example.org/healthz"), "redirected to https://www.example.org/healthz"),
        (says(502), "nobody behind it"),
    ],
)
async def test_somebody_else_answers(tmp_path: Path, healthz: Answering, words: str) -> None:
    async with somebody(healthz) as port:
        found = await examined(settings(tmp_path, f"http://127.0.0.1:{port}"))

    found.assert_advised("answers there", Status.BROKEN, words)
    assert "signatures" not in {each.check for each in found.findings}


@pytest.mark.parametrize(
    ("events", "status", "words"),
    [
        (None, Status.BROKEN, "not served there (status 404)"),
        (says(405), Status.BROKEN, "not served there (status 405)"),
        (says(200), Status.BROKEN, "takes an unsigned request"),
        (says(308, Location="/slack/events/"), Status.BROKEN, "redirected to /slack/events/"),
        (says(500), Status.ATTENTION, "gives status 500"),
    ],
)
async def test_nobody_guards_what_slack_sends(tmp_path: Path, events: Answering | None, status: Status, words: str) -> None:
    async with somebody(alive, events) as port:
        (await examined(settings(tmp_path, f"http://127.0.0.1:{port}"))).assert_advised("signatures", status, words)


async def test_nobody_listens(tmp_path: Path) -> None:
    (await examined(settings(tmp_path, "http://127.0.0.1:1"))).assert_advised(
        "answers there", Status.BROKEN, "nobody listens", "mock-interview serve"
    )


async def test_somebody_who_hangs_up(tmp_path: Path) -> None:
    async def hangs_up(request: web.Request) -> web.StreamResponse:
        assert request.transport
        request.transport.abort()
        return web.Response()

    async with somebody(hangs_up) as port:
        (await examined(settings(tmp_path, f"http://127.0.0.1:{port}"))).assert_advised("answers there", Status.BROKEN, "broke off")


@pytest.mark.parametrize(
    "url", ["interviews", "https://", "ftp://interviews.example.org", "https://[::1", "https://ada:word@interviews.example.org:99999"]
)
async def test_what_is_no_address(tmp_path: Path, url: str) -> None:
    found = await examined(settings(tmp_path, url))

    found.assert_advised("public address", Status.BROKEN, "MOCK_INTERVIEW_PUBLIC_URL")
    assert found["answers there"].status is Status.BROKEN


class Names(AbstractResolver):
    """A DNS that knows these names, all of them here."""

    def __init__(self, *known: str) -> None:
        self._known = known

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        if host not in self._known:
            raise OSError(socket.EAI_NONAME, "Name or service not known")
        return [ResolveResult(hostname=host, host="127.0.0.1", port=port, family=socket.AF_INET, proto=0, flags=socket.AI_NUMERICHOST)]

    async def close(self) -> None: ...


def certified(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What a server shows that is called `NAME`, and a browser that believes it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), utc_now()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    named = x509.SubjectAlternativeName([x509.DNSName(NAME), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    begun = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    certificate = begun.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1)).add_extension(named, False)
    signed = certificate.add_extension(x509.BasicConstraints(ca=True, path_length=None), True).sign(key, hashes.SHA256())
    pem = folder / "certificate.pem"
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + secret)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    return server, ssl.create_default_context(cafile=pem)


async def over_https(folder: Path, name: str, *, believed: bool) -> Examined:
    """What is found at https://name, where a server with a certificate of its own answers well."""
    server, browser = certified(folder)
    async with somebody(alive, says(401), ssl_context=server) as port:
        connector = aiohttp.TCPConnector(resolver=Names(NAME), ssl=browser if believed else True)
        return await examined(settings(folder, f"https://{name}:{port}"), connector=connector)


async def test_an_address_that_slack_can_call(tmp_path: Path) -> None:
    found = await over_https(tmp_path, NAME, believed=True)

    assert {found[check].status for check in ("public address", "answers there", "signatures")} == {Status.OK}


async def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    (await over_https(tmp_path, NAME, believed=False)).assert_advised("answers there", Status.BROKEN, "certificate is not valid")


async def test_a_name_that_nobody_knows(tmp_path: Path) -> None:
    (await over_https(tmp_path, "elsewhere.example.org", believed=True)).assert_advised("answers there", Status.BROKEN, "not known to DNS")

"""The server as Slack and an operator meet it: over a socket."""

import asyncio
import json
import os
import signal
import socket
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any, NamedTuple
from urllib.parse import urlencode

import aiohttp
import pytest
from fastapi import FastAPI
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings

from bot.channels.slack.http import http_app, listening, serve_http, stopped_by_signals
from bot.commands.failures import BadInput
from tests.bot.slack.test_guard import EVENT, FORM, JSON, SECRET, signed

served = partial(http_app, signing_secret=SECRET, clock=lambda: datetime.now(UTC))


def bolt(*, failing: bool = False, **more: Any) -> AsyncApp:
    """An app that hears messages and keeps nothing; a failing one raises instead."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="UB")

    async def hear() -> None:
        if failing:
            raise RuntimeError("the database is away")

    app = AsyncApp(signing_secret=SECRET, process_before_response=True, **({"authorize": authorize} | more))
    app.event("message")(hear)
    return app


@asynccontextmanager
async def open_at(app: FastAPI) -> AsyncGenerator[tuple[aiohttp.ClientSession, int]]:
    """A browser at the address at which `app` is served, and its port."""
    async with listening(app, "127.0.0.1", 0) as port, aiohttp.ClientSession(f"http://127.0.0.1:{port}") as browser:
        yield browser, port


class Answer(NamedTuple):
    """What came back, read to its end."""

    status: int
    text: str
    headers: Mapping[str, str]


async def asked(browser: aiohttp.ClientSession, method: str, path: str, **more: Any) -> Answer:
    async with browser.request(method, path, **more) as answer:
        return Answer(answer.status, await answer.text(), answer.headers)


def stamps(body: bytes, kind: str = JSON) -> dict[str, str]:
    """The headers with which Slack would send this now."""
    return {name.decode(): value.decode() for name, value in signed(body, at=datetime.now(UTC), kind=kind)}


async def posted(browser: aiohttp.ClientSession, body: bytes, kind: str = JSON) -> tuple[int, str]:
    """The status and text that Slack would get for this."""
    return (await asked(browser, "POST", "/slack/events", data=body, headers=stamps(body, kind)))[:2]


async def said(port: int, sent: bytes, *, ends: bool = True) -> bytes:
    """All that the server says to these bytes, until it hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    if ends:
        writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_a_signed_event_is_heard_once() -> None:
    async with open_at(served(bolt())) as (browser, _):
        headers = stamps(EVENT)

        statuses = [(await asked(browser, "POST", "/slack/events", data=EVENT, headers=headers)).status for _ in range(2)]

        assert statuses == [200, 401]


async def test_slack_is_told_that_the_address_is_ours() -> None:
    async with open_at(served(bolt())) as (browser, _):
        assert await posted(browser, b'{"type": "url_verification", "challenge": "3eZbrw1a"}') == (200, '{"challenge": "3eZbrw1a"}')


async def test_an_event_that_could_not_be_heard_is_500_so_that_slack_sends_it_again() -> None:
    async with open_at(served(bolt(failing=True))) as (browser, _):
        assert [(await posted(browser, EVENT))[0] for _ in range(2)] == [500, 500]


@pytest.mark.parametrize("path", ["/slack/events", "/slack/events/", "/slack/install", "/slack/", "/slack/%65vents", "/slack/x"])
async def test_nothing_below_slack_can_be_posted_to_unsigned(path: str) -> None:
    async with open_at(served(bolt())) as (browser, _):
        assert (await asked(browser, "POST", path, data=EVENT)).status == 401


@pytest.mark.parametrize("path", ["/slack", "/SLACK/events", "/docs", "/openapi.json", "/slack/install", "/"])
async def test_there_is_nothing_else(path: str) -> None:
    async with open_at(served(bolt())) as (browser, _):
        assert [(await asked(browser, method, path)).status for method in ("GET", "PUT")] == [404, 404]


async def test_a_body_that_is_too_long_is_400_however_it_comes() -> None:
    async def pieces() -> AsyncGenerator[bytes]:
        for _ in range(40):
            yield b"a" * 65_536

    async with open_at(served(bolt())) as (browser, _):
        whole = await asked(browser, "POST", "/slack/events", data=BytesIO(b"a" * 2_500_000), headers=stamps(EVENT))
        chunked = await asked(browser, "POST", "/slack/events", data=pieces(), headers=stamps(EVENT))

        assert (whole.status, chunked.status) == (400, 400)


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nX-Slack-Signature: v0=\xff\xfe\r\nX-Slack-Request-Timestamp: \xff\r\n\r\n",
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /slack/events HTTP/1.0\r\n\r\n",
        b"POST /slack/events\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
async def test_cut_and_broken_requests_are_refused_or_dropped(sent: bytes, caplog: pytest.LogCaptureFixture) -> None:
    async with open_at(served(bolt())) as (browser, port):
        answer = await said(port, sent)

        assert answer == b"" or answer.split()[1] in {b"400", b"401"}
        assert (await posted(browser, EVENT))[0] == 200
    assert "Traceback" not in caplog.text


async def test_the_process_tells_that_it_lives_and_whether_it_is_ready() -> None:
    able = False

    async def ready() -> bool:
        return able

    async with open_at(served(bolt(), ready=ready)) as (browser, _):
        alive, before = await asked(browser, "GET", "/healthz"), await asked(browser, "GET", "/readyz")
        able = True
        after = await asked(browser, "HEAD", "/readyz")

        assert alive[:2] == (200, '{"status":"alive"}')
        assert before[:2] == (503, '{"status":"not ready"}')
        assert after[:2] == (200, "")


async def test_a_readiness_check_that_fails_is_a_no() -> None:
    async def ready() -> bool:
        raise ConnectionError

    async with open_at(served(bolt(), ready=ready)) as (browser, _):
        assert (await asked(browser, "GET", "/readyz")).status == 503


async def test_every_answer_says_how_a_browser_should_treat_it() -> None:
    async with open_at(served(bolt())) as (browser, _):
        for method, path in (("GET", "/healthz"), ("GET", "/nowhere"), ("POST", "/slack/events")):
            answer = await asked(browser, method, path)

            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "Server" not in answer.headers


async def test_an_app_that_can_be_installed_has_its_two_pages() -> None:
    oauth = AsyncOAuthSettings(client_id="1.2", client_secret="secret", scopes=["chat:write"], state_validation_enabled=False)

    async with open_at(served(bolt(authorize=None, oauth_settings=oauth))) as (browser, _):
        install = await asked(browser, "GET", "/slack/install", data=b"\xff")
        cancelled = await asked(browser, "GET", "/slack/oauth_redirect?error=access_denied")
        damaged = await asked(browser, "GET", "/slack/oauth_redirect?error=%00")

        assert (install.status, "slack.com/oauth/v2/authorize" in install.text) == (200, True)
        assert (cancelled.status, "access_denied" in cancelled.text) == (200, True)
        assert damaged.status == 400


async def test_commands_arrive_as_forms() -> None:
    app = bolt()
    heard: list[str] = []

    async def begin(ack: Any, command: dict[str, str]) -> None:
        heard.append(command["text"])
        await ack("On my way.")

    app.command("/mock-interview")(begin)
    body = urlencode({"command": "/mock-interview", "text": "design a chat – für zwei", "team_id": "T1", "user_id": "U1"}).encode()

    async with open_at(served(app)) as (browser, _):
        assert await posted(browser, body, FORM) == (200, "On my way.")
    assert heard == ["design a chat – für zwei"]


async def test_a_request_under_way_is_answered_before_the_server_stops() -> None:
    app, arrived, go_on = bolt(), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        arrived.set()
        await go_on.wait()

    app.event("app_mention")(slow)
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event": {"type": "app_mention", "text": "hello"}}).encode()
    stopping = asyncio.Event()
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve_http(served(app), "127.0.0.1", 0, stopping=stopping, listens=port.set_result))

    async with aiohttp.ClientSession(f"http://127.0.0.1:{await port}") as browser:
        asked = asyncio.create_task(posted(browser, body))
        await arrived.wait()
        stopping.set()
        while await reachable(await port):
            await asyncio.sleep(0)
        go_on.set()

        assert (await asked)[0] == 200
    await serving


async def reachable(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    await writer.wait_closed()
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_first_signal_stops_the_server_and_the_next_one_has_its_usual_effect(number: signal.Signals) -> None:
    before, stopping = signal.getsignal(number), asyncio.Event()
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve_http(served(bolt()), "127.0.0.1", 0, stopping=stopping, listens=port.set_result))
    await port

    os.kill(os.getpid(), number)
    await stopping.wait()

    assert signal.getsignal(number) is before
    await serving


async def test_signals_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)

    with stopped_by_signals(asyncio.Event()):
        assert signal.getsignal(signal.SIGTERM) is not before

    assert signal.getsignal(signal.SIGTERM) is before


async def test_a_port_in_use_is_told_in_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(BadInput, match=f"port {port} is in use by another program; choose another with --port."):
            await serve_http(served(bolt()), "127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "why"),
    [("192.0.2.1", 0, "not an address of this machine"), ("no.such.invalid", 0, "not an address"), ("127.0.0.1", 70_000, "from 0 to 65535")],
)
async def test_an_address_that_cannot_be_had_is_told_in_a_sentence(host: str, port: int, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        await serve_http(served(bolt()), host, port)


async def test_what_goes_wrong_before_the_first_request_keeps_its_name() -> None:
    @asynccontextmanager
    async def broken(_: FastAPI) -> AsyncGenerator[None]:
        raise BadInput("The database is newer than this program.")
        yield

    with pytest.raises(BadInput, match="newer than this program"):
        await serve_http(served(bolt(), lifespan=broken), "127.0.0.1", 0)


async def test_what_was_opened_for_the_server_is_closed_after_it() -> None:
    steps: list[str] = []

    @asynccontextmanager
    async def noted(_: FastAPI) -> AsyncGenerator[None]:
        steps.append("opened")
        yield
        steps.append("closed")

    async with listening(served(bolt(), lifespan=noted), "127.0.0.1", 0):
        steps.append("served")

    assert steps == ["opened", "served", "closed"]

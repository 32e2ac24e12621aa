"""Socket Mode against a Slack that refuses, hangs up, and falls silent."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.channels.slack.socket_mode import HOPELESS, socket_mode
from bot.commands.failures import BadInput


@dataclass
class Slack:
    """Slack's end of Socket Mode. `error` is what it answers to whoever wants to connect; without `pongs` it ignores pings."""

    error: str = ""
    pongs: bool = True
    api_url: str = ""
    calls: int = 0
    opened: int = 0
    open: list[web.WebSocketResponse] = field(default_factory=list[web.WebSocketResponse])
    acknowledged: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def until(self, told: Any) -> None:
        """Wait until this is so."""
        async with asyncio.timeout(10), self._changed:
            await self._changed.wait_for(told)

    async def send(self, envelope_id: str, text: str = "hello") -> None:
        """Send a message of a candidate over the newest connection."""
        event = {"type": "message", "channel": "D1", "user": "U1", "text": text, "ts": "1.2"}
        payload = {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{envelope_id}", "event": event}
        await self.open[-1].send_json({"type": "events_api", "envelope_id": envelope_id, "payload": payload})

    async def changed(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def connections_open(self, _: web.Request) -> web.Response:
        self.calls += 1
        await self.changed()
        if self.error:
            return web.json_response({"ok": False, "error": self.error})
        return web.json_response({"ok": True, "url": f"{self.api_url.replace('http', 'ws')}link"})

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=self.pongs)
        await socket.prepare(request)
        self.opened += 1
        self.open.append(socket)
        await socket.send_json({"type": "hello"})
        await self.changed()
        async for message in socket:
            if message.type == web.WSMsgType.TEXT:
                self.acknowledged.append(message.json())
                await self.changed()
        self.open.remove(socket)
        await self.changed()
        return socket


@asynccontextmanager
async def running(slack: Slack) -> AsyncGenerator[Slack]:
    app = web.Application()
    app.router.add_post("/api/apps.connections.open", slack.connections_open)
    app.router.add_get("/api/link", slack.link)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.api_url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    try:
        yield slack
    finally:
        await runner.cleanup()


def bolt(hear: Any) -> AsyncApp:
    """An app that hears messages like this."""

    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B1", bot_user_id="UB")

    app = AsyncApp(signing_secret="unused", authorize=authorize, process_before_response=True)
    app.event("message")(hear)
    return app


async def ignored() -> None:
    """Hears nothing."""


async def test_what_was_heard_is_acknowledged() -> None:
    heard: list[str] = []

    async def hear(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    async with running(Slack()) as slack, socket_mode(bolt(hear), "xapp-1", slack.api_url) as entrance:
        await slack.send("1", "hello")
        await slack.until(lambda: slack.acknowledged)

        assert (await entrance.connected(), heard, slack.acknowledged) == (True, ["hello"], [{"envelope_id": "1"}])
    assert slack.open == []


async def test_what_could_not_be_heard_is_not_acknowledged_so_that_slack_sends_it_again() -> None:
    async def hear(event: dict[str, Any]) -> None:
        if event["text"] == "bad":
            raise RuntimeError("the database is away")

    async with running(Slack()) as slack, socket_mode(bolt(hear), "xapp-1", slack.api_url):
        await slack.send("1", "bad")
        await slack.send("2", "good")
        await slack.until(lambda: slack.acknowledged)

    assert slack.acknowledged == [{"envelope_id": "2"}]


async def test_what_is_being_heard_is_finished_before_hanging_up() -> None:
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def hear() -> None:
        arrived.set()
        await go_on.wait()

    async with running(Slack()) as slack:
        async with socket_mode(bolt(hear), "xapp-1", slack.api_url):
            await slack.send("1")
            await arrived.wait()
            asyncio.get_running_loop().call_soon(go_on.set)

        await slack.until(lambda: not slack.open)
        assert slack.acknowledged == [{"envelope_id": "1"}]


@pytest.mark.parametrize("code", HOPELESS)
async def test_a_token_that_will_never_do_is_told_in_a_sentence(code: str) -> None:
    async with running(Slack(error=code)) as slack:
        with pytest.raises(BadInput, match=rf"SLACK_APP_TOKEN cannot be used \({code}\): .+\.$"):
            async with socket_mode(bolt(ignored), "xoxb-1", slack.api_url):
                raise AssertionError

        assert slack.calls == 1


async def test_a_slack_in_trouble_is_tried_again() -> None:
    async with running(Slack(error="internal_error")) as slack, socket_mode(bolt(ignored), "xapp-1", slack.api_url, pulse=0.02) as entrance:
        assert not await entrance.connected()
        await slack.until(lambda: slack.calls > 2)
        slack.error = ""
        await slack.until(lambda: slack.open)


async def test_a_slack_that_is_not_there_is_tried_again() -> None:
    async with running(Slack()) as gone:
        pass

    async with socket_mode(bolt(ignored), "xapp-1", gone.api_url, pulse=0.02) as entrance:
        assert not await entrance.connected()


@pytest.mark.parametrize("farewell", ["disconnect", "close"])
async def test_a_connection_that_slack_ends_is_followed_by_another(farewell: str) -> None:
    async with running(Slack()) as slack, socket_mode(bolt(ignored), "xapp-1", slack.api_url, pulse=0.05):
        if farewell == "disconnect":
            await slack.open[0].send_json({"type": "disconnect", "reason": "refresh_requested"})
        else:
            await slack.open[0].close()
        await slack.until(lambda: slack.opened == 2)
        await slack.until(lambda: len(slack.open) == 1)

        await slack.send("1")
        await slack.until(lambda: slack.acknowledged)


async def test_a_connection_that_falls_silent_is_replaced() -> None:
    async with running(Slack(pongs=False)) as slack, socket_mode(bolt(ignored), "xapp-1", slack.api_url, pulse=0.05):
        await slack.until(lambda: slack.opened == 3)


async def test_an_address_that_has_expired_is_replaced() -> None:
    """The SDK alone would go on calling it for ever."""
    async with running(Slack()) as slack, socket_mode(bolt(ignored), "xapp-1", slack.api_url, pulse=0.05, patience=0.3):
        slack.api_url, right = slack.api_url.replace("/api/", "/gone/"), slack.api_url
        await slack.open[0].close()
        await slack.until(lambda: slack.calls == 2)
        slack.api_url = right

        await slack.until(lambda: slack.opened == 2)


async def test_a_token_that_is_revoked_meanwhile_is_told_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with running(Slack()) as slack, socket_mode(bolt(ignored), "xapp-1", slack.api_url, pulse=0.05, patience=0.1):
        slack.error = "token_revoked"
        await slack.open[0].close()
        while "it was revoked" not in caplog.text:
            await slack.until(lambda calls=slack.calls: slack.calls > calls)


async def test_nothing_that_was_typed_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")

    async with running(Slack()) as slack, socket_mode(bolt(ignored), "xapp-secret", slack.api_url):
        await slack.send("1", "confidential")
        await slack.until(lambda: slack.acknowledged)

    assert "confidential" not in caplog.text
    assert "xapp-secret" not in caplog.text

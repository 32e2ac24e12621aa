"""Sending events, commands and interactions to the app, over HTTP or Socket Mode, with Slack's retries."""

import asyncio
import hashlib
import hmac
import json
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack.messages import JSON
from tests.fakes.slack.workspace import Workspace

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack


@dataclass(frozen=True)
class Reply:
    """What the app said to one attempt. `status` is None and `reason` says why where it said nothing (Slack's words)."""

    status: int | None
    body: str = ""
    reason: str = ""
    no_retry: bool = False

    @property
    def good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@dataclass(eq=False)
class Delivery:
    """One event on its way: what each attempt came to. A duplicate is a delivery of its own with the same event_id."""

    payload: JSON = field(repr=False)
    attempts: list[Reply] = field(default_factory=list)
    finished: bool = False
    started: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def event_id(self) -> str:
        return self.payload["event_id"]

    @property
    def type(self) -> str:
        return self.payload["event"]["type"]

    @property
    def status(self) -> int | None:
        """What the app answered last."""
        return self.attempts[-1].status if self.attempts else None

    @property
    def acknowledged(self) -> bool:
        return bool(self.attempts) and self.attempts[-1].good


class Entrance(Protocol):
    """A way into the app. `kind` is events_api, slash_commands or interactive."""

    async def send(self, kind: str, payload: JSON, retry: int, reason: str, seconds: float) -> Reply:
        """One attempt, which waits this many seconds for an acknowledgement."""
        ...


class HttpEntrance:
    """The app's request URLs; what is sent is signed as of now."""

    def __init__(self, session: aiohttp.ClientSession, signing_secret: str, urls: dict[str, str]) -> None:
        self._session, self._secret, self._urls = session, signing_secret, urls

    async def send(self, kind: str, payload: JSON, retry: int, reason: str, seconds: float) -> Reply:
        """Posts it as Slack does: events as JSON, commands as a form, interactions as JSON in a form."""
        form = urlencode(payload if kind == "slash_commands" else {"payload": json.dumps(payload)})
        body = json.dumps(payload) if kind == "events_api" else form
        headers = signed(self._secret, body.encode())
        headers["Content-Type"] = "application/json" if kind == "events_api" else "application/x-www-form-urlencoded"
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        timeout = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._session.post(self._urls[kind], data=body.encode(), headers=headers, timeout=timeout, allow_redirects=False) as response:
                failure = "" if 200 <= response.status < 300 else "http_error"
                return Reply(response.status, await response.text(), failure, response.headers.get("X-Slack-No-Retry") == "1")
        except TimeoutError:
            return Reply(None, reason="http_timeout")
        except (aiohttp.ClientError, OSError):
            return Reply(None, reason="connection_failed")


def signed(secret: str, body: bytes, now: float | None = None) -> dict[str, str]:
    """The headers that prove a body to come from Slack. `now` in seconds since 1970; real time by default."""
    timestamp = str(int(time.time() if now is None else now))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}", "User-Agent": "Slackbot 1.0"}


class Courier:
    """Brings everything to the app."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self.entrance: Entrance | None = None
        self._events = 0

    async def ask(self, kind: str, payload: JSON) -> Reply:
        """Sends a command or an interaction, once: Slack does not repeat these."""
        assert self.entrance is not None, "connect_http or connect_socket_mode comes first"
        reply = await self.entrance.send(kind, payload, 0, "", self._slack.ack_seconds)
        self._slack.changed()
        return reply

    async def event(self, team: Workspace, event: JSON, *, wait: bool = True) -> list[Delivery]:
        """Sends an event, and waits for the end of its first attempt unless that is delayed. Nothing is sent to an app that is not connected."""
        if self.entrance is None or not self._wanted(event):
            return []
        self._events += 1
        payload = self._envelope(team, event)
        copies = 2 if self._slack.duplicate_every and self._events % self._slack.duplicate_every == 0 else 1
        deliveries = [Delivery(payload) for _ in range(copies)]
        for delivery in deliveries:
            self._slack.deliveries.append(delivery)
            self._slack.background(self._deliver(delivery, self._delay(self._slack.disorder)))
        if wait:
            await asyncio.gather(*(delivery.started.wait() for delivery in deliveries))
        return deliveries

    def _delay(self, disorder: random.Random | None) -> float:
        return disorder.uniform(0, self._slack.disorder_seconds) if disorder and disorder.random() < 0.5 else 0

    def _wanted(self, event: JSON) -> bool:
        kinds = {"im": "message.im", "channel": "message.channels", "group": "message.groups"}
        name = kinds[event["channel_type"]] if event["type"] == "message" else event["type"]
        return self._slack.subscriptions is None or name in self._slack.subscriptions

    def _envelope(self, team: Workspace, event: JSON) -> JSON:
        event_id = f"Ev{self._events:08}{team.id}"
        who = {"enterprise_id": None, "team_id": team.id, "user_id": team.bot_user_id, "is_bot": True, "is_enterprise_install": False}
        place = {"team_id": team.id, "context_team_id": team.id, "context_enterprise_id": None, "api_app_id": self._slack.app_id}
        when = {"event_id": event_id, "event_time": int(self._slack.clock.now())}
        flags = {"is_ext_shared_channel": False, "authorizations": [who], "event_context": f"4-{event_id}"}
        return {"token": self._slack.verification_token, **place, "event": event, "type": "event_callback", **when, **flags}

    async def _deliver(self, delivery: Delivery, delay: float) -> None:
        """Up to four attempts: at once, and after each of the retry delays."""
        if delay:
            delivery.started.set()
            await asyncio.sleep(delay)
        reason = ""
        try:
            for retry, pause in enumerate((0.0, *self._slack.retry_delays)):
                await asyncio.sleep(pause)
                assert self.entrance is not None
                reply = await self.entrance.send("events_api", delivery.payload, retry, reason, self._slack.ack_seconds)
                delivery.attempts.append(reply)
                delivery.started.set()
                self._slack.changed()
                if reply.good or reply.no_retry:
                    break
                reason = reply.reason
        finally:
            delivery.finished = True
            delivery.started.set()
            self._slack.changed()

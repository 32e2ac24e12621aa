"""Slack's end of Socket Mode: tickets, WebSockets, envelopes and their acknowledgements."""

import asyncio
import itertools
import json
import secrets
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from tests.fakes.slack.delivery import Reply
from tests.fakes.slack.messages import JSON

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

MOST = 10
"""WebSockets that an app may have open."""


class Sockets:
    """The app's WebSockets. Each envelope goes to one of them."""

    def __init__(self, slack: "FakeSlack") -> None:
        self._slack = slack
        self._tickets: set[str] = set()
        self._waiting: dict[str, asyncio.Future[JSON]] = {}
        self._turn = itertools.count()
        self.connected: list[web.WebSocketResponse] = []

    def issue(self) -> str:
        """The address for one WebSocket, good for one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"{self._slack.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={self._slack.app_id}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The WebSocket's life: hello, then acknowledgements until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets or len(self.connected) >= MOST:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.connected.append(socket)
        about = {"connection_info": {"app_id": self._slack.app_id}, "debug_info": {"host": "fake", "approximate_connection_time": 18060}}
        await socket.send_json({"type": "hello", "num_connections": len(self.connected), **about})
        self._slack.changed()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._heard(json.loads(message.data))
        finally:
            self.connected.remove(socket)
            self._slack.changed()
        return socket

    def _heard(self, acknowledgement: JSON) -> None:
        waiting = self._waiting.pop(acknowledgement.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(acknowledgement.get("payload") or {})

    async def send(self, kind: str, payload: JSON, retry: int, reason: str, seconds: float) -> Reply:
        """One envelope to the WebSocket whose turn it is; without an acknowledgement in time it counts as a time-out."""
        if not self.connected:
            return Reply(None, reason="connection_failed")
        socket = self.connected[next(self._turn) % len(self.connected)]
        envelope_id = secrets.token_hex(16)
        envelope = {"envelope_id": envelope_id, "type": kind, "accepts_response_payload": kind != "events_api", "payload": payload}
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        answered: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answered
        try:
            await socket.send_json(envelope)
            said = await asyncio.wait_for(answered, seconds)
        except (TimeoutError, ConnectionError):
            return Reply(None, reason="timeout")
        finally:
            self._waiting.pop(envelope_id, None)
        return Reply(200, _body(said))

    async def refresh(self) -> None:
        """Asks the app to connect anew, as Slack does every few hours, and hangs up."""
        for socket in list(self.connected):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {"host": "fake"}})
            await socket.close()

    async def cut(self) -> None:
        """Closes every WebSocket without a word."""
        for socket in list(self.connected):
            await socket.close(code=1011)


def _body(said: JSON) -> str:
    """What the app would have answered over HTTP."""
    if not said:
        return ""
    return said["text"] if set(said) == {"text"} else json.dumps(said)

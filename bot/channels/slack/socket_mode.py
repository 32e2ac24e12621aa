"""Slack over a WebSocket that we open, for machines that Slack cannot reach. What comes in this way is not signed and needs no guard."""

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any, cast

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands.failures import BadInput

GRACE = 5
"""Seconds that what was heard is given to be written down when the connection closes."""
LONGEST_PAUSE = 60
"""The most seconds between two attempts to connect."""
HOPELESS = {
    "invalid_auth": "Slack does not know it; it must be an app-level token of this app, which begins with xapp-",
    "not_authed": "Slack found none in the call; it must be an app-level token, which begins with xapp-",
    "not_allowed_token_type": "it is another kind of token; make an app-level token, which begins with xapp-, under Basic Information",
    "missing_scope": "it lacks the scope connections:write; make another one with it under Basic Information",
    "no_permission": "it lacks the scope connections:write; make another one with it under Basic Information",
    "token_revoked": "it was revoked; make another one under Basic Information",
    "token_expired": "it has expired; make another one under Basic Information",
    "account_inactive": "the app or its workspace was deleted",
    "forbidden_team": "the workspace may not use Socket Mode",
}
"""Answers of `apps.connections.open` that no second attempt will change, and what they say of the token."""

TROUBLE = (SlackClientError, aiohttp.ClientError, TimeoutError)
"""What an attempt to connect may fail with."""

log = logging.getLogger(__name__)
_sdk_log = logging.getLogger(f"{__name__}.sdk")
_sdk_log.setLevel(logging.INFO)  # at DEBUG the SDK logs every message whole


@asynccontextmanager
async def socket_mode(
    bolt: AsyncApp, app_token: str, api_url: str, *, pulse: float = 10.0, patience: float = 30.0
) -> AsyncGenerator["SocketEntrance"]:
    """Meanwhile what Slack sends over its WebSocket is heard by `bolt`, and acknowledged only if its listener succeeded.

    `pulse` is the seconds between two pings, `patience` how long a connection may be dead before everything about it is made anew (the SDK
    reconnects by itself, but goes on for ever with an address that has expired). Raises `BadInput` for a token with which no connection can be had.
    """
    entrance = SocketEntrance(bolt, app_token, api_url, pulse, patience)
    try:
        await entrance.open()
    except TROUBLE as error:
        if sentence := hopeless(error):
            raise BadInput(sentence) from error
        log.warning("Slack cannot be reached now, and will be tried again (%s).", type(error).__name__)
    watching = asyncio.create_task(entrance.watch())
    try:
        yield entrance
    finally:
        watching.cancel()
        await asyncio.wait([watching])
        await entrance.close()


def hopeless(error: Exception) -> str | None:
    """What to tell a person about a token that will never do; None if the trouble may pass."""
    code = str(cast(Any, error).response.get("error")) if isinstance(error, SlackApiError) else ""
    return f"SLACK_APP_TOKEN cannot be used ({code}): {HOPELESS[code]}." if code in HOPELESS else None


class SocketEntrance:
    """One connection after another."""

    def __init__(self, bolt: AsyncApp, app_token: str, api_url: str, pulse: float, patience: float) -> None:
        self._bolt, self._token, self._pulse, self._patience = bolt, app_token, pulse, patience
        self._web: Any = AsyncWebClient(base_url=api_url, logger=_sdk_log)  # the SDK's own types are partial
        self._ears: _Ears | None = None

    async def connected(self) -> bool:
        """Whether the connection answers pings."""
        return self._ears is not None and await self._ears.client.is_connected()

    async def open(self) -> None:
        """Connect, in place of whatever connection there was. Raises one of `TROUBLE`."""
        await self.close()
        address = await self._web.apps_connections_open(app_token=self._token)
        self._ears = _Ears(self._bolt, self._token, logger=_sdk_log, web_client=self._web, ping_interval=self._pulse)
        self._ears.client.wss_uri = address["url"]
        try:
            await asyncio.wait_for(self._ears.connect_async(), self._patience)
        except TimeoutError:
            await self.close()
            raise

    async def watch(self) -> None:
        """For ever: notice a connection that has been dead for too long, and open another."""
        now = asyncio.get_running_loop().time
        alive, pause = now(), self._pulse / 2
        while True:
            await asyncio.sleep(pause)
            if await self.connected():
                alive, pause = now(), self._pulse / 2
            elif self._ears is None or now() - alive >= self._patience:
                pause = self._pulse / 2 if await self._reopened() else min(2 * pause, LONGEST_PAUSE)

    async def _reopened(self) -> bool:
        try:
            await self.open()
        except TROUBLE as error:
            log.warning("%s", hopeless(error) or f"Slack cannot be reached, and will be tried again ({type(error).__name__}).")
            return False
        except Exception:  # the edge: whoever watches must not fall asleep
            log.exception("The connection to Slack cannot be opened, and will be tried again.")
            return False
        log.info("Connected to Slack anew.")
        return True

    async def close(self) -> None:
        """Let what was heard be written down and acknowledged, then hang up."""
        if self._ears is not None:
            ears, self._ears = self._ears, None
            await ears.close_async()


class _Ears(AsyncSocketModeHandler):
    """Bolt's adapter, which knows what is under way and leaves nothing behind."""

    def __init__(self, app: AsyncApp, app_token: str, *, logger: logging.Logger, web_client: AsyncWebClient, ping_interval: float) -> None:
        super().__init__(app, app_token, logger=logger, web_client=web_client, ping_interval=ping_interval)
        self._hearing: set[asyncio.Task[None]] = set()

    async def handle(self, client: AsyncBaseSocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Hear one thing, and acknowledge it if that succeeded."""
        hearing = asyncio.ensure_future(super().handle(client, req))  # type: ignore[arg-type]
        self._hearing.add(hearing)
        hearing.add_done_callback(self._hearing.discard)
        await hearing

    async def close_async(self) -> None:
        """Finish what is being heard, hang up, and wait for the SDK's own tasks."""
        if self._hearing:
            await asyncio.wait(self._hearing, timeout=GRACE)
        await self.client.close()
        for task in self._hearing:
            task.cancel()
        client: Any = self.client
        started = (client.message_processor, client.current_session_monitor, client.message_receiver, *self._hearing)
        await asyncio.gather(*(task for task in started if task is not None), return_exceptions=True)

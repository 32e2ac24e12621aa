"""The Web clients of all workspaces: made in this one place, over one pool of connections."""

import logging
from datetime import datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.bots import Bots
from bot.channels.slack.installations import EncryptedInstallationStore
from bot.conversation import Clock

SECONDS = 10
"""How long a call of Slack may take."""

_sdk_logger = logging.getLogger(f"{__name__}.sdk")
_sdk_logger.setLevel(logging.INFO)  # at DEBUG the SDK writes whole answers into the log, and Slack answers an install with the token


class Clients:
    """Gives the client of a workspace. Made inside a running event loop, and closed in it.

    With `bot_token` that token serves every workspace, for there is one. Otherwise the tokens are those of `store`, renewed with the app's
    `client_id` and `client_secret`.
    """

    def __init__(
        self,
        api_url: str,
        clock: Clock,
        *,
        bot_token: str | None = None,
        store: EncryptedInstallationStore | None = None,
        client_id: str = "",
        client_secret: str = "",
    ) -> None:
        self._api_url, self._bot_token, self._store = api_url, bot_token, store
        # cookies of one workspace do not travel to the next
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS), cookie_jar=aiohttp.DummyCookieJar())
        self._known: dict[tuple[str | None, str | None], AsyncWebClient] = {}
        self.tokenless = self._made(None)
        """For Bolt and for installs."""
        self.bots = Bots(store, self.tokenless, client_id, client_secret, clock) if store is not None and bot_token is None else None
        """None where one token serves."""

    async def client(self, team: str | None, enterprise: str | None) -> AsyncWebClient:
        """The client of a workspace, its token good for a while. Raises `NotInstalled`, `NotRenewed`, `StorageFailed`."""
        if self.bots is None:
            return self._with_token(None, None, self._bot_token, None)
        bot = await self.bots.ready(team, enterprise)
        return self._with_token(team, enterprise, bot.bot_token, team if bot.is_enterprise_install else None)

    async def forget(self, team: str | None, enterprise: str | None, until: datetime | None = None) -> None:
        """The app was uninstalled (at `until`, if that is known): drop this place and its token. Raises `StorageFailed`."""
        self._known.pop((enterprise, team), None)
        if self._store is not None:
            await self._store.async_delete_all(enterprise_id=enterprise, team_id=team, until=until)

    async def close(self) -> None:
        """Finish renewals, then close every connection."""
        if self.bots is not None:
            await self.bots.close()
        await self._session.close()

    def _with_token(self, team: str | None, enterprise: str | None, token: str | None, acts_in: str | None) -> AsyncWebClient:
        client = self._known.get((enterprise, team))
        if client is None or client.token != token:
            client = self._known[enterprise, team] = self._made(token, acts_in)
        return client

    def _made(self, token: str | None, team: str | None = None) -> AsyncWebClient:
        """`team` says for which workspace a token of a whole organisation is used."""
        return AsyncWebClient(
            token=token,
            base_url=self._api_url,
            timeout=SECONDS,
            session=self._session,
            team_id=team,
            logger=_sdk_logger,
            retry_handlers=[],  # the SDK's own would repeat a lost call, and so post twice
        )

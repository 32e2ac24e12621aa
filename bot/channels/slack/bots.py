"""The bot of a workspace, its token renewed in time, whoever asks: a listener, a job, another process.

Bolt renews tokens too, but only while it handles a request, and two of its renewals at once lose one; so it does not here.
slack_sdk's `AsyncTokenRotator` reads the clock itself; the one call that it makes is made here.
"""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.channels.slack.installations import EncryptedInstallationStore
from bot.conversation import Clock

RENEW_BEFORE = timedelta(hours=2)
"""How long before its end a token is renewed; it lives 12 hours (https://docs.slack.dev/authentication/using-token-rotation)."""

logger = logging.getLogger(__name__)


class NotInstalled(LookupError):
    """We hold no token for this workspace."""

    def __init__(self, team: str | None) -> None:
        super().__init__(f"The app is not installed in workspace {team or '-'}: install it there from /slack/install.")


class NotRenewed(Exception):
    """The token of a workspace has expired, and Slack gave no new one; it may later."""

    def __init__(self, team: str | None, reason: str) -> None:
        super().__init__(
            f"The token of workspace {team or '-'} has expired and Slack did not renew it ({reason}): "
            "it is tried again; if that goes on, install the app there again from /slack/install."
        )


class Bots:
    """The bots of all workspaces. `client` needs no token. Every method raises `StorageFailed`."""

    def __init__(self, store: EncryptedInstallationStore, client: AsyncWebClient, client_id: str, client_secret: str, clock: Clock) -> None:
        self._store, self._client, self._clock = store, client, clock
        self._client_id, self._client_secret = client_id, client_secret
        self._renewals: dict[tuple[str | None, str | None], asyncio.Task[Bot]] = {}
        self._unsaved: dict[str, Bot] = {}

    async def find(self, team: str | None, enterprise: str | None) -> Bot:
        """The bot as it is kept: the workspace's own, else that of the whole organisation. Raises `NotInstalled`."""
        bot = await self._store.async_find_bot(enterprise_id=enterprise, team_id=team)
        if bot is None and enterprise:
            bot = await self._store.async_find_bot(enterprise_id=enterprise, team_id=None, is_enterprise_install=True)
        if bot is None:
            raise NotInstalled(team)
        return bot

    async def ready(self, team: str | None, enterprise: str | None) -> Bot:
        """The bot with a token that lives on for a while. Raises `NotInstalled`, `NotRenewed`."""
        bot = await self.find(team, enterprise)
        if not self._ends_by(bot, self._clock() + RENEW_BEFORE):
            return bot
        return await asyncio.shield(self._renewal(team, enterprise))  # who stops waiting must not lose the token that Slack is giving out

    def expired(self, bot: Bot) -> bool:
        """Whether Slack takes its token no longer."""
        return self._ends_by(bot, self._clock())

    async def close(self) -> None:
        """Wait for the renewals under way: a token that is not kept is lost."""
        await asyncio.gather(*self._renewals.values(), return_exceptions=True)

    def _renewal(self, team: str | None, enterprise: str | None) -> asyncio.Task[Bot]:
        """The one renewal of this place, which everybody waits for."""
        place = (enterprise, team)
        if place not in self._renewals:
            task = self._renewals[place] = asyncio.create_task(self._renew(team, enterprise))
            task.add_done_callback(lambda _: self._renewals.pop(place))
        return self._renewals[place]

    async def _renew(self, team: str | None, enterprise: str | None) -> Bot:
        bot = await self.find(team, enterprise)
        if not self._ends_by(bot, self._clock() + RENEW_BEFORE):  # done while we came here
            return bot
        try:
            renewed = self._unsaved.get(bot.bot_token) or await self._renewed(bot)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            return await self._without_renewal(bot, error)
        self._unsaved[bot.bot_token] = renewed  # Slack gives it once: if the database is busy, the next caller saves it
        await self._store.replace_bot(bot, renewed)
        del self._unsaved[bot.bot_token]
        return await self.find(team, enterprise)  # which is another one if somebody has installed meanwhile

    async def _renewed(self, bot: Bot) -> Bot:
        answer = await self._client.oauth_v2_access(  # pyright: ignore[reportUnknownMemberType]
            client_id=self._client_id, client_secret=self._client_secret, grant_type="refresh_token", refresh_token=bot.bot_refresh_token
        )
        told: dict[str, Any] = {name: answer[name] for name in ("access_token", "refresh_token", "expires_in")}
        fields: dict[str, Any] = vars(bot) | {
            "bot_token": told["access_token"],
            "bot_refresh_token": told["refresh_token"],
            "bot_token_expires_at": int(self._clock().timestamp()) + int(told["expires_in"]),
        }
        return Bot(**fields)

    async def _without_renewal(self, bot: Bot, error: Exception) -> Bot:
        """Another process may have been first (then our refresh token is void); else the old token serves until its end."""
        latest = await self.find(bot.team_id, bot.enterprise_id)
        if latest.bot_token != bot.bot_token:
            return latest
        if self.expired(bot):
            raise NotRenewed(bot.team_id, _reason(error)) from error
        logger.warning("Slack did not renew the token of workspace %s (%s); it is used until it expires.", bot.team_id or "-", _reason(error))
        return bot

    def _ends_by(self, bot: Bot, at: datetime) -> bool:
        return bot.bot_token_expires_at is not None and bot.bot_token_expires_at <= at.timestamp()


def _reason(error: Exception) -> str:
    response: object = getattr(error, "response", None)
    return str(response.get("error")) if isinstance(response, AsyncSlackResponse) else type(error).__name__

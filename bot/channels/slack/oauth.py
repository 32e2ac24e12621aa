"""Installs into other workspaces: the settings, the two pages, and what Bolt asks before it hands on a request."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urljoin

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.channels.slack.bots import RENEW_BEFORE, Bots, NotInstalled, NotRenewed
from bot.channels.slack.installations import STATE_LIVES, EncryptedInstallationStore, StateStore
from bot.channels.slack.manifest import INSTALL_PATH, OPTIONAL_SCOPES, REDIRECT_PATH, SCOPES
from storage.failures import StorageFailed

NOT_NOW = "The app could not be installed just now, and nothing was kept. Please begin again in a minute."

logger = logging.getLogger(__name__)


class KnownWorkspaces(AsyncAuthorize):
    """Knows a workspace from what is kept; so hearing what arrives needs no answer from Slack, unless the token has run out."""

    def __init__(self, bots: Bots) -> None:
        super().__init__()
        self._bots = bots

    async def __call__(
        self, *, context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None, user_id: str | None, **actor: str | None
    ) -> AuthorizeResult | None:
        """None where the app is not installed. Raises `StorageFailed`: Bolt answers 500, and Slack sends it again."""
        try:
            bot = await self._bots.find(team_id, enterprise_id)
            if self._bots.expired(bot):
                bot = await self._bots.ready(team_id, enterprise_id)
        except NotInstalled as unknown:
            logger.warning("%s", unknown)
            return None
        except NotRenewed as failed:  # what arrived can be heard all the same
            logger.warning("%s", failed)
            bot = await self._bots.find(team_id, enterprise_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            team=bot.team_name,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
            bot_scopes=bot.bot_scopes,
        )


class OneWorkspace(AsyncAuthorize):
    """Where one token serves: Bolt's own asks auth.test first, and drops what arrives while Slack does not answer that."""

    def __init__(self, bot_token: str) -> None:
        super().__init__()
        self._bot_token = bot_token

    async def __call__(
        self, *, context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None, user_id: str | None, **actor: str | None
    ) -> AuthorizeResult:
        """Always known: what arrives is signed with the secret of our app."""
        return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=self._bot_token)


class InstallPages(AsyncOAuthFlow):
    """Bolt's two pages; a database or a Slack that does not answer is told in a sentence."""

    async def handle_installation(self, request: AsyncBoltRequest) -> BoltResponse:
        """The page from which the app is installed."""
        return await _or_told(super().handle_installation, request)

    async def handle_callback(self, request: AsyncBoltRequest) -> BoltResponse:
        """The page to which Slack sends people back."""
        return await _or_told(super().handle_callback, request)


async def _or_told(page: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]], request: AsyncBoltRequest) -> BoltResponse:
    try:
        return await page(request)
    except (StorageFailed, aiohttp.ClientError, TimeoutError):
        logger.exception("An install failed.")
        headers: dict[str, Any] = {"Content-Type": "text/plain; charset=utf-8"}
        return BoltResponse(status=503, body=NOT_NOW, headers=headers)


def oauth_settings(
    client_id: str,
    client_secret: str,
    store: EncryptedInstallationStore,
    states: StateStore,
    bots: Bots,
    redirect_uri: str | None = None,
    *,
    api_url: str = "https://slack.com/api/",
) -> AsyncOAuthSettings:
    """Settings for `InstallPages`. Without `redirect_uri` Slack takes the first one of the app's configuration."""
    settings = AsyncOAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=[*SCOPES, *OPTIONAL_SCOPES],
        user_scopes=[],
        redirect_uri=redirect_uri,
        install_path=INSTALL_PATH,
        redirect_uri_path=REDIRECT_PATH,
        authorization_url=urljoin(api_url, "/oauth/v2/authorize"),
        installation_store=store,
        installation_store_bot_only=True,
        token_rotation_expiration_minutes=int(RENEW_BEFORE.total_seconds() // 60),
        state_store=states,
        state_expiration_seconds=int(STATE_LIVES.total_seconds()),
    )
    settings.authorize = KnownWorkspaces(bots)  # Bolt's own asks auth.test for every request, and takes a busy database for "not installed"
    return settings

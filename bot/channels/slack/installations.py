"""What Slack gave us when somebody installed the app, kept encrypted; in the shapes that slack_sdk asks for.

The bot's token stands in one row alone, that of the user "": renewed or revoked once, it is so for everybody. The row of a user
who installed holds the rest of the installation.
"""

import json
import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.channels.slack.token_keys import VARIABLE, TokenKeys, Unopened
from bot.conversation import Clock
from storage.installations import Installations, Installed, OAuthStates

BOT = ""
"""The user in whose row the bot stands."""
OF_THE_BOT = ("bot_token", "bot_id", "bot_user_id", "bot_scopes", "bot_refresh_token", "bot_token_expires_at")
STATE_LIVES = timedelta(minutes=10)
"""How long somebody may take to install."""

logger = logging.getLogger(__name__)


class EncryptedInstallationStore(AsyncInstallationStore):
    """Every method raises `StorageFailed`. What no key opens, or what was moved here from another workspace, counts as not installed."""

    def __init__(self, installations: Installations, keys: TokenKeys, clock: Clock) -> None:
        self._installations, self._keys, self._clock = installations, keys, clock

    @property
    def logger(self) -> logging.Logger:
        """Where Bolt may log about this store."""
        return logger

    async def async_save(self, installation: Installation) -> None:
        """Keep what a user installed and, if it has one, its bot; both or neither."""
        rows: list[Installed] = []
        if installation.user_id:
            rows.append(self._row(vars(installation) | dict.fromkeys(OF_THE_BOT), installation.user_id))
        if installation.bot_token is not None:
            rows.append(self._row(vars(installation.to_bot()), BOT))
        await self._installations.put(*rows)

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep the bot of a place, whatever was there."""
        await self._installations.put(self._row(vars(bot), BOT))

    async def replace_bot(self, before: Bot, after: Bot) -> bool:
        """Keep `after` if `before` is still what is kept; whether it was. So a token renewed late undoes neither an install nor an uninstall."""
        row = await self._installations.find(*_place(vars(before)), BOT)
        fields = self._opened(row)
        if row is None or fields is None or fields["bot_token"] != before.bot_token:
            return False
        return await self._installations.replace(row, self._keys.seal(json.dumps(vars(after))), self._clock())

    async def async_find_bot(self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False) -> Bot | None:
        """The bot of a workspace, or of a whole organisation."""
        fields = self._opened(await self._installations.find(enterprise_id or "", _team(team_id, is_enterprise_install), BOT))
        return None if fields is None else Bot(**fields)

    async def async_find_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None, is_enterprise_install: bool | None = False
    ) -> Installation | None:
        """What this user installed, or without a user what was installed last; always with the bot as it is now."""
        place = (enterprise_id or "", _team(team_id, is_enterprise_install))
        row = await (self._installations.find(*place, user_id) if user_id else self._installations.latest(*place))
        fields = self._opened(row)
        if fields is None:
            return None
        bot = self._opened(await self._installations.find(*place, BOT)) or {}
        return Installation(**fields | {name: bot[name] for name in OF_THE_BOT if name in bot})

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Forget the bot of one place, and so its token."""
        await self._installations.delete(enterprise_id or "", team_id or "", BOT)

    async def async_delete_installation(self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None) -> None:
        """Forget what one user installed, or all users of one place; the bot stays."""
        place = (enterprise_id or "", team_id or "")
        await (self._installations.delete(*place, user_id) if user_id else self._installations.delete_users(*place))

    async def async_delete_all(self, *, enterprise_id: str | None, team_id: str | None, until: datetime | None = None) -> None:
        """Forget one place; with `until` only what was written before, for the news of an uninstall can come after the next install."""
        await self._installations.delete_place(enterprise_id or "", team_id or "", until)

    def _row(self, fields: dict[str, Any], user: str) -> Installed:
        return Installed(*_place(fields), user, self._keys.seal(json.dumps(fields)), self._clock())

    def _opened(self, row: Installed | None) -> dict[str, Any] | None:
        if row is None:
            return None
        try:
            fields: dict[str, Any] = json.loads(self._keys.open(row.body))
        except Unopened:
            _told_closed(row)
            return None
        if (*_place(fields), fields.get("user_id", BOT)) != (row.enterprise, row.team, row.user):
            logger.warning("What is kept for workspace %s (organisation %s) belongs to another one: it is not used.", row.team, row.enterprise)
            return None
        return fields


class StateStore(AsyncOAuthStateStore):
    """The state of an install that somebody has begun: good once, for `STATE_LIVES`. Raises `StorageFailed`."""

    def __init__(self, states: OAuthStates, clock: Clock) -> None:
        self._states, self._clock = states, clock

    @property
    def logger(self) -> logging.Logger:
        """Where Bolt may log about this store."""
        return logger

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """A new state."""
        state, now = secrets.token_urlsafe(32), self._clock()
        await self._states.issue(state, expires_at=now + STATE_LIVES, now=now)
        return state

    async def async_consume(self, state: str) -> bool:
        """Whether this state is good; it is not, from now on."""
        return await self._states.consume(state, self._clock())


async def reencrypt(installations: Installations, keys: TokenKeys) -> int:
    """Put everything under the first key; how many were changed. What no key opens, and what changes meanwhile, is left as it is."""
    changed = 0
    for row in await installations.all():
        try:
            body = keys.resealed(row.body)
        except Unopened:
            _told_closed(row)
            continue
        if body != row.body:
            changed += await installations.replace(row, body, row.at)
    return changed


def _told_closed(row: Installed) -> None:
    logger.warning(
        "None of the keys in %s opens what is kept for workspace %s (organisation %s): it counts as not installed. "
        "Put the old key back, or install the app there again.",
        VARIABLE,
        row.team or "-",
        row.enterprise or "-",
    )


def _place(fields: dict[str, Any]) -> tuple[str, str]:
    return fields["enterprise_id"] or "", _team(fields["team_id"], fields["is_enterprise_install"])


def _team(team_id: str | None, is_enterprise_install: bool | None) -> str:
    return "" if is_enterprise_install else team_id or ""

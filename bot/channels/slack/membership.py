"""Who is in a workspace, and in which of its channels: asked of Slack, and remembered for a while."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import SlackFailed, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.invitations import why_not
from bot.channels.slack.names import learnt
from bot.channels.web.viewer import Viewer
from bot.channels.web.workspace import Channel
from bot.conversation import Clock
from storage.people import People

REMEMBERED = timedelta(minutes=5)
"""How long somebody who has left a channel may still read what was shared with it."""
MOST_PEOPLE = 1024
IN_A_PAGE, MOST_PAGES = 200, 10
"""Channels. https://docs.slack.dev/reference/methods/users.conversations"""

logger = logging.getLogger(__name__)


class Membership:
    """Asks with the bot's token: of private channels it knows those that it is in itself."""

    def __init__(self, clients: Clients, people: People, clock: Clock) -> None:
        self._clients, self._people, self._clock = clients, people, clock
        self._known: OrderedDict[str, tuple[datetime, tuple[Channel, ...]]] = OrderedDict()

    async def member(self, viewer: Viewer, user: str) -> str | None:
        """What somebody is called who may be asked; None for who is not a member of the viewer's workspace."""
        if viewer.team is None:
            return None
        person = f"slack:{viewer.team}:{user}"
        try:
            client = await self._clients.client(viewer.team, viewer.enterprise)
            if why_not(await learnt(client, self._people, user, person), viewer.team):
                return None
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("Slack does not tell who %s is (%s)", person, type(failed).__name__)
            return None
        return (await self._people.find(person)).name or user

    async def channels(self, viewer: Viewer) -> tuple[Channel, ...]:
        """The channels that the viewer is in, as of a few minutes ago at most; none while Slack does not tell."""
        if viewer.team is None:
            return ()
        asked_at, known = self._known.get(viewer.person, (None, ()))
        if asked_at and self._clock() - asked_at < REMEMBERED:
            return known
        try:
            client = await self._clients.client(viewer.team, viewer.enterprise)
            found = await _asked(client, viewer.team, viewer.person.rpartition(":")[2])
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.warning("Slack does not tell which channels %s is in (%s)", viewer.person, failed)
            return ()
        self._known[viewer.person] = self._clock(), found
        if len(self._known) > MOST_PEOPLE:
            self._known.popitem(last=False)
        return found


async def _asked(client: AsyncWebClient, team: str, user: str) -> tuple[Channel, ...]:
    found = list[Channel]()
    wanted: dict[str, Any] = {"user": user, "types": "public_channel,private_channel", "exclude_archived": True, "limit": IN_A_PAGE}
    for _ in range(MOST_PAGES):
        answer = await called(client.users_conversations(**wanted))
        listed: list[Mapping[str, Any]] = answer.get("channels", [])
        found += [Channel(f"slack:{team}:{each['id']}", str(each.get("name") or each["id"])) for each in listed]
        wanted["cursor"] = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not wanted["cursor"]:
            break
    return tuple(sorted(found, key=lambda each: each.name))

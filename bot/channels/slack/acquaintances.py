"""Who moves has their reminders moved along, however we hear of it."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import SlackFailed
from bot.channels.slack.clients import Clients
from bot.channels.slack.incoming import Whose
from bot.channels.slack.names import keep, learnt
from bot.reminders import ReminderBook
from storage.people import People

logger = logging.getLogger(__name__)

AT_ONCE = 1.5
"""Seconds for which Slack is asked where somebody is while it waits for our answer, which it does for 3."""


@dataclass
class Acquaintances:
    """Everybody we know of. Every method raises `StorageFailed`."""

    clients: Clients
    people: People
    book: ReminderBook

    async def meet(self, client: AsyncWebClient, user: str, person: str) -> Mapping[str, Any]:
        """Slack's own record of a person. Raises what `called` raises."""
        before = await self.book.reminders.zone(person)
        told = await learnt(client, self.people, user, person)
        await self._moved(person, before)
        return told

    async def changed(self, person: str, told: Mapping[str, Any]) -> None:
        """Slack tells that something about a member has changed; whom we do not know is not kept."""
        known = await self.people.find(person)
        if known.name is None and known.zone is None:
            return
        before = await self.book.reminders.zone(person)
        await keep(self.people, known, told)
        await self._moved(person, before)

    async def is_placed(self, whose: Whose) -> bool:
        """Whether it is known where a person's clock stands; if it is not, Slack is asked at once, for a moment."""
        if await self.book.reminders.is_placed(whose.person):
            return True
        try:
            async with asyncio.timeout(AT_ONCE):
                await self.meet(await self.clients.client(whose.team, whose.enterprise), whose.user, whose.person)
        except (SlackFailed, NotInstalled, NotRenewed, TimeoutError) as failed:
            logger.info("Slack does not tell where somebody is (%s)", failed)
        return await self.book.reminders.is_placed(whose.person)

    async def _moved(self, person: str, before: str) -> None:
        if await self.book.reminders.zone(person) != before:
            await self.book.moved(person)

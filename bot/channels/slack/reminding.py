"""Sending a reminder whose time has come: once, where its person is now, and only if they want to hear of us at this moment."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import Later, NotAllowed, Refused, SlackFailed, Unsure, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.names import learnt
from bot.channels.slack.posting import CannotTell, Post, Posting
from bot.channels.slack.views.blocks import Message
from bot.conversation import Clock
from bot.queue import Queue
from bot.reminders import ReminderBook
from interview_flow.reminding.deciding import Due, Postpone, Skip, decide
from interview_flow.reminding.planning import nudge
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Reminder, ReminderKind, State
from storage.occurrences import Claimed
from storage.people import People
from storage.reminders import posted_under
from storage.threads import Thread
from storage.transcripts import Transcripts

logger = logging.getLogger(__name__)

A_DAY = timedelta(days=2)
"""How far back the occurrences of somebody's local day may lie."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
"""Seconds before the second attempt, doubled for each that follows."""
GIVEN_UP_AFTER = 5
"""Times in a row that a reminder cannot be brought, after which it rests until its person says otherwise."""


class Messages(Protocol):
    """Puts a reminder into words."""

    async def worded(self, due: Claimed, now: datetime) -> Message | None:
        """The message, or None where there is nothing to say."""
        ...


@dataclass
class Reminding:
    """Sends. May be called again at any time, one call at a time for one person or channel."""

    book: ReminderBook
    messages: Messages
    transcripts: Transcripts
    people: People
    clients: Clients
    posting: Posting
    queue: Queue
    clock: Clock

    async def hand_over(self, occurrence: Occurrence) -> None:
        """Have a claimed occurrence sent by a job. Raises `QueueFailed`."""
        await self.queue.put(
            "remind", occurrence.person, occurrence.reminder_id, occurrence.occasion, key=f"{occurrence.reminder_id} {occurrence.occasion}"
        )

    async def remind(self, whom: str, reminder_id: str, occasion: str) -> None:
        """What becomes of one occurrence, if that is still open."""
        due = await self.book.occurrences.find(reminder_id, occasion)
        if due is None or due.occurrence.state is not State.CLAIMED:
            return
        try:
            await self._remind(due)
        except CannotTell:
            logger.warning("Nobody can say whether reminder %s of %s was posted", reminder_id, occasion)
            await self.posting.deliveries.in_doubt(posted_under(reminder_id), occasion)
            await self.book.occurrences.settled(due.occurrence, State.IN_DOUBT, self.clock())
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            await self._failed(due, failed)

    async def _remind(self, due: Claimed) -> None:
        client = await self.clients.client(due.reminder.team, due.reminder.enterprise)
        earlier = (await self.posting.deliveries.of(posted_under(due.reminder.id), [due.occurrence.occasion])).get(due.occurrence.occasion)
        if earlier is None:  # an attempt that was made is followed up, whatever has changed since
            decision = decide(await self._known(client, due), self.clock())
            if isinstance(decision, Postpone):
                await self.book.occurrences.postponed(due.occurrence, decision.until)
                return
            if isinstance(decision, Skip):
                await self._left_out(due, decision.note)
                return
        if worded := await self.messages.worded(due, self.clock()):
            await self._post(client, due, worded)
        else:
            await self._left_out(due, Note.NOTHING_TO_SAY)

    async def _post(self, client: AsyncWebClient, due: Claimed, worded: Message) -> None:
        reminder, occurrence = due.reminder, due.occurrence
        channel = reminder.channel or str((await called(client.conversations_open(users=reminder.user)))["channel"]["id"])
        thread = Thread(
            interview_id=posted_under(reminder.id), enterprise=reminder.enterprise, team=reminder.team, channel=channel, user=reminder.user
        )
        await self.posting.once(client, thread, Post(occurrence.occasion, worded.text, blocks=worded.blocks, alone=True))
        now = self.clock()
        again = reminder.kind is ReminderKind.PRACTICE and occurrence.kind is OccurrenceKind.REGULAR
        await self.book.occurrences.settled(occurrence, State.SENT, now, then=nudge(occurrence, now) if again else None)
        if reminder.failures:
            await self.book.reminders.recovered(reminder.id)

    async def _known(self, client: AsyncWebClient, due: Claimed) -> Due:
        reminder, now = due.reminder, self.clock()
        if reminder.kind.of_team:
            return Due(reminder=reminder, occurrence=due.occurrence, routine=await self.book.reminders.routine(""), zone=due.zone)
        zone = await self._zone(client, reminder)
        sent = await self.book.occurrences.sent(reminder.person, now - A_DAY)
        return Due(
            reminder=reminder,
            occurrence=due.occurrence,
            routine=await self.book.reminders.routine(reminder.person),
            zone=zone,
            others=tuple(sent),
            acted=due.occurrence.kind is OccurrenceKind.NUDGE and await self._has_acted(due, sent),
            busy_until=await _busy_until(client, reminder.user, now),
        )

    async def _zone(self, client: AsyncWebClient, reminder: Reminder) -> str:
        """Where the person is now; if they have moved, what is due next moves with them."""
        before = await self.book.reminders.zone(reminder.person)
        try:
            await learnt(client, self.people, reminder.user, reminder.person)
        except (Unsure, NotAllowed) as failed:
            logger.info("Slack does not tell where %s is (%s)", reminder.person, failed)
        now = await self.book.reminders.zone(reminder.person)
        if now != before:
            await self.book.moved(reminder.person)
        return reminder.zone or now

    async def _has_acted(self, due: Claimed, sent: list[Occurrence]) -> bool:
        """Whether they have pressed anything since they were reminded, or practised."""
        its = await self.book.occurrences.of_occasion(due.reminder.id, due.occurrence.first)
        reminded = max((each.settled_at for each in its if each.state is State.SENT and each.settled_at), default=None)
        if reminded is None or any(each.outcome for each in its):
            return True
        return any(each.last_at > reminded for each in await self.transcripts.listed(due.reminder.person, 5))

    async def _left_out(self, due: Claimed, note: Note) -> None:
        logger.info("Reminder %s of %s was left out (%s)", due.reminder.id, due.occurrence.occasion, note)
        await self.book.occurrences.settled(due.occurrence, State.SKIPPED, self.clock(), note)

    async def _failed(self, due: Claimed, failed: Exception) -> None:
        """Try again a little later; `decide` says when that is too late. Where nobody can be reached, it is left out; if that goes on, it rests."""
        logger.warning("Reminder %s: %s (%s)", due.reminder.id, type(failed).__name__, failed)
        trouble = f"{type(failed).__name__}: {failed.code}" if isinstance(failed, SlackFailed) else type(failed).__name__
        failures = await self.book.reminders.failed(due.reminder.id, trouble)
        if isinstance(failed, Later | Unsure | NotRenewed):
            wait = failed.seconds if isinstance(failed, Later) else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures, 20))
            await self.book.occurrences.postponed(due.occurrence, self.clock() + timedelta(seconds=wait))
            return
        await self._left_out(due, Note.UNREACHABLE)
        if failures >= GIVEN_UP_AFTER:
            await self.book.pause(due.reminder.person, due.reminder.id)


async def _busy_until(client: AsyncWebClient, user: str, now: datetime) -> datetime | None:
    """Until when somebody does not want to be disturbed, if Slack lets us know. https://docs.slack.dev/reference/methods/dnd.info"""
    try:
        told: Mapping[str, Any] = await called(client.dnd_info(user=user))
    except (Later, Unsure, Refused) as failed:
        logger.debug("Slack does not tell who wants to be left alone (%s)", failed)
        return None
    moment = now.timestamp()
    ends = [told.get("snooze_endtime")] if told.get("snooze_enabled") else []
    if told.get("dnd_enabled") and float(told.get("next_dnd_start_ts") or moment) <= moment:
        ends.append(told.get("next_dnd_end_ts"))
    latest = max((float(each) for each in ends if each), default=0.0)
    return datetime.fromtimestamp(latest, UTC) if latest > moment else None

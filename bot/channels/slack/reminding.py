"""Sending a reminder whose time has come: once, where its person is now, and only if they want to hear of us at this moment."""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import PERSONAL, Gone, Later, NotAllowed, Refused, Removed, SlackFailed, Unsure, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.posting import CannotTell, Post, Posting
from bot.channels.slack.views.blocks import Message
from bot.conversation import Clock
from bot.queue import Queue
from bot.reminders import GIVEN_UP_AFTER, ReminderBook, UnknownReminder
from interview_flow.reminding.deciding import Decision, Due, Postpone, Skip, decide
from interview_flow.reminding.planning import nudge
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Reminder, ReminderKind, Routine, State
from storage.deliveries import State as Attempt
from storage.occurrences import Claimed
from storage.reminders import posted_under
from storage.threads import Thread
from storage.transcripts import Transcripts

logger = logging.getLogger(__name__)

A_DAY = timedelta(days=2)
"""How far back the occurrences of somebody's local day may lie."""
PASSING = (Later.__name__, Unsure.__name__, NotRenewed.__name__)
"""What goes by without anybody's help; a note of what is wrong begins with its name."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 300.0
"""Seconds before the second attempt, doubled for each that follows."""


WHEREVER_THEY_ARE = frozenset({Note.PAUSED, Note.AWAY, Note.DONE})
"""Why somebody is left alone, wherever they are."""


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
    acquaintances: Acquaintances
    clients: Clients
    posting: Posting
    queue: Queue
    clock: Clock
    _not_told: set[str] = field(default_factory=set[str])
    """Workspaces that do not let us know who wants to be left alone."""

    async def hand_over(self, claimed: Sequence[Occurrence]) -> None:
        """Have claimed occurrences sent, each by a job. Raises `QueueFailed`."""
        jobs = {f"{each.reminder_id} {each.occasion}": (each.person, each.reminder_id, each.occasion) for each in claimed}
        await self.queue.put_all("remind", jobs)

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
            if not await self.book.occurrences.settled(due.occurrence, State.IN_DOUBT, self.clock()):
                await self._forgotten(reminder_id)
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            await self._failed(due, failed)

    async def _remind(self, due: Claimed) -> None:
        client = await self.clients.client(due.reminder.team, due.reminder.enterprise)
        if await self._was_attempted(client, due):
            return
        decision = await self._decided(client, due)
        if isinstance(decision, Postpone):
            await self.book.occurrences.postponed(due.occurrence, decision.until)
        elif isinstance(decision, Skip):
            await self._left_out(due, decision.note)
        elif worded := await self.messages.worded(due, self.clock()):
            await self._post(client, due, worded)
        else:
            await self._left_out(due, Note.NOTHING_TO_SAY)

    async def _was_attempted(self, client: AsyncWebClient, due: Claimed) -> bool:
        """Follow an earlier attempt up, whatever has changed since. What is found not to be there is decided about anew: it may be night by now."""
        under, name = posted_under(due.reminder.id), due.occurrence.occasion
        earlier = (await self.posting.deliveries.of(under, [name])).get(name)
        if earlier is None:
            return False
        if earlier.state is Attempt.IN_DOUBT:
            raise CannotTell
        place = _place(due.reminder, earlier.channel, await self._root(due))
        if not await self.posting.recognised(client, place, name, since=due.occurrence.at):
            return False
        await self._sent(due)
        return True

    async def _post(self, client: AsyncWebClient, due: Claimed, worded: Message) -> None:
        reminder, occurrence = due.reminder, due.occurrence
        channel = reminder.channel or str((await called(client.conversations_open(users=reminder.user)))["channel"]["id"])
        root = await self._root(due)
        post = Post(occurrence.occasion, worded.text, blocks=worded.blocks, alone=root is None)
        await self.posting.once(client, _place(reminder, channel, root), post)
        await self._sent(due)

    async def _root(self, due: Claimed) -> str | None:
        """The message in whose thread a nudge stands; None for everything else."""
        if due.occurrence.kind is not OccurrenceKind.NUDGE:
            return None
        first = due.occurrence.first
        known = (await self.posting.deliveries.of(posted_under(due.reminder.id), [first])).get(first)
        return known.ts if known else None

    async def _sent(self, due: Claimed) -> None:
        reminder, occurrence, now = due.reminder, due.occurrence, self.clock()
        again = reminder.kind is ReminderKind.PRACTICE and occurrence.kind is OccurrenceKind.REGULAR
        if not await self.book.occurrences.settled(occurrence, State.SENT, now, then=nudge(occurrence, now) if again else None):
            await self._forgotten(reminder.id)
        if reminder.failures:
            await self.book.reminders.recovered(reminder.id)

    async def _forgotten(self, reminder_id: str) -> None:
        """Of a reminder that was removed while it was sent nothing is kept, as of any other."""
        if await self.book.reminders.find(reminder_id) is None:
            await self.book.reminders.remove(reminder_id)

    async def _decided(self, client: AsyncWebClient, due: Claimed) -> Decision:
        """Slack is asked where its person is, and whether they may be disturbed, only if that can matter."""
        now, known = self.clock(), await self._known(due)
        before = decide(known, now)
        if isinstance(before, Skip) and before.note in WHEREVER_THEY_ARE:
            return before
        if due.reminder.kind.of_team:
            await self._still_there(client, due.reminder)
            return before
        where = {"zone": await self._zone(client, due.reminder), "busy_until": await self._busy_until(client, due.reminder, now)}
        return decide(known.model_copy(update=where), self.clock())

    async def _known(self, due: Claimed) -> Due:
        sent = await self.book.occurrences.sent(due.reminder.whom, self.clock() - A_DAY)
        return Due(
            reminder=due.reminder,
            occurrence=due.occurrence,
            routine=Routine() if due.reminder.kind.of_team else await self.book.reminders.routine(due.reminder.person),
            zone=due.zone,
            others=tuple(sent),
            acted=due.occurrence.kind is OccurrenceKind.NUDGE and await self._has_acted(due, sent),
        )

    async def _still_there(self, client: AsyncWebClient, reminder: Reminder) -> None:
        """Raises `Removed` where who set it for a team is not in the workspace any more."""
        try:
            told = await self.acquaintances.meet(client, reminder.user, reminder.person)
        except (Later, Unsure, NotAllowed) as failed:
            logger.info("Slack does not tell whether %s is still there (%s)", reminder.person, failed)
            return
        if told.get("deleted"):
            raise Removed("user_disabled")

    async def _zone(self, client: AsyncWebClient, reminder: Reminder) -> str:
        """Where the person is now, whatever zone the reminder keeps to: it is their night that is quiet."""
        try:
            await self.acquaintances.meet(client, reminder.user, reminder.person)
        except (Later, Unsure, NotAllowed) as failed:
            logger.info("Slack does not tell where %s is (%s)", reminder.person, failed)
        return await self.book.reminders.zone(reminder.person)

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
        passing = isinstance(failed, Later | Unsure | NotRenewed)
        anew = not passing and (due.reminder.trouble or "").startswith(PASSING)  # Slack was out of order for a while: that is nobody's refusal
        failures = await self.book.reminders.failed(due.reminder.id, trouble, anew=anew)
        if not failures:
            await self._forgotten(due.reminder.id)
            return
        if passing:
            asked = failed.seconds if isinstance(failed, Later) else 0.0
            wait = max(asked, min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures, 20)))
            await self.book.occurrences.postponed(due.occurrence, self.clock() + timedelta(seconds=wait))
            return
        await self._left_out(due, Note.UNREACHABLE)
        if failures >= GIVEN_UP_AFTER or _is_over(due.reminder, failed):
            with suppress(UnknownReminder):
                await self.book.give_up(due.reminder.id)
            if due.reminder.kind.of_team:
                its = due.reminder.id, due.occurrence.occasion, "person" if isinstance(failed, Removed) else ""
                await self.queue.put("team_rests", *its, key=due.reminder.id)

    async def _busy_until(self, client: AsyncWebClient, reminder: Reminder, now: datetime) -> datetime | None:
        """Until when somebody does not want to be disturbed, if Slack lets us know. https://docs.slack.dev/reference/methods/dnd.info"""
        if reminder.team in self._not_told:
            return None
        try:
            return _end_of_rest(await called(client.dnd_info(user=reminder.user)), now)
        except (Later, Unsure, Refused) as failed:
            if isinstance(failed, NotAllowed):
                self._not_told.add(reminder.team)
            logger.debug("Slack does not tell who wants to be left alone (%s)", failed)
            return None


def _place(reminder: Reminder, channel: str, root: str | None) -> Thread:
    under = posted_under(reminder.id)
    return Thread(interview_id=under, enterprise=reminder.enterprise, team=reminder.team, channel=channel, user=reminder.user, ts=root)


def _is_over(reminder: Reminder, failed: Exception) -> bool:
    """Whether a team's reminder cannot come again by itself: its channel is closed to us, or who set it is gone."""
    return reminder.kind.of_team and (isinstance(failed, Gone) or (isinstance(failed, Removed) and failed.code in PERSONAL))


def _end_of_rest(told: Mapping[str, Any], now: datetime) -> datetime | None:
    moment = now.timestamp()
    ends = [told.get("snooze_endtime")] if told.get("snooze_enabled") else []
    if told.get("dnd_enabled") and float(told.get("next_dnd_start_ts") or moment) <= moment:
        ends.append(told.get("next_dnd_end_ts"))
    latest = max((float(each) for each in ends if each), default=0.0)
    return datetime.fromtimestamp(latest, UTC) if latest > moment else None

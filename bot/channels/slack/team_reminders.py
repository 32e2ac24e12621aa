"""What comes in a channel: set by an admin of the workspace, followed by whoever likes.

All of it are jobs, since Slack is asked each time: who is an admin today, and whether we are in the channel. Those about one channel, and those about
one reminder, run one after the other.
"""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.bank import Bank
from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.bots import NotInstalled, NotRenewed
from bot.channels.slack.calls import Gone, NotAllowed, SlackFailed, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.incoming import Whose
from bot.channels.slack.invitations import why_not
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.posting import CannotTell, Post, Posting
from bot.channels.slack.team_desk import LEAVE
from bot.channels.slack.views import team as views
from bot.channels.slack.views.blocks import Message, said
from bot.channels.slack.views.opinions import WhyNot
from bot.digests import TEAM
from bot.queue import Queue
from bot.reminders import MOST, WEEKLY, Kept, ReminderBook, TooMany, UnknownReminder, Whom
from interview_flow.reminding.reminders import Reminder, ReminderKind
from interview_flow.schedule import BadPhrase
from storage.reminders import posted_under
from storage.threads import Thread

logger = logging.getLogger(__name__)

KINDS = {word: kind for kind, word in views.WORD.items()}
SHOW, ON = frozenset(("", "show", "list")), frozenset(("on", "start"))
PAUSE, RESUME, REMOVE = frozenset(("pause",)), frozenset(("resume", "continue")), frozenset("off stop remove cancel delete".split())
ADMIN = ("is_admin", "is_owner", "is_primary_owner")
MOST_EXAMPLES = 3


@dataclass
class TeamReminders:
    """The jobs. `put` queues one."""

    book: ReminderBook
    acquaintances: Acquaintances
    clients: Clients
    posting: Posting
    bank: Bank
    put: Callable[..., Awaitable[None]]

    def register(self, queue: Queue) -> None:
        """Make them known to the queue; before it works."""
        for name, task in (("team_asked", self.asked), ("team_counted", self.counted), ("team_rests", self.rests)):
            queue.register(name, task)

    async def asked(self, channel: str, user: str, team: str, enterprise: str, what: str, said_: str, respond: str, arrival: str) -> None:
        """What stands behind `remind here` and `digest here`; the answer is for the person alone, where they asked."""
        whose = Whose(team, enterprise or None, user)
        try:
            client = await self.clients.client(team, whose.enterprise)
            told = await self._settled(client, whose, channel, KINDS[what], " ".join(said_.split()), arrival)
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.warning("What is to come in a channel could not be set (%s)", failed)
            told = views.told("wrong.unsure")
        await self._respond(respond, told, arrival)

    async def counted(self, reminder_id: str, user: str, team: str, enterprise: str, wish: str, of: str, alone: str, respond: str, at: str) -> None:
        """Somebody wants to be counted in, or not any more. `of` is the message in the channel: the slug of its problem and its ts; what was pressed
        may be one that they see `alone`, which the answer replaces."""
        whose = Whose(team, enterprise or None, user)
        told = await (self._left(whose, reminder_id) if wish == LEAVE else self._joined(whose, reminder_id, of))
        await self._respond(respond, told, at, replaces=bool(alone))
        reminder, (slug, _, ts) = await self.book.reminders.find(reminder_id), of.partition(" ")
        problem = self.bank.problem(slug)
        if reminder is None or problem is None or not ts or (reminder.kind, reminder.team) != (ReminderKind.TEAM, team):
            return
        shown = views.reminder(reminder_id, slug, problem.title, len(await self.book.reminders.followers(reminder_id)))
        try:
            client = await self.clients.client(team, whose.enterprise)
            await called(client.chat_update(channel=reminder.channel or "", ts=ts, **shown.arguments))
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("How many are counted in could not be shown (%s)", failed)

    async def rests(self, reminder_id: str, occasion: str, is_person: str) -> None:
        """A reminder rests by itself: its admin is told, once; or the channel, where that is whom Slack does not know any more (`is_person`)."""
        reminder = await self.book.reminders.find(reminder_id)
        if reminder is None:
            return
        kept = await self.book.told(reminder)
        try:
            client = await self.clients.client(reminder.team, reminder.enterprise)
            channel = reminder.channel if is_person else str((await called(client.conversations_open(users=reminder.user)))["channel"]["id"])
            place = Thread(
                interview_id=posted_under(reminder_id), enterprise=reminder.enterprise, team=reminder.team, channel=channel, user=reminder.user
            )
            told = views.rests(kept, alone=not is_person)
            await self.posting.once(client, place, Post(f"rests:{occasion}", told.text, blocks=told.blocks, alone=True))
        except (SlackFailed, NotInstalled, NotRenewed, CannotTell) as failed:
            logger.warning("That a reminder rests could not be told (%s)", failed)

    async def _joined(self, whose: Whose, reminder_id: str, of: str) -> Message:
        already = any(each.person == whose.person for each in await self.book.reminders.followers(reminder_id))
        try:
            if await self._is_outside(whose):
                return views.told("joined.outside")
            kept = await self.book.sign_up(_whom(whose), reminder_id)
        except UnknownReminder:
            return views.told("joined.gone")
        except TooMany:
            return views.told("joined.too_many", most=MOST)
        routine = await self.book.reminders.routine(whose.person)
        return views.joined_in("already" if already else "now", kept, routine, f"{reminder_id} {of}")

    async def _is_outside(self, whose: Whose) -> bool:
        """Whether Slack says that somebody is seen in this workspace and belongs to another: we could not write to them."""
        try:
            told = await self.acquaintances.meet(await self.clients.client(whose.team, whose.enterprise), whose.user, whose.person)
        except (SlackFailed, NotInstalled, NotRenewed) as failed:
            logger.info("Slack does not tell who somebody is (%s)", failed)
            return False
        return why_not(told, whose.team) is WhyNot.OUTSIDE

    async def _left(self, whose: Whose, reminder_id: str) -> Message:
        return views.told("joined.left" if await self.book.sign_off(_whom(whose), reminder_id) else "joined.was_not")

    async def _settled(self, client: AsyncWebClient, whose: Whose, channel: str, kind: ReminderKind, wanted: str, arrival: str) -> Message:
        what = views.WORD[kind]
        own = {"what": what, "example": views.EXAMPLES[kind]}
        if channel.startswith("D"):
            return views.told("wrong.direct", **own)
        there = next((each for each in await self.book.of_channel(whose.team, channel) if each.reminder.kind is kind), None)
        is_admin = _is_admin(await self.acquaintances.meet(client, whose.user, whose.person))
        bare = wanted.casefold().strip(".!")
        if bare in SHOW:
            return views.settled("there", there, can_change=is_admin) if there else views.nothing(kind)
        if not is_admin:
            return views.told("wrong.not_admin", **own)
        if there is None and bare in PAUSE | RESUME | REMOVE:
            return views.nothing(kind)
        if there and bare in REMOVE:
            return await self._removed(whose, there)
        if wrong := await _why_not_there(client, channel):
            return views.told(wrong)
        if there:
            await self.book.taken_over(_whom(whose), there.reminder.id)
        if there and bare in PAUSE:
            return views.settled("paused", await self.book.pause(whose.person, there.reminder.id))
        if there and bare in RESUME | ON:
            return views.settled("resumed", await self.book.resume(whose.person, there.reminder.id))
        phrase = TEAM if kind is ReminderKind.TEAM_DIGEST and bare in ON else wanted
        return await self._set(whose, channel, kind, phrase, there.reminder if there else None, arrival)

    async def _set(self, whose: Whose, channel: str, kind: ReminderKind, phrase: str, there: Reminder | None, arrival: str) -> Message:
        try:
            if there:
                kept = await self.book.change(whose.person, there.id, phrase)
                return views.settled("changed", kept, *await self._moved_along(kept))
            kept = await self.book.add(_whom(whose), phrase, arrival, kind=kind, channel=channel)
        except BadPhrase as wrong:
            examples = WEEKLY if kind is ReminderKind.TEAM_DIGEST else wrong.examples[:MOST_EXAMPLES]
            return views.told("wrong.phrase", sentence=wrong.sentence, examples=_quoted(examples, kind))
        except TooMany:
            return views.told("wrong.too_many", most=MOST)
        return views.settled(views.WORD[kind], kept, *await self._nobody_counted(kept))

    async def _moved_along(self, kept: Kept) -> list[Mrkdwn]:
        count = len(await self.book.reminders.followers(kept.reminder.id))
        return [said("team.set.followers", count=count)] if count else []

    async def _nobody_counted(self, kept: Kept) -> list[Mrkdwn]:
        """A digest counts those who are counted in, and that takes a reminder."""
        theirs = await self.book.reminders.of_channel(kept.reminder.team, kept.reminder.channel or "")
        if kept.reminder.kind is not ReminderKind.TEAM_DIGEST or any(each.kind is ReminderKind.TEAM for each in theirs):
            return []
        return [said("team.set.nobody_counted")]

    async def _removed(self, whose: Whose, there: Kept) -> Message:
        await self.book.taken_over(_whom(whose), there.reminder.id)
        await self.book.remove(whose.person, there.reminder.id)
        return views.removed(there)

    async def _respond(self, url: str, told: Message, moment: str, *, replaces: bool = False) -> None:
        if url:
            await self.put("respond", url, json.dumps({**told.arguments, "replace_original": replaces}), moment)


async def _why_not_there(client: AsyncWebClient, channel: str) -> str | None:
    """Why we cannot speak in a channel; None if we can. Raises what `called` raises, but for what says that it is not for us."""
    try:
        told: Mapping[str, Any] = (await called(client.conversations_info(channel=channel)))["channel"]
    except (Gone, NotAllowed):
        return "wrong.not_in_channel"
    if told.get("is_archived"):
        return "wrong.archived"
    return None if told.get("is_member") else "wrong.not_in_channel"


def _is_admin(told: Mapping[str, Any]) -> bool:
    return any(told.get(role) is True for role in ADMIN)


def _whom(whose: Whose) -> Whom:
    return Whom(whose.person, whose.team, whose.enterprise, whose.user)


def _quoted(phrases: tuple[str, ...], kind: ReminderKind) -> str:
    return ", ".join(f"`/mock-interview {views.WORD[kind]} here {each}`" for each in phrases)

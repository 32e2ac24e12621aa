"""What people ask of their weekly digest."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.incoming import Whose
from bot.channels.slack.mrkdwn import escaped
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import digest as views
from bot.channels.slack.views.blocks import Message, said
from bot.digests import PERSONAL
from bot.reminders import MOST, Kept, ReminderBook, TooMany, Whom
from interview_flow.reminding.reminders import Reminder, ReminderKind
from interview_flow.schedule import BadPhrase

ON, OFF = frozenset("on start resume yes".split()), frozenset("off stop remove cancel delete no".split())
PAUSE = "pause"
SHOW = frozenset(("", "show", "list"))


@dataclass
class DigestDesk:
    """Answers. Raises `StorageFailed` when nothing could be kept."""

    book: ReminderBook
    acquaintances: Acquaintances
    put: Callable[..., Awaitable[None]]

    async def asked(self, whose: Whose, said_: str, arrival: str) -> Shown:
        """What stands behind `digest`: on, off, or a time in every week."""
        wanted = " ".join(said_.casefold().split()).strip(".!")
        mine = [each for each in await self.book.reminders.of_person(whose.person) if each.kind is ReminderKind.DIGEST]
        if wanted in SHOW:
            return Shown(await self._told("there", whose, await self.book.told(mine[0])) if mine else views.is_off())
        await self.put("home", whose.user, whose.team, whose.enterprise or "")
        if wanted in OFF:
            for each in mine:
                await self.book.remove(whose.person, each.id)
            return Shown(views.stopped())
        if wanted == PAUSE and mine:
            return Shown(await self._told("there", whose, await self.book.pause(whose.person, mine[0].id)))
        await self.acquaintances.is_placed(whose)
        if wanted in ON and mine:
            return Shown(await self._told("there", whose, await self.book.resume(whose.person, mine[0].id)))
        return Shown(await self._set(whose, PERSONAL if wanted in ON else said_, arrival, mine[0] if mine else None))

    async def _set(self, whose: Whose, phrase: str, arrival: str, there: Reminder | None) -> Message:
        try:
            if there:
                return await self._told("changed", whose, await self.book.change(whose.person, there.id, phrase))
            whom = Whom(whose.person, whose.team, whose.enterprise, whose.user)
            return await self._told("set", whose, await self.book.add(whom, phrase, arrival, kind=ReminderKind.DIGEST))
        except BadPhrase as wrong:
            return views.refused(escaped(wrong.sentence), *views.EXAMPLES)
        except TooMany:
            return views.refused(said("digest.too_many", most=MOST))

    async def _told(self, name: str, whose: Whose, kept: Kept) -> Message:
        return views.kept(name, kept, await self.book.reminders.routine(whose.person))

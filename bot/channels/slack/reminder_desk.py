"""What people ask of their reminders: by the command, in a word, with the buttons of a list, in forms."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.incoming import Pressed, Whose
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.reminder_words import Wanted, Wish, wished
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import actions, reminder_forms
from bot.channels.slack.views import reminders as views
from bot.channels.slack.views.blocks import Message, said
from bot.channels.slack.views.reminder_times import day_in
from bot.channels.slack.views.reminders import Reminded
from bot.conversation import Clock
from bot.reminders import MOST, Kept, ReminderBook, TooMany, UnknownReminder, Whom
from interview_flow.schedule import BadPhrase, read

EXAMPLE_OF_UNTIL = "remind away until 15 January"

Put = Callable[..., Awaitable[None]]
"""Queues a job: `Reception.put`."""


@dataclass
class ReminderDesk:
    """Answers. Every method raises `StorageFailed` when nothing could be kept."""

    book: ReminderBook
    acquaintances: Acquaintances
    put: Put
    clock: Clock

    async def asked(self, whose: Whose, said_: str, arrival: str) -> Shown:
        """What stands behind `remind`."""
        wish = wished(said_)
        match wish.wanted:
            case Wanted.NEW:
                return await self.set(whose, wish.phrase, arrival)
            case Wanted.LIST:
                return Shown(await self.listed(whose))
            case Wanted.PAUSE | Wanted.RESUME | Wanted.REMOVE:
                return await self._each(whose, wish)
            case Wanted.AWAY:
                return await self._away(whose, wish.until)
            case Wanted.BACK:
                return await self.back(whose)
            case Wanted.ROUTINE:
                return await self.routine(whose)

    async def set(self, whose: Whose, phrase: str, arrival: str, *, replaces: bool = False) -> Shown:
        """A new reminder."""
        is_placed = await self.acquaintances.is_placed(whose)
        try:
            kept = await self.book.add(Whom(whose.person, whose.team, whose.enterprise, whose.user), phrase, arrival)
        except BadPhrase as wrong:
            return Shown(views.bad_phrase(wrong.sentence, wrong.examples), replaces=replaces)
        except TooMany:
            return Shown(await self.listed(whose, said("reminders.wrong.too_many", most=MOST)), replaces=replaces)
        await self.show_home(whose)
        return Shown(views.saved(kept, await self.reminded(whose, [kept]), is_zone_known=is_placed), replaces=replaces)

    async def pressed(self, pressed: Pressed, action: str) -> Shown | None:
        """A button of a list, or of a reminder that was just set; None for any other."""
        whose, its = pressed.whose, pressed.value
        try:
            match action:
                case actions.REMINDERS:
                    return Shown(await self.listed(whose), replaces=True)
                case actions.ROUTINE:
                    return await self.routine(whose)
                case actions.BACK:
                    return await self.back(whose, replaces=True)
                case actions.REMINDER_SET:
                    return await self.set(whose, its, f"slack:action:{whose.person}:{pressed.at}", replaces=True)
                case actions.REMINDER_RESUME:
                    await self.book.resume(whose.person, its)
                    return await self._replaced(whose, said("reminders.done.resumed"))
                case actions.REMINDER_REMOVE:
                    kept = await self.book.told(await self.book.own(whose.person, its))
                    await self.book.remove(whose.person, its)
                    return await self._replaced(whose, said("reminders.done.removed", says=kept.says))
                case actions.REMINDER_KEEP:
                    kept = await self.book.keep_at_night(whose.person, its)
                    return Shown(views.kept_at_night(kept, await self.reminded(whose, [kept])), replaces=True)
                case _:
                    return None
        except UnknownReminder:
            return await self.gone(whose, its)

    async def gone(self, whose: Whose, reminder_id: str) -> Shown:
        """Something was pressed for a reminder that is not there any more; somebody else's is none of their business."""
        if await self.book.reminders.find(reminder_id):
            return Shown()
        return await self._replaced(whose, said("reminders.wrong.unknown"))

    async def routine(self, whose: Whose) -> Shown:
        """How they like to be reminded, to be changed."""
        await self.acquaintances.is_placed(whose)
        known = await self.acquaintances.people.find(whose.person)
        return Shown(modal=reminder_forms.routine(await self.book.reminders.routine(whose.person), known.zone))

    async def back(self, whose: Whose, *, replaces: bool = False) -> Shown:
        """Home again from a holiday."""
        await self.book.back(whose.person)
        await self.show_home(whose)
        return Shown(await self.listed(whose, said("reminders.done.back")), replaces=replaces)

    async def reminded(self, whose: Whose, kept: list[Kept] | None = None) -> Reminded:
        """What their reminders are shown with."""
        reminders = self.book.reminders
        all_of_them = await self.book.of_person(whose.person) if kept is None else kept
        return Reminded(all_of_them, await reminders.routine(whose.person), await reminders.zone(whose.person), self.clock())

    async def _each(self, whose: Whose, wish: Wish) -> Shown:
        """Pause, resume or remove the one that is named by its number, or all; of several none is removed unless it is named."""
        there = await self.book.of_person(whose.person)
        if wish.which is not None and not 1 <= wish.which <= len(there):
            return Shown(await self.listed(whose, said("reminders.wrong.no_number")))
        meant = there if wish.which is None else [there[wish.which - 1]]
        if not meant or (wish.wanted is Wanted.REMOVE and len(meant) > 1):
            return Shown(await self.listed(whose, said("reminders.done.which") if meant else None))
        until, zone = None, await self.book.reminders.zone(whose.person)
        if wish.until:
            until = self._until(wish.until, zone)
            if until is None:
                return _no_date()
        for each in meant:
            await self._one(whose.person, each, wish.wanted, until)
        await self.show_home(whose)
        return Shown(await self.listed(whose, _became(wish.wanted, meant, until, zone)))

    async def _one(self, person: str, kept: Kept, wanted: Wanted, until: datetime | None) -> None:
        match wanted:
            case Wanted.PAUSE:
                await self.book.pause(person, kept.reminder.id, until)
            case Wanted.RESUME:
                await self.book.resume(person, kept.reminder.id)
            case _:
                await self.book.remove(person, kept.reminder.id)

    async def _away(self, whose: Whose, until: str) -> Shown:
        await self.acquaintances.is_placed(whose)
        found = self._until(until, await self.book.reminders.zone(whose.person)) if until else None
        if until and found is None:
            return _no_date()
        await self.book.away(whose.person, found)
        await self.show_home(whose)
        return Shown(views.away(await self.reminded(whose)))

    def _until(self, words: str, zone: str) -> datetime | None:
        """The beginning of the day that these words name: on it, reminders come again."""
        try:
            found = read(f"every day at noon until {words}", self.clock(), zone).schedule.until
        except BadPhrase:
            return None
        return morning(found, zone) if found else None

    async def listed(self, whose: Whose, lead: Mrkdwn | None = None) -> Message:
        """All of a person's reminders; `lead` is what has just become of them."""
        await self.acquaintances.is_placed(whose)
        return views.listed(await self.reminded(whose), lead)

    async def _replaced(self, whose: Whose, lead: Mrkdwn) -> Shown:
        await self.show_home(whose)
        return Shown(await self.listed(whose, lead), replaces=True)

    async def show_home(self, whose: Whose) -> None:
        """Have Home brought up to date."""
        await self.put("home", whose.user, whose.team, whose.enterprise or "")


def _became(wanted: Wanted, meant: list[Kept], until: datetime | None, zone: str) -> Mrkdwn:
    match wanted:
        case Wanted.PAUSE if until:
            return said("reminders.done.paused_until", date=day_in(until, zone))
        case Wanted.PAUSE:
            return said("reminders.done.paused")
        case Wanted.RESUME:
            return said("reminders.done.resumed")
        case _:
            return said("reminders.done.removed", says=meant[0].says)


def _no_date() -> Shown:
    return Shown(views.told("wrong.until", example=EXAMPLE_OF_UNTIL))


def morning(day: date, zone: str) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)

"""What people ask of their reminders: by the command, in a word, with the buttons of a list, in forms."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.channels.slack.acquaintances import Acquaintances
from bot.channels.slack.incoming import Pressed, Submitted, Whose
from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.reminder_words import Wanted, Wish, wished
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import actions, reminder_forms
from bot.channels.slack.views import reminders as views
from bot.channels.slack.views.blocks import said
from bot.channels.slack.views.reminder_times import day_in
from bot.channels.slack.views.reminders import Reminded
from bot.conversation import Clock
from bot.reminders import MOST, Kept, ReminderBook, TooMany, UnknownReminder, Whom
from interview_flow.reminding.reminders import Outcome
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
                return Shown(await self._listed(whose))
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
            return Shown(await self._listed(whose, said("reminders.wrong.too_many", most=MOST)), replaces=replaces)
        await self._show_home(whose)
        return Shown(views.saved(kept, await self.reminded(whose, [kept]), is_zone_known=is_placed), replaces=replaces)

    async def pressed(self, pressed: Pressed, action: str) -> Shown | None:
        """A button of a list, or of a reminder that was just set; None for any other."""
        whose, its = pressed.whose, pressed.value
        try:
            match action:
                case actions.REMINDERS:
                    return Shown(await self._listed(whose), replaces=True)
                case actions.ROUTINE:
                    return await self.routine(whose)
                case actions.BACK:
                    return await self.back(whose, replaces=True)
                case actions.REMINDER_SET:
                    return await self._example(pressed)
                case actions.REMINDER_CHANGE:
                    return await self.change_form(pressed, its)
                case actions.REMINDER_PAUSE:
                    return await self.pause_form(pressed, its)
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
            return await self._replaced(whose, said("reminders.wrong.unknown"))

    async def change_form(self, pressed: Pressed, reminder_id: str, occasion: str = "") -> Shown:
        """The form in which a reminder gets another time. Raises `UnknownReminder`."""
        kept = await self.book.told(await self.book.own(pressed.whose.person, reminder_id))
        return Shown(modal=reminder_forms.change(kept.says, _about(pressed, reminder_id, occasion)))

    async def pause_form(self, pressed: Pressed, reminder_id: str, occasion: str = "") -> Shown:
        """The form in which a reminder is paused. Raises `UnknownReminder`."""
        kept = await self.book.told(await self.book.own(pressed.whose.person, reminder_id))
        return Shown(modal=reminder_forms.pause(kept.says, _about(pressed, reminder_id, occasion)))

    async def changed(self, submitted: Submitted) -> "Done | dict[str, str]":
        """The form with another time was submitted."""
        about, phrase = _read_about(submitted), actions.filled_in(submitted.state, reminder_forms.PHRASE, reminder_forms.PHRASE) or ""
        try:
            kept = await self.book.change(submitted.whose.person, about["id"], phrase)
        except BadPhrase as wrong:
            return reminder_forms.wrong_phrase(wrong)
        except UnknownReminder:
            return {reminder_forms.PHRASE: said("reminders.wrong.unknown")}
        return await self._done(submitted.whose, about, kept, Outcome.CHANGED)

    async def paused(self, submitted: Submitted) -> "Done | dict[str, str]":
        """The form with a pause was submitted."""
        about, whose = _read_about(submitted), submitted.whose
        zone = await self.book.reminders.zone(whose.person)
        until = reminder_forms.until(submitted.state, self.clock().astimezone(ZoneInfo(zone)).date())
        if isinstance(until, dict):
            return until
        try:
            kept = await self.book.pause(whose.person, about["id"], _morning(until, zone) if until else None)
        except UnknownReminder:
            return {reminder_forms.UNTIL: said("reminders.wrong.unknown")}
        return await self._done(whose, about, kept, Outcome.PAUSED)

    async def routine(self, whose: Whose) -> Shown:
        """How they like to be reminded, to be changed."""
        await self.acquaintances.is_placed(whose)
        known = await self.acquaintances.people.find(whose.person)
        return Shown(modal=reminder_forms.routine(await self.book.reminders.routine(whose.person), known.zone))

    async def settled(self, submitted: Submitted) -> "Done | dict[str, str]":
        """How they like to be reminded was submitted."""
        chosen = reminder_forms.chosen(submitted.state, await self.book.reminders.routine(submitted.whose.person))
        if isinstance(chosen, dict):
            return chosen
        await self.book.keep_routine(chosen.model_copy(update={"person": submitted.whose.person}))
        await self._show_home(submitted.whose)
        return Done()

    async def back(self, whose: Whose, *, replaces: bool = False) -> Shown:
        """Home again from a holiday."""
        await self.book.back(whose.person)
        await self._show_home(whose)
        return Shown(await self._listed(whose, said("reminders.done.back")), replaces=replaces)

    async def reminded(self, whose: Whose, kept: list[Kept] | None = None) -> Reminded:
        """What their reminders are shown with."""
        reminders = self.book.reminders
        all_of_them = await self.book.of_person(whose.person) if kept is None else kept
        return Reminded(all_of_them, await reminders.routine(whose.person), await reminders.zone(whose.person), self.clock())

    async def _each(self, whose: Whose, wish: Wish) -> Shown:
        """Pause, resume or remove the one that is named by its number, or all; of several none is removed unless it is named."""
        there = await self.book.of_person(whose.person)
        if wish.which is not None and not 1 <= wish.which <= len(there):
            return Shown(await self._listed(whose, said("reminders.wrong.no_number")))
        meant = there if wish.which is None else [there[wish.which - 1]]
        if not meant or (wish.wanted is Wanted.REMOVE and len(meant) > 1):
            return Shown(await self._listed(whose, said("reminders.done.which") if meant else None))
        until, zone = None, await self.book.reminders.zone(whose.person)
        if wish.until:
            until = self._until(wish.until, zone)
            if until is None:
                return _no_date()
        for each in meant:
            await self._one(whose.person, each, wish.wanted, until)
        await self._show_home(whose)
        return Shown(await self._listed(whose, _became(wish.wanted, meant, until, zone)))

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
        await self._show_home(whose)
        return Shown(views.away(await self.reminded(whose)))

    def _until(self, words: str, zone: str) -> datetime | None:
        """The beginning of the day that these words name: on it, reminders come again."""
        try:
            found = read(f"every day at noon until {words}", self.clock(), zone).schedule.until
        except BadPhrase:
            return None
        return _morning(found, zone) if found else None

    async def _example(self, pressed: Pressed) -> Shown:
        reminder_id, _, phrase = pressed.value.partition("|")
        if not reminder_id:
            return await self.set(pressed.whose, phrase, f"slack:action:{pressed.whose.person}:{pressed.at}", replaces=True)
        kept = await self.book.change(pressed.whose.person, reminder_id, phrase)
        return Shown(views.saved(kept, await self.reminded(pressed.whose, [kept]), changed=True), replaces=True)

    async def _done(self, whose: Whose, about: dict[str, str], kept: Kept, outcome: Outcome) -> "Done":
        """A form about a reminder was taken: what it was opened from shows so."""
        await self._show_home(whose)
        reminded = await self.reminded(whose, [kept])
        if about.get("occasion"):
            return Done(kept.reminder.id, about["occasion"], outcome)
        if url := about.get("url"):
            is_paused = outcome is Outcome.PAUSED
            shown = await self._listed(whose) if is_paused else views.saved(kept, reminded, changed=True)
            await self.put("respond", url, json.dumps({**shown.arguments, "replace_original": True}), f"{kept.reminder.id} {self.clock()}")
        return Done()

    async def _listed(self, whose: Whose, lead: Mrkdwn | None = None) -> Any:
        await self.acquaintances.is_placed(whose)
        return views.listed(await self.reminded(whose), lead)

    async def _replaced(self, whose: Whose, lead: Mrkdwn) -> Shown:
        await self._show_home(whose)
        return Shown(await self._listed(whose, lead), replaces=True)

    async def _show_home(self, whose: Whose) -> None:
        await self.put("home", whose.user, whose.team, whose.enterprise or "")


@dataclass(frozen=True)
class Done:
    """A form was taken. Where it was opened from a reminder that had come: which one, and what became of it."""

    reminder_id: str = ""
    occasion: str = ""
    outcome: Outcome | None = None


def _about(pressed: Pressed, reminder_id: str, occasion: str) -> str:
    """What a form is opened with: what it is about, and how to change what it was opened from."""
    return json.dumps({"id": reminder_id, "occasion": occasion, "url": pressed.respond or ""})


def _read_about(submitted: Submitted) -> dict[str, str]:
    found: Any = json.loads(submitted.about or "{}")
    about = cast(dict[str, Any], found) if isinstance(found, dict) else {}
    return {name: str(about.get(name, "")) for name in ("id", "occasion", "url")}


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


def _morning(day: date, zone: str) -> datetime:
    """The first moment of a day."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)

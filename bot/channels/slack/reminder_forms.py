"""The forms about reminders: opened, submitted, and told where they were opened from."""

import json
from dataclasses import dataclass
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.channels.slack.incoming import Pressed, Submitted, Whose
from bot.channels.slack.reminder_desk import ReminderDesk, morning
from bot.channels.slack.shown import Shown
from bot.channels.slack.views import actions, reminder_forms
from bot.channels.slack.views import reminders as views
from bot.channels.slack.views.blocks import said
from bot.reminders import Kept, ReminderBook, UnknownReminder
from interview_flow.reminding.reminders import Outcome
from interview_flow.schedule import BadPhrase


@dataclass(frozen=True)
class Done:
    """A form was taken. Where it was opened from a reminder that had come: which one, and what became of it."""

    reminder_id: str = ""
    occasion: str = ""
    outcome: Outcome | None = None


@dataclass
class ReminderForms:
    """Opens and takes them. Every method raises `StorageFailed` when nothing could be kept."""

    desk: ReminderDesk

    @property
    def book(self) -> ReminderBook:
        """The reminders."""
        return self.desk.book

    async def change_form(self, pressed: Pressed, reminder_id: str, occasion: str = "") -> Shown:
        """The form in which a reminder gets another time. Raises `UnknownReminder`."""
        kept = await self.book.told(await self.book.own(pressed.whose.person, reminder_id))
        return Shown(modal=reminder_forms.change(kept.says, _about(pressed, reminder_id, occasion)))

    async def pause_form(self, pressed: Pressed, reminder_id: str, occasion: str = "") -> Shown:
        """The form in which a reminder is paused. Raises `UnknownReminder`."""
        kept = await self.book.told(await self.book.own(pressed.whose.person, reminder_id))
        return Shown(modal=reminder_forms.pause(kept.says, _about(pressed, reminder_id, occasion)))

    async def changed(self, submitted: Submitted) -> Done | dict[str, str]:
        """The form with another time was submitted."""
        about, phrase = _read_about(submitted), actions.filled_in(submitted.state, reminder_forms.PHRASE, reminder_forms.PHRASE) or ""
        try:
            kept = await self.book.change(submitted.whose.person, about["id"], phrase)
        except BadPhrase as wrong:
            return reminder_forms.wrong_phrase(wrong)
        except UnknownReminder:
            return {reminder_forms.PHRASE: said("reminders.wrong.unknown")}
        return await self._done(submitted.whose, about, kept, Outcome.CHANGED)

    async def paused(self, submitted: Submitted) -> Done | dict[str, str]:
        """The form with a pause was submitted."""
        about, whose = _read_about(submitted), submitted.whose
        zone = await self.book.reminders.zone(whose.person)
        until = reminder_forms.until(submitted.state, self.desk.clock().astimezone(ZoneInfo(zone)).date())
        if isinstance(until, dict):
            return until
        try:
            kept = await self.book.pause(whose.person, about["id"], morning(until, zone) if until else None)
        except UnknownReminder:
            return {reminder_forms.UNTIL: said("reminders.wrong.unknown")}
        return await self._done(whose, about, kept, Outcome.PAUSED)

    async def settled(self, submitted: Submitted) -> Done | dict[str, str]:
        """How they like to be reminded was submitted."""
        chosen = reminder_forms.chosen(submitted.state, await self.book.reminders.routine(submitted.whose.person))
        if isinstance(chosen, dict):
            return chosen
        await self.book.keep_routine(chosen.model_copy(update={"person": submitted.whose.person}))
        await self.desk.show_home(submitted.whose)
        return Done()

    async def _done(self, whose: Whose, about: dict[str, str], kept: Kept, outcome: Outcome) -> Done:
        """A form about a reminder was taken: what it was opened from shows so."""
        await self.desk.show_home(whose)
        reminded = await self.desk.reminded(whose, [kept])
        if about.get("occasion"):
            return Done(kept.reminder.id, about["occasion"], outcome)
        if url := about.get("url"):
            is_paused = outcome is Outcome.PAUSED
            shown = await self.desk.listed(whose) if is_paused else views.saved(kept, reminded, changed=True)
            await self.desk.put("respond", url, json.dumps({**shown.arguments, "replace_original": True}), f"{kept.reminder.id} {self.desk.clock()}")
        return Done()


def _about(pressed: Pressed, reminder_id: str, occasion: str) -> str:
    """What a form is opened with: what it is about, and how to change what it was opened from."""
    return json.dumps({"id": reminder_id, "occasion": occasion, "url": pressed.respond or ""})


def _read_about(submitted: Submitted) -> dict[str, str]:
    found: Any = json.loads(submitted.about or "{}")
    about = cast(dict[str, Any], found) if isinstance(found, dict) else {}
    return {name: str(about.get(name, "")) for name in ("id", "occasion", "url")}

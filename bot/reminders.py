"""What people ask of their reminders. A channel says them; everything is decided and kept here. `bot.dispatch` finds those whose time has come."""

import hashlib
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.conversation import Clock
from bot.reminder_shapes import Kept as Kept
from bot.reminder_shapes import TooMany as TooMany
from bot.reminder_shapes import UnknownReminder as UnknownReminder
from bot.reminder_shapes import Whom as Whom
from bot.reminder_shapes import is_same
from interview_flow.reminding.deciding import keeps_free
from interview_flow.reminding.planning import SNOOZES, overtaken, passed_over, planned, snoozed, spread, times_put_off
from interview_flow.reminding.reminders import Outcome, Reminder, ReminderKind, Routine
from interview_flow.schedule import BadPhrase, Read, read, says, upcoming, zoned
from prompts.slack_texts import filled
from storage.database import Database
from storage.failures import StorageFailed
from storage.occurrences import Occurrences
from storage.reminders import Reminders

MOST = 12
"""Reminders of one person that still come."""
REMEMBERED = timedelta(days=7)
"""How long one that has ended is still told of."""
NEXT = 3
"""Times that are shown."""
GIVEN_UP_AFTER = 5
"""Times in a row that a reminder cannot be brought, after which it rests until its person says otherwise."""
WEEKLY = ("every friday at 16:00", "every monday at 9")
NOT_LATE = timedelta()
LOOKED_AHEAD = 7
"""Times that are compared with the quiet hours."""
RESUMED = {"paused_at": None, "paused_until": None, "failures": 0, "trouble": None}


class ReminderBook:
    """Every reminder of one installation. Every method raises `StorageFailed`; those that name a reminder raise `UnknownReminder` unless it is `person`'s."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.reminders, self.occurrences = Reminders(database), Occurrences(database)
        self._clock = clock

    async def add(
        self,
        whom: Whom,
        phrase: str,
        arrival: str,
        *,
        kind: ReminderKind = ReminderKind.PRACTICE,
        channel: str | None = None,
        follows: str | None = None,
    ) -> Kept:
        """Remind somebody, or a channel, from now on; the same arrival again changes nothing. Raises `BadPhrase` and `TooMany`."""
        zone = await self.reminders.zone(whom.person)
        asked = self._read(phrase, zone, kind)
        pinned = asked.zone or (zone if asked.schedule.once or kind.of_team else None)
        return await self._new(whom, arrival, kind=kind, channel=channel, follows=follows, asked=phrase, schedule=asked.schedule, zone=pinned)

    async def foreseen(self, person: str, phrase: str, zone: str | None = None, *, kind: ReminderKind = ReminderKind.PRACTICE) -> Kept:
        """What `add` would make of a phrase for somebody, wherever they are or in a zone; nothing is kept. Raises `BadPhrase` and `UnknownZone`."""
        now, where = self._clock(), zone or await self.reminders.zone(person)
        zoned(where)
        asked = self._read(phrase, where, kind)
        pinned = asked.zone or (where if asked.schedule.once or zone else None)
        return await self.told(Reminder(id="", person=person, team="", user="", asked=phrase, schedule=asked.schedule, zone=pinned, created_at=now))

    async def told(self, reminder: Reminder) -> Kept:
        """A reminder in words."""
        at_home = await self.reminders.zone(reminder.person)
        zone, here = reminder.zone or at_home, zoned(at_home)
        routine = Routine() if reminder.kind.of_team else await self.reminders.routine(reminder.person)
        since = max(self._clock(), reminder.paused_until or self._clock())
        ahead = [] if reminder.is_paused(since) else upcoming(reminder.schedule, zone, since, LOOKED_AHEAD)
        ahead = [each for each in ahead if not keeps_free(reminder, routine, each.at.astimezone(here))]
        asks = not reminder.kind.of_team and not reminder.kept_at_night
        quiet = [each for each in ahead if any(routine.is_quiet((each.at + late).astimezone(here)) for late in (NOT_LATE, spread(reminder)))]
        waiting = (await self.occurrences.waiting([reminder.id]))[reminder.id]
        return Kept(
            reminder=reminder,
            says=says(reminder.schedule),
            zone=zone,
            upcoming=tuple(ahead[:NEXT]),
            is_quiet=asks and bool(quiet),
            quiet_at=quiet[0].at.astimezone(here) if quiet else None,
            rests=reminder.is_paused(self._clock()),
            snoozed=next((each for each in waiting if "/snooze" in each.occasion), None),
        )

    async def of_person(self, person: str) -> list[Kept]:
        """A person's own reminders that still come, or are paused, and those that ended lately, the oldest first; not those that they set for a channel."""
        lately, theirs = self._clock() - REMEMBERED, await self.reminders.of_person(person)
        return [await self.told(each) for each in theirs if not each.kind.of_team and not each.schedule.ended(lately.date())]

    async def for_channels(self, person: str) -> list[Kept]:
        """What somebody has set for channels, the oldest first."""
        return [await self.told(each) for each in await self.reminders.of_person(person) if each.kind.of_team]

    async def of_channel(self, team: str, channel: str) -> list[Kept]:
        """What comes in a channel."""
        return [await self.told(each) for each in await self.reminders.of_channel(team, channel)]

    async def change(self, person: str, reminder_id: str, phrase: str) -> Kept:
        """Another schedule; who follows a team's reminder follows it. Raises `BadPhrase`."""
        reminder = await self._set_by(person, reminder_id)
        zone = await self.reminders.zone(person)
        asked = self._read(phrase, zone, reminder.kind)
        pinned = asked.zone or (zone if asked.schedule.once or reminder.kind.of_team else None)
        kept = await self._saved(reminder.model_copy(update={"asked": phrase, "schedule": asked.schedule, "zone": pinned, "kept_at_night": False}))
        for follower in await self.reminders.followers(reminder_id):
            with suppress(UnknownReminder):  # who has just left is left alone
                await self._saved(follower.model_copy(update={"asked": phrase, "schedule": asked.schedule, "kept_at_night": False}))
        return kept

    async def taken_over(self, whom: Whom, reminder_id: str) -> Kept:
        """Somebody else looks after a team's reminder from now on."""
        reminder = await self._known(reminder_id)
        if not reminder.kind.of_team:
            raise UnknownReminder
        return await self._saved(reminder.model_copy(update={"person": whom.person, "enterprise": whom.enterprise, "user": whom.user}))

    async def keep_at_night(self, person: str, reminder_id: str) -> Kept:
        """They do mean a time in their quiet hours."""
        return await self._saved((await self.own(person, reminder_id)).model_copy(update={"kept_at_night": True}))

    async def pause(self, person: str, reminder_id: str, until: datetime | None = None) -> Kept:
        """It rests until then, or until they resume it: since they say so, not since they could not be reached."""
        reminder = await self._set_by(person, reminder_id)
        return await self._saved(reminder.model_copy(update=RESUMED | {"paused_at": self._clock(), "paused_until": until}))

    async def give_up(self, reminder_id: str) -> Kept:
        """It rests until they resume it, since it could not be brought."""
        return await self._saved((await self._known(reminder_id)).model_copy(update={"paused_at": self._clock(), "paused_until": None}))

    async def resume(self, person: str, reminder_id: str) -> Kept:
        """It comes again, and what could not be sent before is forgotten."""
        return await self._saved((await self._set_by(person, reminder_id)).model_copy(update=RESUMED))

    async def remove(self, person: str, reminder_id: str) -> Reminder:
        """It never comes again; those who followed a team's keep theirs."""
        reminder = await self._set_by(person, reminder_id)
        await self.reminders.remove(reminder.id)
        return reminder

    async def snooze(self, person: str, reminder_id: str, occasion: str, until: datetime) -> bool:
        """Put an occasion off; False if it was put off too often, or is not known."""
        reminder = await self.own(person, reminder_id)
        its = await self.occurrences.of_occasion(reminder.id, occasion.partition("/")[0])
        times = times_put_off(its) + 1
        if not its or times > SNOOZES:
            return False
        await self.occurrences.followed(reminder.id, its[0].first, Outcome.SNOOZED)
        await self.occurrences.add(snoozed(its[0], until, times))  # it may be there: pressed twice at once
        return True

    async def followed(self, person: str, reminder_id: str, occasion: str, outcome: Outcome) -> None:
        """What they did with an occasion: nothing more comes of it."""
        reminder = await self.own(person, reminder_id)
        await self.occurrences.followed(reminder.id, occasion.partition("/")[0], outcome)

    async def sign_up(self, whom: Whom, reminder_id: str) -> Kept:
        """Be reminded by oneself whenever a team is, where one's own clock stands. Raises `TooMany`."""
        team = await self._known(reminder_id)
        if team.kind is not ReminderKind.TEAM or team.team != whom.team:
            raise UnknownReminder
        zone = await self.reminders.zone(whom.person) if team.schedule.once else None
        return await self._new(
            whom, f"{reminder_id} {whom.person}", kind=ReminderKind.PRACTICE, asked=team.asked, schedule=team.schedule, zone=zone, follows=reminder_id
        )

    async def sign_off(self, whom: Whom, reminder_id: str) -> bool:
        """Not any more; False for who was not signed up."""
        mine = [each for each in await self.reminders.followers(reminder_id) if each.person == whom.person]
        for each in mine:
            await self.reminders.remove(each.id)
        return bool(mine)

    async def away(self, person: str, until: datetime | None, since: datetime | None = None) -> Routine:
        """On holiday from now on, or from an instant."""
        away = {"away_since": since or self._clock(), "away_until": until}
        return await self.keep_routine((await self.reminders.routine(person)).model_copy(update=away))

    async def back(self, person: str) -> Routine:
        """Home again."""
        return await self.keep_routine((await self.reminders.routine(person)).model_copy(update={"away_since": None, "away_until": None}))

    async def keep_routine(self, routine: Routine) -> Routine:
        """How they like to be reminded from now on, which may move their clock."""
        before = await self.reminders.zone(routine.person)
        await self.reminders.keep_routine(routine)
        if await self.reminders.zone(routine.person) != before:
            await self.moved(routine.person)
        return routine

    async def moved(self, person: str) -> None:
        """Their clock stands elsewhere: what is due next follows it, unless a zone was pinned; what comes within its spread still comes."""
        zone, now = await self.reminders.zone(person), self._clock()
        for reminder in await self.reminders.of_person(person):
            if reminder.zone is None:
                await self.reminders.replanned(
                    reminder.id,
                    lambda its, taken: planned(its, its.zone or zone, now - spread(its), taken),
                    lambda its, waited: passed_over(its, its.zone or zone, waited, now),
                )

    def _read(self, phrase: str, zone: str, kind: ReminderKind) -> Read:
        """What a phrase asks of such a reminder. Raises `BadPhrase`."""
        asked = read(phrase, self._clock(), zone)
        if kind.of_a_week and not asked.schedule.weekly:
            raise BadPhrase(filled("digest.not_weekly"), WEEKLY)
        return asked

    async def own(self, person: str, reminder_id: str) -> Reminder:
        """A reminder of this person; not one that they set for a channel, which takes an admin each time."""
        reminder = await self._set_by(person, reminder_id)
        if reminder.kind.of_team:
            raise UnknownReminder
        return reminder

    async def _set_by(self, person: str, reminder_id: str) -> Reminder:
        reminder = await self._known(reminder_id)
        if reminder.person != person:
            raise UnknownReminder
        return reminder

    async def _known(self, reminder_id: str) -> Reminder:
        reminder = await self.reminders.find(reminder_id)
        if reminder is None:
            raise UnknownReminder
        return reminder

    async def _new(self, whom: Whom, arrival: str, **its: Any) -> Kept:
        reminder_id = hashlib.sha256(arrival.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        if there := await self.reminders.find(reminder_id):
            return await self.told(there)
        yesterday = (self._clock() - timedelta(days=1)).date()
        theirs = [each for each in await self.reminders.of_person(whom.person) if not each.schedule.ended(yesterday)]
        if same := next((each for each in theirs if is_same(each, its) and not each.is_paused(self._clock())), None):
            return await self.told(same)  # a button that was pressed twice
        if len(theirs) >= MOST:
            raise TooMany
        where = {"person": whom.person, "team": whom.team, "enterprise": whom.enterprise, "user": whom.user}
        try:
            return await self._saved(Reminder(id=reminder_id, created_at=self._clock(), **where, **its), is_new=True)
        except StorageFailed:
            if there := await self.reminders.find(reminder_id):  # the same arrival came twice at once
                return await self.told(there)
            raise

    async def _saved(self, reminder: Reminder, *, is_new: bool = False) -> Kept:
        """What was removed meanwhile is not brought back."""
        zone, now = reminder.zone or await self.reminders.zone(reminder.person), self._clock()
        keep = self.reminders.save if is_new else self.reminders.change
        if await keep(reminder, partial(planned, reminder, zone, now), partial(overtaken, now=now)) is False:
            raise UnknownReminder
        return await self.told(reminder)

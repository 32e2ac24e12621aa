"""Whatever is asked of reminders, at once and in any order: of each that should come again, one next time waits."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.dispatch import Dispatch
from bot.reminders import ReminderBook, TooMany, UnknownReminder, Whom
from interview_flow.reminding.planning import nudge, planned
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Outcome, Reminder, ReminderKind, Routine, State
from storage.database import Database
from storage.people import People, Person
from storage.tables import OCCURRENCES

ZONES = ("Europe/Berlin", "America/New_York", "Pacific/Apia", "Pacific/Kiritimati", "Etc/GMT+12", "Australia/Lord_Howe")
PHRASES = ("every day at 9", "every day at 2:30", "every day at 23:59", "every day at 9 and 17:30", "last day of the month at 9", "in 2 hours")
STEPS = (timedelta(minutes=1), timedelta(minutes=20), timedelta(hours=3), timedelta(hours=11), timedelta(days=1), timedelta(days=21))
WHOM = Whom("slack:T1:U1", "T1", None, "U1")
SEED, ROUNDS = 1, 45


class World:
    """One person with reminders, and everything that can happen to them."""

    def __init__(self, database: Database, seed: int) -> None:
        self.database, self.random = database, random.Random(seed)
        self.now, self.claimed = datetime(2026, 3, 20, 8, tzinfo=UTC), list[Occurrence]()
        self.book = ReminderBook(database, lambda: self.now)
        self.dispatch = Dispatch(self.book.occurrences, self.hand_over, lambda: self.now)

    async def hand_over(self, claimed: object) -> None:
        self.claimed += claimed  # type: ignore[operator]

    async def something(self) -> None:
        """One thing that somebody does, perhaps to a reminder that somebody else has just removed."""
        theirs, choose, person = await self.book.reminders.of_person(WHOM.person), self.random.choice, WHOM.person
        its = choose(theirs).id if theirs else ""
        until = choose((None, self.now + timedelta(days=2), self.now - timedelta(days=1)))
        could: tuple[Callable[[], Awaitable[object]], ...] = (
            lambda: self.book.add(WHOM, choose(PHRASES), str(self.random.random())),
            lambda: self.book.change(person, its, choose(PHRASES)),
            lambda: self.book.pause(person, its, until),
            lambda: self.book.resume(person, its),
            lambda: self.book.remove(person, its),
            lambda: self.book.keep_routine(Routine(person=person, zone=choose((None, *ZONES)))),
            lambda: self.book.moved(person),
        )
        with suppress(UnknownReminder, TooMany):
            await choose(could)()

    async def sent(self, occurrence: Occurrence) -> None:
        """Its sender does its work, unless it dies."""
        again = nudge(occurrence, self.now) if occurrence.kind is OccurrenceKind.REGULAR else None
        if self.random.random() > 0.2:
            await self.book.occurrences.settled(occurrence, State.SENT, self.now, then=again)

    async def waiting(self, reminder: Reminder) -> tuple[int, bool]:
        """How many next times of a reminder wait, and whether one should."""
        async with self.database.connect() as connection:
            rows = (await connection.execute(select(OCCURRENCES).where(OCCURRENCES.c.reminder_id == reminder.id))).mappings().all()
        regular = [row for row in rows if row["kind"] == "regular"]
        ahead = [row for row in regular if row["state"] == "waiting" and row["claimed_at"] is None]
        taken = frozenset(row["occasion"] for row in regular if row not in ahead)
        zone = reminder.zone or await self.book.reminders.zone(reminder.person)
        return len(ahead), planned(reminder, zone, self.now, taken) is not None


async def test_the_next_time_of_each_waits_whatever_happens(database: Database) -> None:
    world = World(database, SEED)
    await People(database).save(Person(id=WHOM.person, zone="Europe/Berlin"))

    for _ in range(ROUNDS):
        await asyncio.gather(*(world.something() for _ in range(3)), world.dispatch.sweep(), world.dispatch.sweep())
        sending, world.claimed = world.claimed, []
        await asyncio.gather(*(world.sent(each) for each in sending), world.something())

        for reminder in await world.book.reminders.of_person(WHOM.person):
            count, should = await world.waiting(reminder)
            assert count <= 1, reminder
            assert count or not should, reminder
        world.now += world.random.choice(STEPS)


async def test_what_had_come_while_nobody_was_at_work_is_noted_when_its_person_wants_it_otherwise(database: Database) -> None:
    world = World(database, SEED)
    kept = await world.book.add(WHOM, "every day at 9", "once")
    world.now += timedelta(days=3)

    await world.book.pause(WHOM.person, kept.reminder.id)

    [noted] = await world.book.occurrences.latest(kept.reminder.id, 9)
    assert (noted.occasion, noted.state, noted.note) == ("2026-03-20T09:00", State.SKIPPED, Note.PAUSED)
    assert (await world.book.occurrences.waiting([kept.reminder.id]))[kept.reminder.id] == []


async def test_what_is_over_where_somebody_has_flown_is_noted(database: Database) -> None:
    world = World(database, SEED)
    await People(database).save(Person(id=WHOM.person, zone="America/New_York"))
    kept = await world.book.add(WHOM, "every day at 9, 12 and 17", "once")  # it is 4:00 in New York
    await People(database).save(Person(id=WHOM.person, zone="Asia/Tokyo"))  # and 17:00 in Tokyo
    world.now += timedelta(minutes=-30)

    await world.book.moved(WHOM.person)

    noted = await world.book.occurrences.latest(kept.reminder.id, 9)
    [waits] = (await world.book.occurrences.waiting([kept.reminder.id]))[kept.reminder.id]
    assert sorted((each.occasion, each.note) for each in noted) == [("2026-03-20T09:00", Note.LATE), ("2026-03-20T12:00", Note.LATE)]
    assert waits.occasion == "2026-03-20T17:00"


async def test_on_a_free_weekend_nothing_is_foretold_but_what_was_asked_for_once(database: Database) -> None:
    world = World(database, SEED)  # a Friday
    await world.book.keep_routine(Routine(person=WHOM.person, weekends=False))

    daily = await world.book.add(WHOM, "every day at 9", "daily")
    single = await world.book.add(WHOM, "tomorrow at 10", "single")

    assert [each.key for each in daily.upcoming] == ["2026-03-20T09:00", "2026-03-23T09:00", "2026-03-24T09:00"]
    assert [each.key for each in single.upcoming] == ["2026-03-21T10:00"]


async def test_who_has_acted_before_it_was_noted_as_sent_is_not_nudged(database: Database) -> None:
    world = World(database, SEED)
    kept = await world.book.add(WHOM, "every day at 9", "once")
    world.now += timedelta(hours=2)
    await world.dispatch.sweep()
    [claimed] = world.claimed

    await world.book.followed(WHOM.person, kept.reminder.id, claimed.occasion, Outcome.STARTED)
    await world.book.occurrences.settled(claimed, State.SENT, world.now, then=nudge(claimed, world.now))

    assert [each.kind for each in (await world.book.occurrences.waiting([kept.reminder.id]))[kept.reminder.id]] == [OccurrenceKind.REGULAR]


async def test_nobody_signs_up_for_a_reminder_of_another_workspace_or_person(database: Database) -> None:
    world = World(database, SEED)
    of_team = await world.book.add(WHOM, "every monday at 10", "team", kind=ReminderKind.TEAM, channel="C1")
    own = await world.book.add(WHOM, "every day at 9", "own")
    colleague, stranger = Whom("slack:T1:U2", "T1", None, "U2"), Whom("slack:T2:U1", "T2", None, "U1")

    followed = await world.book.sign_up(colleague, of_team.reminder.id)
    for whom, name in ((stranger, of_team.reminder.id), (colleague, own.reminder.id), (colleague, "none")):
        with pytest.raises(UnknownReminder):
            await world.book.sign_up(whom, name)

    assert followed.reminder.follows == of_team.reminder.id
    assert await world.book.of_person(stranger.person) == []

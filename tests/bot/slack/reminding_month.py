"""A simulated time in which many people are reminded by two workers (or one), while these are killed, Slack fails, and people fly, rest and go away."""

import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any

from sqlalchemy import func, literal_column, select

from bot.channels.slack.traces import name_in
from bot.queue import IN_PROCESS
from bot.reminders import ReminderBook
from interview_flow.reminding.planning import planned
from interview_flow.reminding.reminders import Outcome, Reminder, Routine
from storage.database import Database
from storage.people import People
from storage.people import Person as Known
from storage.tables import OCCURRENCES
from tests.asked_of import Recipe, recipes
from tests.bot.slack.nursery import ROOT, Forked, fork
from tests.bot.slack.reminding_worker import SharedClock
from tests.fakes.slack import FakeSlack, Person, Workspace
from tests.fakes.slack.calls import Call

BEGAN = datetime(2026, 10, 23, tzinfo=UTC)
"""A Friday, two days before the clocks go back in Europe and then in America."""
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "America/St_Johns", "UTC", "Asia/Tokyo")
TIMES = (("09:00",), ("08:30", "17:00"), ("12:00",), ("21:58",), ("23:30",), ("02:30",), ("18:45", "19:15"))
GROUPED = timedelta(seconds=240)
"""What falls due within so long is looked at together."""
STUCK = timedelta(seconds=61)
"""After so long somebody else looks after what a killed worker left."""
PATIENCE = 1.6
"""Seconds for which all that has come may take to be settled, before the clock goes on."""
METHODS = ("users.info", "dnd.info", "conversations.open", "chat.postMessage", "chat.postMessage", "conversations.history", "conversations.replies")
WAITING, CLAIMED = (OCCURRENCES.c.state == literal_column(f"'{state}'") for state in ("waiting", "claimed"))
STRIKES = (
    ("chat.postMessage",),
    ("chat.postMessage", "conversations.history"),
    ("chat.postMessage", "conversations.history", "conversations.history"),
    ("conversations.open",),
    ("users.info", "chat.postMessage"),
    (),
)
"""Calls at which workers are killed, one after the other."""
WAYS: tuple[dict[str, Any], ...] = (
    {"status": 429, "retry_after": 2},
    {"status": 500},
    {"status": 500, "after_effect": True},
    {"cut": True},
    {"cut": True, "after_effect": True},
)


@dataclass
class Someone:
    """A person: where they have been since when, how they like to be reminded, when they were away."""

    person: Person
    routine: Routine
    places: list[tuple[datetime, str]]
    away: list[tuple[datetime, datetime | None]] = field(default_factory=list[tuple[datetime, datetime | None]])

    def zone_at(self, moment: datetime) -> str:
        """Where their clock stood."""
        return [zone for since, zone in self.places if since <= moment][-1]

    @property
    def id(self) -> str:
        return f"slack:T1:{self.person.id}"


@dataclass
class Asked:
    """A reminder, what it asks for, and when it rested."""

    reminder: Reminder
    recipe: Recipe
    who: Someone
    rests: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])


@dataclass(frozen=True)
class Posted:
    """A message that Slack took: of which reminder and occasion, and the simulated time."""

    reminder_id: str
    occasion: str
    at: datetime


@dataclass
class Month:
    """The world: Slack, the database, the workers, the clock, and everything that has happened."""

    slack: FakeSlack
    team: Workspace
    folder: Path
    url: str
    queue_url: str
    chance: random.Random
    clock: SharedClock
    database: Database
    book: ReminderBook
    asked: dict[str, Asked] = field(default_factory=dict[str, Asked])
    posts: list[Posted] = field(default_factory=list[Posted])
    downtimes: list[tuple[datetime, datetime]] = field(default_factory=list[tuple[datetime, datetime]])
    counts: Counter[str] = field(default_factory=Counter[str])
    began: float = field(default_factory=time.monotonic)
    _workers: list[Forked | None] = field(default_factory=list[Forked | None])
    _strikes: list[str] = field(default_factory=list[str])

    async def populate(self, number: int) -> None:
        """So many reminders of half as many people."""
        people, chance = [self._someone(place) for place in range(max(1, number // 2))], self.chance
        for each in people:
            await People(self.database).save(Known(id=each.id, zone=each.places[0][1]))
            await self.book.reminders.keep_routine(each.routine)
        for place in range(number):
            who, times = people[place % len(people)], chance.choice(TIMES)
            recipe = chance.choice(recipes(BEGAN.date(), *times))
            pinned = who.routine.zone or who.places[0][1] if recipe.schedule.once else chance.choice([None] * 6 + ["Europe/Berlin"])
            named = {"id": f"r{place}", "person": who.id, "team": "T1", "user": who.person.id, "asked": "as in the schedule", "created_at": BEGAN}
            reminder = Reminder.model_validate(named | {"schedule": recipe.schedule, "zone": pinned, "kept_at_night": chance.random() < 0.3})
            zone = pinned or who.routine.zone or who.places[0][1]
            await self.book.reminders.save(reminder, lambda taken, its=reminder, zone=zone: planned(its, zone, BEGAN, taken))
            self.asked[reminder.id] = Asked(reminder, recipe, who)

    def _someone(self, place: int) -> Someone:
        chance, zone = self.chance, self.chance.choice(ZONES)
        routine = Routine(
            person=f"slack:T1:U{place}",
            quiet_from=chance.choice((time_of_day(22), time_of_day(23, 30), time_of_day(1))),
            quiet_to=chance.choice((time_of_day(7), time_of_day(8, 45))),
            weekends=chance.random() < 0.7,
            most_a_day=chance.choice((1, 2, 3, 3)),
            nudges=chance.random() < 0.3,
        )
        return Someone(self.team.user(f"U{place}", f"person-{place}", tz=zone), routine, [(BEGAN, zone)])

    async def live(self, days: int, kills: int, minutes: float) -> None:
        """So many days pass, or those for which the minutes are enough; so many times a worker is killed."""
        end, enough = BEGAN + timedelta(days=days), time.monotonic() + 60 * minutes
        plans = self._plans(days, kills)
        await self._revived()
        while self.clock() < end and time.monotonic() < enough:
            due = await self._next_due() or end
            self._put(max(min(due, end), self.clock()) + self.chance.random() * GROUPED)
            await self._caught_up()
            while plans and plans[0][0] <= self.clock():
                _, happens = plans.pop(0)
                await happens()
            self.slack.calls.clear()
        self.slack.faults.pending.clear()
        self._strikes.clear()
        await self._caught_up()

    def _plans(self, days: int, kills: int) -> list[tuple[datetime, Callable[[], Awaitable[None]]]]:
        people = len(self.asked) * days // 60 + 2
        ways = [
            (kills, self._kill),
            (kills * 2, self._fail),
            (people, self._fly),
            (people, self._rest),
            (people, self._away),
            (people, self._disturb_not),
            (people * 4, self._press),
            (max(1, days // 7), self._down),
        ]
        plans = [(BEGAN + self.chance.random() * timedelta(days=days), way) for number, way in ways for _ in range(number)]
        return sorted(plans, key=lambda each: each[0])

    async def _kill(self) -> None:
        """Let workers be killed as Slack has done what the next call of some method asked for, and perhaps again as somebody follows that up; or just now."""
        if calls := self.chance.choice(STRIKES):
            self._strikes.extend(calls)
        else:
            self._strike()

    def _strike(self) -> None:
        alive = [each for each in self._workers if each and each.alive]
        for each in alive if self.chance.random() < 0.4 else self.chance.sample(alive, min(1, len(alive))):
            with suppress(ProcessLookupError):
                each.kill()
            self.counts["kills"] += 1

    async def _revived(self) -> None:
        """Whoever was killed starts again."""
        for place, each in enumerate(self._workers):
            if each is None or not each.alive:
                await self._killed(place)
                await self._started(place)

    async def _fail(self) -> None:
        self.slack.fail(self.chance.choice(METHODS[:5]), self.chance.choice((1, 1, 2)), **self.chance.choice(WAYS))
        self.counts["faults"] += 1

    async def _fly(self) -> None:
        who = self.chance.choice(list(self.asked.values())).who
        who.person.tz = self.chance.choice(ZONES)
        who.places.append((self.clock(), who.person.tz))
        self.counts["flights"] += 1

    async def _rest(self) -> None:
        """Pause one, for some days, and perhaps resume it sooner."""
        asked, now = self.chance.choice(list(self.asked.values())), self.clock()
        if asked.rests and asked.rests[-1][1] > now:
            await self.book.resume(asked.who.id, asked.reminder.id)
            asked.rests[-1] = (asked.rests[-1][0], now)
            return
        until = now + timedelta(days=self.chance.uniform(0.5, 4))
        await self.book.pause(asked.who.id, asked.reminder.id, until)
        asked.rests.append((now, until))
        self.counts["pauses"] += 1

    async def _away(self) -> None:
        who, now = self.chance.choice(list(self.asked.values())).who, self.clock()
        if who.away and who.away[-1][1] is None:
            await self.book.back(who.id)
            who.away[-1] = (who.away[-1][0], now)
            return
        await self.book.away(who.id, None)
        who.away.append((now, None))
        self.counts["holidays"] += 1

    async def _disturb_not(self) -> None:
        who = self.chance.choice(list(self.asked.values())).who
        who.person.quiet = (self.clock().timestamp() - 1, self.clock().timestamp() + self.chance.uniform(600, 10_000))
        self.counts["not to be disturbed"] += 1

    async def _press(self) -> None:
        """Somebody snoozes, or begins."""
        if not self.posts:
            return
        post = self.chance.choice(self.posts[-20:])
        who = self.asked[post.reminder_id].who
        if self.chance.random() < 0.5:
            await self.book.snooze(who.id, post.reminder_id, post.occasion, self.clock() + timedelta(hours=1))
            self.counts["snoozes"] += 1
        else:
            await self.book.followed(who.id, post.reminder_id, post.occasion, Outcome.STARTED)

    async def _down(self) -> None:
        """Nobody is at work for hours."""
        before = self.clock()
        for place in range(len(self._workers)):
            await self._killed(place)
        self._put(before + timedelta(hours=self.chance.choice((0.5, 1.5, 5, 30))))
        self.downtimes.append((before, self.clock()))
        await self._revived()
        await self._caught_up()

    def _put(self, now: datetime) -> None:
        self.clock.put(now)
        self.slack.clock.pass_by(now.timestamp() - self.slack.clock.now())

    async def _caught_up(self) -> None:
        """All that has come is settled; whoever was killed meanwhile starts again, and is waited for."""
        while not await self._settled():
            await self._revived()
            self._put(self.clock() + STUCK)
            self.counts["waited for somebody else"] += 1
        await self._revived()

    async def _settled(self) -> bool:
        deadline = time.monotonic() + PATIENCE
        while await self._open(self.clock()):
            if time.monotonic() > deadline:
                return False
            await asyncio.sleep(0.02)  # between two looks into the database
        return True

    async def _open(self, now: datetime) -> int:
        """How many are claimed, or have come and are not."""
        async with self.database.connect() as connection:
            come = await connection.scalar(select(func.count()).where(WAITING, OCCURRENCES.c.due_at <= now))
            return (come or 0) + (
                await connection.scalar(select(func.count()).where(CLAIMED)) or 0
            )  # in this order: what is claimed meanwhile is seen

    async def _next_due(self) -> datetime | None:
        async with self.database.connect() as connection:
            return await connection.scalar(select(OCCURRENCES.c.due_at).where(WAITING).order_by(OCCURRENCES.c.due_at).limit(1))

    def heard(self, call: Call) -> None:
        """Slack has done what a call asked for."""
        self.counts[call.method] += 1
        if call.method == "chat.postMessage" and call.ok and (found := name_in(call.arguments)):
            self.posts.append(Posted(found[0].partition(":")[2], found[1], self.clock()))
        if call.method in self._strikes[:1]:
            self._strikes.pop(0)
            self._strike()

    async def _started(self, place: int) -> None:
        program = ["python", "-m", "tests.bot.slack.reminding_worker", str(self.folder), self.url, self.queue_url]
        command = [*program, self.slack.api_url, self.team.bot_token]
        with (self.folder / f"log-{place}").open("ab") as log:
            kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOCK_INTERVIEW_", "SLACK_"))}
            worker = await asyncio.to_thread(fork, command, folder=self.folder, environment=kept | {"PYTHONPATH": str(ROOT)}, log=log)
        line = await asyncio.to_thread(worker.output.readline)
        assert line == b"ready\n", (self.folder / f"log-{place}").read_text()[-3000:]
        self._workers[place] = worker

    async def _killed(self, place: int) -> None:
        if worker := self._workers[place]:
            with suppress(ProcessLookupError):  # struck already
                worker.kill()
            await worker.dead()
            self._workers[place] = None


@asynccontextmanager
async def month(folder: Path, url: str, queue_url: str, seed: int, workers: int) -> AsyncIterator[Month]:
    """A world in which nothing has happened yet; nobody works at its end."""
    async with FakeSlack() as slack:
        clock, database = SharedClock(folder), Database(url)
        await database.open()
        world = Month(
            slack, slack.workspace("T1"), folder, url, queue_url or IN_PROCESS, random.Random(seed), clock, database, ReminderBook(database, clock)
        )
        world._workers = [None] * workers
        world._put(BEGAN)
        slack.on_answer("*", world.heard)
        try:
            yield world
        finally:
            for place in range(workers):
                await world._killed(place)
            await database.close()

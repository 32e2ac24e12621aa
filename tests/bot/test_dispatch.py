"""What has come is handed over, what was missed is noted, and what a dead worker left lying is handed over once more."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.dispatch import AT_ONCE, KEPT, LEFT_AFTER, Dispatch
from bot.queue import QueueFailed
from interview_flow.reminding.planning import planned, spread
from interview_flow.reminding.reminders import Note, Occurrence, Reminder, State
from storage.database import Database
from storage.occurrences import Occurrences
from storage.reminders import Reminders
from tests.reminders import MONDAY, daily, reminder

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@dataclass
class Work:
    """A dispatch, the time it thinks it is, and what it has handed over."""

    database: Database
    now: datetime = MONDAY
    handed: list[Occurrence] = field(default_factory=list[Occurrence])
    queue_is_there: bool = True

    def __post_init__(self) -> None:
        self.occurrences = Occurrences(self.database)
        self.dispatch = Dispatch(self.occurrences, self._take, lambda: self.now)

    async def _take(self, claimed: Sequence[Occurrence]) -> None:
        if not self.queue_is_there:
            raise QueueFailed("There is no queue.")
        self.handed += claimed

    async def keep(self, *reminders: Reminder) -> None:
        """Keep reminders."""
        for each in reminders:
            await Reminders(self.database).save(each, lambda taken, its=each: planned(its, "UTC", MONDAY, taken))

    async def sweep(self, now: datetime) -> list[str]:
        """The occasions that are handed over at this time."""
        before, self.now = len(self.handed), now
        await self.dispatch.sweep()
        return [each.occasion for each in self.handed[before:]]


@pytest.fixture
async def work(tmp_path: Path) -> AsyncIterator[Work]:
    database = Database(str(tmp_path / "reminders.db"))
    await database.open()
    yield Work(database)
    await database.close()


async def test_all_that_has_come_is_handed_over_once_however_much_it_is(work: Work) -> None:
    await work.keep(*(reminder(f"r{number}", person=f"slack:T1:U{number}") for number in range(AT_ONCE + 20)))

    early, then, again = [await work.sweep(MONDAY + hours * HOUR) for hours in (8.9, 9.1, 9.1)]

    assert (early, len(then), again) == ([], AT_ONCE + 20, [])
    assert len({each.reminder_id for each in work.handed}) == AT_ONCE + 20


async def test_after_days_without_a_worker_what_was_missed_is_noted_and_one_comes_of_each_day_that_is_of_use(work: Work) -> None:
    await work.keep(reminder(schedule=daily("09:00", "10:00")))

    came = await work.sweep(MONDAY + 2 * DAY + 10.2 * HOUR)

    assert came == ["2026-11-30T09:00", "2026-12-02T09:00", "2026-12-02T10:00"]
    noted = {each.occasion: (each.state, each.note) for each in await work.occurrences.latest("r1", 9)}
    assert noted == dict.fromkeys(("2026-11-30T10:00", "2026-12-01T09:00", "2026-12-01T10:00"), (State.SKIPPED, Note.LATE))


async def test_what_a_dead_worker_left_lying_is_handed_over_again_after_a_while(work: Work) -> None:
    await work.keep(reminder())
    when = MONDAY + 9 * HOUR + spread(reminder())

    came = [await work.sweep(when + late) for late in (timedelta(), LEFT_AFTER, LEFT_AFTER + HOUR / 60, LEFT_AFTER + HOUR / 60)]

    assert came == [["2026-11-30T09:00"], [], ["2026-11-30T09:00"], []]


async def test_without_a_queue_nothing_is_lost(work: Work) -> None:
    await work.keep(reminder())
    when, work.queue_is_there = MONDAY + 9.1 * HOUR, False
    with pytest.raises(QueueFailed):
        await work.sweep(when)
    work.queue_is_there = True

    came = await work.sweep(when + 2 * LEFT_AFTER)

    assert came == ["2026-11-30T09:00"]


async def test_what_became_of_it_long_ago_is_forgotten(work: Work) -> None:
    await work.keep(reminder())
    await work.sweep(MONDAY + 9.1 * HOUR)
    await work.occurrences.settled(work.handed[0], State.SENT, work.now)

    work.now += KEPT + HOUR
    await work.dispatch.tidy()

    assert await work.occurrences.latest("r1", 9) == []

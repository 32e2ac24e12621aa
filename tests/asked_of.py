"""What schedules ask for, found by looking at every day: slowly, and independently of the program."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from interview_flow.schedule.rule import Daily, Monthly, NthOfMonth, OneDay, Schedule, Weekly

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Recipe:
    """A schedule, and whether it asks for a day."""

    schedule: Schedule
    asks: Callable[[date], bool]

    def walls(self, first: date, last: date) -> Iterator[datetime]:
        """The local times that it asks for, from one day to another."""
        day = first
        while day <= last:
            if self.asks(day):
                yield from (datetime.combine(day, each) for each in self.schedule.times)
            day += DAY


def shown_at(wall: datetime, zone: str) -> datetime:
    """The first instant at which a clock there shows this, or the next minute that it shows."""
    while (instant := wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
        wall += MINUTE
    return instant


def recipes(start: date, *times: str) -> list[Recipe]:
    """One of each kind, at these times of day."""
    at = tuple(sorted(time.fromisoformat(each) for each in times))
    monday, once = start - timedelta(days=start.weekday()), start + timedelta(days=1 + int(times[0][:2]) % 5)

    def weeks(day: date) -> int:
        return (day - monday).days // 7

    return [
        Recipe(Schedule(days=Daily(), times=at), lambda _: True),
        Recipe(Schedule(days=Daily(every=3), times=at, since=start), lambda day: day >= start and (day - start).days % 3 == 0),
        Recipe(Schedule(days=Weekly(weekdays=(0, 1, 2, 3, 4)), times=at), lambda day: day.weekday() < 5),
        Recipe(Schedule(days=Weekly(weekdays=(5, 6)), times=at), lambda day: day.weekday() >= 5),
        Recipe(
            Schedule(days=Weekly(every=2, weekdays=(1, 3)), times=at, since=start),
            lambda day: day >= start and weeks(day) % 2 == 0 and day.weekday() in (1, 3),
        ),
        Recipe(Schedule(days=Monthly(days=(-1,)), times=at), lambda day: (day + DAY).day == 1),
        Recipe(Schedule(days=Monthly(days=(1, 15, 31)), times=at), lambda day: day.day in (1, 15) or (day + DAY).day == 1),
        Recipe(Schedule(days=NthOfMonth(nths=(-1, 2), weekdays=(2,)), times=at), _second_or_last_wednesday),
        Recipe(Schedule(days=OneDay(day=once), times=at[:1]), lambda day: day == once),
    ]


def _second_or_last_wednesday(day: date) -> bool:
    return day.weekday() == 2 and (8 <= day.day <= 14 or (day + 7 * DAY).month != day.month)

"""In how many of the last weeks somebody practised. A week that was missed takes away nothing but itself."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from interview_flow.frozen import Frozen

WEEKS = 8
_WEEK = timedelta(days=7)


class Week(Frozen):
    """From a Monday on, by the person's own calendar. `times` counts what was practised: interviews, drills, quizzes."""

    monday: date
    times: int


class Streak(Frozen):
    """The latest weeks, the oldest first, since the first practice at most. The running week is among them once something was practised in it."""

    weeks: tuple[Week, ...] = ()
    run: int = 0
    """Weeks in a row up to now, however long ago they began; the running week adds to it and never breaks it."""

    @property
    def practised(self) -> int:
        """In how many of the weeks something was practised."""
        return sum(each.times > 0 for each in self.weeks)


def streak(practised: Iterable[datetime], now: datetime, zone: tzinfo, weeks: int = WEEKS) -> Streak:
    """Of all that somebody ever practised, or at least of so many `weeks` and their very first time."""
    times = Counter(_monday(each, zone) for each in practised if each <= now)
    if not times:
        return Streak()
    running = _monday(now, zone)
    last = running if times[running] else running - _WEEK
    known = min(weeks, (last - min(times)) // _WEEK + 1)
    shown = [last - back * _WEEK for back in reversed(range(known))]
    return Streak(weeks=tuple(Week(monday=each, times=times[each]) for each in shown), run=_run(times, last))


def _run(times: Counter[date], last: date) -> int:
    found = 0
    while times[last - found * _WEEK]:
        found += 1
    return found


def _monday(at: datetime, zone: tzinfo) -> date:
    day = at.astimezone(zone).date()
    return day - timedelta(days=day.weekday())

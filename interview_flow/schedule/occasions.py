"""A schedule in a zone -> the times at which it falls, one after the other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, tzinfo
from itertools import islice

from interview_flow.frozen import Frozen
from interview_flow.schedule.dates import BEGINNING, END, dates_from
from interview_flow.schedule.rule import OneDay, Schedule
from interview_flow.schedule.walls import local_instant, skips
from interview_flow.schedule.zones import zoned

EARLIEST = datetime.combine(BEGINNING, time(), UTC)


class Occasion(Frozen):
    """One time at which a schedule falls."""

    wall: datetime
    """The local time that was asked for, without a zone."""
    at: datetime
    """When that is, in the zone: what the clock shows then (later than `wall` where the clock skips it)."""

    @property
    def key(self) -> str:
        """What names it among the occasions of its schedule: the asked local time, to the minute."""
        return self.wall.isoformat(timespec="minutes")

    @property
    def moved(self) -> bool:
        """Does the clock skip the time that was asked for?"""
        return self.at.replace(tzinfo=None, fold=0) != self.wall


def following(schedule: Schedule, zone: str, after: datetime) -> Occasion | None:
    """The first occasion strictly after the instant `after`; None when there is none any more. Raises `UnknownZone`."""
    return next(occasions(schedule, zoned(zone), after), None)


def upcoming(schedule: Schedule, zone: str, after: datetime, count: int) -> list[Occasion]:
    """The first `count` occasions strictly after the instant `after`. Raises `UnknownZone`."""
    return list(islice(occasions(schedule, zoned(zone), after), count))


def occasions(schedule: Schedule, zone: tzinfo, after: datetime) -> Iterator[Occasion]:
    """All occasions strictly after the instant `after`, strictly rising."""
    if after.date() > END:
        return
    last = max(after, EARLIEST).astimezone(UTC)
    for wall in _walls(schedule, zone, last.astimezone(zone).date()):
        at = local_instant(wall, zone, again=isinstance(schedule.days, OneDay) and schedule.days.again)
        moment = at.astimezone(UTC)  # two times of one zone would be compared by their clocks, and those go back
        if moment > last:
            yield Occasion(wall=wall, at=at)
            last = moment


def _walls(schedule: Schedule, zone: tzinfo, first: date) -> Iterator[datetime]:
    """The local times asked for, rising."""
    for day in dates_from(schedule, first):
        if schedule.once or not skips(datetime.combine(day, time()), zone):
            yield from (datetime.combine(day, each) for each in schedule.times)

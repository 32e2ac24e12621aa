"""Schedules of every kind, and a second way to find out when one falls: day by day, with a calendar and no rules."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from interview_flow.schedule import Schedule
from interview_flow.schedule.rule import WEEKEND, WORKING_DAYS, Daily, Monthly, NthOfMonth, OneDay, Weekly, Yearly

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Pacific/Apia", "America/Havana", "Africa/Casablanca")
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
DATES = st.dates(date(2005, 1, 1), date(2035, 12, 31))
HOURS = st.integers(0, 23) | st.integers(0, 3)  # clocks are changed in the night
TIMES = st.lists(st.builds(time, HOURS, st.sampled_from([0, 1, 15, 30, 59])), min_size=1, max_size=6, unique=True).map(sorted).map(tuple)


def rising(values: st.SearchStrategy[int], most: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Some of them, in order."""
    return st.lists(values, min_size=1, max_size=most, unique=True).map(sorted).map(tuple)


WEEKDAYS = rising(st.integers(0, 6), 7)
REPEATED = (
    st.builds(Daily, every=st.integers(1, 10) | st.integers(1, 366))
    | st.builds(Weekly, every=st.integers(1, 5), weekdays=WEEKDAYS)
    | st.builds(Monthly, every=st.integers(1, 13), days=rising(st.integers(1, 31) | st.sampled_from([-1, 28, 29, 30, 31]), 5))
    | st.builds(
        NthOfMonth,
        every=st.integers(1, 4),
        nths=rising(st.sampled_from([1, 2, 3, 4, 5, -1]), 3),
        weekdays=st.integers(0, 6).map(lambda day: (day,)) | st.sampled_from([WORKING_DAYS, WEEKEND]),
    )
    | DATES.map(lambda day: Yearly(month=day.month, day=day.day))
    | st.builds(Yearly, every=st.integers(1, 4), month=st.just(2), day=st.just(29))
)


@st.composite
def repeated(draw: st.DrawFn) -> Schedule:
    """Something that comes again, with or without a first and a last day."""
    days = draw(REPEATED)
    since = draw(DATES) if days.every > 1 else draw(st.none() | DATES)
    until = draw(st.none() | st.integers(0, 3000).map(lambda length: (since or date(2020, 1, 1)) + timedelta(days=length)))
    return Schedule(days=days, times=draw(TIMES), since=since, until=until)


ONCE = st.builds(lambda day, at: Schedule(days=OneDay(day=day), times=at[:1]), DATES, TIMES)
ANY = repeated() | ONCE

TRANSITIONS = [(2026, 3, 28), (2026, 10, 24), (2026, 3, 7), (2026, 10, 31), (2026, 10, 3), (2026, 4, 4), (2011, 12, 29), (2028, 2, 28), (2026, 2, 14)]
"""Days before clocks are changed somewhere, and before a leap day."""


@st.composite
def asked_at(draw: st.DrawFn) -> tuple[Schedule, datetime]:
    """A schedule and a moment at which it is likely to fall soon: near its ends, or where clocks are changed."""
    schedule = draw(repeated() | repeated() | repeated() | ONCE)
    days = schedule.days
    own = [days.day] if isinstance(days, OneDay) else [each for each in (schedule.since, schedule.until) if each]
    if isinstance(days, Yearly):
        own.append(date(own[0].year + days.every if own else 2026, days.month, min(days.day, 28)))
    base = draw(st.sampled_from([*own, *own, date(*draw(st.sampled_from(TRANSITIONS)))]))
    ahead = draw(st.integers(-2, 2) | st.integers(-30, 5) | st.integers(0, 4000))
    return schedule, datetime.combine(base, time(), UTC) + timedelta(
        days=ahead, minutes=draw(st.integers(0, 1439)), seconds=draw(st.sampled_from([0, 30]))
    )


ASKED = asked_at()


def falls_on(schedule: Schedule, day: date) -> bool:
    """Whether a schedule falls on a day, read from its fields as a person would with a calendar."""
    days = schedule.days
    if isinstance(days, OneDay):
        return day == days.day
    if (schedule.since and day < schedule.since) or (schedule.until and day > schedule.until):
        return False
    since = schedule.since or day
    last = monthrange(day.year, day.month)[1]
    months = (day.year - since.year) * 12 + day.month - since.month
    match days:
        case Daily():
            return (day - since).days % days.every == 0
        case Weekly():
            return day.weekday() in days.weekdays and ((day - DAY * day.weekday()) - (since - DAY * since.weekday())).days // 7 % days.every == 0
        case Monthly():
            return months % days.every == 0 and day.day in {last if number == -1 else min(number, last) for number in days.days}
        case NthOfMonth():
            fitting = [number for number in range(1, last + 1) if date(day.year, day.month, number).weekday() in days.weekdays]
            chosen = {fitting[nth if nth < 0 else nth - 1] for nth in days.nths if nth <= len(fitting)}
            return months % days.every == 0 and day.day in chosen
        case Yearly():
            return (day.year - since.year) % days.every == 0 and day.month == days.month and day.day == min(days.day, last)


def shown_first(wall: datetime, zone: ZoneInfo) -> datetime | None:
    """The first instant at which a clock shows that, found among all offsets of the days around."""
    offsets = {(wall + hours * timedelta(hours=1)).replace(tzinfo=UTC).astimezone(zone).utcoffset() for hours in range(-50, 51)}
    instants = sorted((wall - offset).replace(tzinfo=UTC) for offset in offsets if offset is not None)
    return next((each for each in instants if each.astimezone(zone).replace(tzinfo=None, fold=0) == wall), None)


def by_the_calendar(schedule: Schedule, zone: ZoneInfo, after: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Asked local time and instant (UTC) of every occasion in so many days, the slow way."""
    last = after
    for each in range(-2, days):
        day = (after.astimezone(zone) + each * DAY).date()
        if not falls_on(schedule, day) or not any(shown_first(datetime.combine(day, time(hour)), zone) for hour in (0, 6, 12, 18)):
            continue
        for at in schedule.times:
            asked = wall = datetime.combine(day, at)
            while (instant := shown_first(wall, zone)) is None:
                wall += MINUTE
            if instant > last:
                yield asked, instant
                last = instant

"""What was heard -> one schedule, or why there is none. What is repeated has a module of its own (`repeating`)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from interview_flow.schedule.day_names import ahead, date_of
from interview_flow.schedule.heard import Heard
from interview_flow.schedule.pieces import (
    Again,
    Clock,
    Coming,
    DayNamed,
    Each,
    Except,
    From,
    InZone,
    Lasting,
    MonthDay,
    OnDay,
    OnMonthDays,
    OnNths,
    OnWeekdays,
    Part,
    Step,
    Until,
    Wait,
)  # fmt: skip
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.repeating import repeated
from interview_flow.schedule.rule import Schedule, one_time
from interview_flow.schedule.saying import said_date, says
from interview_flow.schedule.vocabulary import WEEKDAY_NAMES

DAY, HALF_A_MINUTE = timedelta(days=1), timedelta(seconds=30)
EARLY = 6
"""Hours up to which a night is the evening before's."""
_WAITS = ("in 2 hours", "in 3 days at 9", "tomorrow at 7")


def understood(heard: Heard) -> Schedule:
    """The schedule that was asked for. Raises `BadPhrase` if there is none, or none of it is still to come."""
    _times_stand_together(heard)
    if heard.all(Again) and not heard.all(OnDay):
        raise BadPhrase("A second time of the same name is there on one day only.", ("every day at 2:30", "in 2 hours"))
    if wait := heard.one(Wait, "waits"):
        return _waited(heard, wait)
    return repeated(heard) if _comes_again(heard) else _single(heard)


def _times_stand_together(heard: Heard) -> None:
    """Of "monday at 9 and friday at 10" each day would get both times. Raises `BadPhrase`."""
    kinds = [isinstance(each, Clock) for each in heard.said if isinstance(each, (Clock, OnWeekdays, OnMonthDays, OnNths, OnDay, Step))]
    if sum(one != other for one, other in pairwise(kinds)) > 2:
        raise BadPhrase("That names different times for different days; make a reminder for each.", ("every monday at 9", "every friday at 10"))


def _comes_again(heard: Heard) -> bool:
    if any(heard.all(kind) for kind in (Each, Step, Except, OnNths, From, Until, Lasting)):
        return True
    return any(each.repeated for each in heard.all(OnWeekdays)) or any(len(each.days) > 1 for each in heard.all(OnMonthDays))


def _waited(heard: Heard, wait: Wait) -> Schedule:
    """So long from now: to the nearest minute, or by the calendar where it is told in days."""
    allowed = (Wait, InZone) if wait.minutes else (Wait, InZone, Clock, Part)
    if not all(isinstance(each, allowed) for each in heard.said):
        raise BadPhrase("That is a time from now and another time as well.", _WAITS)
    day = ahead(heard.today, days=wait.days, months=wait.months)
    if wait.minutes and wait.months:
        raise BadPhrase("Months have no length in hours.", ("in a month at 9", "in 30 days", "in 2 hours"))
    if not wait.minutes:
        return _to_come(heard, day)
    local = (heard.now.astimezone(UTC) + timedelta(days=wait.days, minutes=wait.minutes) + HALF_A_MINUTE).astimezone(heard.zone)
    return one_time(local.replace(second=0, microsecond=0, tzinfo=None, fold=0), again=bool(local.fold))


def _single(heard: Heard) -> Schedule:
    named, weekday, numbers = heard.one(OnDay, "days"), heard.one(OnWeekdays, "days"), heard.one(OnMonthDays, "days")
    if numbers and named:
        raise BadPhrase("That names a day in two ways.", ("on friday at 9", "on the 15th at 9"))
    if named:
        return _named(heard, named.day, weekday)
    if numbers:
        return _named(heard, MonthDay(min(numbers.days)), weekday)
    if weekday:
        return _named(heard, Coming(min(weekday.weekdays)), None)
    if not heard.all(Clock) and not heard.all(Part):
        raise BadPhrase("That says no time.")
    return _to_come(heard, heard.today, DAY)


def _named(heard: Heard, named: DayNamed, weekday: OnWeekdays | None) -> Schedule:
    day = date_of(named, heard.today, heard.today)
    asked = min(weekday.weekdays) if weekday else day.weekday()
    if day.weekday() != asked:
        raise BadPhrase(
            f"{said_date(day)} is a {WEEKDAY_NAMES[day.weekday()]}, not a {WEEKDAY_NAMES[asked]}.",
            (f"on {said_date(day)} at 9", f"on {WEEKDAY_NAMES[asked]} at 9"),
        )
    if isinstance(named, Coming) and not named.later and not named.weeks:
        return _to_come(heard, day, 7 * DAY)
    if isinstance(named, MonthDay):
        return _to_come(heard, day, date_of(named, day + DAY, day + DAY) - day)
    return _to_come(heard, day)


def _to_come(heard: Heard, day: date, or_later: timedelta | None = None) -> Schedule:
    """Once on that day; where the time has passed, so much later. Raises `BadPhrase` if that is no choice."""
    at, *others = heard.times
    if others:
        raise BadPhrase("A single day has one time; make a reminder for each, or say every day.", ("tomorrow at 7", "every day at 9 and 17:30"))
    if at.hour < EARLY and Part("night") in heard.said and heard.all(OnDay):
        day += DAY
    schedule = one_time(datetime.combine(day, at), again=bool(heard.all(Again)))
    if heard.first(schedule):
        return schedule
    if or_later is None:
        raise BadPhrase(f"That has passed: {says(schedule)}.", ("tomorrow at 7", "in 2 hours", "on friday at 9"))
    return one_time(datetime.combine(day + or_later, at))

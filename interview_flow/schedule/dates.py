"""The dates of a schedule, as rules of RFC 5545 (dateutil's `rrule`), each begun close to the day that is asked about.

A rule is counted from its first day. Walking from there would cost more with every year, so the count is moved ahead by whole steps.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from heapq import merge

from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule

from interview_flow.schedule.rule import Daily, Monthly, NthOfMonth, OneDay, Schedule, Weekly, Yearly

BEGINNING, END = date(2, 1, 1), date(9998, 12, 31)
"""What a calendar can show in every zone."""
SHORTEST_MONTH = 28


def dates_from(schedule: Schedule, first: date) -> Iterator[date]:
    """Its dates from `first` on, rising; one that is the 30th and the 31st at once may come twice."""
    days = schedule.days
    if isinstance(days, OneDay):
        return iter((days.day,) if first <= days.day <= END else ())
    start = max(first, schedule.since or first)
    rules = _rules(days, schedule.since or start, start, min(schedule.until or END, END))
    return (moment.date() for moment in merge(*(iter(rule) for rule in rules)) if moment.date() >= start)


def _rules(days: Daily | Weekly | Monthly | NthOfMonth | Yearly, anchor: date, start: date, end: date) -> list[rrule]:
    """Rules that begin at or shortly before `start`, in step with `anchor`."""
    until = datetime.combine(end, time())
    match days:
        case Daily(every=every):
            return [rrule(DAILY, _step_of_days(anchor, start, every), every, until=until)]
        case Weekly(every=every, weekdays=weekdays):
            week = _step_of_days(_monday(anchor), _monday(start), 7 * every)
            return [rrule(WEEKLY, week, every, wkst=0, byweekday=weekdays, until=until)]
        case Monthly(every=every, days=numbers):
            month = _step_of_months(anchor, start, every)
            return [rrule(MONTHLY, month, every, bymonthday=_clamped(number), bysetpos=-1, until=until) for number in numbers]
        case NthOfMonth(every=every, nths=nths, weekdays=weekdays):
            month = _step_of_months(anchor, start, every)
            return [rrule(MONTHLY, month, every, byweekday=weekdays, bysetpos=nths, until=until)]
        case Yearly(every=every, month=month, day=day):
            year = datetime.combine(date(start.year - (start.year - anchor.year) % every, 1, 1), time())
            return [rrule(YEARLY, year, every, bymonth=month, bymonthday=_clamped(day), bysetpos=-1, until=until)]


def _clamped(number: int) -> tuple[int, ...]:
    """The days of the month whose last one is meant: the 30th is the last of 28, 29 and 30 that there is."""
    return (number,) if number <= SHORTEST_MONTH else tuple(range(SHORTEST_MONTH, number + 1))


def _step_of_days(anchor: date, start: date, length: int) -> datetime:
    """The last step at or before `start`."""
    return datetime.combine(start - timedelta(days=(start - anchor).days % length), time())


def _step_of_months(anchor: date, start: date, every: int) -> datetime:
    """The first day of the last step at or before the month of `start`."""
    month = start.year * 12 + start.month - 1
    month -= (month - (anchor.year * 12 + anchor.month - 1)) % every
    return datetime.combine(date(month // 12, month % 12 + 1, 1), time())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())

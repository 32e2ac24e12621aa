"""A day as it was named -> its date, seen from another."""

from calendar import monthrange
from datetime import date, timedelta

from interview_flow.schedule.pieces import Ahead, Calendar, Coming, DayNamed, MonthDay
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import LAST
from interview_flow.schedule.vocabulary import MONTH_NAMES

WEEK = 7
MOST_YEARS = 10
"""How far ahead a day may lie."""


def date_of(named: DayNamed, today: date, start: date) -> date:
    """The date. What is told from today is told from `today`; a date without its year is the next one from `start` on. Raises `BadPhrase`."""
    match named:
        case Ahead(days=days):
            return ahead(today, days=days)
        case Coming(weekday=weekday, later=later, weeks=weeks):
            if weeks:
                return ahead(today, days=weeks * WEEK - today.weekday() + weekday)
            return ahead(start, days=(weekday - start.weekday() - later) % WEEK + later)
        case MonthDay(day=day):
            return next_month_day(start, day)
        case Calendar(year=None):
            return _this_year_or_later(named, start)
        case Calendar(year=year):
            return _on(named, int(year or 0))


def next_month_day(start: date, day: int) -> date:
    """The next day with this number, in the next month that has it."""
    for month in range(start.year * 12 + start.month - 1, start.year * 12 + start.month + 2):
        found = _clamped(month // 12, month % 12 + 1, day)
        if found >= start and day in {found.day, LAST}:
            return found
    raise AssertionError(f"no month has a day {day}")


def ahead(day: date, *, days: int = 0, months: int = 0) -> date:
    """So much later; a month that is too short ends it. Raises `BadPhrase` if that is years away."""
    if months > 12 * MOST_YEARS or days > 366 * MOST_YEARS:
        raise BadPhrase("That is too far away.", ("in 2 hours", "in 3 days at 9", "on 3 December at 9"))
    month = day.year * 12 + day.month - 1 + months
    return _clamped(month // 12, month % 12 + 1, day.day) + timedelta(days=days)


def _this_year_or_later(named: Calendar, start: date) -> date:
    for year in range(start.year, start.year + 9):  # the leap years 1896 and 1904 are the furthest apart
        if named.day <= monthrange(year, named.month)[1]:
            found = _clamped(year, named.month, named.day)
            if found >= start:
                return found
    raise BadPhrase(f"There is no {named.day} {MONTH_NAMES[named.month - 1]}.")


def _on(named: Calendar, year: int) -> date:
    if year < 1 or named.day > monthrange(year, named.month)[1]:
        raise BadPhrase(f"There is no {named.day} {MONTH_NAMES[named.month - 1]} {year}.", ("on 28 February at 9", "every year on 29 February at 9"))
    return _clamped(year, named.month, named.day)


def _clamped(year: int, month: int, day: int) -> date:
    last = monthrange(year, month)[1]
    return date(year, month, last if day == LAST else min(day, last))

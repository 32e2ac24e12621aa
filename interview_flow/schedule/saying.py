"""A schedule, back in words: `phrases.read` reads them again to the same schedule, so a person may change them and send them back."""

import re
from collections.abc import Sequence
from datetime import date, time

from interview_flow.schedule.rule import LAST, WEEKEND, WORKING_DAYS, Daily, Monthly, NthOfMonth, OneDay, Schedule, Weekly, Yearly
from interview_flow.schedule.vocabulary import MONTH_NAMES, WEEKDAY_NAMES

SHORTER_MONTHS = "(on the last day of shorter months)"
OTHER_YEARS = "(28 February in other years)"
_FIXED = re.compile(r"Etc/GMT([+-])([0-9]{1,2})")
SECOND_TIME = ", the second time"
NTHS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}


def says(schedule: Schedule) -> str:
    """The schedule in words, by a 24-hour clock: "every other Tuesday at 8:00, from 1 December 2026, until 1 March 2027"."""
    spans = [f", {word} {said_date(day)}" for word, day in (("from", schedule.since), ("until", schedule.until)) if day]
    again = SECOND_TIME if isinstance(schedule.days, OneDay) and schedule.days.again else ""
    return f"{_days(schedule)} at {listed([said_time(each) for each in schedule.times])}{again}{''.join(spans)}"


def said_date(day: date) -> str:
    """For example: 1 March 2027."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year:04}"


def said_time(at: time) -> str:
    """For example: 9:05."""
    return f"{at.hour}:{at.minute:02}"


def said_zone(name: str) -> str:
    """A zone by its IANA name, save that UTC+2 is called so: its own, Etc/GMT-2, has the sign the other way round."""
    fixed = _FIXED.fullmatch(name)
    return f"UTC{'-' if fixed[1] == '+' else '+'}{fixed[2]}" if fixed else name


def listed(words: Sequence[str]) -> str:
    """For example: Monday, Wednesday and Friday."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def ordinal(number: int) -> str:
    """For example: 22nd."""
    return f"{number}{'th' if number // 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _days(schedule: Schedule) -> str:
    match schedule.days:
        case OneDay(day=day):
            return f"on {WEEKDAY_NAMES[day.weekday()]} {said_date(day)}"
        case Daily(every=every):
            return _every(every, "day")
        case Weekly(every=every, weekdays=weekdays):
            return _weekly(every, weekdays)
        case Monthly(every=every, days=days):
            return _of_month(every, f"on the {_month_days(days)}", SHORTER_MONTHS if days[-1] > 28 else "")
        case NthOfMonth(every=every, nths=nths, weekdays=weekdays):
            return _of_month(every, f"on the {listed([NTHS[nth] for nth in _last_last(nths)])} {_kind_of_day(weekdays)}", "")
        case Yearly(every=every, month=month, day=day):
            note = f" {OTHER_YEARS}" if (month, day) == (2, 29) else ""
            return f"{_every(every, 'year')} on {day} {MONTH_NAMES[month - 1]}{note}"


def _every(count: int, unit: str) -> str:
    return {1: f"every {unit}", 2: f"every other {unit}"}.get(count, f"every {count} {unit}s")


def _weekly(every: int, weekdays: tuple[int, ...]) -> str:
    left_out = set(range(7)) - set(weekdays)
    if every == 1 and len(left_out) == 1:
        return f"every day except {WEEKDAY_NAMES[left_out.pop()]}"
    names = "weekday" if weekdays == WORKING_DAYS else listed([WEEKDAY_NAMES[each] for each in weekdays])
    if every == 1:
        return f"every {names}"
    if every == 2 and len(weekdays) == 1:
        return f"every other {names}"
    return f"{_every(every, 'week')} on {names}{'s' * (names == 'weekday')}"


def _of_month(every: int, on: str, note: str) -> str:
    said = f"{on} of every month" if every == 1 else f"{_every(every, 'month')} {on}"
    return f"{said} {note}" if note else said


def _month_days(days: tuple[int, ...]) -> str:
    return listed(["last day" if day == LAST else ordinal(day) for day in _last_last(days)])


def _last_last(numbers: Sequence[int]) -> list[int]:
    return sorted(numbers, key=lambda number: (number == LAST, number))


def _kind_of_day(weekdays: tuple[int, ...]) -> str:
    groups = {WORKING_DAYS: "weekday", WEEKEND: "weekend day"}
    return groups.get(weekdays) or WEEKDAY_NAMES[weekdays[0]]

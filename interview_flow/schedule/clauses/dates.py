"""One day by its date or from today: "3 December", "2026-12-03", "tomorrow", "next friday"."""

import re

from interview_flow.schedule.pieces import Ahead, Calendar, Coming, DayNamed, Found, MonthDay, OnDay
from interview_flow.schedule.refusals import BadPhrase, quoted
from interview_flow.schedule.rule import LAST, LONGEST_MONTHS
from interview_flow.schedule.vocabulary import MONTH_NAMES, MONTHS, NEAR, ORDINALS, WEEKDAYS
from interview_flow.schedule.words import Words

Named = tuple[DayNamed, int]
"""A day, and the place behind its name."""
_YEAR_FIRST = re.compile(r"[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}")
_EXAMPLES = ("on 3 December at 9", "december 3rd at 9am", "on the 3rd at 9")


def single_day(words: Words, place: int) -> Found | None:
    """A date, or a day told from today."""
    found = near_day(words, place) or date_at(words, place)
    return ((OnDay(found[0]),), found[1]) if found else None


def day_at(words: Words, place: int) -> Named | None:
    """Any way to name one day, as behind "from" and "until"."""
    while words.at(place) in {"on", "the"}:
        place += 1
    if words.at(place) in WEEKDAYS:
        behind = place + 1 + (words.at(place + 1) == ",")
        return date_at(words, behind) or (Coming(WEEKDAYS[words.at(place)]), place + 1)
    if words.at(place) == "end" or words.span(place, 2) == "last day":
        return _end(words, place + (1 if words.at(place) == "end" else 2))
    if words.span(place, 2) == "next week" and words.at(place + 2) not in WEEKDAYS | {"on": 0}:
        return Coming(0, weeks=1), place + 2
    if found := near_day(words, place) or date_at(words, place):
        return found
    number = _numbered(words, place)
    return (MonthDay(number), place + 1) if number and not words.at(place).isdecimal() and number <= 31 else None


def near_day(words: Words, place: int) -> Named | None:
    """ "today", "the day after tomorrow", "next friday", "friday next week"."""
    if words.span(place, 3) == "day after tomorrow":
        return Ahead(2), place + 3
    if words.at(place) in NEAR:
        return Ahead(NEAR[words.at(place)]), place + 1
    weekday = WEEKDAYS.get(words.at(place + 1))
    if words.at(place) in {"next", "this", "coming"} and weekday is not None:
        return Coming(weekday, later=words.at(place) == "next"), place + 2
    if words.span(place, 2) == "next week":
        return _next_week(words, place + 2)
    if words.at(place) in WEEKDAYS and words.span(place + 1, 2) == "next week":
        return Coming(WEEKDAYS[words.at(place)], weeks=1), place + 3
    return None


def date_at(words: Words, place: int) -> Named | None:
    """A date with or without its year. Raises `BadPhrase` for one that does not exist or may be two."""
    place += words.at(place) == "the"
    word = words.at(place)
    if _YEAR_FIRST.fullmatch(word):
        year, month, day = map(int, re.split("[-/.]", word))
        return _checked(Calendar(day, month, year)), place + 1
    if word[:1].isdecimal() and not word.isdecimal() and ("/" in word or word.count(".") == 2 or word.count("-") == 2):
        return _numeric(word), place + 1
    if word in MONTHS:
        day = _numbered(words, place + 1)
        return _dated(words, day, MONTHS[word], place + 2) if day is not None else None
    day, behind = _numbered(words, place), place + 1 + (words.at(place + 1) == "of")
    return _dated(words, day, MONTHS[words.at(behind)], behind + 1) if day is not None and words.at(behind) in MONTHS else None


def _next_week(words: Words, place: int) -> Named:
    behind = place + (words.at(place) == "on")
    weekday = WEEKDAYS.get(words.at(behind))
    return (Ahead(7), place) if weekday is None else (Coming(weekday, weeks=1), behind + 1)


def _end(words: Words, place: int) -> Named | None:
    """ "end of March", "the end of the month", "the end of the year"."""
    while words.at(place) in {"of", "the", "this"}:
        place += 1
    month = {"month": 0, "year": 12}.get(words.at(place), MONTHS.get(words.at(place)))
    if month is None:
        return None
    return (Calendar(LAST, month) if month else MonthDay(LAST)), place + 1


def _numbered(words: Words, place: int) -> int | None:
    """The day of the month that stands there."""
    word = words.at(place)
    if ORDINALS.get(word, 0) > 0:
        return ORDINALS[word]
    digits = word[:-2] if word[-2:] in {"st", "nd", "rd", "th"} else word
    return int(digits) if digits.isdecimal() and len(digits) <= 3 else None


def _dated(words: Words, day: int, month: int, place: int) -> Named:
    behind = place + (words.at(place) in {",", "-"})
    year = words.at(behind)
    if year.isdecimal() and len(year) == 4 and 1900 <= int(year) < 2200:
        return _checked(Calendar(day, month, int(year))), behind + 1
    return _checked(Calendar(day, month)), place


def _numeric(word: str) -> Calendar:
    """Two numbers and perhaps a year: by points the day comes first, by strokes whichever cannot be a month."""
    first, second, *rest = map(int, word.replace(".", "/").replace("-", "/").strip("/").split("/"))
    year = rest[0] + 2000 * (rest[0] < 100) if rest else None
    if "." in word or first > 12 or first == second:
        return _checked(Calendar(first, second, year))
    if second > 12:
        return _checked(Calendar(second, first, year))
    if not first or not second:
        raise BadPhrase(f"There is no date {quoted(word)}.", _EXAMPLES)
    one, other = f"{first} {MONTH_NAMES[second - 1]}", f"{second} {MONTH_NAMES[first - 1]}"
    raise BadPhrase(f"{quoted(word)} may be {one} or {other}.", (f"on {one} at 9", f"on {other} at 9"))


def _checked(day: Calendar) -> Calendar:
    if not (1 <= day.month <= 12 and 1 <= day.day <= 31):
        raise BadPhrase(f"There is no day {day.day} in a month {day.month}.", _EXAMPLES)
    if day.day > LONGEST_MONTHS[day.month - 1]:
        raise BadPhrase(f"There is no {day.day} {MONTH_NAMES[day.month - 1]}.", _EXAMPLES)
    return day

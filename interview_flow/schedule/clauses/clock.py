"""Times of day: "9am", "at 18:30", "21h", "half past nine", "noon", "every morning"."""

import re

from interview_flow.schedule.pieces import Again, Ahead, Clock, Each, Found, OnDay, Part
from interview_flow.schedule.refusals import BadPhrase, quoted
from interview_flow.schedule.vocabulary import HALVES, HOURS, PARTS
from interview_flow.schedule.words import Words

_EXAMPLES = ("every day at 9:00", "every day at 9am", "every day at 21:30")
_CLOCK = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
_PAST = {"half": 30, "quarter": 15}


def second_time(words: Words, place: int) -> Found | None:
    """Of two times that look the same, as the clock is put back."""
    return ((Again(),), place + 2) if words.span(place, 2) == "second time" else None


def clock(words: Words, place: int) -> Found | None:
    """One time of day."""
    named = place + (words.at(place) == "12")  # "12 noon"
    if (hour := HOURS.get(words.at(named))) is not None:
        return (Clock(hour, 0, sure=True),), named + 1
    return _spoken(words, place) or _written(words, place)


def part_of_day(words: Words, place: int) -> Found | None:
    """ "in the morning", "evenings", "tonight", "this afternoon"."""
    word = words.at(place)
    if word == "tonight":
        return (OnDay(Ahead(0)), Part("night")), place + 1
    if word == "this" and words.at(place + 1) in PARTS:
        return (OnDay(Ahead(0)), Part(PARTS[words.at(place + 1)])), place + 2
    place += {"in the": 2, "at the": 2}.get(words.span(place, 2), 0)
    word = words.at(place)
    if word not in PARTS:
        return None
    return ((Part(PARTS[word]), Each()) if word.endswith("s") else (Part(PARTS[word]),)), place + 1


def _spoken(words: Words, place: int) -> Found | None:
    """ "half past nine", "a quarter to 8"."""
    if words.at(place) == "a":
        place += 1
    minutes, side, hour = _PAST.get(words.at(place)), words.at(place + 1), words.number(place + 2)
    if minutes is None or side not in {"past", "to"} or hour is None or not 1 <= hour <= 12:
        return None
    if side == "to":
        hour, minutes = (hour - 1 or 12), 60 - minutes
    return (_halved(hour, minutes, words.at(place + 3)),), place + (4 if words.at(place + 3) in HALVES else 3)


def _written(words: Words, place: int) -> Found | None:
    """Digits, and what says how they are meant."""
    hour, minute, behind = _digits(words, place)
    if hour is None:
        return None
    mark = words.at(behind)
    if hour > 23 or minute > 59 or (mark in HALVES and not 1 <= hour <= 12):
        raise _no_such(hour, minute, mark)
    return (_halved(hour, minute, mark),), behind + (mark in HALVES)


def _digits(words: Words, place: int) -> tuple[int | None, int, int]:
    """Hour, minute, and the place behind them."""
    word = words.at(place)
    _no_date(words, place)
    if written := _CLOCK.fullmatch(word):
        return int(written[1]), int(written[2]), place + 1 + (words.at(place + 1) == "h")
    number = words.number(place)
    if number is None:
        return None, 0, place
    if word.isdecimal() and len(word) in {3, 4}:
        return number // 100, number % 100, place + 1 + (words.at(place + 1) in {"h", "hrs", "hours"})
    if words.at(place + 1) != "h":
        return number, 0, place + 1
    behind = words.at(place + 2)
    return (number, int(behind), place + 3) if behind.isdecimal() and len(behind) == 2 else (number, 0, place + 2)


def _no_date(words: Words, place: int) -> None:
    """Raises `BadPhrase` for figures that are more likely part of a date: "on 3.12", "on 1", "2026"."""
    word, before, behind = words.at(place), words.at(place - 1), words.at(place + 1)
    pointed, short = "." in word and _CLOCK.fullmatch(word), word.isdecimal() and len(word) < 3
    if before == "on" and (pointed or short) and behind not in HALVES:
        raise BadPhrase(f"{quoted(f'on {word}')} may be a date or a time.", ("on 3 December at 9", "on the 1st at 9", "tomorrow at 9:30"))
    year = word.isdecimal() and len(word) == 4 and "19" <= word[:2] <= "21"
    if year and before != "at" and behind not in {"h", "hrs", "hours"}:
        raise BadPhrase(f"{quoted(word)} may be a year or a time.", ("on 3 December at 9", "every day at 20:30"))


def _halved(hour: int, minute: int, mark: str) -> Clock:
    if mark in HALVES:
        return Clock(hour % 12 + (12 if mark.startswith("p") else 0), minute, sure=True)
    return Clock(hour, minute, sure=hour == 0 or hour > 12)


def _no_such(hour: int, minute: int, mark: str) -> BadPhrase:
    if (hour, minute) == (24, 0):
        return BadPhrase("There is no 24:00; midnight is 0:00.", ("every day at midnight", "every day at 0:00"))
    said = f"{hour}:{minute:02}" if minute or mark not in HALVES else str(hour)
    return BadPhrase(f"There is no {said}{mark if mark in HALVES else ''} on a clock.", _EXAMPLES)

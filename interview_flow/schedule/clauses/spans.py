"""From when, until when, how long, and how long from now."""

from interview_flow.schedule.clauses.dates import date_at, day_at
from interview_flow.schedule.clauses.repeated import monthly_behind
from interview_flow.schedule.pieces import Ahead, Found, From, Lasting, OnDay, Until, Wait
from interview_flow.schedule.refusals import BadPhrase, quoted
from interview_flow.schedule.vocabulary import ARTICLES, FROM, LONG_UNITS, RANGE, SHORT_UNITS, UNITS, UNTIL, WEEKDAYS
from interview_flow.schedule.words import Words

_ENDS = ("every weekday at 9 until 1 March", "every weekday at 9 for 3 weeks")
_WAITS = ("in 2 hours", "in half an hour", "in 3 days at 9")
MOST = 10_000
MINUTES = {"minute": 1, "hour": 60}


def beginning(words: Words, place: int) -> Found | None:
    """ "from 1 December", "starting tomorrow"; not "from monday to friday"."""
    if words.at(place) not in FROM or monthly_behind(words, place + 1):
        return None
    behind = place + 1 + (words.at(place + 1) in {"from", "of"})
    if words.at(behind) in WEEKDAYS and words.at(behind + 1) in RANGE:
        return (), behind
    if named := day_at(words, behind):
        return (From(named[0]),), named[1]
    raise BadPhrase(
        f"From which day? {quoted(words.at(behind))} is none that I know.", ("from 1 December every weekday at 9", "every day at 9, from monday")
    )


def ending(words: Words, place: int) -> Found | None:
    """ "until 1 March", "till friday", "(from 7 December) to 18 January"."""
    if words.at(place) == "to":
        dated = date_at(words, place + 1)
        return ((Until(dated[0]),), dated[1]) if dated else None
    if words.at(place) not in UNTIL:
        return None
    behind = place + 1 + (words.at(place + 1) in {"in", "at", "on"})
    if named := day_at(words, behind):
        return (Until(named[0]),), named[1]
    raise BadPhrase(f"Until which day? {quoted(words.at(behind))} is none that I know.", _ENDS)


def lasting(words: Words, place: int) -> Found | None:
    """ "for 3 weeks", "for the next month"."""
    if words.at(place) != "for":
        return None
    place += 1
    while words.at(place) in {"the", "next"}:
        place += 1
    number = 1 if words.at(place) in ARTICLES or words.at(place) in UNITS else words.number(place)
    behind = place + (words.at(place) not in UNITS)
    unit = LONG_UNITS.get(words.at(behind)) or ((1, UNITS[words.at(behind)]) if words.at(behind) in UNITS else None)
    if not number or number > MOST or not unit:
        raise BadPhrase("For how long?", _ENDS)
    return (Lasting(number * unit[0], unit[1]),), behind + 1


def waiting(words: Words, place: int) -> Found | None:
    """ "in 2 hours", "in 1 hour and 30 minutes", "2 hours from now"."""
    if words.at(place) == "in":
        wait, behind = _length(words, place + 1)
        if behind == place + 1 and (words.at(behind).isdecimal() or words.at(behind) in ARTICLES):
            raise BadPhrase("In how long?", _WAITS)
        return _told(wait, behind) if behind > place + 1 else None
    wait, behind = _length(words, place)
    if behind > place and words.span(behind, 2) == "from now":
        return _told(wait, behind + 2)
    return None


def _told(wait: Wait, place: int) -> Found:
    if not (wait.minutes or wait.days or wait.months):
        raise BadPhrase("That is now; a reminder comes a minute later or more.", _WAITS)
    if wait.minutes:
        return (wait,), place
    return ((OnDay(Ahead(wait.days)),) if not wait.months else (wait,)), place


def _length(words: Words, place: int) -> tuple[Wait, int]:
    """A sum of lengths, and the place behind them; the same place where there is none."""
    total, behind = Wait(), place
    while part := _part(words, place):
        each, place = part
        total = Wait(total.minutes + each.minutes, total.days + each.days, total.months + each.months)
        behind = place
        place += words.at(place) in {"and", ","}
    return total, behind


def _part(words: Words, place: int) -> tuple[Wait, int] | None:
    amount, place = _amount(words, place)
    if amount is None:
        return None
    place += words.at(place) == "of"
    if words.at(place) in ARTICLES:
        place += 1
    unit = words.at(place)
    place += 1
    if unit == "h" and words.at(place).isdecimal() and len(words.at(place)) == 2 and words.at(place + 1) not in SHORT_UNITS:
        return (Wait(minutes=round(amount * 60) + int(words.at(place))), place + 1) if amount <= MOST else None
    if words.span(place, 3) == "and a half":
        amount, place = amount + 0.5, place + 3
    if amount > MOST * 60:
        raise BadPhrase("That is too far away.", _WAITS)
    wait = _wait(amount, unit)
    return (wait, place) if wait else None


def _amount(words: Words, place: int) -> tuple[float | None, int]:
    place += words.at(place) == "about"
    word = words.at(place)
    if words.span(place, 2) == "a quarter":
        return 0.25, place + 2
    if words.span(place, 2) == "a half" or word == "half":
        return 0.5, place + 1 + (word == "a")
    if words.span(place, 2) == "a couple":
        return 2, place + 2
    if word in ARTICLES:
        return 1, place + 1
    whole, point, rest = word.partition(".")
    if point and whole.isdecimal() and rest.isdecimal() and len(word) < 8:
        return float(word), place + 1
    number = words.number(place)
    return (float(number) if number is not None else None), place + 1


def _wait(amount: float, unit: str) -> Wait | None:
    if unit in SHORT_UNITS:
        return Wait(minutes=round(amount * MINUTES[SHORT_UNITS[unit]]))
    count, unit = LONG_UNITS.get(unit, (1, UNITS.get(unit, "")))
    amount *= count
    if unit in {"day", "week"}:
        days = amount * (7 if unit == "week" else 1)
        return Wait(days=int(days)) if days == int(days) else Wait(minutes=round(days * 24 * 60))
    if unit in {"month", "year"} and amount == int(amount):
        return Wait(months=int(amount) * (12 if unit == "year" else 1))
    return None

"""What is repeated: "every 3 days", "every other", "weekly", "once a week", "of the month"."""

from interview_flow.schedule.pieces import Each, Found, Often, Part, Step
from interview_flow.schedule.refusals import BadPhrase, quoted
from interview_flow.schedule.rule import WORKING_DAYS
from interview_flow.schedule.vocabulary import (
    AND,
    DAY_GROUPS,
    EVERY,
    GROUP_BEGINNINGS,
    LONG_UNITS,
    ORDINALS,
    PLURAL_WEEKDAYS,
    SHORT_UNITS,
    STEPS,
    TOO_SHORT,
    UNITS,
    WEEKDAYS,
)  # fmt: skip
from interview_flow.schedule.words import Words

_OF_THE_MONTH = ("of the month", "in the month", "of a month", "of month")
_OF_EVERY_MONTH = ("of every month", "of each month", "in every month", "in each month")
_OTHER = {"other", "alternate"}
_OFTEN = ("every day at 9, 13 and 17:30", "every weekday at 9am")


def every(words: Words, place: int) -> Found | None:
    """ "every", with what is counted."""
    if words.at(place) not in EVERY and words.at(place) != "alternate":
        return None
    place += words.at(place) in EVERY
    place += words.at(place) == "single"
    count, behind = _count(words, place)
    _not_too_often(words, behind)
    if unit := _unit(words, behind):
        return (Each(), Step(count * unit[0], unit[1])), behind + 1
    if count == 1 or behind == place:
        return (Each(),), place
    return _counted_weekdays(words, place, count, behind)


def adverb(words: Words, place: int) -> Found | None:
    """ "daily", "weekly", "hourly"."""
    word = words.at(place)
    if word in {"hourly", "minutely"}:
        raise _too_often()
    if word in {"biweekly", "bimonthly"}:
        what = word[2:-2]
        raise BadPhrase(
            f"{word.capitalize()} may mean twice a {what} or every other {what}.", ("every other week on tuesday at 8", "mon and thu 8:00")
        )
    if word == "nightly":
        return (Each(), Step(1, "day"), Part("night")), place + 1
    return ((Each(), Step(*STEPS[word])), place + 1) if word in STEPS else None


def of_the_month(words: Words, place: int) -> Found | None:
    """ "of the month", "once a week"."""
    for text in _OF_THE_MONTH:
        if words.span(place, len(text.split())) == text:
            return (Each(), Step(1, "month")), place + len(text.split())
    if words.span(place, 2) not in {"once a", "once every", "once per"}:
        return None
    _not_too_often(words, place + 2)
    unit = _unit(words, place + 2)
    return ((Each(), Step(*unit)), place + 3) if unit else None


def often(words: Words, place: int) -> Found | None:
    """ "twice a day", "three times a week": so many times or days must be named as well."""
    count = {"twice": 2, "thrice": 3}.get(words.at(place)) or (words.number(place) if words.at(place + 1) == "times" else None)
    if count is None:
        return None
    place += 1 + (words.at(place + 1) == "times")
    place += words.at(place) in {"a", "every", "each", "per"}
    unit = {"daily": "day", "weekly": "week"}.get(words.at(place), UNITS.get(words.at(place)))
    if unit not in {"day", "week"}:
        raise BadPhrase("That does not say on which days or at which times.", ("mon and thu 9:00", "every day at 9 and 17:30"))
    return (Each(), Step(1, unit), Often(count, unit)), place + 1


def monthly_behind(words: Words, place: int) -> bool:
    """Does it say there that it is about every month?"""
    return any(words.span(place, len(text.split())) == text for text in (*_OF_THE_MONTH, *_OF_EVERY_MONTH))


def _count(words: Words, place: int) -> tuple[int, int]:
    """How many units are counted, and the place behind that."""
    word = words.at(place)
    if word in _OTHER:
        return 2, place + 1
    if word in ORDINALS and ORDINALS[word] > 0:
        return ORDINALS[word], place + 1
    if word[:-2].isdecimal() and len(word) <= 5 and word[-2:].isalpha():
        return int(word[:-2]), place + 1
    number = words.number(place)
    return (number, place + 1) if number is not None else (1, place)


def _unit(words: Words, place: int) -> tuple[int, str] | None:
    """So many of day, week, month or year; none of "week day", "1st day of the month"."""
    word = words.at(place)
    if word == "week" and words.at(place + 1) in {"day", "days"}:
        return None
    if word == "day" and monthly_behind(words, place + 1):
        return None
    return LONG_UNITS.get(word) or ((1, UNITS[word]) if word in UNITS else None)


def _not_too_often(words: Words, place: int) -> None:
    if words.at(place) in SHORT_UNITS or words.at(place) in TOO_SHORT:
        raise _too_often()


def _too_often() -> BadPhrase:
    return BadPhrase("That is too often: a reminder comes at most six times a day, at times that you name.", _OFTEN)


def _counted_weekdays(words: Words, place: int, count: int, behind: int) -> Found | None:
    """ "every other tuesday"; "every second tuesday of the month" and "every 15th" are left to those who read such days."""
    word, ordinal = words.at(behind), words.at(place) not in _OTHER and words.number(place) is None
    if word not in WEEKDAYS and word not in PLURAL_WEEKDAYS and word not in DAY_GROUPS and word not in GROUP_BEGINNINGS:
        if words.at(place) == "second" and word not in AND and not monthly_behind(words, behind + (word == "day")):
            raise _too_often()
        if ordinal or words.number(place) is not None:
            return (Each(),), place
        raise BadPhrase(f"Every other what? {quoted(word)} does not say it.", ("every other day at 9", "every other tuesday at 8"))
    if ordinal and (monthly_behind(words, behind + 1) or count not in {2, 3, 4}):
        return (Each(),), place
    if ordinal and count > 2:
        raise BadPhrase(
            f"Every {words.at(place)} {words.typed[behind]} may be one a month or one in {count} weeks.",
            (f"on the {words.at(place)} {words.at(behind)} of the month at 9", f"every {count} weeks on {words.at(behind)} at 9"),
        )
    if WORKING_DAYS in (DAY_GROUPS.get(word), GROUP_BEGINNINGS.get(word)):
        raise BadPhrase("Every other weekday would be other days each week; name them.", ("mon, wed and fri 9:00", "every other day at 9"))
    return (Each(), Step(count, "week")), behind

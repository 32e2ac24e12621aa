"""Days by weekday or by their place in the month: "mon, wed and fri", "monday to friday", "the 1st and 15th", "the last friday"."""

from typing import NamedTuple

from interview_flow.schedule.clauses.repeated import monthly_behind
from interview_flow.schedule.pieces import Each, Except, Found, OnMonthDays, OnNths, OnWeekdays, Piece
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import LAST
from interview_flow.schedule.vocabulary import AND, DAY_GROUPS, EXCEPT, GROUP_BEGINNINGS, ORDINALS, PLURAL_WEEKDAYS, RANGE, UNTIL, WEEKDAYS
from interview_flow.schedule.words import Words

_EDGES = {"start": 1, "beginning": 1, "end": LAST}
_THE = {"on", "for", "the"}


class _Named(NamedTuple):
    """Weekdays, whether they are many (a list, a span, a plural), and the place behind them."""

    weekdays: tuple[int, ...]
    many: bool
    behind: int


def excepted(words: Words, place: int) -> Found | None:
    """ "except sunday", "but not on weekends", "apart from friday"."""
    but = words.at(place) == "but"
    if not but and words.at(place) not in EXCEPT:
        return None
    place += 2 if words.span(place, 2) in {"but not", "apart from"} else 1
    while words.at(place) in _THE:
        place += 1
    if found := _list(words, place):
        return (Except(found.weekdays),), found.behind
    if but:
        return None
    raise BadPhrase("Except for which days? Weekdays can be left out.", ("every day except sunday at 9", "every weekday except friday at 9"))


def weekdays(words: Words, place: int) -> Found | None:
    """Weekdays, in a list, as a span or as a group."""
    found = _list(words, place)
    return ((OnWeekdays(found.weekdays, found.many),), found.behind) if found else None


def month_days(words: Words, place: int) -> Found | None:
    """The first Friday, the 15th, the last day."""
    if edge := _edge_of_month(words, place):
        return edge
    numbers, behind = _ordinals(words, place)
    if not numbers:
        return None
    if words.at(behind) in {"day", "days"} and words.at(behind - 1) == "last":
        return (OnMonthDays(_checked(numbers)),), behind + 1
    if group := _one(words, behind):
        return _nths(numbers, group.weekdays), group.behind
    return (OnMonthDays(_checked(numbers)),), behind + (words.at(behind) in {"day", "days"})


def _edge_of_month(words: Words, place: int) -> Found | None:
    """ "the end of the month", "day 15"."""
    if words.at(place) in _EDGES and monthly_behind(words, place + 1):
        return (OnMonthDays((_EDGES[words.at(place)],)), Each()), place + (3 if words.at(place + 2) == "month" else 4)
    number = words.number(place + 1) if words.at(place) == "day" else None
    return None if number is None else ((OnMonthDays(_checked((number,))),), place + 2)


def _nths(numbers: tuple[int, ...], of: tuple[int, ...]) -> tuple[Piece, ...]:
    if not set(numbers) <= {1, 2, 3, 4, 5, LAST}:
        raise BadPhrase("No month has that many of one weekday.", ("first monday of the month at 9", "last friday of the month at 17"))
    return OnNths(tuple(sorted(set(numbers))), of), Each()


def _checked(numbers: tuple[int, ...]) -> tuple[int, ...]:
    for number in numbers:
        if not (1 <= number <= 31 or number == LAST):
            raise BadPhrase(f"No month has a day {number}.", ("on the 1st of every month at 9", "on the last day of the month at 17"))
    return tuple(sorted(set(numbers)))


def _ordinals(words: Words, place: int) -> tuple[tuple[int, ...], int]:
    """A list of ordinals, and the place behind it."""
    numbers: list[int] = []
    behind = place
    while (number := _ordinal(words, place, bare=bool(numbers) and words.at(place - 1) in AND)) is not None:
        numbers.append(number)
        behind = place = place + 1
        while words.at(place) in AND or words.at(place) in _THE:
            place += 1
    return tuple(numbers), behind


def _ordinal(words: Words, place: int, *, bare: bool) -> int | None:
    """The number that stands there; behind "and" a `bare` one as well: "the 1st and 15"."""
    word = words.at(place)
    if word in ORDINALS:
        return ORDINALS[word]
    if word[:-2].isdecimal() and len(word) <= 6 and word[-2:] in {"st", "nd", "rd", "th"}:
        return int(word[:-2])
    return int(word) if bare and word.isdecimal() and len(word) <= 2 and words.at(place - 1) == "and" else None


def _list(words: Words, place: int) -> _Named | None:
    found: set[int] = set()
    many, behind = False, place
    while one := _span(words, place):
        many = many or one.many or bool(found)
        found |= set(one.weekdays)
        behind = place = one.behind
        while words.at(place) in AND or words.at(place) == "on":
            place += 1
    return _Named(tuple(sorted(found)), many, behind) if found else None


def _span(words: Words, place: int) -> _Named | None:
    """ "monday to friday", or what stands there alone."""
    first = _one(words, place)
    if not first or words.at(first.behind) not in RANGE | UNTIL:
        return first
    last = _one(words, first.behind + 1)
    if not last or len(first.weekdays) > 1 or len(last.weekdays) > 1:
        return first
    begin, end = min(first.weekdays), min(last.weekdays)
    return _Named(tuple((begin + each) % 7 for each in range((end - begin) % 7 + 1)), True, last.behind)


def _one(words: Words, place: int) -> _Named | None:
    """One weekday or one group of them."""
    word = words.at(place)
    if word in WEEKDAYS:
        return _Named((WEEKDAYS[word],), False, place + 1)
    if word in PLURAL_WEEKDAYS:
        return _Named((PLURAL_WEEKDAYS[word],), True, place + 1)
    if word in GROUP_BEGINNINGS and words.at(place + 1) in {"day", "days"}:
        return _Named(GROUP_BEGINNINGS[word], True, place + 2)
    return _Named(DAY_GROUPS[word], True, place + 1) if word in DAY_GROUPS else None

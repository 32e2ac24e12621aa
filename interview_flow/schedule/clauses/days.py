"""Days by weekday or by their place in the month: "mon, wed and fri", "monday to friday", "the 1st and 15th", "the last friday"."""

from interview_flow.schedule.pieces import Each, Except, Found, OnMonthDays, OnNths, OnWeekdays
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import LAST
from interview_flow.schedule.vocabulary import AND, DAY_GROUPS, EXCEPT, GROUP_BEGINNINGS, ORDINALS, PLURAL_WEEKDAYS, RANGE, WEEKDAYS
from interview_flow.schedule.words import Words

Days = tuple[int, ...]


def excepted(words: Words, place: int) -> Found | None:
    """ "except sunday", "but not on weekends"."""
    place += words.span(place, 2) == "but not"
    if words.at(place) not in EXCEPT:
        return None
    place += 1
    while words.at(place) in {"on", "for", "the"}:
        place += 1
    if not (found := _list(words, place)):
        raise BadPhrase("Except for which days? Weekdays can be left out.", ("every day except sunday at 9", "every weekday except friday at 9"))
    return (Except(found[0]),), found[2]


def weekdays(words: Words, place: int) -> Found | None:
    """Weekdays, in a list, as a span or as a group."""
    found = _list(words, place)
    return ((OnWeekdays(found[0], found[1]),), found[2]) if found else None


def month_days(words: Words, place: int) -> Found | None:
    """The first Friday, the 15th, the last day."""
    if end := _end_of_month(words, place):
        return end
    numbers, behind = _ordinals(words, place)
    if not numbers:
        return None
    if words.at(behind) in {"day", "days"} and words.at(behind - 1) == "last":
        return (OnMonthDays(_sorted(numbers)),), behind + 1
    if (group := _one(words, behind)) and group[0] is not None:
        return _nths(numbers, group[0]), group[2]
    behind += words.at(behind) in {"day", "days"}
    return (OnMonthDays(_sorted(_checked(numbers))),), behind


def _end_of_month(words: Words, place: int) -> Found | None:
    for text in ("end of the month", "end of each month", "end of every month"):
        if words.span(place, 4) == text:
            return (OnMonthDays((LAST,)), Each()), place + 4
    number = words.number(place + 1) if words.at(place) == "day" else None
    return ((OnMonthDays(_checked((number,))),), place + 2) if number is not None else None


def _nths(numbers: Days, of: Days) -> tuple[OnNths | Each, ...]:
    if not set(numbers) <= {1, 2, 3, 4, 5, LAST}:
        raise BadPhrase("No month has that many of one weekday.", ("first monday of the month at 9", "last friday of the month at 17"))
    return OnNths(_sorted(numbers), of), Each()


def _checked(numbers: Days) -> Days:
    for number in numbers:
        if not (1 <= number <= 31 or number == LAST):
            raise BadPhrase(f"No month has a day {number}.", ("on the 1st of every month at 9", "on the last day of the month at 17"))
    return numbers


def _sorted(numbers: Days) -> Days:
    return tuple(sorted(set(numbers)))


def _ordinals(words: Words, place: int) -> tuple[Days, int]:
    """A list of ordinals, and the place behind it. Behind "and" a bare number is one as well: "the 1st and 15"."""
    numbers: list[int] = []
    behind = place
    while True:
        word = words.at(place)
        if word in ORDINALS:
            numbers.append(ORDINALS[word])
        elif word[:-2].isdecimal() and len(word) <= 6 and word[-2:] in {"st", "nd", "rd", "th"}:
            numbers.append(int(word[:-2]))
        else:
            return tuple(numbers), behind
        behind = place = place + 1
        while words.at(place) in AND or words.at(place) in {"the", "on"}:
            place += 1


def _list(words: Words, place: int) -> tuple[Days, bool, int] | None:
    """Weekdays, whether they are many, and the place behind them."""
    found: set[int] = set()
    repeated, behind = False, place
    while one := _span(words, place):
        repeated = repeated or one[1] or bool(found)
        found |= set(one[0])
        behind = place = one[2]
        while words.at(place) in AND or words.at(place) == "on":
            place += 1
    return (tuple(sorted(found)), repeated, behind) if found else None


def _span(words: Words, place: int) -> tuple[Days, bool, int] | None:
    first = _one(words, place)
    if not first or words.at(first[2]) not in RANGE or len(first[0]) > 1:
        return first
    last = _one(words, first[2] + 1)
    if not last or len(last[0]) > 1:
        return first
    length = (last[0][0] - first[0][0]) % 7 + 1
    return tuple((first[0][0] + each) % 7 for each in range(length)), True, last[2]


def _one(words: Words, place: int) -> tuple[Days, bool, int] | None:
    """One weekday or one group of them."""
    word = words.at(place)
    if word in WEEKDAYS:
        return (WEEKDAYS[word],), False, place + 1
    if word in PLURAL_WEEKDAYS:
        return (PLURAL_WEEKDAYS[word],), True, place + 1
    if word in GROUP_BEGINNINGS and words.at(place + 1) in {"day", "days"}:
        return GROUP_BEGINNINGS[word], True, place + 2
    return (DAY_GROUPS[word], True, place + 1) if word in DAY_GROUPS else None

"""The times of day of a phrase, its part of the day counted in."""

from datetime import time

from interview_flow.schedule.pieces import Clock, Part
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import MOST_TIMES
from interview_flow.schedule.saying import said_time

DEFAULT = time(9)
PARTS = {"morning": time(8), "lunchtime": time(12), "afternoon": time(15), "evening": time(19), "night": time(21)}
_HOURS = {
    "morning": range(3, 13),
    "lunchtime": range(11, 15),
    "afternoon": range(12, 19),
    "evening": range(16, 24),
    "night": (*range(18, 24), *range(6)),
}
_NOON_LATER = {"lunchtime": range(1, 3), "afternoon": range(1, 7), "evening": range(4, 12), "night": range(6, 12)}
"""The hours that mean twelve more."""


def times_of(clocks: tuple[Clock, ...], parts: tuple[Part, ...]) -> tuple[time, ...]:
    """In order, each once; 9:00 where none was said. Raises `BadPhrase`."""
    names = tuple(dict.fromkeys(part.name for part in parts))
    if not clocks:
        times = {PARTS[name] for name in names} or {DEFAULT}
    elif len(names) > 1:
        raise BadPhrase("That names several parts of the day and a time.", ("every day at 9 and 17:30", "every morning at 8"))
    else:
        times = {_time(clock, names[0] if names else None) for clock in clocks}
    if len(times) > MOST_TIMES:
        raise BadPhrase(f"That is too often: at most {MOST_TIMES} times a day.", ("every day at 9 and 17:30", "every weekday at 9am"))
    return tuple(sorted(times))


def _time(clock: Clock, part: str | None) -> time:
    hour = clock.hour
    if part is None:
        return time(hour, clock.minute)
    if not clock.sure:
        hour += 12 * (hour in _NOON_LATER.get(part, ()))
        hour %= 24
        hour = 0 if part == "night" and hour == 12 else hour
    if hour not in _HOURS[part]:
        at = said_time(time(hour, clock.minute))
        raise BadPhrase(f"{at} is not in the {part}.", (f"every day at {at}", f"every {part}"))
    return time(hour, clock.minute)

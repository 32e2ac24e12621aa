"""The times of day of a phrase, its parts of the day counted in."""

from collections.abc import Iterable, Iterator
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


def times_of(said: Iterable[Clock | Part]) -> tuple[time, ...]:
    """In order, each once; 9:00 where none was said. Raises `BadPhrase`."""
    times = {time for clocks, part in _groups(tuple(said)) for time in _times(clocks, part)} or {DEFAULT}
    if len(times) > MOST_TIMES:
        raise BadPhrase(f"That is too often: at most {MOST_TIMES} times a day.", ("every day at 9 and 17:30", "every weekday at 9am"))
    return tuple(sorted(times))


def _groups(said: tuple[Clock | Part, ...]) -> Iterator[tuple[tuple[Clock, ...], str | None]]:
    """Times with the part of the day that they stand in: the only one, else that before them ("mornings at 8, evenings at 7") or behind ("at 9 in the morning")."""
    parts = {each.name for each in said if isinstance(each, Part)}
    if len(parts) < 2:
        yield tuple(each for each in said if isinstance(each, Clock)), next(iter(parts), None)
        return
    in_order = said if isinstance(said[0], Part) else said[::-1]
    clocks: list[Clock] = []
    part = None
    for each in in_order:
        if isinstance(each, Clock):
            clocks.append(each)
            continue
        if part or clocks:
            yield tuple(clocks), part
        clocks, part = [], each.name
    yield tuple(clocks), part


def _times(clocks: tuple[Clock, ...], part: str | None) -> tuple[time, ...]:
    if clocks or part is None:
        return tuple(_time(clock, part) for clock in clocks)
    return (PARTS[part],)


def _time(clock: Clock, part: str | None) -> time:
    hour = clock.hour
    if part is None:
        return time(hour, clock.minute)
    if not clock.sure:
        hour = 0 if part == "night" and hour == 12 else hour + 12 * (hour in _NOON_LATER.get(part, ()))
    if hour not in _HOURS[part]:
        at = said_time(time(hour, clock.minute))
        raise BadPhrase(f"{at} is not in the {part}.", (f"every day at {at}", f"every {part}"))
    return time(hour, clock.minute)

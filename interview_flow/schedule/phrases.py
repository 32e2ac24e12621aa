"""A phrase in plain words -> what was asked."""

from datetime import UTC, datetime

from interview_flow.frozen import Frozen
from interview_flow.schedule.clauses import pieces
from interview_flow.schedule.heard import Heard
from interview_flow.schedule.pieces import InZone
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import Schedule
from interview_flow.schedule.understanding import understood
from interview_flow.schedule.words import Words
from interview_flow.schedule.zones import zoned


class Read(Frozen):
    """What a phrase asks for."""

    schedule: Schedule
    zone: str | None
    """The zone that the phrase names, to which the schedule is pinned; None: wherever the person is."""
    once: bool


def read(phrase: str, now: datetime, zone: str | None) -> Read:
    """What a phrase asks for that is said at `now` (aware) by somebody in the IANA `zone` (None: that of `now`).

    Raises `BadPhrase` where there is nothing that can be kept, `UnknownZone` for a `zone` that there is none of.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    said = pieces(Words.of(phrase))
    pinned = tuple(dict.fromkeys(each.key for each in said if isinstance(each, InZone)))
    if len(pinned) > 1:
        raise BadPhrase("That names several time zones; make a reminder for each.", ("every day at 9 Berlin time", "every day at 9 Europe/London"))
    key = pinned[0] if pinned else zone
    schedule = understood(Heard(said, now.astimezone(UTC), zoned(key) if key else now.tzinfo))
    return Read(schedule=schedule, zone=pinned[0] if pinned else None, once=schedule.once)

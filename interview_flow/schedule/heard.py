"""What a phrase says, seen from where and when it was said."""

from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import TypeVar

from interview_flow.schedule.occasions import occasions
from interview_flow.schedule.pieces import Clock, Part, Piece
from interview_flow.schedule.refusals import BadPhrase
from interview_flow.schedule.rule import Schedule
from interview_flow.schedule.times_of_day import times_of

_Kind = TypeVar("_Kind")
_APART = ("every weekday at 9am", "on the 1st of every month at 9")


@dataclass(frozen=True, slots=True)
class Heard:
    """The pieces of a phrase, the moment at which it was said, and the zone by whose clock it is meant."""

    said: tuple[Piece, ...]
    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.astimezone(self.zone).date()

    @property
    def times(self) -> tuple[time, ...]:
        """The times of day it names. Raises `BadPhrase`."""
        return times_of(each for each in self.said if isinstance(each, Clock | Part))

    def all(self, kind: type[_Kind]) -> tuple[_Kind, ...]:
        """The different pieces of one kind."""
        return tuple(dict.fromkeys(each for each in self.said if isinstance(each, kind)))

    def one(self, kind: type[_Kind], what: str) -> _Kind | None:
        """The piece of a kind. Raises `BadPhrase` where there are several."""
        found = self.all(kind)
        if len(found) > 1:
            raise BadPhrase(f"That names several {what}; make a reminder for each.", _APART)
        return found[0] if found else None

    def first(self, schedule: Schedule) -> datetime | None:
        """The local time at which a schedule falls first from now on."""
        occasion = next(occasions(schedule, self.zone, self.now), None)
        return occasion.wall if occasion else None

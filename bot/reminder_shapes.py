"""Who is reminded, and a reminder as it is told to its person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from interview_flow.frozen import Frozen
from interview_flow.reminding.reminders import Occurrence, Reminder
from interview_flow.schedule import Occasion, said_zone


class UnknownReminder(Exception):
    """There is no such reminder, or it is somebody else's."""


class TooMany(Exception):
    """Somebody has as many as one may have."""


@dataclass(frozen=True)
class Whom:
    """Somebody who asks for a reminder, and where they are written to."""

    person: str
    team: str
    enterprise: str | None
    user: str


class Kept(Frozen):
    """A reminder as it is told to its person: in words, with its next times where they are. `is_quiet`: some of these lie in their quiet hours, and
    they have not said yet that this is meant; `quiet_at` is the first of these, by their own clock. It `rests` while it is paused."""

    reminder: Reminder
    says: str
    zone: str
    upcoming: tuple[Occasion, ...]
    is_quiet: bool
    quiet_at: datetime | None = None
    rests: bool = False
    snoozed: Occurrence | None = None

    @property
    def clock(self) -> str:
        """The name of the zone, for people."""
        return said_zone(self.zone)


def is_same(reminder: Reminder, its: Mapping[str, Any]) -> bool:
    """Whether a reminder would say the same thing at the same times in the same place."""
    return all(getattr(reminder, name) == its.get(name) for name in ("kind", "channel", "follows", "schedule", "zone"))

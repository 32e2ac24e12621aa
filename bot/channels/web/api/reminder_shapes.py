"""Reminders and how somebody likes them, as they go over the wire."""

from datetime import UTC, datetime
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, StringConstraints, WithJsonSchema

from bot.channels.web.api.shapes import Sent
from bot.channels.web.reminding.liking import MOST_A_DAY
from bot.reminder_words import Standing, left_out
from bot.reminders import Kept
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Outcome, ReminderKind, Routine, State
from interview_flow.schedule import Occasion, UnknownZone, zoned

Phrase = Annotated[str, StringConstraints(min_length=1, max_length=500)]
OUR_DAYS = range(2000, 2200)
"""Years that are taken."""


def _zone(name: str) -> str:
    try:
        return zoned(name).key
    except UnknownZone as unknown:
        raise ValueError(str(unknown)) from unknown


def _in_our_days(at: datetime) -> datetime:
    if at.year not in OUR_DAYS:
        raise ValueError(f"must lie in the years {OUR_DAYS.start} to {OUR_DAYS.stop - 1}")
    return at.astimezone(UTC)


Zone = Annotated[str, StringConstraints(max_length=100), AfterValidator(_zone)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Done = Annotated[str, WithJsonSchema({"type": "string", "enum": list(Outcome)})]
"""Written out where it stands: the outcome of a quiz has the name in the description."""
Instant = Annotated[AwareDatetime, AfterValidator(_in_our_days)]


class TimeAhead(BaseModel):
    """A time at which a reminder falls, with the offset of its zone; `left_out` is why it will come to nothing, as far as that is known."""

    at: AwareDatetime
    left_out: Note | None

    @classmethod
    def of(cls, kept: Kept, occasion: Occasion, routine: Routine) -> Self:
        """How `occasion` is told."""
        return cls(at=occasion.at, left_out=left_out(kept, occasion, routine))


class TimePast(BaseModel):
    """A time at which a reminder was due, and what became of it: why it was left out (`note`), or what you did with it (`outcome`)."""

    at: AwareDatetime
    kind: OccurrenceKind
    state: State
    note: Note | None
    outcome: Done | None

    @classmethod
    def of(cls, occurrence: Occurrence) -> Self:
        """How `occurrence` is told."""
        return cls.model_validate(occurrence.model_dump(mode="json", include=set(cls.model_fields)))


class Foreseen(BaseModel):
    """What a phrase asks for, in words, by the clock of `zone`, with the next times. `is_quiet`: some of the times lie in your quiet hours."""

    phrase: str
    says: str
    zone: str
    is_quiet: bool
    upcoming: list[TimeAhead]

    @classmethod
    def of_phrase(cls, kept: Kept, routine: Routine) -> Self:
        """How what a phrase would become is told."""
        times = [TimeAhead.of(kept, each, routine) for each in kept.upcoming]
        return cls(phrase=kept.reminder.asked, says=kept.says, zone=kept.zone, is_quiet=kept.is_quiet, upcoming=times)


class ReminderShown(Foreseen):
    """A reminder of yours. `standing` is `rests` where it could not be sent several times in a row; a digest comes every week. `pinned` is whether its
    zone stays when you travel. `kept_at_night` says that you mean times in your quiet hours."""

    id: str
    kind: ReminderKind
    standing: Standing
    pinned: bool
    kept_at_night: bool
    paused_until: AwareDatetime | None
    put_off_until: AwareDatetime | None
    created_at: AwareDatetime
    latest: list[TimePast]


class Ask(Sent):
    """When you want to be reminded, in plain words: `every weekday at 9am`, `mon, wed and fri 18:30`, `tomorrow at 7`, `in 2 hours`."""

    phrase: Phrase


class AskAhead(Ask):
    """The same to be shown back; without a `zone` it is yours."""

    zone: Zone | None = None


class Change(Sent):
    """What changes; what is left out stays. `paused` true without `paused_until` is until you resume it; false resumes it."""

    phrase: Phrase | None = None
    paused: bool | None = None
    paused_until: Instant | None = None
    kept_at_night: Annotated[bool, Field(description="Only true: another phrase takes it back.")] | None = None


class RoutineSent(Sent):
    """How you like to be reminded; times of day are local (`22:00`). `zone` null is wherever Slack says that you are; away without `away_until` is until you say otherwise; both null is
    at home. `named`: a digest for your team may name you."""

    zone: Zone | None = None
    quiet_from: Clock = "22:00"
    quiet_to: Clock = "07:00"
    weekends: bool = True
    most_a_day: int = Field(default=3, ge=1, le=MOST_A_DAY)
    nudges: bool = True
    named: bool = False
    away_since: Instant | None = None
    away_until: Instant | None = None


class RoutineShown(RoutineSent):
    """The same, and `where` your clock stands."""

    where: str

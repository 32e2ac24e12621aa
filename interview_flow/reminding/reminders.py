"""Reminders, each time one is due, and how somebody likes to be reminded: the shapes."""

from datetime import datetime, time
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime

from interview_flow.frozen import Frozen
from interview_flow.schedule.rule import Schedule


class ReminderKind(StrEnum):
    """What comes: a drill or a digest, for one person or for a channel."""

    PRACTICE = "practice"
    DIGEST = "digest"
    TEAM = "team"
    TEAM_DIGEST = "team_digest"

    @property
    def of_team(self) -> bool:
        """Whether it is said in a channel."""
        return self in (ReminderKind.TEAM, ReminderKind.TEAM_DIGEST)

    @property
    def of_a_week(self) -> bool:
        """Whether it tells of a week, so that it comes once in each."""
        return self in (ReminderKind.DIGEST, ReminderKind.TEAM_DIGEST)


class OccurrenceKind(StrEnum):
    """Why it is due: as its schedule says, because it was put off, or once more."""

    REGULAR = "regular"
    SNOOZE = "snooze"
    NUDGE = "nudge"


class State(StrEnum):
    """How far it has come. `IN_DOUBT`: nobody can say whether it was posted, so it is not repeated."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    SKIPPED = "skipped"
    IN_DOUBT = "in_doubt"


class Note(StrEnum):
    """Why somebody was not reminded."""

    PAUSED = "paused"
    AWAY = "away"
    LATE = "late"
    QUIET = "quiet"
    WEEKEND = "weekend"
    DO_NOT_DISTURB = "do_not_disturb"
    ENOUGH_TODAY = "enough_today"
    ONE_FOR_ALL = "one_for_all"
    """Several were due while nobody was at work."""
    DONE = "done"
    """A nudge after they have practised."""
    NOTHING_TO_SAY = "nothing_to_say"
    UNREACHABLE = "unreachable"


class Outcome(StrEnum):
    """What somebody did with a reminder."""

    STARTED = "started"
    QUIZ = "quiz"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    PAUSED = "paused"
    CHANGED = "changed"


class Reminder(Frozen):
    """`person` asked for it; one for a team is said in `channel`. `zone` is pinned, or None for wherever the person is; `follows` is the team's
    reminder that they signed up for; `kept_at_night` says that they want it in their quiet hours. Paused without `paused_until` is until they say."""

    id: str
    kind: ReminderKind = ReminderKind.PRACTICE
    person: str
    enterprise: str | None = None
    team: str
    user: str
    channel: str | None = None
    follows: str | None = None
    asked: str
    schedule: Schedule
    zone: str | None = None
    kept_at_night: bool = False
    paused_at: AwareDatetime | None = None
    paused_until: AwareDatetime | None = None
    failures: int = 0
    trouble: str | None = None
    created_at: AwareDatetime

    @property
    def whom(self) -> str:
        """Who hears of it, as an id: the person, or the channel."""
        return f"slack:{self.team}:{self.channel}" if self.kind.of_team else self.person

    def is_paused(self, now: datetime) -> bool:
        """Whether it rests at this moment."""
        return self.paused_at is not None and (self.paused_until is None or now < self.paused_until)


class Occurrence(Frozen):
    """One time that a reminder is due. `occasion` is the local date and time that was asked for (`2026-11-30T09:00`), with what follows from it
    behind a slash (`2026-11-30T09:00/snooze-1`); `at` is its instant, `due_at` the instant with its spread, or the one that it was postponed to. `claimed_at` is when it
    was last claimed: one that waits and has been claimed was postponed."""

    reminder_id: str
    occasion: str
    kind: OccurrenceKind = OccurrenceKind.REGULAR
    person: str
    at: AwareDatetime
    due_at: AwareDatetime
    state: State = State.WAITING
    note: Note | None = None
    claimed_at: AwareDatetime | None = None
    settled_at: AwareDatetime | None = None
    outcome: Outcome | None = None

    @property
    def first(self) -> str:
        """The occasion that it all began with."""
        return self.occasion.partition("/")[0]

    @property
    def wall(self) -> datetime:
        """The local time that was asked for, without a zone."""
        return datetime.fromisoformat(self.first)

    @property
    def told_at(self) -> datetime | None:
        """When it was said, or may have been: its sender may not have lived to note it."""
        return self.settled_at or self.claimed_at


class Routine(Frozen):
    """How somebody likes to be reminded. `zone` is pinned, or None for Slack's; times of day are local. `named` says that a digest for a team may
    name them; away without `away_until` is until they are back."""

    person: str = ""
    zone: str | None = None
    quiet_from: time = time(22)
    quiet_to: time = time(7)
    weekends: bool = True
    most_a_day: int = 3
    nudges: bool = True
    named: bool = False
    away_since: AwareDatetime | None = None
    away_until: AwareDatetime | None = None

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Routine":
        """What is None was never set, and is as for everybody."""
        return cls.model_validate({name: value for name, value in row.items() if value is not None})

    def is_quiet(self, local: datetime) -> bool:
        """Whether this local time lies in the quiet hours, which may span midnight; there are none where both ends are one."""
        moment = local.time()
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= moment < self.quiet_to
        return moment >= self.quiet_from or moment < self.quiet_to

    def is_away(self, now: datetime) -> bool:
        """Whether they are on holiday."""
        return self.away_since is not None and self.away_since <= now and (self.away_until is None or now < self.away_until)

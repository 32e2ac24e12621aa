"""What is stored so that people come back: reminders, each time one is due, how somebody likes to be reminded, and answers to quizzes."""

from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import Index, Text, text
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.web_tables import METADATA as METADATA

WAITING = text("state = 'waiting'")
CLAIMED = text("state = 'claimed'")


class ReminderRow(SQLModel, table=True):
    """Something that comes back by itself. `channel` is None for one in the app's own conversation with its person; `follows` is the team's reminder
    that they have signed up for; `zone` is pinned, or None for wherever the person is; `schedule` is JSON."""

    __tablename__ = "reminders"  # type: ignore[assignment]
    __table_args__ = (
        Index("reminders_by_person", "person", "created_at"),
        Index("reminders_by_channel", "team", "channel"),
        Index("reminders_by_followed", "follows"),
    )

    id: str = Field(primary_key=True)
    kind: str
    person: str
    enterprise: str | None = None
    team: str
    user: str
    channel: str | None = None
    follows: str | None = None
    asked: str = Field(sa_type=Text)
    schedule: str = Field(sa_type=Text)
    zone: str | None = None
    kept_at_night: bool = False
    paused_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    paused_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    failures: int = 0
    trouble: str | None = None
    created_at: AwareDatetime = Field(sa_type=UTCDateTime)


class OccurrenceRow(SQLModel, table=True):
    """One time that a reminder is due. `occasion` is the local date and time that was asked for, so that nobody is reminded of it twice; `due_at`
    is the instant with its spread. Of each reminder that goes on, the next one waits here."""

    __tablename__ = "occurrences"  # type: ignore[assignment]
    __table_args__ = (
        Index("occurrences_due", "due_at", sqlite_where=WAITING, postgresql_where=WAITING),
        Index("occurrences_claimed", "claimed_at", sqlite_where=CLAIMED, postgresql_where=CLAIMED),
        Index("occurrences_by_person", "person", "due_at"),
    )

    reminder_id: str = Field(primary_key=True, foreign_key="reminders.id")
    occasion: str = Field(primary_key=True)
    kind: str
    person: str
    at: AwareDatetime = Field(sa_type=UTCDateTime)
    due_at: AwareDatetime = Field(sa_type=UTCDateTime)
    state: str
    note: str | None = None
    claimed_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    outcome: str | None = None


class RoutineRow(SQLModel, table=True):
    """How somebody likes to be reminded: what is None was never set. Times of day are local, as HH:MM."""

    __tablename__ = "routines"  # type: ignore[assignment]

    person: str = Field(primary_key=True)
    zone: str | None = None
    quiet_from: str | None = None
    quiet_to: str | None = None
    weekends: bool | None = None
    most_a_day: int | None = None
    nudges: bool | None = None
    named: bool | None = None
    away_since: datetime | None = Field(default=None, sa_type=UTCDateTime)
    away_until: datetime | None = Field(default=None, sa_type=UTCDateTime)


class QuizAnswerRow(SQLModel, table=True):
    """What somebody answered to a question of a quiz. `id` is that of the arrival, so that it counts once; `chosen` are the options' own letters."""

    __tablename__ = "quiz_answers"  # type: ignore[assignment]
    __table_args__ = (Index("quiz_answers_by_person", "person", "at"),)

    id: str = Field(primary_key=True)
    person: str
    quiz: str
    chosen: str
    grade: str
    at: AwareDatetime = Field(sa_type=UTCDateTime)

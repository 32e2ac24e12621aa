"""What is stored. `events` is the truth; everything else can be made from it again, but for `arrivals`, `people`, and shares,
remarks, tokens and sessions, which stand in `web_tables`, and reminders and quiz answers, which stand in `practice_tables`. Every table has its name here.

Texts that came from outside stand in `Text` columns as JSON. Times are aware; SQLite, which has no zones, keeps them as UTC.
"""

from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import Index, Table, Text, text
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

from storage.practice_tables import METADATA

OUTDATED = text("indexed < seq")
"""Which interviews other read models lag behind."""


class EventRow(SQLModel, table=True):
    """One event. The primary key decides between two writers: the second one finds its place taken."""

    __tablename__ = "events"  # type: ignore[assignment]

    interview_id: str = Field(primary_key=True)
    seq: int = Field(primary_key=True)
    kind: str
    at: AwareDatetime = Field(sa_type=UTCDateTime)
    body: str = Field(sa_type=Text)


class SnapshotRow(SQLModel, table=True):
    """The state after `seq` events, as `version` of the program understood it."""

    __tablename__ = "snapshots"  # type: ignore[assignment]

    interview_id: str = Field(primary_key=True)
    seq: int
    version: int
    body: str = Field(sa_type=Text)


class ArrivalRow(SQLModel, table=True):
    """The id of something that arrived from a channel and is in the log; `turn` is the turn it became."""

    __tablename__ = "arrivals"  # type: ignore[assignment]
    __table_args__ = (Index("arrivals_by_time", "at"),)

    id: str = Field(primary_key=True)
    interview_id: str
    turn: int = 0
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class TranscriptRow(SQLModel, table=True):
    """The read model: what lists and sweeps ask about an interview, without reading its log. `seq` counts its events, `indexed` those that the
    other read models know; `drill` is the phase of one that has only this."""

    __tablename__ = "transcripts"  # type: ignore[assignment]
    __table_args__ = (
        Index("transcripts_by_start", "started_at", "id"),
        Index("transcripts_by_activity", "last_at", "id"),
        Index("transcripts_by_score", "revealed", "score", "id"),
        Index("transcripts_by_candidate", "candidate", "started_at", "id"),
        Index("transcripts_by_candidates_activity", "candidate", "last_at", "id"),
        Index("transcripts_by_candidates_score", "candidate", "revealed", "score", "id"),
        Index("transcripts_by_problem", "problem", "started_at", "id"),
        Index("transcripts_by_verdict", "verdict", "started_at", "id"),
        Index("transcripts_by_level", "level", "started_at", "id"),
        Index("transcripts_by_stages_start", "stage", "started_at", "id"),
        Index("transcripts_owed", "owes_reply", "last_at"),
        Index("transcripts_by_stage", "stage", "last_at"),
        Index("transcripts_outdated", "last_at", sqlite_where=OUTDATED, postgresql_where=OUTDATED),
    )

    id: str = Field(primary_key=True)
    topic: str
    problem: str | None = None
    level: str
    mode: str
    candidate: str
    interviewer: str
    stage: str
    phase: str
    turns: int
    owes_reply: bool
    started_at: AwareDatetime = Field(sa_type=UTCDateTime)
    last_at: AwareDatetime = Field(sa_type=UTCDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    score: float | None = None
    verdict: str | None = None
    revealed: bool = False
    seq: int = 0
    indexed: int = 0
    drill: str | None = None


class ThreadRow(SQLModel, table=True):
    """Where in Slack an interview is held, and how far it has been delivered there. `ts` is None until its first message is posted; `stirred`
    counts what became due after its end."""

    __tablename__ = "threads"  # type: ignore[assignment]
    __table_args__ = (
        Index("threads_by_place", "team", "channel", "ts", unique=True),
        Index("threads_unsettled", "settled", "retry_at"),
    )

    interview_id: str = Field(primary_key=True)
    enterprise: str | None = None
    team: str
    channel: str | None = None
    ts: str | None = None
    link: str | None = None
    user: str
    in_channel: bool = False
    posted_turn: int = 0
    settled: bool = False
    stirred: int = 0
    failures: int = 0
    retry_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    parked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    trouble: str | None = None


class DeliveryRow(SQLModel, table=True):
    """One message of ours: `attempted` is written before Slack is called, `ts` as soon as it is known, `posted` when it is complete."""

    __tablename__ = "deliveries"  # type: ignore[assignment]

    interview_id: str = Field(primary_key=True)
    name: str = Field(primary_key=True)
    state: str
    channel: str
    ts: str | None = None
    attempted_at: AwareDatetime = Field(sa_type=UTCDateTime)


class AttachmentRow(SQLModel, table=True):
    """A file that came with an answer and is still to be read; it is gone once its text is in the log."""

    __tablename__ = "attachments"  # type: ignore[assignment]
    __table_args__ = (Index("attachments_by_interview", "interview_id"),)

    id: str = Field(primary_key=True)
    interview_id: str
    name: str
    mimetype: str
    size: int
    url: str = Field(sa_type=Text)
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class AsideRow(SQLModel, table=True):
    """What somebody other than the candidate said in an interview's thread: kept, and never judged."""

    __tablename__ = "asides"  # type: ignore[assignment]
    __table_args__ = (Index("asides_by_interview", "interview_id", "at"),)

    id: str = Field(primary_key=True)
    interview_id: str
    person: str
    body: str = Field(sa_type=Text)
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class PersonRow(SQLModel, table=True):
    """Somebody who practises, and how they like to: what is None was never set."""

    __tablename__ = "people"  # type: ignore[assignment]

    id: str = Field(primary_key=True)
    name: str | None = None
    zone: str | None = None
    level: str | None = None
    mode: str | None = None
    minutes: int | None = None
    scores_self: bool | None = None


class InstallationRow(SQLModel, table=True):
    """One installation in a workspace or an organisation; "" stands for none, so that the key holds. `body` is encrypted."""

    __tablename__ = "installations"  # type: ignore[assignment]

    enterprise: str = Field(primary_key=True)
    team: str = Field(primary_key=True)
    user: str = Field(primary_key=True)
    body: str = Field(sa_type=Text)
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class OAuthStateRow(SQLModel, table=True):
    """The state of an install that somebody has begun."""

    __tablename__ = "oauth_states"  # type: ignore[assignment]

    state: str = Field(primary_key=True)
    expires_at: AwareDatetime = Field(sa_type=UTCDateTime)


EVENTS: Table = METADATA.tables["events"]
SNAPSHOTS: Table = METADATA.tables["snapshots"]
ARRIVALS: Table = METADATA.tables["arrivals"]
TRANSCRIPTS: Table = METADATA.tables["transcripts"]
THREADS: Table = METADATA.tables["threads"]
DELIVERIES: Table = METADATA.tables["deliveries"]
ATTACHMENTS: Table = METADATA.tables["attachments"]
ASIDES: Table = METADATA.tables["asides"]
PEOPLE: Table = METADATA.tables["people"]
INSTALLATIONS: Table = METADATA.tables["installations"]
OAUTH_STATES: Table = METADATA.tables["oauth_states"]
SHARES: Table = METADATA.tables["shares"]
OPINIONS: Table = METADATA.tables["opinions"]
COMMENTS: Table = METADATA.tables["comments"]
API_TOKENS: Table = METADATA.tables["api_tokens"]
KEPT_PAGES: Table = METADATA.tables["kept_pages"]
MARKS: Table = METADATA.tables["marks"]
SEARCHED: Table = METADATA.tables["searched"]
LEFTOVERS: Table = METADATA.tables["leftovers"]
SESSIONS: Table = METADATA.tables["sessions"]
REMINDERS: Table = METADATA.tables["reminders"]
OCCURRENCES: Table = METADATA.tables["occurrences"]
ROUTINES: Table = METADATA.tables["routines"]
QUIZ_ANSWERS: Table = METADATA.tables["quiz_answers"]

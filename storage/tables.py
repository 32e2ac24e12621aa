"""What is stored. `events` is the truth; everything else can be made from it again, but for `arrivals`.

Texts that came from outside stand in `Text` columns as JSON. Times are aware; SQLite, which has no zones, keeps them as UTC.
"""

from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import Index, Table, Text
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime


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
    """The id of something that arrived from a channel and is in the log."""

    __tablename__ = "arrivals"  # type: ignore[assignment]

    id: str = Field(primary_key=True)
    interview_id: str
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class TranscriptRow(SQLModel, table=True):
    """The read model: what lists and sweeps ask about an interview, without reading its log."""

    __tablename__ = "transcripts"  # type: ignore[assignment]
    __table_args__ = (
        Index("transcripts_by_start", "started_at"),
        Index("transcripts_by_candidate", "candidate", "started_at"),
        Index("transcripts_owed", "owes_reply", "last_at"),
        Index("transcripts_by_stage", "stage", "last_at"),
        Index("transcripts_by_problem", "problem"),
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


METADATA = SQLModel.metadata
EVENTS: Table = METADATA.tables["events"]
SNAPSHOTS: Table = METADATA.tables["snapshots"]
ARRIVALS: Table = METADATA.tables["arrivals"]
TRANSCRIPTS: Table = METADATA.tables["transcripts"]

"""What is stored for the web. Who may read, what they remark, tokens and sessions are told here alone; what is kept ready can be made again."""

from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import BigInteger, Index, Text
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime


class ShareRow(SQLModel, table=True):
    """Somebody, or everybody in a channel, or whoever holds a link may read an interview. `target` is the person, the channel, or the hash of the
    link's token; `started_at` is the interview's, so that a list of what was shared is read in order."""

    __tablename__ = "shares"  # type: ignore[assignment]
    __table_args__ = (
        Index("shares_once", "interview_id", "kind", "target", unique=True),
        Index("shares_by_target", "kind", "target", "started_at", "interview_id"),
    )

    id: str = Field(primary_key=True)
    interview_id: str = Field(foreign_key="transcripts.id")
    kind: str
    target: str
    by: str
    name: str
    may_score: bool
    started_at: AwareDatetime = Field(sa_type=UTCDateTime)
    created_at: AwareDatetime = Field(sa_type=UTCDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class OpinionRow(SQLModel, table=True):
    """Who has scored an interview, and when last; what they said is in the log."""

    __tablename__ = "opinions"  # type: ignore[assignment]
    __table_args__ = (Index("opinions_by_person", "person"),)

    interview_id: str = Field(primary_key=True, foreign_key="transcripts.id")
    person: str = Field(primary_key=True)
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class CommentRow(SQLModel, table=True):
    """A reader's remark on a turn, or on the whole interview."""

    __tablename__ = "comments"  # type: ignore[assignment]
    __table_args__ = (Index("comments_by_interview", "interview_id", "at", "id"), Index("comments_by_person", "by"))

    id: str = Field(primary_key=True)
    interview_id: str = Field(foreign_key="transcripts.id")
    turn: int | None = None
    by: str
    name: str
    body: str = Field(sa_type=Text)
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class ApiTokenRow(SQLModel, table=True):
    """What lets a program act for a person; only the hash of it is kept."""

    __tablename__ = "api_tokens"  # type: ignore[assignment]
    __table_args__ = (Index("api_tokens_by_hash", "hash", unique=True), Index("api_tokens_by_person", "person", "created_at"))

    id: str = Field(primary_key=True)
    person: str
    name: str
    scopes: str = Field(sa_type=Text)
    hash: str
    created_at: AwareDatetime = Field(sa_type=UTCDateTime)
    last_used_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UTCDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UTCDateTime)


class KeptPageRow(SQLModel, table=True):
    """A part of a page as it was drawn last; `stamp` says from what."""

    __tablename__ = "kept_pages"  # type: ignore[assignment]

    interview_id: str = Field(primary_key=True, foreign_key="transcripts.id")
    name: str = Field(primary_key=True)
    stamp: str
    html: str = Field(sa_type=Text)


class MarkRow(SQLModel, table=True):
    """How one criterion came out in a finished interview, as `version` of the program judged it."""

    __tablename__ = "marks"  # type: ignore[assignment]
    __table_args__ = (Index("marks_by_candidate", "candidate", "at"),)

    interview_id: str = Field(primary_key=True, foreign_key="transcripts.id")
    criterion: str = Field(primary_key=True)
    candidate: str
    problem: str | None = None
    level: str
    status: str
    initiative: str | None = None
    earned: float
    expected: bool
    at: AwareDatetime = Field(sa_type=UTCDateTime)
    version: int


class SearchedRow(SQLModel, table=True):
    """What was said in an interview and written about it, as the search knows it. The words are in `searched_words` under the same `number`, which
    grows with the time at which interviews began; each database has its own kind of table for them (`storage.word_index`)."""

    __tablename__ = "searched"  # type: ignore[assignment]
    __table_args__ = (Index("searched_by_number", "number", unique=True),)

    interview_id: str = Field(primary_key=True, foreign_key="transcripts.id")
    number: int = Field(sa_type=BigInteger)
    said: str = Field(sa_type=Text)
    written: str = Field(sa_type=Text)


class LeftoverRow(SQLModel, table=True):
    """Something was deleted, when last, and the file may still hold some of it: in the index of the search (`words`) or between rows (`pages`)."""

    __tablename__ = "leftovers"  # type: ignore[assignment]

    name: str = Field(primary_key=True)
    at: AwareDatetime = Field(sa_type=UTCDateTime)


class SessionRow(SQLModel, table=True):
    """A browser in which somebody is signed in; `id` is the hash of what the browser holds."""

    __tablename__ = "sessions"  # type: ignore[assignment]
    __table_args__ = (Index("sessions_by_person", "person", "begun_at"), Index("sessions_by_end", "expires_at"))

    id: str = Field(primary_key=True)
    person: str
    team: str
    enterprise: str | None = None
    name: str
    is_admin: bool
    begun_at: AwareDatetime = Field(sa_type=UTCDateTime)
    checked_at: AwareDatetime = Field(sa_type=UTCDateTime)
    expires_at: AwareDatetime = Field(sa_type=UTCDateTime)


METADATA = SQLModel.metadata

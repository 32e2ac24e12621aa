"""Who else may read an interview: the one place that says so. The candidate always may, and nobody who is not named here."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, exists, func, or_, select, text, update

from interview_flow.frozen import Frozen
from storage import word_index
from storage.database import Database
from storage.failures import UnknownInterview, shown
from storage.group import Write
from storage.tables import OPINIONS, SHARES


class ShareKind(StrEnum):
    """To whom."""

    PERSON = "person"
    CHANNEL = "channel"
    LINK = "link"


class Share(Frozen):
    """`target` is a person's id, a channel's, or `hashed` of a link's token; `by` is who shared, `name` how the target is shown.

    Sharing again with the same target renews the share: its id stays."""

    id: str
    interview_id: str
    kind: ShareKind
    target: str
    by: str
    name: str = ""
    may_score: bool = False
    created_at: AwareDatetime
    expires_at: AwareDatetime | None = None
    revoked_at: AwareDatetime | None = None

    def is_active(self, now: datetime) -> bool:
        """Whether it lets anybody read."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > now)


_GIVEN = text(
    "INSERT INTO shares (id, interview_id, kind, target, by, name, may_score, started_at, created_at, expires_at, revoked_at) "
    "SELECT :id, id, :kind, :target, :by, :name, :may_score, started_at, :created_at, :expires_at, :revoked_at "
    "FROM transcripts WHERE id = :interview_id "
    "ON CONFLICT (interview_id, kind, target) DO UPDATE SET by = excluded.by, name = excluded.name, may_score = excluded.may_score, "
    "created_at = excluded.created_at, expires_at = excluded.expires_at, revoked_at = excluded.revoked_at"
).bindparams(*(bindparam(name, type_=SHARES.c[name].type) for name in Share.model_fields))
"""Both databases understand it; of an interview that is not there it writes nothing."""
_COLUMNS = [SHARES.c[name] for name in Share.model_fields]


def hashed(token: str) -> str:
    """The SHA-256 by which a secret token is kept and found, in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def sharing(share: Share) -> Write:
    """What lets somebody read together with what happened to the interview."""
    return Write(_GIVEN, [_row(share)])


def invitation(interview_id: str, of: str, name: str, by: str, at: datetime) -> Share:
    """The share of somebody who was asked to score an interview; always the same id, so that the log can be read twice."""
    made = hashlib.sha256(f"{interview_id} {of}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return Share(id=made, interview_id=interview_id, kind=ShareKind.PERSON, target=of, by=by, name=name, may_score=True, created_at=at)


def active(now: datetime | ColumnElement[Any]) -> ColumnElement[bool]:
    """The rows that let somebody read."""
    return and_(SHARES.c.revoked_at.is_(None), or_(SHARES.c.expires_at.is_(None), SHARES.c.expires_at > now))


def to_any(person: str, channels: Collection[str]) -> ColumnElement[bool]:
    """The rows that name a person, or a channel they are in."""
    named = and_(SHARES.c.kind == ShareKind.PERSON.value, SHARES.c.target == shown(person))
    if not channels:
        return named
    return or_(named, and_(SHARES.c.kind == ShareKind.CHANNEL.value, SHARES.c.target.in_([shown(channel) for channel in sorted(channels)])))


_CHANNELS = (
    select(SHARES.c.target)
    .distinct()
    .where(
        SHARES.c.kind == ShareKind.CHANNEL.value,
        func.substr(SHARES.c.target, 1, bindparam("length", type_=Integer)) == bindparam("beginning", type_=SHARES.c.target.type),
        active(bindparam("now", type_=SHARES.c.expires_at.type)),
    )
    .order_by(SHARES.c.target)
)
"""Built once: it is asked before every list."""


class Shares:
    """The shares of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, share: Share) -> Share:
        """Let somebody read; the share as it is kept. Raises `UnknownInterview`."""
        row = _row(share)
        there = _query().where(*(SHARES.c[name] == row[name] for name in ("interview_id", "kind", "target")))
        async with self._database.begin() as connection:
            await connection.execute(_GIVEN, row)
            if share.kind is not ShareKind.LINK:
                await word_index.joined(connection, row["interview_id"], row["target"])
            kept = (await connection.execute(there)).mappings().first()
        if kept is None:
            raise UnknownInterview(share.interview_id)
        return Share.model_validate(dict(kept))

    async def revoke(self, share_id: str, now: datetime) -> bool:
        """From now on it lets nobody read; False if it did not anyway, or is unknown."""
        its = and_(SHARES.c.id == shown(share_id), SHARES.c.revoked_at.is_(None))
        async with self._database.begin() as connection:
            return bool((await connection.execute(update(SHARES).where(its).values(revoked_at=now))).rowcount)

    async def find(self, share_id: str) -> Share | None:
        """A share by its id, active or not."""
        return await self._first(_query().where(SHARES.c.id == shown(share_id)))

    async def of(self, interview_id: str) -> list[Share]:
        """Every share of an interview, active or not, the latest first."""
        return await self._all(_query().where(SHARES.c.interview_id == shown(interview_id)).order_by(SHARES.c.created_at.desc(), SHARES.c.id))

    async def by_link(self, token_hash: str, now: datetime) -> Share | None:
        """The share of whoever holds a link, if it is active."""
        its = and_(SHARES.c.kind == ShareKind.LINK.value, SHARES.c.target == shown(token_hash))
        return await self._first(_query().where(its, active(now)))

    async def letting(self, interview_id: str, person: str, channels: Collection[str], now: datetime) -> list[Share]:
        """The active shares that let a person read an interview that is not theirs; without one they may not."""
        may = and_(SHARES.c.interview_id == shown(interview_id), to_any(person, channels), active(now))
        return await self._all(_query().where(may).order_by(SHARES.c.created_at, SHARES.c.id))

    async def channels(self, prefix: str, now: datetime) -> list[str]:
        """The channels whose ids begin with `prefix` and with which anything is shared: only of these is it worth asking who is in them."""
        beginning = shown(prefix)
        async with self._database.connect() as connection:
            rows = (await connection.execute(_CHANNELS, {"beginning": beginning, "length": len(beginning), "now": now})).all()
        return [row[0] for row in rows]

    async def has_scored(self, interview_id: str, person: str) -> bool:
        """Whether a person has said what they think of an interview."""
        scored = exists().where(OPINIONS.c.interview_id == shown(interview_id), OPINIONS.c.person == shown(person))
        async with self._database.connect() as connection:
            return bool((await connection.execute(select(scored))).scalar_one())

    async def _first(self, query: Select[Any]) -> Share | None:
        return next(iter(await self._all(query)), None)

    async def _all(self, query: Select[Any]) -> list[Share]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Share.model_validate(dict(row)) for row in rows]


def _query() -> Select[Any]:
    return select(*_COLUMNS)


def _row(share: Share) -> dict[str, Any]:
    row = share.model_dump() | {"kind": share.kind.value}
    return row | {name: shown(row[name]) for name in ("id", "interview_id", "target", "by", "name")}

"""Search in everything that was said and written, newest interview first."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, and_, bindparam, delete, exists, insert, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from interview_flow.frozen import Frozen
from storage import word_index
from storage.database import Database
from storage.failures import BadCursor, UnknownInterview, shown
from storage.shares import ShareKind, active
from storage.snippets import Pieces, snippet
from storage.tables import SEARCHED, SHARES, TRANSCRIPTS
from storage.words import Asked, asked, distinct

LONGEST = 400_000
"""Characters that are kept of what was said, and of what was written."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DENSE = 1_000
"""Interviews that are looked at together when several began in the same millisecond."""
_LAGS = text("indexed < seq")
_PERSON: ColumnElement[str] = bindparam("person", type_=TRANSCRIPTS.c.candidate.type)
_CHANNELS: BindParameter[Any] = bindparam("channels", expanding=True)
_LAGGING_OF = (
    select(TRANSCRIPTS.c.id)
    .where(TRANSCRIPTS.c.candidate == _PERSON, _LAGS)
    .order_by(TRANSCRIPTS.c.started_at.desc(), TRANSCRIPTS.c.id.desc())
    .limit(bindparam("limit", type_=Integer))
)
_MAY_READ = or_(
    exists().where(TRANSCRIPTS.c.id == SEARCHED.c.interview_id, TRANSCRIPTS.c.candidate == _PERSON),
    exists().where(
        SHARES.c.interview_id == SEARCHED.c.interview_id,
        or_(
            and_(SHARES.c.kind == ShareKind.PERSON.value, SHARES.c.target == _PERSON),
            and_(SHARES.c.kind == ShareKind.CHANNEL.value, SHARES.c.target.in_(_CHANNELS)),
        ),
        active(bindparam("now", type_=SHARES.c.expires_at.type)),
    ),
)
"""Built once: to build a question takes longer than to answer it."""


class Where(StrEnum):
    """Where the words were found: in what was said in the interview, or in what was written about it afterwards."""

    SAID = "said"
    WRITTEN = "written"


class Hit(Frozen):
    """An interview in which all of the words stand; `snippet` is a part of it in pieces, each with whether it is a match."""

    interview_id: str
    where: Where
    snippet: Pieces


class Hits(Frozen):
    """Some of what was found; `next` is what to give to get what comes after, None when there is nothing."""

    hits: tuple[Hit, ...]
    next: str | None


class Search:
    """The search of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def search(
        self, question: str, *, visible_to: str | None, channels: Collection[str] = (), now: datetime, limit: int = 20, after: str | None = None
    ) -> Hits:
        """The interviews that hold every word of a question, newest first; the last word may be the beginning of one.

        `visible_to` is the person who looks, `channels` those they are in: their own interviews and what was shared; None sees all. A question without
        a letter or a digit finds nothing. Raises `BadCursor` for an `after` that no search has given.
        """
        sought, before = asked(question), _number(after) if after is not None else None
        if not sought.words:
            return Hits(hits=(), next=None)
        readers = None if visible_to is None else {shown(visible_to), *await self._with_shares(channels)}
        reader = {} if visible_to is None else {"person": shown(visible_to), "now": now, "channels": [shown(channel) for channel in sorted(channels)]}
        async with self._database.connect() as connection:
            await word_index.prepare(connection)
            rows: Sequence[Any] = ()
            for numbers in word_index.numbers(sought, readers, before, limit + 1, sqlite=self._database.is_sqlite):
                rows = (await connection.execute(_texts(numbers, limit + 1, checked=bool(reader)), reader)).all()
                if len(rows) > limit:
                    break
        hits = tuple(_hit(row, sought) for row in rows[:limit])
        return Hits(hits=hits, next=str(rows[limit - 1].number) if len(rows) > limit > 0 else None)

    async def index(self, interview_id: str, seq: int, *, said: str, written: str) -> None:
        """This is what an interview says after `seq` events; an older state than the known one changes nothing.

        `written` must hold nothing that somebody who may read the interview is not to know. Raises `UnknownInterview`.
        """
        said, written = shown(said[:LONGEST]), shown(written[:LONGEST])
        words = distinct(said, written)
        this = TRANSCRIPTS.c.id == interview_id
        known = select(TRANSCRIPTS.c.candidate, TRANSCRIPTS.c.started_at, TRANSCRIPTS.c.indexed).where(this).with_for_update(key_share=True)
        async with self._database.begin() as connection:
            row = (await connection.execute(known)).first()
            if row is None:
                raise UnknownInterview(interview_id)
            if row.indexed > seq:
                return
            number = await _placed(connection, interview_id, row.started_at)
            await connection.execute(delete(SEARCHED).where(SEARCHED.c.interview_id == interview_id))
            await connection.execute(insert(SEARCHED), {"interview_id": interview_id, "number": number, "said": said, "written": written})
            await word_index.put(connection, number, words, {row.candidate, *await _shared_with(connection, interview_id)})
            await connection.execute(update(TRANSCRIPTS).where(this).values(indexed=seq))

    async def outdated(self, limit: int, *, silent_since: datetime | None = None) -> list[str]:
        """The ids of interviews that went on since they were indexed, the most silent first; only those in which nothing has happened since then."""
        query = select(TRANSCRIPTS.c.id).where(_LAGS).order_by(TRANSCRIPTS.c.last_at).limit(limit)
        return await self._ids(query if silent_since is None else query.where(TRANSCRIPTS.c.last_at < silent_since))

    async def outdated_of(self, person: str, limit: int) -> list[str]:
        """The ids of a person's own interviews that went on since they were indexed, the latest first."""
        return await self._ids(_LAGGING_OF, {"person": shown(person), "limit": limit})

    async def _with_shares(self, channels: Collection[str]) -> list[str]:
        if not channels:
            return []
        named = SHARES.c.target.in_([shown(channel) for channel in channels])
        return await self._ids(select(SHARES.c.target).distinct().where(SHARES.c.kind == ShareKind.CHANNEL.value, named))

    async def _ids(self, query: Any, values: Mapping[str, Any] | None = None) -> list[str]:
        async with self._database.connect() as connection:
            return [row[0] for row in (await connection.execute(query, values)).all()]


def _texts(numbers: Select[Any], limit: int, *, checked: bool) -> Any:
    """What the documents with these numbers say, the newest first; `checked`: as far as somebody may read them."""
    found = numbers.subquery("found")
    query = select(SEARCHED.c.interview_id, SEARCHED.c.number, SEARCHED.c.said, SEARCHED.c.written).join_from(
        found, SEARCHED, SEARCHED.c.number == found.c.number
    )
    return (query.where(_MAY_READ) if checked else query).order_by(found.c.number.desc()).limit(limit)


async def _placed(connection: AsyncConnection, interview_id: str, started_at: datetime) -> int:
    """The number of an interview: the millisecond in which it began, or the next that is free."""
    known = await connection.scalar(select(SEARCHED.c.number).where(SEARCHED.c.interview_id == interview_id))
    if known is not None:
        return known
    number = (started_at - EPOCH) // timedelta(milliseconds=1)
    while True:
        near = select(SEARCHED.c.number).where(SEARCHED.c.number >= number, SEARCHED.c.number < number + DENSE)
        taken = set((await connection.execute(near)).scalars())
        free = next((each for each in range(number, number + DENSE) if each not in taken), None)
        if free is not None:
            return free
        number += DENSE


async def _shared_with(connection: AsyncConnection, interview_id: str) -> list[str]:
    """Whom an interview was shared with, holders of links aside: they do not search."""
    query = select(SHARES.c.target).where(SHARES.c.interview_id == interview_id, SHARES.c.kind != ShareKind.LINK.value, SHARES.c.revoked_at.is_(None))
    return list((await connection.execute(query)).scalars())


def _hit(row: Any, sought: Asked) -> Hit:
    count, said = snippet(row.said, sought)
    if count == len(sought.words):
        return Hit(interview_id=row.interview_id, where=Where.SAID, snippet=said)
    more, written = snippet(row.written, sought)
    if more > count:
        return Hit(interview_id=row.interview_id, where=Where.WRITTEN, snippet=written)
    return Hit(interview_id=row.interview_id, where=Where.SAID, snippet=said)


def _number(after: str) -> int:
    if not (after.isascii() and after.isdigit() and len(after) <= 15):
        raise BadCursor
    return int(after)

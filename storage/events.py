"""The log: append what happened, load what we know.

An append is one transaction: the arrival, the events, the read model and, now and then, a snapshot. Either all of it is
there afterwards, or nothing. Statements are SQLAlchemy Core: the ORM costs more than the database (see docs/decisions).
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, and_, bindparam, false, func, insert, select, true, union_all, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from interview_flow.events import AnyEvent
from interview_flow.interview import SNAPSHOT_VERSION, Interview, evolve, replay
from storage.database import Database
from storage.failures import AlreadyHeard, Conflict, UnknownInterview
from storage.rows import event_rows, events_of, interview_of, snapshot_row, transcript_row
from storage.tables import ARRIVALS, EVENTS, SNAPSHOTS, TRANSCRIPTS

REMEMBERED = 256
"""Interviews whose latest state is kept at hand."""
SNAPSHOT_EVERY = 16
"""Events between two snapshots, and so the most that a load has to fold."""

_INSERT = {table: insert(table) for table in (EVENTS, ARRIVALS, TRANSCRIPTS, SNAPSHOTS)}
_KEY = {TRANSCRIPTS: TRANSCRIPTS.c.id, SNAPSHOTS: SNAPSHOTS.c.interview_id}
_UPDATE = {table: update(table).where(key == bindparam("this")) for table, key in _KEY.items()}
_LOG = select(EVENTS.c.seq, EVENTS.c.body).where(EVENTS.c.interview_id == bindparam("interview")).order_by(EVENTS.c.seq)
_CURRENT = and_(SNAPSHOTS.c.interview_id == bindparam("interview"), SNAPSHOTS.c.version == bindparam("version"))
_FOLDED = func.coalesce(select(SNAPSHOTS.c.seq).where(_CURRENT).scalar_subquery(), 0)
_SINCE_SNAPSHOT = union_all(
    select(SNAPSHOTS.c.seq, SNAPSHOTS.c.body, true().label("is_snapshot")).where(_CURRENT),
    select(EVENTS.c.seq, EVENTS.c.body, false().label("is_snapshot")).where(EVENTS.c.interview_id == bindparam("interview"), EVENTS.c.seq > _FOLDED),
).order_by("seq")
"""The snapshot, if there is a current one, and the events after it: one question, so that no writer comes in between."""


class EventLog:
    """The log of every interview in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known: OrderedDict[str, Interview] = OrderedDict()

    async def append(
        self,
        interview: Interview,
        events: Sequence[AnyEvent],
        *,
        arrival: str | None = None,
        score: float | None = None,
        verdict: str | None = None,
    ) -> Interview:
        """The interview after these events, which are in the log when this returns; without events it does nothing.

        `arrival` is the id of what arrived from a channel. `score` and `verdict`, once given, stay until they are given again.
        Raises `AlreadyHeard` for a repeated arrival, `Conflict` when another writer was first, `Refused` for a text or a time that
        cannot be stored, `StorageFailed` otherwise; then nothing was written.
        """
        if not events:
            return interview
        rows = event_rows(interview, events)
        after = interview
        for event in events:
            after = evolve(after, event)
        async with self._database.begin() as connection:
            if arrival is not None:
                await _add(connection, ARRIVALS, [{"id": arrival, "interview_id": interview.id, "at": events[0].at}], AlreadyHeard(arrival))
            await _add(connection, EVENTS, rows, Conflict(interview.id, interview.seq + 1))
            await _put(connection, TRANSCRIPTS, transcript_row(after, events, score, verdict), is_new=interview.seq == 0)
            if after.seq // SNAPSHOT_EVERY > interview.seq // SNAPSHOT_EVERY or after.over:
                await _put(connection, SNAPSHOTS, snapshot_row(after))
        return self._remembered(after)

    async def last_known(self, interview_id: str) -> Interview:
        """The interview as this process knew it last, without asking the database if it can be helped.

        Good enough to decide what is appended next, since an append to a state that is not the latest raises `Conflict`; then `load`.
        """
        return self._known.get(interview_id) or await self.load(interview_id)

    async def load(self, interview_id: str) -> Interview:
        """What we know of an interview, by its snapshot and the events since. Raises `UnknownInterview`, `Damaged`, `StorageFailed`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(_SINCE_SNAPSHOT, {"interview": interview_id, "version": SNAPSHOT_VERSION})).all()
        if not rows:
            raise UnknownInterview(interview_id)
        interview = Interview.blank(interview_id)
        if rows[0].is_snapshot:
            snapshot, *rows = rows
            restored = interview_of(interview_id, snapshot)
            if restored is None:
                return replay(interview_id, await self.read(interview_id))
            interview = restored
        for event in events_of(interview_id, interview.seq, rows):
            interview = evolve(interview, event)
        return self._remembered(interview)

    async def read(self, interview_id: str) -> list[AnyEvent]:
        """The whole log of an interview. Raises `UnknownInterview`, `Damaged`, `StorageFailed`."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(_LOG, {"interview": interview_id})).all()
        if not rows:
            raise UnknownInterview(interview_id)
        return events_of(interview_id, 0, rows)

    def _remembered(self, interview: Interview) -> Interview:
        self._known[interview.id] = interview
        self._known.move_to_end(interview.id)
        if len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return interview


async def _add(connection: AsyncConnection, table: Table, rows: list[dict[str, Any]], taken: Exception) -> None:
    """Insert rows; raises `taken` if a primary key is there already."""
    try:
        await connection.execute(_INSERT[table], rows)
    except IntegrityError as error:
        raise taken from error


async def _put(connection: AsyncConnection, table: Table, row: dict[str, Any], *, is_new: bool = False) -> None:
    """Update the one row with this primary key, or insert it. (Every database spells an upsert differently.)"""
    if not is_new:
        result = await connection.execute(_UPDATE[table], row | {"this": row[_KEY[table].name]})
        if result.rowcount:
            return
    await connection.execute(_INSERT[table], row)

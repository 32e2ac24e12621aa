"""Lists of interviews for whoever looks: what they may see, filtered, sorted, and a page at a time by key.

A page costs the same however many interviews there are: every sort walks an index from where the last page ended.
"""

from collections.abc import Collection
from datetime import datetime

from interview_flow.frozen import Frozen
from storage.cursors import Cursor, read_cursor
from storage.cursors import Sort as Sort
from storage.database import Database
from storage.listing import Scope as Scope
from storage.listing import Wanted, page_query, query_for_those
from storage.transcripts import Listed


class Page(Frozen):
    """A part of a list; `next` and `previous` are what to give to get what comes after and before, None when there is nothing."""

    listed: tuple[Listed, ...]
    next: str | None
    previous: str | None


class Catalogue:
    """The lists of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, wanted: Wanted, now: datetime, *, after: str | None = None, limit: int = 50) -> Page:
        """So many interviews, from where `after` says, or the first. Raises `BadCursor` for an `after` that is not from this sort."""
        cursor = read_cursor(after, wanted.sort) if after is not None else None
        query, values = page_query(wanted, now, cursor, limit + 1)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query, values)).mappings().all()
        found, more = [dict(row) for row in rows[:limit]], len(rows) > limit
        backward = cursor is not None and cursor.backward
        if backward:
            found.reverse()
        ends = [Cursor(wanted.sort, row.pop("key"), row["id"]) for row in found]
        there = bool(ends)
        return Page(
            listed=tuple(Listed.model_validate(row) for row in found),
            next=ends[-1].written() if there and (more or backward) else None,
            previous=ends[0].turned().written() if there and (more if backward else cursor is not None) else None,
        )

    async def those(self, wanted: Wanted, interview_ids: Collection[str], now: datetime) -> dict[str, Listed]:
        """Those of these interviews that are wanted, by id; the order of `wanted` is none of theirs."""
        if not interview_ids:
            return {}
        query, values = query_for_those(wanted, now, interview_ids)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query, values)).mappings().all()
        return {row["id"]: Listed.model_validate({name: row[name] for name in Listed.model_fields}) for row in rows}

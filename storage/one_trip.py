"""SQLite in a thread of its own, asked in one trip: a statement and all its rows, where aiosqlite's cursors go to the thread and back five times.

Each trip costs two switches between threads; a page of a few questions was mostly made of them (see `tests/bench_web.py`).
"""

# aiosqlite has no public way to run a function in the thread of a connection:
# pyright: reportPrivateUsage=false, reportUnknownMemberType=false

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy import URL
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite

Row = tuple[Any, ...]
CHUNK = 64
"""Rows that aiosqlite's own cursors fetch at a time; here all are fetched."""


def connection(url: URL, **options: Any) -> "OneTrip":
    """A connection to the file of a URL, which is open once it is awaited; `options` are those of `sqlite3.connect`."""
    places, known = SQLiteDialect_aiosqlite().create_connect_args(url)
    given: dict[str, Any] = {**known, **options}
    opened = OneTrip(partial[sqlite3.Connection](sqlite3.connect, *places, **given), CHUNK)
    opened._thread.daemon = True  # as SQLAlchemy has it: a connection that nobody closed does not keep the process
    return opened


class OneTrip(aiosqlite.Connection):
    """A connection whose cursors hold what was found, and nothing that is open."""

    def cursor(self) -> "Answered":  # type: ignore[override]  # all that SQLAlchemy does with it
        """What a statement is executed with."""
        return Answered(self)

    async def rollback(self) -> None:
        """Nothing to do, and no trip, where no transaction is open: after each question."""
        if self.in_transaction:
            await super().rollback()


class Answered:
    """A cursor that has all its rows when it has executed."""

    arraysize = 1

    def __init__(self, connection: OneTrip) -> None:
        self._connection = connection
        self.description: Sequence[Any] | None = None
        self.rowcount, self.lastrowid, self._rows = -1, None, list[Row]()

    async def __aenter__(self) -> "Answered":
        return self

    async def execute(self, statement: str, parameters: Sequence[Any] = ()) -> "Answered":
        """Execute and fetch. Raises what sqlite3 raises."""
        await self._connection._execute(self._executed, statement, parameters)
        return self

    async def executemany(self, statement: str, parameters: Sequence[Sequence[Any]]) -> "Answered":
        """Execute for each row of parameters. Raises what sqlite3 raises."""
        await self._connection._execute(self._executed_many, statement, parameters)
        return self

    async def fetchall(self) -> list[Row]:
        """Every row."""
        return self._rows

    async def close(self) -> None:
        """It was closed when it had answered."""

    def _executed(self, statement: str, parameters: Sequence[Any]) -> None:
        self._answered(self._connection._conn.execute(statement, parameters))

    def _executed_many(self, statement: str, parameters: Sequence[Sequence[Any]]) -> None:
        self._answered(self._connection._conn.executemany(statement, parameters))

    def _answered(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        cursor.close()

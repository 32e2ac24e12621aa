"""SQLite from an event loop, in fewer steps.

aiosqlite asks its thread to open a cursor, to execute, to fetch and to close: four trips of 0.15 ms for a statement that takes 0.02.
Only executing and committing wait for a disk or a lock, so only they make the trip here. (SQLAlchemy uses a connection for one thing at a time.)
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import aiosqlite


class Cursor(aiosqlite.Cursor):
    """Rows are fetched on the trip that executes; opening and closing make none."""

    _conn: "Connection"
    _rows: Iterator[Any] = iter(())

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> "Cursor":
        """Execute, and fetch whatever there is."""
        self._rows = await self._execute(self._executed, sql, parameters or ())  # pyright: ignore[reportUnknownMemberType]
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> "Cursor":
        """Execute once for each row."""
        await self._execute(self._executed_many, sql, parameters)  # pyright: ignore[reportUnknownMemberType]
        return self

    async def fetchone(self) -> Any:
        """The next row."""
        return next(self._rows, None)

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """The next rows."""
        return list(islice(self._rows, size or self.arraysize))

    async def fetchall(self) -> list[Any]:
        """The rows that are left."""
        return list(self._rows)

    async def close(self) -> None:
        """Let the statement go. One that a cancelled task left running is closed with its connection."""
        with suppress(sqlite3.ProgrammingError):
            self._cursor.close()

    def _executed(self, sql: str, parameters: Any) -> Iterator[Any]:
        self._conn.begin_if_due()
        self._cursor.execute(sql, parameters)
        return iter(self._cursor.fetchall() if self._cursor.description else ())

    def _executed_many(self, sql: str, parameters: Any) -> None:
        self._conn.begin_if_due()
        self._cursor.executemany(sql, parameters)


class Connection(aiosqlite.Connection):
    """Begins no transaction by itself: only where `due` is set, with the next statement and on the same trip."""

    due = False
    """Whether a transaction that writes is due."""

    def __init__(self, path: str) -> None:
        super().__init__(lambda: sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256), iter_chunk_size=64)
        self._thread.daemon = True  # a program that forgets to close can still end

    def cursor(self) -> Cursor:  # type: ignore[override]  # theirs is awaited or entered; an own cursor can be entered too
        """A cursor, at once."""
        return Cursor(self, self._conn.cursor())

    def begin_if_due(self) -> None:
        """Take the right to write before anything is read: who asks for it later can be refused at once (SQLITE_BUSY_SNAPSHOT)."""
        if self.due:
            self._conn.execute("BEGIN IMMEDIATE")
            self.due = False

    async def commit(self) -> None:
        """Commit, if anything was done."""
        self.due = False
        if self.in_transaction:
            await super().commit()

    async def rollback(self) -> None:
        """Roll back, if there is anything to."""
        self.due = False
        if self.in_transaction:
            await super().rollback()

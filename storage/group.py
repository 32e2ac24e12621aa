"""Commits of coroutines that write at the same moment, grouped: one transaction for all, since a commit costs more than what is in it."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import TextClause
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import UpdateBase

from storage.database import Database
from storage.failures import Refused

MOST = 64
"""Writes in one transaction."""


@dataclass(frozen=True)
class Write:
    """Rows for one statement. `taken` is what to raise when their place is taken; statements are shared objects, so that rows can be put together."""

    statement: UpdateBase | TextClause
    rows: Sequence[dict[str, Any]]
    taken: Exception | None = None


class _Collided(Exception):
    """One row of a group has found its place taken."""


@dataclass(frozen=True)
class _Waiting:
    writes: Sequence[Write]
    done: asyncio.Future[None]


class Group:
    """Writes to one database. A group that cannot be written whole is written one by one, so that nobody pays for another's conflict."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Waiting] = []
        self._writer: asyncio.Task[None] | None = None

    async def write(self, writes: Sequence[Write]) -> None:
        """All of these, or none; committed when this returns. Raises a write's `taken`, or `StorageFailed`."""
        mine = _Waiting(writes, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        try:
            await asyncio.shield(mine.done)
        except asyncio.CancelledError:
            if mine in self._waiting:
                self._waiting.remove(mine)
            else:  # it is being written: whoever looks next finds it there, or not at all
                await asyncio.wait([mine.done])
                mine.done.exception()  # nobody else will ask
            raise

    async def _write_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            if len(together) == 1 or not await self._written(together):
                for each in together:
                    await self._written_alone(each)

    async def _written(self, together: Sequence[_Waiting]) -> bool:
        """Whether all of these are settled; False if one of them stood in the way of the others."""
        failure: Exception | None = None
        try:
            async with self._database.begin() as connection:
                for statement, rows in _merged(each.writes for each in together):
                    await _execute(connection, Write(statement, rows, _Collided()))
        except (_Collided, Refused):
            return False
        except Exception as error:  # the database's own trouble is everybody's
            failure = error
        for each in together:
            _settle(each.done, failure)
        return True

    async def _written_alone(self, waiting: _Waiting) -> None:
        try:
            async with self._database.begin() as connection:
                for write in waiting.writes:
                    await _execute(connection, write)
        except Exception as error:  # handed to the coroutine that waits for it
            _settle(waiting.done, error)
        else:
            _settle(waiting.done)


def _merged(all_writes: Iterable[Sequence[Write]]) -> list[tuple[UpdateBase | TextClause, list[dict[str, Any]]]]:
    """The rows of one statement together, statements in the order in which they first come."""
    rows: dict[int, tuple[UpdateBase | TextClause, list[dict[str, Any]]]] = {}
    for writes in all_writes:
        for write in writes:
            rows.setdefault(id(write.statement), (write.statement, []))[1].extend(write.rows)
    return list(rows.values())


async def _execute(connection: AsyncConnection, write: Write) -> None:
    try:
        await connection.execute(write.statement, list(write.rows))
    except IntegrityError as error:
        if write.taken is None:
            raise
        raise write.taken from error


def _settle(done: asyncio.Future[None], error: Exception | None = None) -> None:
    if done.done():  # nobody waits any more
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)

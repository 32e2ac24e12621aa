"""One database: a SQLite file, or a PostgreSQL server. Opened once by the composition root, shared by the modules beside this one."""

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage import one_trip, schema
from storage.failures import SENTENCES, Locked, StorageFailed, told_plainly

PRAGMAS: Mapping[str, int | str] = {"busy_timeout": 5000, "synchronous": "FULL", "foreign_keys": "ON", "secure_delete": "ON"}
"""Set on every connection to SQLite. FULL: what was committed survives a power loss. `secure_delete`: what was deleted is written over."""


def normalised(url: str) -> URL:
    """The address with an async driver; a bare path is a SQLite file. Raises `StorageFailed` for an address that names neither."""
    if not url.strip():
        raise StorageFailed("No database is named: give a path, sqlite:///path or postgresql://user@host/name.")
    if url.strip() in ("", ":memory:"):
        raise StorageFailed("A database in memory would lose the interview: name a file.")
    if "://" not in url:
        try:
            return URL.create("sqlite+aiosqlite", database=str(Path(url).expanduser().absolute()))
        except RuntimeError as error:
            raise StorageFailed(f"The database {url} is in the home of somebody who is not known here: name another file.") from error
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StorageFailed("The address of the database cannot be read: give a path, sqlite:///path or postgresql://user@host/name.") from error
    match address.drivername.partition("+")[0]:
        case "sqlite" if address.database and ":memory:" not in address.database:
            return address.set(drivername="sqlite+aiosqlite")
        case "sqlite":
            raise StorageFailed("A database in memory would lose the interview: name a file.")
        case "postgresql" | "postgres":
            return address.set(drivername="postgresql+asyncpg")
        case other:
            raise StorageFailed(f"{other} is not supported: give a path, sqlite:///path or postgresql://user@host/name.")


class Database:
    """A path, or the URL of a SQLite file or a PostgreSQL server. `pragmas` are added to `PRAGMAS`. Raises `StorageFailed`."""

    def __init__(self, url: str, *, pragmas: Mapping[str, int | str] | None = None) -> None:
        self._url = normalised(url)
        self._pragmas = {**PRAGMAS, **(pragmas or {})}
        self._sqlite = self._url.get_backend_name() == "sqlite"
        self.place = str(self._url.database) if self._sqlite else f"{self._url.database} on {self._url.host or 'this machine'}"
        self._writing = asyncio.Lock()
        options: dict[str, Any] = {"hide_parameters": True}  # what a candidate says does not belong into an error
        if self._sqlite:
            options["async_creator"] = partial(one_trip.connection, self._url, isolation_level=None)  # no transaction begins by itself
        try:
            self._engine = create_async_engine(self._url, **options)
        except ModuleNotFoundError as error:
            raise StorageFailed(f"This database needs the package {error.name}: pip install {error.name}") from error
        if self._sqlite:
            event.listen(self._engine.sync_engine, "connect", self._set_pragmas)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of SQLite, and no PostgreSQL."""
        return self._sqlite

    async def open(self) -> None:
        """Make the folder and the tables, or bring an older database up to date; raises `StorageFailed`."""
        with told_plainly(self.place):
            if self._sqlite:
                Path(self.place).parent.mkdir(parents=True, exist_ok=True)
                sqlite3.connect(self.place).close()  # refused here, aiosqlite's thread is not left behind to speak to a closed loop
        try:
            async with self.connect() as connection:
                version = await connection.run_sync(schema.current)
                if self._sqlite:
                    await connection.exec_driver_sql("PRAGMA journal_mode=WAL")  # kept in the file: readers do not wait for a writer
            if version != schema.HEAD:
                async with self.begin() as connection:
                    await connection.run_sync(schema.upgrade, self.place)
        except StorageFailed:
            await self.close()
            raise

    async def answers(self) -> bool:
        """Whether the database answers a question. Raises `StorageFailed` with what is wrong."""
        async with self.connect() as connection:
            return bool((await connection.execute(text("SELECT 1"))).scalar_one())

    async def checkpointed(self) -> bool:
        """Bring what SQLite has written beside the file into it, and leave nothing beside it; False when somebody reads from an old state."""
        if not self._sqlite:
            return True
        async with self._turn(), self.connect() as connection:
            return not (await connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")).one()[0]

    async def size(self) -> int:
        """Bytes of the file; 0 for PostgreSQL."""
        if not self._sqlite:
            return 0
        async with self.connect() as connection:
            pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
            return pages * (await connection.exec_driver_sql("PRAGMA page_size")).scalar_one()

    async def written_anew(self) -> bool:
        """Write the whole file of SQLite again, without what is between the rows; False when somebody reads from the old one."""
        if not self._sqlite:
            return True
        async with self._turn(), self.connect() as connection:
            await connection.exec_driver_sql("VACUUM")
        return await self.checkpointed()

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def begin(self) -> AsyncGenerator[AsyncConnection]:
        """A transaction that writes: committed at the end of the block, rolled back by an exception. Raises `StorageFailed`."""
        with told_plainly(self.place):
            async with self._turn(), self._engine.begin() as connection:
                if self._sqlite:  # who reads first and asks for the right to write later can be refused at once (SQLITE_BUSY_SNAPSHOT)
                    await connection.exec_driver_sql("BEGIN IMMEDIATE")
                yield connection

    @asynccontextmanager
    async def connect(self) -> AsyncGenerator[AsyncConnection]:
        """A connection to read with. Raises `StorageFailed`."""
        with told_plainly(self.place):
            async with self._engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def _turn(self) -> AsyncGenerator[None]:
        """SQLite has one writer: our own coroutines queue here, because those that wait inside SQLite sleep and are not served in order."""
        if not self._sqlite:
            yield
            return
        try:
            async with asyncio.timeout(float(self._pragmas["busy_timeout"]) / 1000):
                await self._writing.acquire()
        except TimeoutError as error:
            raise Locked(SENTENCES[Locked].format(place=self.place)) from error
        try:
            yield
        finally:
            self._writing.release()

    def _set_pragmas(self, connection: Any, _record: Any) -> None:
        try:
            cursor = connection.cursor()
            for name, setting in self._pragmas.items():
                cursor.execute(f"PRAGMA {name}={setting}")
            cursor.close()
        except BaseException:
            connection.close()  # the pool does not know it yet
            raise

"""The database: looked at without bringing it up to date, and without making one."""

import asyncio
import shutil
import sqlite3
from pathlib import Path

from bot.checkup.findings import Finding, attention, broken, ok
from bot.checkup.machine import shown_size, writable
from storage import schema
from storage.database import Database, normalised
from storage.failures import Locked, StorageFailed, told_plainly

QUIET = {"busy_timeout": 2000, "query_only": "ON"}
"""For SQLite: nothing can be written by mistake, and nobody is waited for long."""
LITTLE, TOO_LITTLE = 500 * 1024**2, 50 * 1024**2
"""Bytes of free disk that are worth a word, and that end in failure soon."""


def file_of(url: str) -> Path | None:
    """The file of a SQLite database, None for a server. Raises `StorageFailed` for an address that is none."""
    address = normalised(url)
    return Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None


async def version_of(database: Database, url: str) -> str | None:
    """The schema that a database has, None if it is empty or not there. Changes nothing. Raises `StorageFailed`."""
    file = file_of(url)
    if file is not None:
        if not await asyncio.to_thread(file.exists):
            return None
        with told_plainly(database.place):  # refused here, aiosqlite's thread is not left behind
            await asyncio.to_thread(lambda: sqlite3.connect(file).close())
    async with database.connect() as connection:
        return await connection.run_sync(schema.current)


class _Enough(Exception):
    """We might have written."""


class Kept:
    """One database. After `look`, `database` is there to read from; None if that makes no sense."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._opened: Database | None = None
        self.database: Database | None = None

    async def look(self) -> list[Finding]:
        """Whether it opens, can be written to, has the schema of this program, and room to grow."""
        try:
            return await self._look()
        except StorageFailed as failed:
            return [broken("database", str(failed), "Until then nothing can be kept. MOCK_INTERVIEW_DATABASE_URL names the database.")]

    async def close(self) -> None:
        """Close every connection."""
        if self._opened is not None:
            await self._opened.close()

    async def _look(self) -> list[Finding]:
        file = file_of(self._url)
        database = self._opened = Database(self._url, pragmas=QUIET)
        if file is not None and not await asyncio.to_thread(file.exists):
            return await asyncio.to_thread(_unmade, file)
        if file is not None and not await asyncio.to_thread(_may_write, file):  # a file with a log beside it cannot even be read then
            advice = "Give the program the right to write to the file and to its folder, or name another in MOCK_INTERVIEW_DATABASE_URL."
            return [broken("database", f"{file} may not be written to", advice)]
        version = await version_of(database, self._url)
        if version == schema.HEAD:
            self.database = database
        state = _of_version(version, database.place, _size(file))
        return [await self._busy(database.place) or state, *([await asyncio.to_thread(_disk, file)] if file else [])]

    async def _busy(self, place: str) -> Finding | None:
        """Whether somebody else keeps us from writing: the right to write is asked for, and given back unused."""
        database = Database(self._url, pragmas={"busy_timeout": QUIET["busy_timeout"]})
        try:
            async with database.begin():
                raise _Enough
        except _Enough:  # rolled back: a commit would make the first page of an empty file
            return None
        except Locked:
            advice = "Wait for the other program or end it; a backup that copies the file does this too."
            return attention(
                "database", f"{place} has been busy for {int(QUIET['busy_timeout']) // 1000} seconds: another program writes to it", advice
            )
        finally:
            await database.close()


def _may_write(file: Path) -> bool:
    try:
        with file.open("r+b"):
            return writable(file.parent)
    except OSError:
        return False


def _unmade(file: Path) -> list[Finding]:
    if writable(file.parent):
        return [ok("database", f"{file} will be made at the first start")]
    advice = "Give the program the right to write there, or name another place in MOCK_INTERVIEW_DATABASE_URL."
    return [broken("database", f"{file} is not there, and cannot be made", advice)]


def _of_version(version: str | None, place: str, size: str) -> Finding:
    if version is None:
        return ok("database", f"{place} is empty; its tables will be made at the first start")
    if version > schema.HEAD:
        newer = f"{place} was written by a later version of this program (its schema is {version}, ours {schema.HEAD})"
        return broken("database", newer, "Update the program.")
    if version < schema.HEAD:
        older = f"{place} has schema {version}; this program's is {schema.HEAD}"
        return attention("database", older, "It is brought up to date at the next start, or now by `mock-interview db upgrade`. Make a copy before.")
    return ok("database", f"{place}, schema {version}{size}")


def _size(file: Path | None) -> str:
    if file is None:
        return ""
    parts = [file, file.with_name(f"{file.name}-wal")]
    return f", {shown_size(sum(part.stat().st_size for part in parts if part.exists()))}"


def _disk(file: Path) -> Finding:
    free = shutil.disk_usage(file.parent).free
    found = f"{shown_size(free)} free where the database is"
    if free < TOO_LITTLE:
        return broken("disk", found, "Free some space on that disk: the database needs it to write.")
    return attention("disk", found, "Free some space on that disk soon.") if free < LITTLE else ok("disk", found)

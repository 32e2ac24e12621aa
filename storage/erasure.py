"""Deleting for real: one interview, or everything about a person. What was deleted cannot come back, from this program or another one.

In SQLite no byte of it stays in the file once `wipe` has done its work. PostgreSQL frees the room of deleted rows in its own time (VACUUM), and keeps
them in its write-ahead log and in backups for as long as it is told to; so does a file system with what a file once held.
"""

import asyncio
from contextlib import suppress
from datetime import datetime

from sqlalchemy import delete, insert, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import word_index
from storage.anonymity import anonymised
from storage.database import Database
from storage.events import EventLog
from storage.failures import UnknownInterview, shown
from storage.reminders import removed
from storage.shares import ShareKind
from storage.tables import (
    API_TOKENS,
    ARRIVALS,
    ASIDES,
    ATTACHMENTS,
    COMMENTS,
    DELIVERIES,
    EVENTS,
    KEPT_PAGES,
    LEFTOVERS,
    MARKS,
    OPINIONS,
    PEOPLE,
    QUIZ_ANSWERS,
    REMINDERS,
    ROUTINES,
    SEARCHED,
    SESSIONS,
    SHARES,
    SNAPSHOTS,
    THREADS,
    TRANSCRIPTS,
)

OF_AN_INTERVIEW = (
    *(EVENTS, SNAPSHOTS, ARRIVALS, THREADS, DELIVERIES, ATTACHMENTS, ASIDES),
    *(SHARES, OPINIONS, COMMENTS, KEPT_PAGES, MARKS, SEARCHED),
)
"""Everything that hangs on a transcript by `interview_id`."""
PAUSE = 0.01
"""Seconds between two steps of wiping, in which other writers get their turn."""

SMALL = 200_000_000
"""Bytes of a file that is written anew without being asked: a second or two."""
_WORDS, _PAGES = "words", "pages"


class Erasure:
    """Deletes from one database. Every method raises `StorageFailed` when the database cannot do it; then nothing of that step was deleted."""

    def __init__(self, database: Database, log: EventLog, *, small: int = SMALL) -> None:
        self._database = database
        self._log = log
        self._small = small

    async def interview(self, interview_id: str, now: datetime) -> None:
        """Delete one interview and all that was made of it. Raises `UnknownInterview`. `wipe` is to follow, and may take its time."""
        async with self._database.begin() as connection:
            its = TRANSCRIPTS.c.id == interview_id
            if not (await connection.execute(select(TRANSCRIPTS.c.id).where(its).with_for_update())).first():  # who appends waits, and finds nothing
                raise UnknownInterview(interview_id)
            number = await connection.scalar(select(SEARCHED.c.number).where(SEARCHED.c.interview_id == interview_id))
            if number is not None:
                await word_index.removed(connection, number)
            for table in OF_AN_INTERVIEW:
                await connection.execute(delete(table).where(table.c.interview_id == interview_id))
            await connection.execute(delete(TRANSCRIPTS).where(its))
            await self._left_over(connection, now)
        self._log.forget(interview_id)

    async def person(self, person: str, now: datetime) -> list[str]:
        """Delete everything about a person; the ids of their interviews, which are gone. `wipe` is to follow.

        Their interviews go whole, with what others said in and about them. So do their settings, tokens, remarks, and what was shared with them. In the
        logs of other people's interviews their scores stay, which are part of what those people were told, under a name that means nobody. What other
        people typed about them stays, as does an installation of the app they made, which belongs to their workspace."""
        erased: list[str] = []
        while theirs := await self._of(person):  # again, for one that began meanwhile
            for interview_id in theirs:
                with suppress(UnknownInterview):  # somebody else has deleted it
                    await self.interview(interview_id, now)
            erased += theirs
        for interview_id in await self._read_by(person):
            async with self._database.begin() as connection:
                await anonymised(connection, interview_id, person)
            self._log.forget(interview_id)
        async with self._database.begin() as connection:
            await self._deleted_beside(connection, person, now)
        return erased

    async def _of(self, person: str) -> list[str]:
        async with self._database.connect() as connection:
            return list((await connection.execute(select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.candidate == shown(person)))).scalars())

    async def _read_by(self, person: str) -> list[str]:
        """The interviews of others that a person was let read, scored or remarked on."""
        to_them = select(SHARES.c.interview_id).where(SHARES.c.kind == ShareKind.PERSON.value, SHARES.c.target == shown(person))
        scored = select(OPINIONS.c.interview_id).where(OPINIONS.c.person == shown(person))
        remarked = select(COMMENTS.c.interview_id).where(COMMENTS.c.by == shown(person))
        async with self._database.connect() as connection:
            return sorted((await connection.execute(union(to_them, scored, remarked))).scalars())

    async def wipe(self, *, thoroughly: bool = False) -> bool:
        """Write over what deleted words have left in the file; to be called after a deletion, and by a sweep. True when nothing is left to do.

        The index of the search is merged in small steps. Then the file is written anew, for SQLite leaves copies in pages from which it has moved a
        row; while it does that others cannot write, so a large file is written anew only `thoroughly`. Neither is done while somebody reads an old state."""
        left = await self._left()
        if _WORDS in left:
            await self._merge()
            if not await self._database.checkpointed():
                return False
            await self._settle(_WORDS, left[_WORDS])
        if _PAGES in left and (thoroughly or await self._database.size() <= self._small):
            if not await self._database.written_anew():
                return False
            await self._settle(_PAGES, left[_PAGES])
        return not await self._left()

    async def _merge(self) -> None:
        done, first = False, True
        while not done:
            async with self._database.begin() as connection:
                done = await word_index.wiped(connection, first=first)
            first = False
            await asyncio.sleep(PAUSE)

    async def _left(self) -> dict[str, datetime]:
        async with self._database.connect() as connection:
            return {row.name: row.at for row in (await connection.execute(select(LEFTOVERS))).all()}

    async def _settle(self, name: str, at: datetime) -> None:
        async with self._database.begin() as connection:  # unless more was deleted meanwhile
            await connection.execute(delete(LEFTOVERS).where(LEFTOVERS.c.name == name, LEFTOVERS.c.at == at))

    async def _deleted_beside(self, connection: AsyncConnection, person: str, now: datetime) -> None:
        """What is kept of a person apart from interviews."""
        theirs = (await connection.execute(select(REMINDERS.c.id).where(REMINDERS.c.person == shown(person)))).scalars().all()
        await removed(connection, theirs)
        for column in (PEOPLE.c.id, API_TOKENS.c.person, SESSIONS.c.person, ASIDES.c.person, COMMENTS.c.by, ROUTINES.c.person, QUIZ_ANSWERS.c.person):
            await connection.execute(delete(column.table).where(column == shown(person)))
        await self._left_over(connection, now)

    async def _left_over(self, connection: AsyncConnection, now: datetime) -> None:
        """It names nothing that was deleted."""
        if self._database.is_sqlite:
            await connection.execute(delete(LEFTOVERS))
            await connection.execute(insert(LEFTOVERS), [{"name": name, "at": now} for name in (_WORDS, _PAGES)])

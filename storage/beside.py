"""What comes along with an interview and is not part of its log: files still to be read, and what other people said in its thread."""

import json

from pydantic import AwareDatetime
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from interview_flow.frozen import Frozen
from storage.database import Database
from storage.failures import AlreadyHeard, shown
from storage.group import Write
from storage.tables import ASIDES, ATTACHMENTS, TRANSCRIPTS

_ATTACHED = insert(ATTACHMENTS)


class Attachment(Frozen):
    """A file that came with an answer. `size` in bytes; `url` wants the app's token."""

    id: str
    interview_id: str
    name: str
    mimetype: str
    size: int
    url: str
    at: AwareDatetime


class Aside(Frozen):
    """What somebody other than the candidate said in the thread; `id` is that of its arrival."""

    id: str
    interview_id: str
    person: str
    text: str
    at: AwareDatetime


def attached(attachment: Attachment) -> Write:
    """What keeps a file in mind together with the answer it came with."""
    row = attachment.model_dump() | {"name": shown(attachment.name), "url": shown(attachment.url)}
    return Write(_ATTACHED, [row], AlreadyHeard(attachment.id))


class Attachments:
    """Files still to be read. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, attachment: Attachment) -> bool:
        """Keep a file in mind that came without a word; False if it was known, or the interview was deleted."""
        async with self._database.begin() as connection:
            if (await connection.execute(select(ATTACHMENTS.c.id).where(ATTACHMENTS.c.id == attachment.id))).first():
                return False
            if not await _is_there(connection, attachment.interview_id):
                return False
            await connection.execute(_ATTACHED, list(attached(attachment).rows))
        return True

    async def of(self, interview_id: str) -> list[Attachment]:
        """The files of an interview that nobody has read, in the order in which they came."""
        query = select(ATTACHMENTS).where(ATTACHMENTS.c.interview_id == interview_id).order_by(ATTACHMENTS.c.at, ATTACHMENTS.c.id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Attachment.model_validate(dict(row)) for row in rows]

    async def read(self, attachment_id: str) -> None:
        """The file is in the log, or refused."""
        async with self._database.begin() as connection:
            await connection.execute(delete(ATTACHMENTS).where(ATTACHMENTS.c.id == attachment_id))


class Asides:
    """What other people said. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, aside: Aside) -> None:
        """Keep it, once; an edited one takes the place of the old. Nothing is kept beside an interview that was deleted."""
        row = aside.model_dump(exclude={"text"}) | {"body": json.dumps(aside.text)}
        async with self._database.begin() as connection:
            await connection.execute(delete(ASIDES).where(ASIDES.c.id == aside.id))
            if await _is_there(connection, aside.interview_id):
                await connection.execute(insert(ASIDES), row)

    async def forget(self, aside_id: str) -> None:
        """Somebody took it back."""
        async with self._database.begin() as connection:
            await connection.execute(delete(ASIDES).where(ASIDES.c.id == aside_id))

    async def of(self, interview_id: str) -> list[Aside]:
        """What was said beside an interview, in order."""
        query = select(ASIDES).where(ASIDES.c.interview_id == interview_id).order_by(ASIDES.c.at, ASIDES.c.id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [
            Aside(id=row["id"], interview_id=row["interview_id"], person=row["person"], text=json.loads(row["body"]), at=row["at"]) for row in rows
        ]


async def _is_there(connection: AsyncConnection, interview_id: str) -> bool:
    """Whether there is such an interview; whoever is deleting it is waited for, or waits."""
    its = select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.id == interview_id).with_for_update(read=True, key_share=True)
    return (await connection.execute(its)).first() is not None

"""Who is signed in on the pages. A browser holds the id; only its hash (`storage.shares.hashed`) is kept. What is deleted here is over at once."""

from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import delete, insert, select, update

from interview_flow.frozen import Frozen
from storage.database import Database
from storage.failures import shown
from storage.tables import SESSIONS


class Session(Frozen):
    """One browser in which a person is signed in. `id` is the hash; `checked_at` is when Slack was last asked about the person."""

    id: str
    person: str
    team: str
    enterprise: str | None = None
    name: str
    is_admin: bool = False
    begun_at: AwareDatetime
    checked_at: AwareDatetime
    expires_at: AwareDatetime


class Sessions:
    """The sessions of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, session: Session) -> None:
        """Keep a new session, and forget those that have expired."""
        row = session.model_dump() | {"name": shown(session.name)}
        async with self._database.begin() as connection:
            await connection.execute(delete(SESSIONS).where(SESSIONS.c.expires_at <= session.begun_at))
            await connection.execute(insert(SESSIONS), row)

    async def find(self, session_id: str, now: datetime) -> Session | None:
        """The session with this id, unless it is over."""
        query = select(SESSIONS).where(SESSIONS.c.id == session_id, SESSIONS.c.expires_at > now)
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return Session.model_validate(dict(row)) if row else None

    async def of(self, person: str, now: datetime) -> list[Session]:
        """Where a person is signed in, the latest first."""
        query = select(SESSIONS).where(SESSIONS.c.person == shown(person), SESSIONS.c.expires_at > now)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query.order_by(SESSIONS.c.begun_at.desc(), SESSIONS.c.id))).mappings().all()
        return [Session.model_validate(dict(row)) for row in rows]

    async def prolong(self, session_id: str, expires_at: datetime) -> None:
        """Let a session live until then."""
        async with self._database.begin() as connection:
            await connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(expires_at=expires_at))

    async def take_check(self, session: Session, now: datetime) -> bool:
        """Whether it is for the caller to ask about the person now: of several who notice that it is time, one is told yes."""
        due = update(SESSIONS).where(SESSIONS.c.id == session.id, SESSIONS.c.checked_at == session.checked_at)
        async with self._database.begin() as connection:
            return bool((await connection.execute(due.values(checked_at=now))).rowcount)

    async def note(self, session_id: str, *, checked_at: datetime, name: str | None = None, is_admin: bool | None = None) -> None:
        """Keep what was learnt of the person, as far as it was; `checked_at` is from when the next check is counted."""
        learnt = {"name": None if name is None else shown(name), "is_admin": is_admin}
        known = {column: value for column, value in learnt.items() if value is not None}
        async with self._database.begin() as connection:
            await connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(checked_at=checked_at, **known))

    async def end(self, session_id: str) -> None:
        """Sign out one browser."""
        async with self._database.begin() as connection:
            await connection.execute(delete(SESSIONS).where(SESSIONS.c.id == session_id))

    async def end_all(self, person: str) -> int:
        """Sign a person out everywhere; of how many browsers."""
        async with self._database.begin() as connection:
            return (await connection.execute(delete(SESSIONS).where(SESSIONS.c.person == shown(person)))).rowcount

"""Questions over all interviews, answered by the read model; no log is read."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Select, func, select, true

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Level, Mode
from storage.database import Database
from storage.failures import Ambiguous, UnknownInterview, shown
from storage.tables import TRANSCRIPTS

OPEN = (Stage.ACTIVE, Stage.PAUSED)
"""Stages of an interview that can still go on."""
NAMED = 3
"""How many ids the sentence of `Ambiguous` names."""


class Listed(Frozen):
    """One interview as it stands in a list. `score` is 0 to 100; both it and `verdict` are None until there is one, and not for the candidate's
    eyes until they are `revealed`. `seq` counts the events of its log; `drill` is the phase of one that is no whole interview."""

    id: str
    topic: str
    problem: str | None
    level: Level
    mode: Mode
    candidate: str
    interviewer: str
    stage: Stage
    phase: Phase
    turns: int
    owes_reply: bool
    started_at: AwareDatetime
    last_at: AwareDatetime
    ended_at: AwareDatetime | None
    score: float | None
    verdict: str | None
    revealed: bool = False
    seq: int = 0
    drill: Phase | None = None


COLUMNS = [TRANSCRIPTS.c[name] for name in Listed.model_fields]


class Transcripts:
    """The interviews of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def listed(self, candidate: str | None = None, limit: int | None = 50) -> list[Listed]:
        """Interviews, newest first; of one candidate if one is named."""
        query = select(*COLUMNS).order_by(TRANSCRIPTS.c.started_at.desc(), TRANSCRIPTS.c.id).limit(limit)
        return await self._all(query if candidate is None else query.where(TRANSCRIPTS.c.candidate == candidate))

    async def find(self, prefix: str) -> Listed:
        """The interview whose id is `prefix`, or the only one whose id begins with it. Raises `UnknownInterview`, `Ambiguous`."""
        if not prefix:
            raise UnknownInterview(prefix)
        beginning = func.substr(TRANSCRIPTS.c.id, 1, len(prefix))  # LIKE ignores case in SQLite and minds it in PostgreSQL
        shortest_first = (func.length(TRANSCRIPTS.c.id), TRANSCRIPTS.c.id)
        found = await self._all(select(*COLUMNS).where(beginning == shown(prefix)).order_by(*shortest_first).limit(NAMED))
        if not found:
            raise UnknownInterview(prefix)
        if len(found) > 1 and found[0].id != prefix:
            raise Ambiguous(prefix, [listed.id for listed in found])
        return found[0]

    async def at(self, interview_id: str) -> tuple[Listed, int]:
        """The interview of this id, and how many events it has. Raises `UnknownInterview`."""
        found = await self._all(select(*COLUMNS).where(TRANSCRIPTS.c.id == shown(interview_id)))
        if not found:
            raise UnknownInterview(interview_id)
        return found[0], found[0].seq

    async def owed(self) -> list[str]:
        """The ids of interviews that are owed a reply, the longest waiting first."""
        return await self._ids(select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.owes_reply == true()).order_by(TRANSCRIPTS.c.last_at))

    async def silent_since(self, at: datetime) -> list[str]:
        """The ids of open interviews in which nothing has happened since `at` (aware; `Refused` otherwise), the most silent first."""
        silent = TRANSCRIPTS.c.stage.in_(OPEN) & (TRANSCRIPTS.c.last_at < at)
        return await self._ids(select(TRANSCRIPTS.c.id).where(silent).order_by(TRANSCRIPTS.c.last_at))

    async def times_practised(self, problem: str) -> int:
        """How many whole interviews there were about a problem, finished or not."""
        these = (TRANSCRIPTS.c.problem == problem) & TRANSCRIPTS.c.drill.is_(None)
        async with self._database.connect() as connection:
            return (await connection.execute(select(func.count()).where(these))).scalar_one()

    async def open_interviews(self, candidate: str) -> list[Listed]:
        """The interviews that a candidate can go on with, the one that was spoken in last first."""
        is_open = (TRANSCRIPTS.c.candidate == candidate) & TRANSCRIPTS.c.stage.in_(OPEN)
        return await self._all(select(*COLUMNS).where(is_open).order_by(TRANSCRIPTS.c.last_at.desc(), TRANSCRIPTS.c.id))

    async def _all(self, query: Select[Any]) -> list[Listed]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Listed.model_validate(dict(row)) for row in rows]

    async def _ids(self, query: Select[Any]) -> list[str]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [row[0] for row in rows]

"""How each criterion came out in each finished interview: what progress, and later practice, is read from. Can be made from the logs again."""

from collections.abc import Sequence
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Select, delete, insert, select
from sqlalchemy.exc import IntegrityError

from interview_flow.frozen import Frozen
from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Status
from storage.database import Database
from storage.failures import UnknownInterview, shown
from storage.tables import MARKS


class Mark(Frozen):
    """One criterion in one interview. `earned` is the share of what it can give, 0 to 1; `expected` says whether its level asks for it; `at` is when
    the interview ended."""

    interview_id: str
    criterion: str
    candidate: str
    problem: str | None
    level: Level
    status: Status
    initiative: Initiative | None
    earned: float
    expected: bool
    at: AwareDatetime


class Marks:
    """The marks of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, interview_id: str, marks: Sequence[Mark]) -> None:
        """These are the marks of an interview from now on. Raises `UnknownInterview`, also for one that was deleted meanwhile."""
        rows = [mark.model_dump(mode="json") | {"at": mark.at, "candidate": shown(mark.candidate)} for mark in marks]
        async with self._database.begin() as connection:
            await connection.execute(delete(MARKS).where(MARKS.c.interview_id == interview_id))
            if not rows:
                return
            try:
                await connection.execute(insert(MARKS), rows)
            except IntegrityError as error:
                raise UnknownInterview(interview_id) from error

    async def of(self, interview_id: str) -> list[Mark]:
        """The marks of an interview, by criterion."""
        return await self._all(select(MARKS).where(MARKS.c.interview_id == shown(interview_id)).order_by(MARKS.c.criterion))

    async def of_candidate(self, candidate: str, interviews: int | None = None) -> list[Mark]:
        """A candidate's marks, oldest interview first; of their latest so many `interviews` only, if a number is given."""
        theirs = MARKS.c.candidate == shown(candidate)
        if interviews is not None:
            latest = select(MARKS.c.interview_id).where(theirs).group_by(MARKS.c.at, MARKS.c.interview_id)
            theirs = theirs & MARKS.c.interview_id.in_(latest.order_by(MARKS.c.at.desc(), MARKS.c.interview_id).limit(interviews))
        return await self._all(select(MARKS).where(theirs).order_by(MARKS.c.at, MARKS.c.interview_id, MARKS.c.criterion))

    async def _all(self, query: Select[Any]) -> list[Mark]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Mark.model_validate(dict(row)) for row in rows]

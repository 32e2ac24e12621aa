"""How each criterion came out in each finished interview: what progress, and later practice, is read from. Can be made from the logs again."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Select, delete, exists, insert, select
from sqlalchemy.exc import IntegrityError

from interview_flow.assessment.scorecard import Scorecard
from interview_flow.frozen import Frozen
from interview_flow.interview import Interview
from interview_flow.phases import Stage
from interview_flow.progress import outcomes
from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Status
from storage.database import Database
from storage.failures import UnknownInterview, shown
from storage.group import Write
from storage.tables import MARKS, TRANSCRIPTS

MARKS_VERSION = 1
"""Raised whenever criteria are judged otherwise than before, so that older marks are made again from the logs."""

_MARKED = insert(MARKS)


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


_COLUMNS = [MARKS.c[name] for name in Mark.model_fields]


def marks_of(interview: Interview, card: Scorecard) -> tuple[Mark, ...]:
    """The marks of a finished interview; none of one that is not."""
    if interview.stage is not Stage.FINISHED or interview.ended_at is None:
        return ()
    its: dict[str, Any] = {
        "interview_id": interview.id,
        "candidate": interview.candidate,
        "problem": interview.problem,
        "level": interview.level,
        "at": interview.ended_at,
    }
    return tuple(Mark(**its, **outcome.model_dump()) for outcome in outcomes(card))


def marking(interview: Interview, card: Scorecard) -> list[Write]:
    """What keeps the marks of an interview together with its end."""
    marks = marks_of(interview, card)
    return [Write(_MARKED, _rows(marks))] if marks else []


class Marks:
    """The marks of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, interview_id: str, marks: Sequence[Mark]) -> None:
        """These are the marks of an interview from now on. Raises `UnknownInterview`, also for one that was deleted meanwhile."""
        rows = _rows(marks)
        async with self._database.begin() as connection:
            await connection.execute(delete(MARKS).where(MARKS.c.interview_id == interview_id))
            if not rows:
                return
            try:
                await connection.execute(_MARKED, rows)
            except IntegrityError as error:
                raise UnknownInterview(interview_id) from error

    async def of(self, interview_id: str) -> list[Mark]:
        """The marks of an interview, by criterion."""
        return await self._all(select(*_COLUMNS).where(MARKS.c.interview_id == shown(interview_id)).order_by(MARKS.c.criterion))

    async def of_these(self, interview_ids: Collection[str]) -> list[Mark]:
        """The marks of these interviews, oldest interview first."""
        return await self._all(_ordered().where(MARKS.c.interview_id.in_(list(interview_ids)))) if interview_ids else []

    async def unmarked(self, limit: int, *, candidate: str | None = None, since: datetime | None = None) -> list[str]:
        """The ids of finished interviews that have no marks of this version, the latest first: of one candidate, or of those in which anything
        has happened `since`."""
        marked = exists().where(MARKS.c.interview_id == TRANSCRIPTS.c.id, MARKS.c.version == MARKS_VERSION)
        query = select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.stage == Stage.FINISHED.value, ~marked)
        if candidate is not None:
            query = query.where(TRANSCRIPTS.c.candidate == shown(candidate))
        if since is not None:
            query = query.where(TRANSCRIPTS.c.last_at >= since)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query.order_by(TRANSCRIPTS.c.last_at.desc(), TRANSCRIPTS.c.id).limit(limit))).all()
        return [row[0] for row in rows]

    async def _all(self, query: Select[Any]) -> list[Mark]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Mark.model_validate(dict(row)) for row in rows]


def _ordered() -> Select[Any]:
    return select(*_COLUMNS).order_by(MARKS.c.at, MARKS.c.interview_id, MARKS.c.criterion)


def _rows(marks: Sequence[Mark]) -> list[dict[str, Any]]:
    texts = [{"candidate": shown(mark.candidate), "problem": mark.problem and shown(mark.problem)} for mark in marks]
    return [mark.model_dump(mode="json") | text | {"at": mark.at, "version": MARKS_VERSION} for mark, text in zip(marks, texts, strict=True)]

"""Counts over many interviews, made by the database."""

from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Integer, Select, and_, case, cast, extract, func, select

from interview_flow.frozen import Frozen
from interview_flow.phases import Stage
from interview_flow.rubric import Mode
from interview_flow.small_groups import Attendance
from storage.database import Database
from storage.failures import shown
from storage.tables import QUIZ_ANSWERS, TRANSCRIPTS
from storage.transcripts import COLUMNS, Listed

_FINISHED = TRANSCRIPTS.c.stage == Stage.FINISHED.value


class Practised(Frozen):
    """How somebody has practised one problem. `best` is the best score (0 to 100) of a finished strict interview that they may know of."""

    problem: str
    times: int
    finished: int
    best: float | None
    last_at: AwareDatetime


class Tallies:
    """The counts of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def practised(self, candidate: str, *, knows_all: bool) -> dict[str, Practised]:
        """By problem, drills left out. Unless the candidate `knows_all`, only what was revealed counts as a result."""
        known = and_(_FINISHED, TRANSCRIPTS.c.mode == Mode.STRICT.value, *([] if knows_all else [TRANSCRIPTS.c.revealed]))
        query = (
            select(
                TRANSCRIPTS.c.problem,
                func.count().label("times"),
                func.sum(case((_FINISHED, 1), else_=0)).label("finished"),
                func.max(case((known, TRANSCRIPTS.c.score))).label("best"),
                func.max(TRANSCRIPTS.c.started_at).label("last_at"),
            )
            .where(TRANSCRIPTS.c.candidate == shown(candidate), TRANSCRIPTS.c.problem.is_not(None), TRANSCRIPTS.c.drill.is_(None))
            .group_by(TRANSCRIPTS.c.problem)
        )
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return {row["problem"]: Practised.model_validate(dict(row)) for row in rows}

    async def finished(self, candidate: str, most: int, *, knows_all: bool) -> list[Listed]:
        """Their latest finished whole interviews and as many drills, the oldest of them first. Unless the candidate `knows_all`, only those that were
        revealed."""
        theirs = and_(TRANSCRIPTS.c.candidate == shown(candidate), _FINISHED, *([] if knows_all else [TRANSCRIPTS.c.revealed]))
        query = select(*COLUMNS).where(theirs).order_by(TRANSCRIPTS.c.ended_at.desc(), TRANSCRIPTS.c.id.desc()).limit(most)
        found: list[Listed] = []
        async with self._database.connect() as connection:
            for kind in (TRANSCRIPTS.c.drill.is_(None), TRANSCRIPTS.c.drill.is_not(None)):
                found += [Listed.model_validate(dict(row)) for row in (await connection.execute(query.where(kind))).mappings()]
        return sorted(found, key=lambda each: (each.ended_at or each.last_at, each.id))

    async def practised_at(self, candidate: str, since: datetime) -> list[datetime]:
        """When they finished an interview or a drill or answered a quiz, from `since` on, and their very first time, in no order. Raises `Refused` for
        a time without a zone."""
        person, finished = shown(candidate), and_(_FINISHED, TRANSCRIPTS.c.ended_at.is_not(None))
        found: list[datetime] = []
        async with self._database.connect() as connection:
            for at, theirs in (
                (TRANSCRIPTS.c.ended_at, and_(TRANSCRIPTS.c.candidate == person, finished)),
                (QUIZ_ANSWERS.c.at, QUIZ_ANSWERS.c.person == person),
            ):
                found += (await connection.execute(select(at).where(theirs, at >= since))).scalars()
                earliest = (await connection.execute(select(func.min(at)).where(theirs))).scalar_one()
                found += [earliest] if earliest is not None and earliest < since else []
        return found

    async def candidates(self, most: int) -> list[str]:
        """Who has finished an interview, whoever did so last first."""
        last = func.max(TRANSCRIPTS.c.last_at)
        query = select(TRANSCRIPTS.c.candidate).where(_FINISHED).group_by(TRANSCRIPTS.c.candidate).order_by(last.desc(), TRANSCRIPTS.c.candidate)
        async with self._database.connect() as connection:
            return [row[0] for row in (await connection.execute(query.limit(most))).all()]

    async def by_month(self, prefix: str) -> list[Attendance]:
        """Of everybody whose id begins with `prefix`, by the month (UTC, as 2026-03) in which an interview began."""
        async with self._database.connect() as connection:
            began = TRANSCRIPTS.c.started_at
            at = func.timezone("UTC", began) if connection.dialect.name == "postgresql" else began
            year, month = cast(extract("year", at), Integer).label("year"), cast(extract("month", at), Integer).label("month")
            query = _attended(prefix).add_columns(year, month).group_by(TRANSCRIPTS.c.candidate, year, month)
            rows = (await connection.execute(query)).all()
        return [Attendance(group=f"{row.year:04}-{row.month:02}", person=row.candidate, interviews=row.times, finished=row.finished) for row in rows]

    async def by_problem(self, prefix: str) -> list[Attendance]:
        """Of everybody whose id begins with `prefix`; "" stands for topics that are not in the bank."""
        query = _attended(prefix).add_columns(TRANSCRIPTS.c.problem).group_by(TRANSCRIPTS.c.candidate, TRANSCRIPTS.c.problem)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [Attendance(group=row.problem or "", person=row.candidate, interviews=row.times, finished=row.finished) for row in rows]


def _attended(prefix: str) -> Select[*tuple[Any, ...]]:
    theirs = func.substr(TRANSCRIPTS.c.candidate, 1, len(prefix)) == shown(prefix)
    return select(TRANSCRIPTS.c.candidate, func.count().label("times"), func.sum(case((_FINISHED, 1), else_=0)).label("finished")).where(theirs)

"""What people finished within a span of time: interviews, drills and answers to quizzes, without a result but for one's own answers."""

from collections.abc import Collection, Sequence
from datetime import datetime

from pydantic import AwareDatetime
from sqlalchemy import and_, select

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase, Stage
from storage.database import Database
from storage.failures import shown
from storage.tables import QUIZ_ANSWERS, TRANSCRIPTS

RIGHT = "right"
"""How a right answer is graded."""
AT_ONCE = 500
"""People that one query asks about."""


class Finished(Frozen):
    """An interview that somebody finished, or a drill of one phase; `phase` is the last one it came to."""

    person: str
    at: AwareDatetime
    phase: Phase
    drill: Phase | None


class Answered(Frozen):
    """A question of a quiz that somebody answered."""

    person: str
    at: AwareDatetime
    is_right: bool


class Attendances:
    """Of one database. Every method raises `StorageFailed` when the database cannot answer, and `Refused` for a time without a zone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def finished(self, people: Collection[str], since: datetime, until: datetime) -> list[Finished]:
        """What these people finished from `since` on and before `until`, in no order."""
        found: list[Finished] = []
        ended = TRANSCRIPTS.c.ended_at
        for some in _portions(people):
            within = and_(TRANSCRIPTS.c.candidate.in_(some), TRANSCRIPTS.c.stage == Stage.FINISHED.value, ended >= since, ended < until)
            query = select(TRANSCRIPTS.c.candidate.label("person"), ended.label("at"), TRANSCRIPTS.c.phase, TRANSCRIPTS.c.drill).where(within)
            async with self._database.connect() as connection:
                found += [Finished.model_validate(dict(row)) for row in (await connection.execute(query)).mappings()]
        return found

    async def answered(self, people: Collection[str], since: datetime, until: datetime) -> list[Answered]:
        """What these people answered from `since` on and before `until`, in no order."""
        found: list[Answered] = []
        for some in _portions(people):
            within = and_(QUIZ_ANSWERS.c.person.in_(some), QUIZ_ANSWERS.c.at >= since, QUIZ_ANSWERS.c.at < until)
            query = select(QUIZ_ANSWERS.c.person, QUIZ_ANSWERS.c.at, QUIZ_ANSWERS.c.grade).where(within)
            async with self._database.connect() as connection:
                rows = (await connection.execute(query)).all()
            found += [Answered(person=row.person, at=row.at, is_right=row.grade == RIGHT) for row in rows]
        return found


def _portions(people: Collection[str]) -> list[Sequence[str]]:
    everybody = sorted({shown(each) for each in people})
    return [everybody[place : place + AT_ONCE] for place in range(0, len(everybody), AT_ONCE)]

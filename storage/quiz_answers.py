"""What people answered to quiz questions. Nothing else is kept of them: when a question comes again is worked out from the answers."""

from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from interview_flow.frozen import Frozen
from interview_flow.quizzes import Answer, Outcome
from storage.database import Database
from storage.failures import AlreadyHeard, shown
from storage.tables import QUIZ_ANSWERS

MOST = 5_000
"""Answers of one person that are looked at, the latest ones: more than all questions at their shortest interval take in a year."""


class KeptAnswer(Frozen):
    """An answer of a person; `id` is by what it is known when it comes again, `chosen` the options' own letters."""

    id: str
    person: str
    quiz: str
    chosen: tuple[str, ...]
    outcome: Outcome
    at: AwareDatetime

    @property
    def answer(self) -> Answer:
        """What it says of a memory."""
        return Answer(quiz=self.quiz, chosen=self.chosen, outcome=self.outcome, at=self.at)


class QuizAnswers:
    """The answers of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, answer: KeptAnswer) -> bool:
        """Keep an answer, once; False if it was known."""
        row = {
            "id": shown(answer.id),
            "person": shown(answer.person),
            "quiz": shown(answer.quiz),
            "chosen": "".join(answer.chosen),
            "grade": answer.outcome.value,
            "at": answer.at,
        }
        try:
            async with self._database.begin() as connection:
                try:
                    await connection.execute(insert(QUIZ_ANSWERS), row)
                except IntegrityError as error:
                    raise AlreadyHeard(answer.id) from error
        except AlreadyHeard:
            return False
        return True

    async def find(self, answer_id: str) -> KeptAnswer | None:
        """An answer by its id."""
        async with self._database.connect() as connection:
            row = (await connection.execute(select(QUIZ_ANSWERS).where(QUIZ_ANSWERS.c.id == shown(answer_id)))).mappings().first()
        return _kept(dict(row)) if row else None

    async def of(self, person: str, most: int = MOST) -> list[Answer]:
        """A person's latest answers, the oldest of them first."""
        query = select(QUIZ_ANSWERS).where(QUIZ_ANSWERS.c.person == shown(person)).order_by(QUIZ_ANSWERS.c.at.desc(), QUIZ_ANSWERS.c.id).limit(most)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_kept(dict(row)).answer for row in reversed(rows)]


def _kept(row: dict[str, Any]) -> KeptAnswer:
    return KeptAnswer(id=row["id"], person=row["person"], quiz=row["quiz"], chosen=tuple(row["chosen"]), outcome=Outcome(row["grade"]), at=row["at"])

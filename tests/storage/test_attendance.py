"""Who finished what, and when."""

from datetime import timedelta

from sqlalchemy import insert

from interview_flow.drills import Drill
from interview_flow.events import Because, InterviewFinished
from interview_flow.interview import Interview
from interview_flow.phases import Phase
from storage.attendance import Answered, Attendances
from storage.database import Database
from storage.events import EventLog
from storage.tables import QUIZ_ANSWERS
from tests.storage.happenings import NOON, started

ADA, BEN, EVE = "slack:T1:U1", "slack:T1:U2", "slack:T1:U3"
WEEK = timedelta(days=7)


async def had(log: EventLog, interview_id: str, candidate: str, hours: float, *, drill: Drill | None = None, ends: bool = True) -> None:
    at = NOON + timedelta(hours=hours)
    begun = started(at=at, candidate=candidate).model_copy(update={"drill": drill})
    interview = await log.append(Interview.blank(interview_id), [begun])
    if ends:
        await log.append(interview, [InterviewFinished(at=at, because=Because.SETTLED)], score=50.0, verdict=None)


async def answered(database: Database, number: int, person: str, hours: float, grade: str) -> None:
    row = {"id": str(number), "person": person, "quiz": "q", "chosen": "a", "grade": grade, "at": NOON + timedelta(hours=hours)}
    async with database.begin() as connection:
        await connection.execute(insert(QUIZ_ANSWERS), row)


async def test_what_was_finished_within_a_span_is_found_by_person(database: Database, log: EventLog) -> None:
    await had(log, "a", ADA, 0)
    await had(log, "b", BEN, 1, drill=Drill(phase=Phase.RESTATE, criteria=("restate.users",)))
    await had(log, "open", BEN, 1, ends=False)
    await had(log, "late", ADA, WEEK / timedelta(hours=1))
    await had(log, "early", ADA, -0.1)
    await had(log, "other", EVE, 1)

    found = await Attendances(database).finished([ADA, BEN], NOON, NOON + WEEK)

    assert sorted((each.person, each.drill) for each in found) == [(ADA, None), (BEN, Phase.RESTATE)]
    assert await Attendances(database).finished([], NOON, NOON + WEEK) == []


async def test_answers_to_quizzes_tell_whether_they_were_right(database: Database) -> None:
    for number, (person, hours, grade) in enumerate([(ADA, 0, "right"), (ADA, 1, "partly"), (ADA, -1, "right"), (EVE, 1, "right")]):
        await answered(database, number, person, hours, grade)

    found = await Attendances(database).answered([ADA], NOON, NOON + WEEK)

    assert found == [Answered(person=ADA, at=NOON, is_right=True), Answered(person=ADA, at=NOON + timedelta(hours=1), is_right=False)]

"""Counts, marks and what is missing of them."""

from datetime import timedelta

from sqlalchemy import insert

from interview_flow.assessment.scorecard import scorecard
from interview_flow.events import Because, InterviewFinished, ScorecardRevealed
from interview_flow.evolution import evolve
from interview_flow.interview import Interview
from interview_flow.rubric import Level, Mode
from prompts.library import rubric
from storage.database import Database
from storage.events import EventLog
from storage.marks import Marks, marking, marks_of
from storage.tables import QUIZ_ANSWERS
from storage.tallies import Tallies
from tests.storage.happenings import NOON, started

ADA, BEN = "slack:T1:U1", "slack:T1:U2"
CARD = scorecard(rubric(), {}, Level.SENIOR, Mode.STRICT)


async def had(
    log: EventLog, interview_id: str, candidate: str, *, problem: str = "chat", score: float | None = 50.0, revealed: bool = True, days: int = 0
) -> Interview:
    """An interview that began so many days after noon; finished if it has a score."""
    at = NOON + timedelta(days=days)
    interview = await log.append(Interview.blank(interview_id), [started(at=at, candidate=candidate, problem=problem)])
    if score is None:
        return interview
    finished = [InterviewFinished(at=at, because=Because.SETTLED), *([ScorecardRevealed(at=at)] if revealed else [])]
    return await log.append(interview, finished, score=score, verdict="lean_no")


async def test_the_best_result_is_one_that_may_be_told(database: Database, log: EventLog) -> None:
    await had(log, "a", ADA, score=40.0)
    await had(log, "b", ADA, score=80.0, revealed=False)
    await had(log, "c", ADA, score=None)
    await had(log, "d", BEN, score=99.0)

    asked = (await Tallies(database).practised(ADA, knows_all=False))["chat"]
    never_asked = (await Tallies(database).practised(ADA, knows_all=True))["chat"]

    assert (asked.times, asked.finished, asked.best) == (3, 2, 40.0)
    assert never_asked.best == 80.0
    assert [each.id for each in await Tallies(database).finished(ADA, 10, knows_all=False)] == ["a"]


async def test_when_somebody_practised_is_known_back_to_the_first_time(database: Database, log: EventLog) -> None:
    for interview_id, days, revealed in (("a", 0, True), ("b", 50, True), ("c", 60, False)):
        await had(log, interview_id, ADA, days=days, revealed=revealed)
    await had(log, "open", ADA, days=61, score=None)
    await had(log, "d", BEN, days=62)
    answered = [
        {"id": f"q{days}", "person": ADA, "quiz": "q", "chosen": "A", "grade": "right", "at": NOON + timedelta(days=days)} for days in (-9, 70)
    ]
    async with database.begin() as connection:
        await connection.execute(insert(QUIZ_ANSWERS), answered)

    since = [await Tallies(database).practised_at(ADA, NOON + timedelta(days=days)) for days in (55, -90, 300)]

    assert [sorted((each - NOON).days for each in found) for found in since] == [[-9, 0, 60, 70], [-9, 0, 50, 60, 70], [-9, 0]]
    assert await Tallies(database).practised_at("nobody", NOON) == []


async def test_a_workspace_is_counted_by_month_and_by_problem(database: Database, log: EventLog) -> None:
    await had(log, "a", ADA)
    await had(log, "b", ADA, days=40, score=None)
    await had(log, "c", "slack:T10:U1", problem="pastebin")

    months, problems = await Tallies(database).by_month("slack:T1:"), await Tallies(database).by_problem("slack:T1:")

    assert {(each.group, each.interviews, each.finished) for each in months} == {("2026-03", 1, 1), ("2026-04", 1, 0)}
    assert [(each.group, each.person, each.interviews, each.finished) for each in problems] == [("chat", ADA, 2, 1)]


async def test_an_interview_without_marks_is_found_until_it_has_them(database: Database, log: EventLog) -> None:
    marks = Marks(database)
    a, _ = await had(log, "a", ADA), await had(log, "b", BEN, days=1)
    await had(log, "open", ADA, score=None)

    missing = await marks.unmarked(10), await marks.unmarked(10, candidate=ADA), await marks.unmarked(10, since=NOON + timedelta(hours=1))
    await marks.keep("a", marks_of(a, CARD))

    assert missing == (["b", "a"], ["a"], ["b"])
    assert await marks.unmarked(10) == ["b"]
    assert [each.criterion for each in await marks.of("a")] == sorted(each.id for each in CARD.criteria)


async def test_marks_are_written_with_the_end_of_an_interview(database: Database, log: EventLog) -> None:
    interview = await log.append(Interview.blank("a"), [started()])
    end = InterviewFinished(at=NOON, because=Because.SETTLED)

    await log.append(interview, [end], alongside=marking(evolve(interview, end), CARD))

    assert len(await Marks(database).of("a")) == len(CARD.criteria)
    assert marking(interview, CARD) == []

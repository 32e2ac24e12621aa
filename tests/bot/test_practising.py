"""What somebody should practise, from the database."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text

from bot.app import App, opened
from bot.history import history
from bot.practising import Practice, practice, zone_called
from bot.settings import Settings
from interview_flow.phases import Phase, Stage
from interview_flow.practice.next_drill import Because
from interview_flow.progress import whole
from interview_flow.reminding.reminders import Routine
from interview_flow.rubric import Level, Mode
from prompts.library import rubric
from storage.marks import MARKS_VERSION
from storage.people import People, Person
from storage.reminders import Reminders
from storage.tables import MARKS, QUIZ_ANSWERS, TRANSCRIPTS

MONDAY = datetime(2026, 1, 5, 18, tzinfo=UTC)
ADA = "slack:T1:U1"
LATER = MONDAY + timedelta(days=30)
ASKED = {level: [each.id for each in rubric().criteria if level.includes(each.level)] for level in Level}


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """Nobody has practised yet."""
    async with opened(Settings(str(tmp_path / "interviews.db"), tmp_path), lambda: LATER) as opening:
        yield opening


async def finished(
    app: App, days: float, *, missed: tuple[str, ...] = (), more: tuple[str, ...] = (), problem: str | None = "chat", **its: Any
) -> None:
    """A finished interview as the read models know it. `more` are criteria of which the rubric knows nothing."""
    at = MONDAY + timedelta(days=days)
    row: dict[str, Any] = {"id": f"i{days}", "topic": "chat", "problem": problem, "level": "senior", "mode": "strict", "candidate": ADA}
    row |= {"interviewer": "guided", "stage": Stage.FINISHED, "phase": Phase.WRAP_UP, "turns": 9, "owes_reply": False, "score": 50.0}
    row |= {"started_at": at, "last_at": at, "ended_at": at, "verdict": None, "revealed": True, "seq": 9, "indexed": 9} | its
    its_own = {
        "interview_id": row["id"],
        "candidate": row["candidate"],
        "problem": problem,
        "level": row["level"],
        "at": at,
        "version": MARKS_VERSION,
    }
    asked = [*(each for each in ASKED[Level(row["level"])] if row.get("drill") in (None, each.partition(".")[0])), *more]
    marks = [
        its_own
        | {"criterion": each, "expected": True}
        | (
            {"status": "absent", "initiative": None, "earned": 0.0}
            if each in missed
            else {"status": "met", "initiative": "unprompted", "earned": 1.0}
        )
        for each in asked
    ]
    async with app.database.begin() as connection:
        await connection.execute(insert(TRANSCRIPTS), row)
        await connection.execute(insert(MARKS), marks)


async def of_ada(app: App, now: datetime = LATER) -> Practice:
    return await practice(app, ADA, now)


async def test_of_nobody_nothing_is_known(app: App) -> None:
    found = await of_ada(app)

    assert (found.skills, found.due, found.suggestion, found.streak.weeks) == ((), (), None, ())
    assert found.level is Level.SENIOR
    assert len(found.forecast) == 14


async def test_one_interview_makes_skills_of_everything_that_it_asked_for(app: App) -> None:
    await finished(app, 0, missed=("clarify.targets",))

    found = await of_ada(app)

    assert [each.criterion for each in found.skills] == ASKED[Level.SENIOR]
    assert found.due[0].criterion == "clarify.targets"
    assert found.suggestion
    assert (found.suggestion.drill.criteria[0], found.suggestion.why) == ("clarify.targets", Because.MISSING)
    assert found.suggestion.problem != "chat"
    assert found.drill("flows.read_path") != found.suggestion == found.drill("")
    assert found.drill("9" * 20_000) is None


async def test_what_was_not_shown_to_its_candidate_does_not_count_unless_they_never_score_themselves(app: App) -> None:
    await finished(app, 0)
    await finished(app, 1, missed=("clarify.targets",), revealed=False)

    before = await of_ada(app)
    await People(app.database).save(Person(id=ADA, scores_self=False))
    after = await of_ada(app)

    assert [{each.criterion: each for each in found.skills}["clarify.targets"].reviews for found in (before, after)] == [1, 2]
    assert before.suggestion
    assert after.suggestion
    assert before.suggestion.why is Because.FADING
    assert after.suggestion.why is Because.MISSING
    assert before.streak.practised == 1


async def test_a_phase_that_was_not_reached_was_not_failed(app: App) -> None:
    await finished(app, 0, missed=tuple(each for each in ASKED[Level.SENIOR] if not each.startswith(("restate", "clarify"))), phase=Phase.CLARIFY)

    found = await of_ada(app)

    assert {each.phase for each in found.skills} == {Phase.RESTATE, Phase.CLARIFY}


async def test_coached_interviews_count_where_there_are_no_others_and_what_a_coach_named_is_due_earlier(app: App) -> None:
    await finished(app, 0, mode=Mode.COACH)
    coached = (await of_ada(app)).skills[0]
    await finished(app, 20)
    later = await of_ada(app)

    assert coached.due < MONDAY + timedelta(days=3)
    assert later.skills[0].due > LATER


async def test_the_level_is_that_of_the_latest_strict_interview(app: App) -> None:
    await finished(app, 0, level=Level.MID)
    await finished(app, 5, level=Level.STAFF)
    await finished(app, 9, level=Level.MID, mode=Mode.COACH)

    found = await of_ada(app)

    assert found.level is Level.STAFF
    assert [each.criterion for each in found.skills] == ASKED[Level.STAFF]


async def test_a_drill_counts_for_what_it_was_about_and_leads_on_to_another_phase(app: App) -> None:
    await finished(app, 0, missed=("clarify.targets", "flows.read_path"))
    before = await of_ada(app)
    await finished(app, 29, drill="clarify", phase=Phase.CLARIFY, level=Level.MID, problem="pastebin", id="drill")
    after = await of_ada(app)

    targets = [{each.criterion: each for each in found.skills}["clarify.questions"] for found in (before, after)]
    assert [each.reviews for each in targets] == [1, 2]
    assert after.level is Level.SENIOR
    assert before.suggestion
    assert after.suggestion
    assert before.suggestion.drill.phase is Phase.CLARIFY
    assert after.suggestion.drill.phase is not Phase.CLARIFY
    assert "clarify.questions" not in {each.criterion for each in after.due}


async def test_however_many_drills_there_were_the_interviews_are_known(app: App) -> None:
    await finished(app, 0, missed=("clarify.targets",))
    for number in range(130):
        await finished(app, 1 + number / 10, drill="restate", phase=Phase.RESTATE)

    found, told = await of_ada(app), await history(app, ADA)

    assert "clarify.targets" in {each.criterion for each in found.due}
    assert [len(each) for each in (whole(told.sittings), told.sittings)] == [1, 121]


async def test_criteria_that_the_rubric_no_longer_has_are_passed_over(app: App) -> None:
    await finished(app, 0, more=("clarify.was_removed", "no-phase", ""))

    assert [each.criterion for each in (await of_ada(app)).skills] == ASKED[Level.SENIOR]


async def test_of_five_hundred_interviews_the_latest_are_looked_at(app: App) -> None:
    for number in range(500):
        await finished(app, number * 0.7, missed=("clarify.targets",) if number % 2 else (), problem=None if number % 3 else "chat")

    found = await of_ada(app, MONDAY + timedelta(days=352))

    assert {each.reviews for each in found.skills} == {120}
    assert found.suggestion
    assert found.suggestion.drill.criteria[0] == "clarify.targets"
    assert (found.streak.practised, found.streak.run) == (8, 51)


async def test_days_and_weeks_are_those_of_where_somebody_is(app: App) -> None:
    await finished(app, 6 + 5.5 / 24)  # on Sunday at 23:30 UTC
    utc = await of_ada(app)
    await People(app.database).save(Person(id=ADA, zone="Europe/Berlin"))
    berlin = await of_ada(app)
    await Reminders(app.database).keep_routine(Routine(person=ADA, zone="America/New_York"))
    pinned = await of_ada(app)

    assert [found.streak.weeks[0].monday for found in (utc, berlin, pinned)] == [date(2026, 1, 5), date(2026, 1, 12), date(2026, 1, 5)]
    assert [found.forecast[0].day for found in (utc, berlin)] == [LATER.date()] * 2


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "Mars/Olympus", "\0", "9" * 20_000, "Europe"])
def test_a_zone_that_does_not_exist_is_utc(name: str) -> None:
    assert zone_called(name) is UTC


async def test_a_quiz_is_practice_too(app: App) -> None:
    answered = {"id": "a1", "person": ADA, "quiz": "q", "chosen": "A", "grade": "right", "at": MONDAY}
    async with app.database.begin() as connection:
        await connection.execute(insert(QUIZ_ANSWERS), answered)

    found = await of_ada(app, MONDAY + timedelta(days=100))

    assert (found.streak.practised, len(found.streak.weeks)) == (0, 8)
    assert (await of_ada(app, MONDAY + timedelta(days=2))).streak.practised == 1


async def test_marks_that_are_still_to_be_made_are_told(app: App) -> None:
    await finished(app, 0)
    async with app.database.begin() as connection:
        await connection.execute(text("DELETE FROM marks"))

    assert (await of_ada(app)).waiting == 1

"""A person's week, from the database."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, opened
from bot.digests import own_week
from bot.reminders import ReminderBook, Whom
from bot.settings import Settings
from interview_flow.assessment.scorecard import scorecard
from interview_flow.digest import Step
from interview_flow.events import Because, InterviewFinished, InterviewStarted, ScorecardRevealed
from interview_flow.interview import Interview
from interview_flow.reminding.reminders import ReminderKind
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Quote, Standing, Status
from prompts.library import rubric
from storage.marks import Mark
from storage.occurrences import Claimed
from tests.reminders import occurrence

ADA = "slack:T1:U1"
NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
USERS = "restate.users"


@pytest.fixture
async def app(tmp_path: Path) -> AsyncIterator[App]:
    """Over an empty database."""
    async with opened(Settings(str(tmp_path / "interviews.db"), tmp_path), lambda: NOW) as app:
        yield app


async def held(app: App, name: str, days_ago: float, status: Status, *, revealed: bool = True) -> None:
    """An interview in which one criterion came out so, and nothing else was shown."""
    at = NOW - timedelta(days=days_ago)
    started = InterviewStarted(
        at=at, topic="a chat", problem="chat", level=Level.SENIOR, mode=Mode.STRICT, minutes=45, candidate=ADA, interviewer="guided"
    )
    interview = await app.log.append(Interview.blank(name), [started])
    shown = Standing(criterion=USERS, status=status, initiative=Initiative.PROMPTED, evidence=(Quote(turn=2, quote="ten reads a write"),))
    card = scorecard(rubric(), {USERS: shown} if status is not Status.ABSENT else {}, Level.SENIOR, Mode.STRICT)
    over = [InterviewFinished(at=at, because=Because.SETTLED), *([ScorecardRevealed(at=at)] if revealed else [])]
    await app.log.append(interview, over, score=card.score, verdict=card.verdict)
    await app.marks.keep(name, _marks(name, at, status))


def _marks(name: str, at: datetime, status: Status) -> tuple[Mark, ...]:
    its = {"interview_id": name, "candidate": ADA, "problem": "chat", "level": Level.SENIOR, "at": at, "criterion": USERS, "expected": True}
    how = {"status": status, "initiative": Initiative.PROMPTED if status is not Status.ABSENT else None, "earned": float(status is Status.MET)}
    return (Mark.model_validate(its | how),)


async def due(app: App) -> Claimed:
    """Her digest, on a Monday at nine."""
    book = ReminderBook(app.database, lambda: NOW - timedelta(days=30))
    kept = await book.add(Whom(ADA, "T1", None, "U1"), "every monday at 9:00", "asked", kind=ReminderKind.DIGEST)
    its = occurrence("2026-11-30T09:00", reminder_id=kept.reminder.id)
    return Claimed(occurrence=its, reminder=kept.reminder, zone="UTC")


async def test_a_week_names_what_moved_and_keeps_what_was_not_looked_at_secret(app: App) -> None:
    await held(app, "before", 10, Status.ABSENT)
    await held(app, "within", 3, Status.PARTIAL)
    await held(app, "secret", 1, Status.MET, revealed=False)

    week = await own_week(app, await due(app), NOW)

    assert week
    assert [(each.id, each.is_known, each.verdict is None) for each in week.digest.interviews] == [("within", True, False), ("secret", False, True)]
    assert [(each.criterion, each.interview, each.before, each.after) for each in week.digest.better] == [
        (USERS, "within", Step.MISSING, Step.IN_PART)
    ]
    assert week.practice.suggestion


async def test_who_has_never_practised_is_left_alone_after_two_weeks(app: App) -> None:
    assert await own_week(app, await due(app), NOW) is None

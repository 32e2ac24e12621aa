"""Events to fill a log with, and what tests do to a database behind its back."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Executable

from interview_flow.events import (
    AnyEvent,
    Because,
    CandidateSpoke,
    InterviewerSpoke,
    InterviewFinished,
    InterviewPaused,
    InterviewStarted,
    OpinionAsked,
    OpinionGiven,
)
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Kind
from storage.database import Database
from storage.events import EventLog

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def minute(number: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=number)


def started(*, at: datetime = NOON, candidate: str = "ada", problem: str | None = "rate-limiter", topic: str = "a rate limiter") -> InterviewStarted:
    """The first event of an interview."""
    return InterviewStarted(
        at=at, topic=topic, problem=problem, level=Level.SENIOR, mode=Mode.STRICT, minutes=45, candidate=candidate, interviewer="guided"
    )


def spoke(text: str = "We count requests in Redis.", *, at: datetime = NOON) -> CandidateSpoke:
    """The candidate says something."""
    return CandidateSpoke(at=at, text=text)


def asked(text: str = "What if Redis is down?", *, at: datetime = NOON) -> InterviewerSpoke:
    """The interviewer asks something."""
    return InterviewerSpoke(at=at, said=Kind.PROBE, text=text)


def paused(*, at: datetime = NOON) -> InterviewPaused:
    """The candidate takes a break."""
    return InterviewPaused(at=at)


def finished(*, at: datetime = NOON) -> InterviewFinished:
    """The interview comes to its end."""
    return InterviewFinished(at=at, because=Because.SETTLED)


def opinion_asked(of: str, name: str = "", *, at: datetime = NOON) -> OpinionAsked:
    """The candidate asks somebody what they think."""
    return OpinionAsked(at=at, of=of, name=name)


def opinion_given(opinion: Opinion, *, at: datetime = NOON) -> OpinionGiven:
    """Somebody says what they think."""
    return OpinionGiven(at=at, opinion=opinion)


def exchange(count: int) -> list[AnyEvent]:
    """So many events, the candidate and the interviewer in turn."""
    return [spoke(f"answer {number}") if number % 2 == 0 else asked(f"question {number}?") for number in range(count)]


async def begun(log: EventLog, interview_id: str, *events: AnyEvent) -> Interview:
    """An interview that is in the log, with these events or with a first one."""
    return await log.append(Interview.blank(interview_id), events or [started()])


async def tamper(database: Database, statement: Executable) -> None:
    """Change what is stored without asking the log."""
    async with database.begin() as connection:
        await connection.execute(statement)

"""What is to be done, and who does it: the queue, the interviews in which something waits, and the reminders that do not get through."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.checkup.findings import Finding, attention, broken, ok, some
from bot.queue import IN_PROCESS, Depth, Queue, QueueFailed
from interview_flow.reminding.reminders import Reminder
from storage.database import Database
from storage.reminders import Reminders
from storage.threads import Thread, Threads
from storage.transcripts import Listed, Transcripts

AGAIN_AND_AGAIN = 3
"""Failures in a row that are worth a word."""
TOO_LONG = timedelta(minutes=5)
"""How long a candidate may be owed a reply."""
TOO_LATE = timedelta(minutes=10)
"""How late a reminder may be before it is worth a word."""
MOST = 200
"""The most interviews that are looked at one by one."""
HELD_UP = "Is `mock-interview serve` running, and what does its log say?"


async def queue(url: str) -> list[Finding]:
    """Whether jobs can be put, and whether somebody does them."""
    if url == IN_PROCESS:
        return [ok("queue", "in this process; what is under way is found again in the database")]
    try:
        jobs = Queue(url)
        server = await jobs.check()
        async with jobs:
            return [_of_depth(f"{server} at {jobs.place}", await jobs.depth())]
    except QueueFailed as failed:
        return [broken("queue", str(failed), "MOCK_INTERVIEW_REDIS_URL names it; without it jobs wait in the process of `serve`.")]


def _of_depth(server: str, depth: Depth) -> Finding:
    found = f"{server}: {depth.waiting} waiting, {depth.running} running, {depth.workers} alive to do them"
    if depth.waiting + depth.running and not depth.workers:
        return attention("queue", found, "Nobody does these jobs: start `mock-interview serve` or `mock-interview worker`.")
    return ok("queue", found)


async def interviews(database: Database, now: datetime) -> list[Finding]:
    """Those that were given up until somebody asks, that fail again and again, and that are owed a reply."""
    threads = Threads(database)
    parked = await threads.all_parked()
    soon = await threads.unfinished(now + timedelta(days=1))
    failing = [each for each in await _threads(threads, soon) if each.failures >= AGAIN_AND_AGAIN]
    owed = await _owed(database, threads, now - TOO_LONG)
    found = [*_parked(parked), *_failing(failing), *_waiting(owed)]
    return found or [ok("interviews", "none is parked, failing, or owed a reply for more than 5 minutes")]


async def reminders(database: Database, now: datetime) -> list[Finding]:
    """Those that cannot be brought, and those whose time has come long ago."""
    failing = await Reminders(database).troubled(AGAIN_AND_AGAIN, MOST)
    late = await Reminders(database).overdue(now - TOO_LATE, MOST)
    found: list[Finding] = []
    if failing:
        told = some([_failing_reminder(each) for each in failing])
        found.append(
            attention(
                "reminders", told, "Mend the cause. One that rests comes again when its person resumes it, in Slack under `/mock-interview remind`."
            )
        )
    if late:
        told = f"{late}{'' if late < MOST else ' or more'} should have been sent before {_shown(now - TOO_LATE)}"
        found.append(attention("late reminders", told, HELD_UP))
    return found or [ok("reminders", "none fails again and again, none is late")]


def _failing_reminder(each: Reminder) -> str:
    rests = ", rests" if each.paused_at else ""
    return f"{each.id} (team {each.team}, {each.failures} times in a row, {each.trouble}{rests})"


async def _threads(threads: Threads, ids: Sequence[str]) -> list[Thread]:
    return [thread for interview_id in ids[:MOST] if (thread := await threads.of(interview_id))]


async def _owed(database: Database, threads: Threads, before: datetime) -> list[Listed]:
    """Those held in Slack that have waited since before then; what is parked is told elsewhere, and what is held in a terminal waits for its candidate."""
    transcripts = Transcripts(database)
    owed: list[Listed] = []
    for interview_id in (await transcripts.owed())[:MOST]:
        listed = await transcripts.find(interview_id)
        if listed.last_at >= before:
            break
        thread = await threads.of(interview_id)
        if thread and thread.parked_at is None:
            owed.append(listed)
    return owed


def _parked(parked: list[Thread]) -> list[Finding]:
    if not parked:
        return []
    told = some([f"{each.interview_id} (team {each.team}, since {_shown(each.parked_at)}, {each.trouble})" for each in parked])
    return [attention("parked interviews", told, "Mend the cause; each goes on as soon as its candidate writes in its thread again.")]


def _failing(failing: list[Thread]) -> list[Finding]:
    if not failing:
        return []
    told = some([f"{each.interview_id} (team {each.team}, {each.failures} times in a row, {each.trouble})" for each in failing])
    return [attention("failing interviews", told, f"Each is tried again by itself. {HELD_UP}")]


def _waiting(owed: list[Listed]) -> list[Finding]:
    if not owed:
        return []
    told = some([f"{each.id} (since {_shown(each.last_at)})" for each in owed])
    return [attention("interviews owed a reply", told, HELD_UP)]


def _shown(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "?"

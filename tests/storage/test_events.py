"""The contract of the log, over every database."""

import asyncio

import pytest
from sqlalchemy import delete, func, select, update

from interview_flow.evolution import replay
from interview_flow.interview import SNAPSHOT_VERSION, Interview
from storage.database import Database
from storage.events import SNAPSHOT_EVERY, EventLog
from storage.failures import AlreadyHeard, Conflict, Damaged, UnknownInterview
from storage.tables import ARRIVALS, EVENTS, SNAPSHOTS, TRANSCRIPTS
from storage.transcripts import Transcripts
from tests.storage.happenings import asked, begun, exchange, finished, spoke, started, tamper


async def snapshot_seq(database: Database, interview_id: str) -> int | None:
    async with database.connect() as connection:
        return await connection.scalar(select(SNAPSHOTS.c.seq).where(SNAPSHOTS.c.interview_id == interview_id))


async def rows(database: Database) -> list[int]:
    async with database.connect() as connection:
        return [
            (await connection.execute(select(func.count()).select_from(table))).scalar_one() for table in (EVENTS, SNAPSHOTS, ARRIVALS, TRANSCRIPTS)
        ]


async def test_what_is_appended_is_loaded(log: EventLog) -> None:
    interview = await begun(log, "one")

    after = await log.append(interview, [spoke(), asked()])

    assert after.seq == 3
    assert (await log.load("one")).model_dump() == after.model_dump()


async def test_the_whole_log_is_read_in_order(log: EventLog) -> None:
    events = [started(), *exchange(40)]
    await begun(log, "one", *events)

    read = await log.read("one")

    assert read == events


async def test_interviews_do_not_mix(log: EventLog) -> None:
    await begun(log, "one", started(topic="a cache"))
    await begun(log, "two", started(topic="a queue"), spoke())

    one, two = await log.load("one"), await log.load("two")

    assert (one.topic, one.seq) == ("a cache", 1)
    assert (two.topic, two.seq) == ("a queue", 2)


async def test_an_interview_that_never_began_is_unknown(log: EventLog) -> None:
    with pytest.raises(UnknownInterview, match="There is no interview 'nobody'"):
        await log.load("nobody")
    with pytest.raises(UnknownInterview):
        await log.read("nobody")


async def test_appending_nothing_writes_nothing(log: EventLog, database: Database) -> None:
    blank = Interview.blank("one")

    after = await log.append(blank, [], arrivals=["Ev1"])

    assert after is blank
    assert await rows(database) == [0, 0, 0, 0]


async def test_the_second_of_two_writers_conflicts_and_writes_nothing(log: EventLog, database: Database) -> None:
    interview = await begun(log, "one")
    await log.append(interview, [spoke("first")])
    before = await rows(database)

    with pytest.raises(Conflict, match="one"):
        await log.append(interview, [spoke("second"), asked()], arrivals=["Ev2"])

    assert await rows(database) == before
    assert (await log.load("one")).recent[-1].text == "first"


async def test_two_beginnings_of_one_interview_conflict(log: EventLog) -> None:
    await begun(log, "one")

    with pytest.raises(Conflict):
        await begun(log, "one")


async def test_of_many_writers_at_once_one_wins(log: EventLog) -> None:
    interview = await begun(log, "one")

    outcomes = await asyncio.gather(*(log.append(interview, [spoke(f"{number}")]) for number in range(20)), return_exceptions=True)

    assert sum(isinstance(outcome, Interview) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 19
    assert (await log.load("one")).seq == 2


async def test_a_repeated_arrival_is_ignored_whole(log: EventLog, database: Database) -> None:
    interview = await begun(log, "one")
    after = await log.append(interview, [spoke()], arrivals=["Ev1"])
    before = await rows(database)

    with pytest.raises(AlreadyHeard, match="Ev1"):
        await log.append(after, [spoke()], arrivals=["Ev1"])

    assert await rows(database) == before


async def test_an_arrival_that_lost_a_conflict_may_come_again(log: EventLog) -> None:
    interview = await begun(log, "one")
    latest = await log.append(interview, [spoke("somebody else")])
    with pytest.raises(Conflict):
        await log.append(interview, [spoke()], arrivals=["Ev1"])

    after = await log.append(latest, [spoke()], arrivals=["Ev1"])

    assert after.seq == 3


@pytest.mark.parametrize("together", [1, 3, 40])
async def test_a_snapshot_is_kept_every_so_many_events(log: EventLog, database: Database, together: int) -> None:
    interview = await begun(log, "one")
    events = exchange(SNAPSHOT_EVERY * 3)

    for first in range(0, len(events), together):
        interview = await log.append(interview, events[first : first + together])

    kept = await snapshot_seq(database, "one")
    assert kept is not None
    assert interview.seq - kept < SNAPSHOT_EVERY
    assert (await log.load("one")).model_dump() == interview.model_dump() == replay("one", [started(), *events]).model_dump()


async def test_an_ended_interview_is_kept_whole(log: EventLog, database: Database) -> None:
    interview = await begun(log, "one")

    after = await log.append(interview, [finished()])

    assert await snapshot_seq(database, "one") == after.seq


async def test_a_load_starts_from_the_snapshot(log: EventLog, database: Database) -> None:
    interview = await begun(log, "one", started(), *exchange(SNAPSHOT_EVERY))
    await tamper(database, delete(EVENTS).where(EVENTS.c.seq <= SNAPSHOT_EVERY))

    loaded = await log.load("one")

    assert loaded.model_dump() == interview.model_dump()


@pytest.mark.parametrize(
    "change",
    [
        {"version": SNAPSHOT_VERSION - 1, "body": '{"an": "older shape"}'},
        {"version": SNAPSHOT_VERSION + 1, "body": '{"a": "later shape"}'},
        {"body": '{"id": "one", "seq"'},
        {"body": '{"id": "another", "seq": 17}'},
        {"seq": 5},
    ],
    ids=["older", "later", "cut", "of another interview", "of another time"],
)
async def test_a_snapshot_that_cannot_be_used_is_rebuilt_from_the_log(log: EventLog, database: Database, change: dict[str, object]) -> None:
    interview = await begun(log, "one", started(), *exchange(SNAPSHOT_EVERY + 4))
    await tamper(database, update(SNAPSHOTS).values(change))

    loaded = await log.load("one")

    assert loaded.model_dump() == interview.model_dump()


async def test_a_snapshot_of_an_older_version_is_replaced_by_the_next(log: EventLog, database: Database) -> None:
    interview = await begun(log, "one", started(), *exchange(SNAPSHOT_EVERY))
    await tamper(database, update(SNAPSHOTS).values(version=SNAPSHOT_VERSION - 1))

    after = await log.append(interview, exchange(SNAPSHOT_EVERY))

    assert await snapshot_seq(database, "one") == after.seq


@pytest.mark.parametrize("body", ['{"kind": "candidate_spoke"', '{"kind": "from_the_future", "at": "2026-03-01T12:00:00Z"}', ""])
async def test_an_event_that_cannot_be_read_is_named(log: EventLog, database: Database, body: str) -> None:
    await begun(log, "one", started(), spoke(), asked())
    await tamper(database, update(EVENTS).where(EVENTS.c.seq == 2).values(body=body))

    with pytest.raises(Damaged, match="Event 2 of interview one cannot be read"):
        await log.load("one")
    with pytest.raises(Damaged, match="Event 2 of interview one cannot be read"):
        await log.read("one")


async def test_an_event_that_is_missing_is_named(log: EventLog, database: Database) -> None:
    await begun(log, "one", started(), spoke(), asked())
    await tamper(database, delete(EVENTS).where(EVENTS.c.seq == 2))

    with pytest.raises(Damaged, match="Event 2 of interview one is missing"):
        await log.load("one")


async def test_the_read_model_goes_with_the_events(log: EventLog, transcripts: Transcripts) -> None:
    interview = await begun(log, "one")

    await log.append(interview, [spoke(), asked(), spoke()])

    listed = await transcripts.find("one")
    assert (listed.turns, listed.owes_reply, listed.stage, listed.topic) == (3, True, "active", "a rate limiter")


async def test_a_failure_in_the_last_statement_takes_back_the_first(log: EventLog, database: Database) -> None:
    interview = await begun(log, "one", started(), *exchange(SNAPSHOT_EVERY - 2))
    before = await rows(database)
    async with database.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE snapshots RENAME TO elsewhere")
    with pytest.raises(Exception, match="could not do what was asked"):
        await log.append(interview, [spoke()], arrivals=["Ev1"])
    async with database.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO snapshots")

    after = await rows(database)

    assert after == before


async def test_a_score_once_given_stays(log: EventLog, transcripts: Transcripts) -> None:
    interview = await begun(log, "one")
    scored = await log.append(interview, [finished()], score=71.5, verdict="hire")

    await log.append(scored, [asked("Goodbye.")])

    listed = await transcripts.find("one")
    assert (listed.score, listed.verdict) == (71.5, "hire")


async def test_a_cancelled_append_leaves_the_log_usable(log: EventLog) -> None:
    interview = await begun(log, "one")
    for number in range(20):
        task = asyncio.create_task(log.append(interview, [spoke(f"{number}")]))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        interview = await log.load("one")

    after = await log.append(interview, [spoke("still here")])

    assert [event.kind for event in await log.read("one")] == ["interview_started"] + ["candidate_spoke"] * (after.seq - 1)

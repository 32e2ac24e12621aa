"""Where interviews are held and which of them want something, over every database."""

import pytest

from interview_flow.events import InterviewAbandoned, ScorecardRevealed
from interview_flow.interview import Interview
from storage.beside import Attachment, Attachments
from storage.database import Database
from storage.events import EventLog
from storage.failures import AlreadyHeard
from storage.threads import Thread, Threads, opening, stirring
from tests.storage.happenings import NOON, asked, finished, minute, spoke, started


def thread(interview_id: str, ts: str | None = "1.0", *, posted_turn: int = 0, team: str = "T1") -> Thread:
    return Thread(interview_id=interview_id, team=team, channel="C1", ts=ts, user="U1", posted_turn=posted_turn)


@pytest.fixture
def threads(database: Database) -> Threads:
    return Threads(database)


async def begun(log: EventLog, held: Thread) -> Interview:
    """An interview that has greeted."""
    interview = await log.append(Interview.blank(held.interview_id), [started()], alongside=[opening(held)])
    return await log.append(interview, [asked()])


async def test_an_interview_is_found_by_its_place_and_only_in_its_workspace(threads: Threads, log: EventLog) -> None:
    await begun(log, thread("i1"))
    await begun(log, thread("i2", team="T2"))

    assert await threads.interview_at("T1", "C1", "1.0") == "i1"
    assert await threads.interview_at("T2", "C1", "1.0") == "i2"
    assert await threads.interview_at("T1", "C1", "2.0") is None
    assert await threads.interview_at("T1", "C2", "1.0") is None


async def test_an_interview_that_moved_is_found_where_it_is_and_not_where_it_was(threads: Threads, log: EventLog) -> None:
    await begun(log, thread("i1"))
    assert await threads.interview_at("T1", "C1", "1.0") == "i1"

    await threads.moved("i1", channel="D1", ts="5.0")

    assert await threads.interview_at("T1", "C1", "1.0") is None
    assert await threads.interview_at("T1", "D1", "5.0") == "i1"


async def test_a_thread_is_begun_with_its_interview_or_not_at_all(threads: Threads, log: EventLog) -> None:
    await begun(log, thread("i1"))

    with pytest.raises(AlreadyHeard):
        await log.append(Interview.blank("i2"), [started()], alongside=[opening(thread("i1"))])

    assert await threads.of("i2") is None


async def test_what_is_owed_or_not_delivered_or_over_or_not_read_is_unfinished(threads: Threads, log: EventLog, database: Database) -> None:
    await begun(log, thread("delivered", "1.0", posted_turn=1))
    await begun(log, thread("undelivered", "2.0"))
    owed = await begun(log, thread("owed", "3.0", posted_turn=1))
    await log.append(owed, [spoke()])
    over = await begun(log, thread("over", "4.0", posted_turn=1))
    await log.append(over, [InterviewAbandoned(at=NOON)])
    await begun(log, thread("unread", "5.0", posted_turn=1))
    await Attachments(database).keep(Attachment(id="f", interview_id="unread", name="a.txt", mimetype="text/plain", size=1, url="u", at=NOON))

    assert set(await threads.unfinished(NOON)) == {"undelivered", "owed", "over", "unread"}


async def test_what_is_settled_or_parked_or_not_yet_to_be_tried_is_left_alone(threads: Threads, log: EventLog) -> None:
    for number, name in enumerate(("settled", "parked", "waiting", "due")):
        await begun(log, thread(name, f"{number}.0"))

    await threads.settled("settled")
    await threads.parked("parked", NOON)
    await threads.failed("waiting", "Unsure: status_500", minute(2))
    await threads.failed("due", "Unsure: status_500", minute(1))

    assert await threads.unfinished(minute(1)) == ["due"]
    assert [each.interview_id for each in await threads.all_parked()] == ["parked"]


async def test_what_is_stirred_up_with_an_event_is_unfinished_again(threads: Threads, log: EventLog) -> None:
    interview = await log.append(await begun(log, thread("i1", posted_turn=1)), [finished()])
    await threads.settled("i1")
    assert await threads.unfinished(NOON) == []

    await log.append(interview, [ScorecardRevealed(at=NOON)], alongside=[stirring("i1")])

    assert await threads.unfinished(NOON) == ["i1"]
    known = await threads.of("i1")
    assert known == thread("i1", posted_turn=1).model_copy(update={"stirred": 1})


async def test_who_settles_what_was_known_before_does_not_settle_what_came_since(threads: Threads, log: EventLog) -> None:
    interview = await log.append(await begun(log, thread("i1", posted_turn=1)), [finished()])
    before = await threads.of("i1")
    assert before
    await log.append(interview, [ScorecardRevealed(at=NOON)], alongside=[stirring("i1")])

    await threads.settled("i1", before.stirred)
    assert await threads.unfinished(NOON) == ["i1"]
    await threads.settled("i1", before.stirred + 1)

    assert await threads.unfinished(NOON) == []


async def test_failures_are_counted_until_all_is_well(threads: Threads, log: EventLog) -> None:
    await begun(log, thread("i1"))

    counted = [await threads.failed("i1", "Unsure: status_500", minute(number)) for number in range(3)]
    await threads.parked("i1", NOON)
    await threads.recovered("i1")

    assert counted == [1, 2, 3]
    assert await threads.of("i1") == thread("i1")


async def test_links_are_given_for_those_that_have_one(threads: Threads, log: EventLog) -> None:
    await begun(log, thread("i1"))
    await begun(log, thread("i2", "2.0"))

    await threads.linked("i1", "https://slack/1")

    assert await threads.links(["i1", "i2", "i3"]) == {"i1": "https://slack/1"}

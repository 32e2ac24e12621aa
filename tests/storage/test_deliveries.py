"""What was posted and what was attempted, over every database."""

import pytest

from interview_flow.interview import Interview
from storage.database import Database
from storage.deliveries import Deliveries, Delivery, State
from storage.events import EventLog
from storage.threads import Thread, Threads, opening
from tests.storage.happenings import NOON, minute, started

HERE = Thread(interview_id="i1", team="T1", channel="C1", user="U1")


@pytest.fixture
async def deliveries(database: Database, log: EventLog) -> Deliveries:
    """Of an interview whose thread is not begun."""
    await log.append(Interview.blank("i1"), [started()], alongside=[opening(HERE)])
    return Deliveries(database)


async def known(deliveries: Deliveries, name: str = "turn-1") -> Delivery | None:
    return (await deliveries.of("i1", [name])).get(name)


async def test_of_two_who_attempt_the_same_message_one_is_told_so(deliveries: Deliveries) -> None:
    first = await deliveries.attempted("i1", "turn-1", "C1", NOON)
    second = await deliveries.attempted("i1", "turn-1", "C1", minute(1))

    assert (first, second) == (True, False)
    assert await known(deliveries) == Delivery(interview_id="i1", name="turn-1", state=State.ATTEMPTED, channel="C1", ts=None, attempted_at=NOON)


async def test_of_two_who_take_over_the_same_attempt_one_is_told_so(deliveries: Deliveries) -> None:
    await deliveries.attempted("i1", "turn-1", "C1", NOON)
    earlier = await known(deliveries)
    assert earlier

    first = await deliveries.attempted_again(earlier, minute(1))
    second = await deliveries.attempted_again(earlier, minute(2))

    assert (first, second) == (True, False)
    assert await known(deliveries) == earlier.model_copy(update={"attempted_at": minute(1)})


async def test_what_is_posted_is_not_attempted_again(deliveries: Deliveries) -> None:
    await deliveries.attempted("i1", "turn-1", "C1", NOON)
    earlier = await known(deliveries)
    assert earlier
    await deliveries.posted("i1", "turn-1", "1.1")

    assert not await deliveries.attempted_again(earlier, minute(1))
    assert not await deliveries.attempted("i1", "turn-1", "C1", minute(1))


async def test_a_refused_attempt_leaves_nothing_and_one_that_is_there_in_part_stays(deliveries: Deliveries) -> None:
    await deliveries.attempted("i1", "turn-1", "C1", NOON)
    await deliveries.attempted("i1", "turn-3", "C1", NOON)
    await deliveries.opened("i1", "turn-3", "1.3")

    await deliveries.refused("i1", "turn-1")
    await deliveries.refused("i1", "turn-3")

    assert await known(deliveries) is None
    part = await known(deliveries, "turn-3")
    assert part
    assert (part.state, part.ts) == (State.ATTEMPTED, "1.3")


async def test_a_message_that_vanished_is_still_attempted(deliveries: Deliveries) -> None:
    await deliveries.attempted("i1", "turn-1", "C1", NOON)
    await deliveries.opened("i1", "turn-1", "1.1")

    await deliveries.vanished("i1", "turn-1")

    gone = await known(deliveries)
    assert gone
    assert (gone.state, gone.ts) == (State.ATTEMPTED, None)


async def test_a_ts_that_was_told_first_stays(deliveries: Deliveries) -> None:
    await deliveries.attempted("i1", "turn-1", "C1", NOON)

    await deliveries.opened("i1", "turn-1", "1.1")
    await deliveries.opened("i1", "turn-1", "2.2")

    assert await deliveries.known_ts("i1") == {"1.1"}


async def test_a_posted_message_moves_the_thread_on(deliveries: Deliveries, database: Database) -> None:
    await deliveries.attempted("i1", "opening", "C1", NOON)
    await deliveries.attempted("i1", "turn-1", "C1", NOON)

    await deliveries.posted("i1", "opening", "1.0", thread_ts="1.0")
    await deliveries.posted("i1", "turn-1", "1.1", up_to_turn=1)

    assert await Threads(database).of("i1") == HERE.model_copy(update={"ts": "1.0", "posted_turn": 1})


async def test_a_message_in_doubt_moves_the_thread_on_without_a_ts(deliveries: Deliveries, database: Database) -> None:
    await deliveries.attempted("i1", "turn-1", "C1", NOON)

    await deliveries.in_doubt("i1", "turn-1", up_to_turn=1)

    doubtful, thread = await known(deliveries), await Threads(database).of("i1")
    assert doubtful
    assert thread
    assert (doubtful.state, doubtful.ts, thread.posted_turn) == (State.IN_DOUBT, None, 1)


async def test_an_interview_that_moves_begins_again_and_keeps_what_was_posted(deliveries: Deliveries) -> None:
    for name in ("opening", "turn-1", "turn-3"):
        await deliveries.attempted("i1", name, "C1", NOON)
    await deliveries.posted("i1", "opening", "1.0")
    await deliveries.posted("i1", "turn-1", "1.1")
    await deliveries.opened("i1", "turn-3", "1.3")

    await deliveries.moved("i1", "opening")

    assert list(await deliveries.of("i1", ["opening", "turn-1", "turn-3"])) == ["turn-1"]

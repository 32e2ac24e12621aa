"""Who is signed in, over every database."""

from datetime import UTC, datetime, timedelta

from storage.database import Database
from storage.sessions import Session, Sessions

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MONTH = timedelta(days=30)


def session(name: str, person: str = "slack:T1:U1", begun_at: datetime = NOON) -> Session:
    return Session(id=name, person=person, team="T1", name="Ada", begun_at=begun_at, checked_at=begun_at, expires_at=begun_at + MONTH)


async def test_a_session_is_found_until_it_expires_or_is_ended(database: Database) -> None:
    sessions = Sessions(database)
    await sessions.add(session("one"))
    await sessions.add(session("two", begun_at=NOON + MONTH / 2))

    assert await sessions.find("one", NOON + MONTH - timedelta(seconds=1)) == session("one")
    assert await sessions.find("one", NOON + MONTH) is None
    await sessions.prolong("one", NOON + 2 * MONTH)
    assert await sessions.find("one", NOON + MONTH) is not None
    await sessions.end("one")
    assert await sessions.find("one", NOON) is None
    assert [each.id for each in await sessions.of("slack:T1:U1", NOON)] == ["two"]


async def test_a_person_is_signed_out_everywhere_and_nobody_else_is(database: Database) -> None:
    sessions = Sessions(database)
    for name, person in (("a", "slack:T1:U1"), ("b", "slack:T1:U1"), ("c", "slack:T2:U1")):
        await sessions.add(session(name, person))

    ended = await sessions.end_all("slack:T1:U1")

    assert ended == 2
    assert [bool(await sessions.find(name, NOON)) for name in "abc"] == [False, False, True]


async def test_those_that_have_expired_are_forgotten_at_the_next_sign_in(database: Database) -> None:
    sessions = Sessions(database)
    await sessions.add(session("old"))

    await sessions.add(session("new", begun_at=NOON + MONTH))

    assert [each.id for each in await sessions.of("slack:T1:U1", NOON)] == ["new"]


async def test_one_of_many_is_to_ask_slack_again(database: Database) -> None:
    sessions, later = Sessions(database), NOON + timedelta(hours=1)
    known = session("one")
    await sessions.add(known)

    taken = [await sessions.take_check(known, later) for _ in range(3)]
    await sessions.note("one", checked_at=later, is_admin=True)

    assert taken == [True, False, False]
    assert await sessions.find("one", later) == known.model_copy(update={"is_admin": True, "checked_at": later})

"""The contract of installations and of begun installs, over every database."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from storage.database import Database
from storage.failures import Refused
from storage.installations import Installations, Installed, OAuthStates
from tests.storage.happenings import NOON, minute


@pytest.fixture
def installations(database: Database) -> Installations:
    return Installations(database)


@pytest.fixture
def states(database: Database) -> OAuthStates:
    return OAuthStates(database)


def installed(team: str = "T1", user: str = "", body: str = "sealed", *, enterprise: str = "", at: datetime = NOON) -> Installed:
    """An installation, of the bot unless a user is named."""
    return Installed(enterprise, team, user, body, at)


async def test_an_installation_is_found_as_it_was_put(installations: Installations) -> None:
    kept = installed("T1", "U1", "x" * 5_000, enterprise="E1", at=minute(1.5))

    await installations.put(kept)

    assert await installations.find("E1", "T1", "U1") == kept


@pytest.mark.parametrize("elsewhere", [("", "T1", "U1"), ("E1", "T2", "U1"), ("E1", "T1", "U2"), ("E1", "", "U1"), ("E1", "T1", "")])
async def test_an_installation_is_found_nowhere_else(installations: Installations, elsewhere: tuple[str, str, str]) -> None:
    await installations.put(installed("T1", "U1", enterprise="E1"))

    found = await installations.find(*elsewhere)

    assert found is None


async def test_a_second_installation_takes_the_place_of_the_first(installations: Installations) -> None:
    await installations.put(installed(body="first"))

    await installations.put(installed(body="second", at=minute(1)))

    assert await installations.all() == [installed(body="second", at=minute(1))]


async def test_several_are_put_together_or_not_at_all(installations: Installations) -> None:
    zoneless = NOON.replace(tzinfo=None)

    with pytest.raises(Refused):
        await installations.put(installed("T1"), installed("T1", "U1", at=zoneless))

    assert await installations.all() == []


async def test_those_who_install_at_the_same_moment_do_not_collide(installations: Installations) -> None:
    bodies = [f"by {number}" for number in range(8)]

    await asyncio.gather(*(installations.put(installed(body=body)) for body in bodies))

    [kept] = await installations.all()
    assert kept.body in bodies


async def test_the_latest_is_the_one_a_user_installed_last(installations: Installations) -> None:
    await installations.put(installed(user="U1", at=minute(2)), installed(user="U2", at=minute(1)), installed(at=minute(3)))
    await installations.put(installed("T2", "U3", at=minute(9)))

    latest = await installations.latest("", "T1")

    assert latest is not None
    assert latest.user == "U1"


async def test_a_body_is_replaced_only_if_nobody_has_changed_it(installations: Installations) -> None:
    before = installed(body="first")
    await installations.put(before)

    replaced = await installations.replace(before, "second", minute(1))
    too_late = await installations.replace(before, "third", minute(2))

    assert (replaced, too_late) == (True, False)
    assert await installations.all() == [installed(body="second", at=minute(1))]


async def test_replacing_does_not_bring_back_what_was_deleted(installations: Installations) -> None:
    before = installed()
    await installations.put(before)
    await installations.delete("", "T1", "")

    assert not await installations.replace(before, "second", minute(1))

    assert await installations.all() == []


async def test_what_is_deleted_in_one_workspace_stays_in_the_other(installations: Installations) -> None:
    here = [installed("T1"), installed("T1", "U1"), installed("T1", "U2")]
    there = [replace(each, team="T2") for each in here]
    await installations.put(*here, *there)

    await installations.delete("", "T1", "U1")
    after_one_user = await installations.all()
    await installations.delete_users("", "T1")
    after_all_users = await installations.all()
    await installations.delete_place("", "T1")

    assert after_one_user == [here[0], here[2], *there]
    assert after_all_users == [here[0], *there]
    assert await installations.all() == there


async def test_a_late_deletion_spares_what_was_installed_since(installations: Installations) -> None:
    await installations.put(installed("T1", "U1", at=minute(1)), installed("T1", at=minute(5)))

    await installations.delete_place("", "T1", until=minute(5))

    assert await installations.all() == [installed("T1", at=minute(5))]


async def test_a_state_is_good_once(states: OAuthStates) -> None:
    await states.issue("state", expires_at=minute(10), now=NOON)

    assert await states.consume("state", minute(1))
    assert not await states.consume("state", minute(1))


async def test_of_many_who_consume_a_state_at_once_one_succeeds(states: OAuthStates) -> None:
    await states.issue("state", expires_at=minute(10), now=NOON)

    consumed = await asyncio.gather(*(states.consume("state", minute(1)) for _ in range(10)))

    assert consumed.count(True) == 1


async def test_of_two_programs_that_consume_a_state_at_once_one_succeeds(address: str) -> None:
    one, other = Database(address), Database(address)
    await one.open()
    await other.open()
    both = OAuthStates(one), OAuthStates(other)
    issued = [f"state-{number}" for number in range(10)]
    for state in issued:
        await both[0].issue(state, expires_at=minute(10), now=NOON)

    consumed = await asyncio.gather(*(states.consume(state, NOON) for state in issued for states in both))

    assert [sum(consumed[place : place + 2]) for place in range(0, 20, 2)] == [1] * 10
    await one.close()
    await other.close()


async def test_an_expired_or_unknown_state_is_good_for_nothing(states: OAuthStates) -> None:
    await states.issue("state", expires_at=minute(10), now=NOON)

    assert not await states.consume("state", minute(10))
    assert not await states.consume("another", NOON)


async def test_expired_states_are_forgotten_when_the_next_is_issued(states: OAuthStates) -> None:
    await states.issue("old", expires_at=minute(10), now=NOON)
    await states.issue("young", expires_at=minute(15), now=minute(5))

    await states.issue("new", expires_at=minute(21), now=minute(11))

    assert not await states.consume("old", NOON - timedelta(days=1))
    assert await states.consume("young", minute(11))

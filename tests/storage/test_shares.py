"""Who else may read, over every database."""

import pytest

from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from storage.database import Database
from storage.events import EventLog
from storage.failures import UnknownInterview
from storage.shares import Share, ShareKind, Shares, hashed
from tests.storage.happenings import NOON, begun, minute, opinion_asked, opinion_given, started


@pytest.fixture
def shares(database: Database) -> Shares:
    return Shares(database)


def share(target: str, kind: ShareKind = ShareKind.PERSON, **more: object) -> Share:
    """A share of interview `one`."""
    return Share.model_validate(
        {"id": f"to-{target}", "interview_id": "one", "kind": kind, "target": target, "by": "ada", "created_at": NOON, **more}
    )


async def letting(shares: Shares, person: str, *channels: str, at: float = 0) -> list[str]:
    return [each.id for each in await shares.letting("one", person, channels, minute(at))]


async def test_a_share_lets_in_whom_it_names_and_nobody_else(log: EventLog, shares: Shares) -> None:
    await begun(log, "one", started(candidate="ada"))
    await begun(log, "two", started(candidate="ada"))
    to_bob = await shares.add(share("bob", name="Bob", may_score=True))
    await shares.add(share("C1", ShareKind.CHANNEL, created_at=minute(1)))
    await shares.add(share(hashed("t0ken"), ShareKind.LINK, created_at=minute(2)))

    assert to_bob == share("bob", name="Bob", may_score=True)
    assert await letting(shares, "bob") == ["to-bob"]
    assert await letting(shares, "bob", "C2", "C1") == ["to-bob", "to-C1"]
    assert await letting(shares, "eve", "bob", "C2") == []
    assert await letting(shares, "C1") == []
    assert await letting(shares, hashed("t0ken"), hashed("t0ken")) == []
    assert await shares.letting("two", "bob", ["C1"], NOON) == []
    assert [each.target for each in await shares.of("one")] == [hashed("t0ken"), "C1", "bob"]
    assert await shares.channels("C", NOON) == ["C1"]
    assert await shares.channels("D", NOON) == []


async def test_a_share_ends_when_it_expires_or_is_revoked_and_can_be_renewed(log: EventLog, shares: Shares) -> None:
    await begun(log, "one")
    await shares.add(share("bob", expires_at=minute(10)))

    assert await letting(shares, "bob", at=9.9) == ["to-bob"]
    assert await letting(shares, "bob", at=10) == []
    renewed = await shares.add(share("bob", id="another", may_score=True, created_at=minute(11)))
    assert renewed == share("bob", may_score=True, created_at=minute(11))
    assert await letting(shares, "bob", at=12) == ["to-bob"]
    assert await shares.revoke("to-bob", minute(13))
    assert not await shares.revoke("to-bob", minute(14))
    assert not await shares.revoke("nobody", minute(14))
    assert await letting(shares, "bob", at=15) == []
    found = await shares.find("to-bob")
    assert found is not None
    assert found.revoked_at == minute(13)
    assert not found.is_active(minute(15))


async def test_a_link_is_found_by_the_hash_of_its_token_as_long_as_it_is_good(log: EventLog, shares: Shares) -> None:
    await begun(log, "one")
    token = hashed("t0ken")
    link = await shares.add(share(token, ShareKind.LINK, expires_at=minute(5)))

    assert await shares.by_link(token, minute(4)) == link
    assert await shares.by_link(token, minute(5)) is None
    assert await shares.by_link("t0ken", NOON) is None
    assert await shares.by_link("\ud83d'\0", NOON) is None
    await shares.revoke(link.id, minute(1))
    assert await shares.by_link(token, minute(4)) is None


async def test_an_interview_that_is_not_there_is_not_shared(shares: Shares) -> None:
    with pytest.raises(UnknownInterview):
        await shares.add(share("bob"))


async def test_who_is_asked_for_an_opinion_may_read_and_is_known_to_have_scored(log: EventLog, shares: Shares) -> None:
    interview = await begun(log, "one", started(candidate="ada"), opinion_asked("bob", "Bob", at=minute(1)))

    [asked] = await shares.letting("one", "bob", [], NOON)
    before = await shares.has_scored("one", "bob")
    for number in (2, 3):
        interview = await log.append(interview, [opinion_given(Opinion(by="bob", phases={Phase.FLOWS: number}), at=minute(number))])

    assert (asked.target, asked.name, asked.by, asked.may_score, asked.created_at) == ("bob", "Bob", "ada", True, minute(1))
    assert (before, await shares.has_scored("one", "bob"), await shares.has_scored("one", "eve")) == (False, True, False)


async def test_asking_somebody_with_whom_it_was_shared_renews_the_share(log: EventLog, shares: Shares) -> None:
    interview = await begun(log, "one", started(candidate="ada"))
    await shares.add(share("bob", expires_at=minute(1)))

    await log.append(interview, [opinion_asked("bob", "Bob")])

    [kept] = await shares.of("one")
    assert (kept.id, kept.may_score, kept.expires_at) == ("to-bob", True, None)

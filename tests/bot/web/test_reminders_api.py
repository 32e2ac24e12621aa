"""Reminders by programs: what may be done with which scope, and what is refused."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import Request
from httpx import AsyncClient

from bot.channels.web.viewer import Viewer
from bot.reminders import MOST, Whom
from interview_flow.reminding.reminders import Occurrence, Outcome, State
from storage.api_tokens import ApiToken, ApiTokens
from storage.people import People, Person
from storage.shares import hashed
from tests.bot.web.sites import ADA, BEN, Site, site

ELSEWHERE = "slack:T2:U1"
"""Somebody of another workspace with the same id."""


class Nobody:
    """A door by which nobody is known."""

    async def viewer(self, request: Request) -> Viewer | None:
        return None


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Site]:
    async with site(tmp_path, Nobody(), played=False) as made:
        await People(made.app.database).save(Person(id=ADA, name="Ada", zone="Europe/Berlin"))
        yield made


@pytest.fixture
async def holding(here: Site) -> AsyncIterator["Holding"]:
    async with AsyncExitStack() as stack:
        yield Holding(here, stack)


class Holding:
    """Hands out programs with tokens."""

    def __init__(self, here: Site, stack: AsyncExitStack) -> None:
        self._here, self._stack = here, stack

    async def __call__(self, person: str, *scopes: str) -> AsyncClient:
        """A program with a token of this person's."""
        token, now = f"mi_{person}_{'_'.join(scopes)}", self._here.web.clock()
        kept = ApiToken(id=hashed(token)[:8], person=person, name="x", scopes=frozenset(scopes), created_at=now, expires_at=now + timedelta(days=1))
        await ApiTokens(self._here.app.database).add(kept, hashed(token))
        client = AsyncClient(base_url=f"{self._here.url}/api/v1", headers={"authorization": f"Bearer {token}"})
        return await self._stack.enter_async_context(client)


async def test_a_reminder_is_shown_back_kept_once_changed_rests_and_is_removed(holding: Holding) -> None:
    ada, later = await holding(ADA, "read", "practise"), datetime.now(UTC) + timedelta(days=3)

    shown = (await ada.post("/me/reminders/preview", json={"phrase": "every weekday at 9am"})).json()
    before = (await ada.get("/me/reminders")).json()
    made = [await ada.post("/me/reminders", json={"phrase": "every weekday at 9am"}, headers={"idempotency-key": "k"}) for _ in range(2)]
    place = made[0].headers["location"].removeprefix("/api/v1")
    changed = (await ada.patch(place, json={"phrase": "every day at 23:00", "paused_until": later.isoformat()})).json()
    resumed = (await ada.patch(place, json={"paused": False, "kept_at_night": True})).json()
    gone = [await ada.delete(place), await ada.delete(place), await ada.get(place)]

    assert (shown["says"], shown["zone"], len(shown["upcoming"]), before) == ("every weekday at 9:00", "Europe/Berlin", 3, [])
    assert shown["upcoming"][0]["at"][10:16] == "T09:00", "with the offset of its zone"
    assert ([each.status_code for each in made], made[0].json()["id"]) == ([201, 201], made[1].json()["id"])
    assert (changed["says"], changed["standing"], changed["is_quiet"]) == ("every day at 23:00", "paused", True)
    assert datetime.fromisoformat(changed["paused_until"]) == later
    assert changed["upcoming"][0]["left_out"] == "quiet"
    assert (resumed["standing"], resumed["is_quiet"], resumed["upcoming"][0]["left_out"]) == ("comes", False, None)
    assert [each.status_code for each in gone] == [204, 404, 404]


async def test_what_is_somebody_else_s_is_told_like_what_does_not_exist(here: Site, holding: Holding) -> None:
    mine = (await here.app.reminders.add(Whom(ADA, "T1", None, "U1"), "every day at 9", "a")).reminder

    for person in (BEN, ELSEWHERE):
        program = await holding(person, "read", "practise")
        for place in (f"/me/reminders/{mine.id}", "/me/reminders/none"):
            answers = [await program.get(place), await program.patch(place, json={"paused": True}), await program.delete(place)]
            assert [(each.status_code, each.json()["type"]) for each in answers] == [(404, "/api#not-there")] * 3
        assert (await program.get("/me/reminders")).json() == []
    assert await here.app.reminders.reminders.of_person(ADA) == [mine]


async def test_what_became_of_a_time_is_told(here: Site, holding: Holding) -> None:
    mine, at = (await here.app.reminders.add(Whom(ADA, "T1", None, "U1"), "every day at 9", "a")).reminder, datetime(2026, 3, 2, 8, tzinfo=UTC)
    past = {"reminder_id": mine.id, "occasion": "2026-03-02T09:00", "person": ADA, "at": at, "due_at": at, "settled_at": at}
    await here.app.reminders.occurrences.add(Occurrence.model_validate(past | {"state": State.SENT, "outcome": Outcome.STARTED}))

    told = (await (await holding(ADA, "read")).get(f"/me/reminders/{mine.id}")).json()["latest"]
    schemas = (await here.client.get("/api/v1/openapi.json")).json()["components"]["schemas"]

    assert told == [{"at": "2026-03-02T08:00:00Z", "kind": "regular", "state": "sent", "note": None, "outcome": "started"}]
    assert not [name for name in schemas if "__" in name], "two shapes have one name, so the description tells where they stand in the code"


async def test_a_token_does_what_its_scopes_say(holding: Holding) -> None:
    reads, holds = await holding(ADA, "read"), await holding(ADA, "practise")

    answers = [
        await reads.post("/me/reminders", json={"phrase": "every day at 9"}),
        await reads.put("/me/routine", json={}),
        await holds.get("/me/reminders"),
        await holds.get("/me/routine"),
        await holds.post("/me/reminders/preview", json={"phrase": "every day at 9"}),
    ]

    assert [each.status_code for each in answers] == [403] * 5


async def test_what_cannot_be_used_is_told_and_changes_nothing(here: Site, holding: Holding) -> None:
    ada, book = await holding(ADA, "read", "practise"), here.app.reminders
    mine = (await book.add(Whom(ADA, "T1", None, "U1"), "every day at 9", "a")).reminder
    place = f"/me/reminders/{mine.id}"

    refused = [
        await ada.post("/me/reminders", json={"phrase": "whenever"}),
        await ada.patch(place, json={"phrase": "9" * 400}),
        await ada.patch(place, json={"paused_until": "2020-01-01T00:00:00Z"}),
        await ada.patch(place, json={"paused_until": "9999-12-31T23:59:59-12:00"}),
        await ada.put("/me/routine", json={"zone": "Mars/Base"}),
        await ada.put("/me/routine", json={"quiet_from": "7 in the evening"}),
        await ada.put("/me/routine", json={"away_until": "2099-01-01T00:00:00Z"}),
    ]

    assert [each.status_code for each in refused] == [422] * len(refused)
    assert "whenever" in refused[0].json()["detail"]
    assert "every weekday at 9am" in refused[0].json()["detail"]
    assert await book.reminders.of_person(ADA) == [mine]


async def test_one_more_than_somebody_may_have_is_a_conflict(here: Site, holding: Holding) -> None:
    ada = await holding(ADA, "practise")
    for minute in range(MOST):
        await here.app.reminders.add(Whom(ADA, "T1", None, "U1"), f"every day at 9:{minute:02}", str(minute))

    refused = await ada.post("/me/reminders", json={"phrase": "every day at 10"})

    assert (refused.status_code, refused.json()["type"]) == (409, "/api#conflict")


async def test_how_somebody_likes_it_is_told_as_it_was_put(holding: Holding) -> None:
    ada = await holding(ADA, "read", "practise")
    liked = {"zone": "Asia/Kolkata", "quiet_from": "21:30", "quiet_to": "06:00", "weekends": False, "most_a_day": 1, "nudges": False, "named": True}

    before = (await ada.get("/me/routine")).json()
    put = await ada.put("/me/routine", json=liked)
    after = (await ada.get("/me/routine")).json()

    assert (before["zone"], before["where"], before["quiet_from"]) == (None, "Europe/Berlin", "22:00")
    assert put.json() == after == liked | {"away_since": None, "away_until": None, "where": "Asia/Kolkata"}

"""The API as programs use it: tokens and scopes, interviews held and read, errors that keep their names."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import Request
from httpx import AsyncClient

from bot.channels.web.practice.pace import BEGINNINGS
from bot.channels.web.practice.room import LONGEST
from bot.channels.web.viewer import Viewer
from storage.api_tokens import ApiToken, ApiTokens
from storage.shares import hashed
from tests.bot.web.sites import ADA, BEN, Site, site, utc_now

V1 = "/api/v1"


class SignInOnly:
    """A door like Slack's: nobody is known by their address."""

    async def viewer(self, request: Request) -> Viewer | None:
        return None


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Site]:
    async with site(tmp_path, SignInOnly()) as made:
        yield made


async def holding(here: Site, person: str, *scopes: str, days: int = 1) -> AsyncClient:
    """A program with a token of this person's; it is good for so many days."""
    token = f"mi_{person}_{'_'.join(scopes)}_{days}"
    now = utc_now()
    kept = ApiToken(id=hashed(token)[:8], person=person, name="test", scopes=frozenset(scopes), created_at=now, expires_at=now + timedelta(days=days))
    await ApiTokens(here.app.database).add(kept, hashed(token))
    return AsyncClient(base_url=here.url + V1, headers={"authorization": f"Bearer {token}"})


async def test_an_interview_is_begun_held_and_read(here: Site) -> None:
    async with await holding(here, ADA, "practise", "read") as ada:
        begun = await ada.post("/interviews", json={"topic": "design a url shortener", "minutes": 0}, headers={"idempotency-key": "one"})
        again = await ada.post("/interviews", json={"topic": "design a url shortener", "minutes": 0}, headers={"idempotency-key": "one"})
        place = f"/interviews/{begun.json()['id']}"
        answered = await ada.post(f"{place}/turns", json={"text": "People paste a long address and get a short one that leads there."})
        await ada.post(f"{place}/turns", json={"text": "end"})
        early = await ada.get(place)
        await ada.post(f"{place}/reveal")
        report = await ada.get(place)
        over = await ada.post(f"{place}/turns", json={"text": "one more thing"})
        document = await ada.get(f"{place}/documents/narrative")

    assert (begun.status_code, again.json()["id"]) == (201, begun.json()["id"])
    assert begun.headers["location"] == f"{V1}{place}"
    assert [turn["speaker"] for turn in answered.json()["turns"]] == ["candidate", "interviewer"]
    assert early.status_code == 409
    assert report.json()["turns"][1]["text"].startswith("People paste")
    assert (over.status_code, over.json()["type"]) == (409, "/api#conflict")
    assert document.headers["content-type"].startswith("text/markdown")
    assert document.text.startswith("#")


async def test_a_list_is_one_s_own_and_goes_on_where_it_ended(here: Site) -> None:
    async with await holding(here, ADA, "read") as ada:
        first = (await ada.get("/interviews", params={"limit": 2})).json()
        second = (await ada.get("/interviews", params={"limit": 2, "after": first["next"]})).json()
        narrowed = (await ada.get("/interviews", params={"problem": "rate-limiter"})).json()

    assert [each["id"] for each in first["interviews"] + second["interviews"]] == ["coached", "limiter", "chat"]
    assert second["next"] is None
    assert [each["id"] for each in narrowed["interviews"]] == ["limiter"]


@pytest.mark.parametrize("method", ["GET", "DELETE", "POST"])
@pytest.mark.parametrize("place", ["/interviews/weak", "/interviews/no-such", "/interviews/weak/shares", "/interviews/weak/comments/00"])
async def test_what_is_somebody_else_s_is_told_like_what_does_not_exist(here: Site, method: str, place: str) -> None:
    async with await holding(here, ADA, "read", "share", "review", "delete", "practise") as ada:
        answer = await ada.request(method, place, json={"kind": "link"} if method == "POST" else None)

    assert answer.status_code in (404, 405)
    assert "news" not in answer.text.casefold()
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_token_does_what_its_scopes_say_and_nothing_when_it_is_old(here: Site) -> None:
    async with await holding(here, BEN, "read") as reader, await holding(here, BEN, "read", days=-1) as old:
        may_not = await reader.post("/interviews", json={"topic": "a rate limiter"})
        expired = await old.get("/me")
        unknown = await reader.get("/me", headers={"authorization": "Bearer mi_" + "x" * 500})
        basic = await reader.get("/me", headers={"authorization": "Basic YTpi"})

    assert (may_not.status_code, may_not.json()["type"]) == (403, "/api#forbidden")
    assert {answer.status_code for answer in (expired, unknown, basic)} == {401}
    assert expired.headers["www-authenticate"].startswith("Bearer")


async def test_a_program_that_runs_wild_waits_like_a_page_that_does(here: Site) -> None:
    async with await holding(here, BEN, "practise") as ben:
        for _ in range(BEGINNINGS.amount):
            await here.web.pace.wait(BEGINNINGS, BEN)
        often = await ben.post("/interviews", json={"topic": "a rate limiter"})
        long = await ben.post("/interviews/weak/turns", json={"text": "9" * (LONGEST + 1)})

    assert (often.status_code, often.json()["type"], often.headers["retry-after"].isdigit()) == (429, "/api#too-many", True)
    assert (long.status_code, long.json()["errors"][0]["pointer"]) == (422, "/text")


async def test_a_link_is_shared_and_taken_back(here: Site) -> None:
    async with await holding(here, ADA, "share", "read", "review") as ada:
        made = await ada.post("/interviews/chat/shares", json={"kind": "link", "lasts": "day"})
        listed = (await ada.get("/interviews/chat/shares")).json()
        await ada.delete(f"/interviews/chat/shares/{made.json()['id']}")
        left = (await ada.get("/interviews/chat/shares")).json()
        wrong = await ada.post("/interviews/chat/shares", json={"kind": "link", "lasts": "for ever"})

    assert made.status_code == 201
    assert "/s/" in made.json()["link"]
    assert [(each["kind"], each["link"]) for each in listed] == [("link", None)]
    assert left == []
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/link/lasts")


async def test_remarks_stand_on_their_turn(here: Site) -> None:
    async with await holding(here, ADA, "read", "review") as ada:
        made = await ada.post("/interviews/chat/comments", json={"turn": 2, "text": "<b>Good</b> start"})
        beyond = await ada.post("/interviews/chat/comments", json={"turn": 99_999, "text": "?"})
        listed = (await ada.get("/interviews/chat/comments")).json()
        removed = await ada.delete(f"/interviews/chat/comments/{made.json()['id']}")

    assert [(each["turn"], each["text"]) for each in listed] == [(2, "<b>Good</b> start")]
    assert (beyond.status_code, removed.status_code) == (422, 204)


async def test_words_are_found_wherever_they_were_said(here: Site) -> None:
    async with await holding(here, ADA, "read") as ada:
        found = (await ada.get("/search", params={"q": "token bucket"})).json()

    assert [each["interview_id"] for each in found["hits"]] == ["limiter"]


async def test_documents_are_taken_home_and_an_interview_is_deleted_for_good(here: Site) -> None:
    async with await holding(here, ADA, "read", "delete") as ada, await holding(here, BEN, "delete") as ben:
        printed = await ada.get("/interviews/chat/downloads/narrative.pdf")
        everything = await ada.get("/interviews/chat/downloads/all.zip")
        not_theirs = await ben.delete("/interviews/chat")
        deleted = await ada.delete("/interviews/chat")
        again = await ada.delete("/interviews/chat")

    assert printed.content.startswith(b"%PDF")
    assert everything.content.startswith(b"PK")
    assert (not_theirs.status_code, deleted.status_code, again.status_code) == (404, 204, 404)


async def test_how_one_does_is_told(here: Site) -> None:
    async with await holding(here, ADA, "read") as ada:
        progress = (await ada.get("/me/progress")).json()

    assert [each["id"] for each in progress["interviews"]] == ["chat", "limiter", "coached"]
    assert progress["weakest"]
    assert {"criterion", "says", "mean", "cost"} == set(progress["weakest"][0])


async def test_what_should_be_practised_is_told_of_who_asks_alone(here: Site) -> None:
    async with await holding(here, ADA, "read") as ada, await holding(here, BEN, "practise") as ben:
        told = (await ada.get("/me/skills")).json()
        not_theirs = await ben.get("/me/skills")

    skills = {each["criterion"]: each for each in told["skills"]}
    first = skills[told["suggestion"]["criteria"][0]]
    assert set(told["due"]) == {name for name, each in skills.items() if each["is_due"]} == set(told["forecast"][0]["criteria"])
    assert first["at_stake"] == max(each["at_stake"] for each in skills.values() if each["criterion"] in told["due"])
    assert told["suggestion"]["problem"] not in first["failed_on"]
    assert first["phase"] == told["suggestion"]["phase"]
    assert all(0 <= each["strength"] <= 1 for each in skills.values())
    assert not_theirs.status_code == 403


async def test_the_description_is_a_page_without_scripts(here: Site) -> None:
    page = await here.client.get("/api")

    assert page.status_code == 200
    assert "/interviews/{interview_id}/turns" in page.text


async def test_of_an_interview_that_goes_on_no_document_tells_what_is_still_open(here: Site) -> None:
    async with await holding(here, ADA, "practise", "read") as ada:
        begun = await ada.post("/interviews", json={"problem": "rate-limiter", "minutes": 0})
        place = f"/interviews/{begun.json()['id']}"
        taken = [await ada.get(f"{place}/{each}") for each in ("documents/hlsd", "documents/transcript", "downloads/hlsd.pdf", "downloads/all.zip")]
        await ada.post(f"{place}/turns", json={"text": "end"})
        hidden = [await ada.get(f"{place}/{each}") for each in ("documents/problem-card", "downloads/all.zip")]
        offered = await ada.get(f"{place}/documents/hlsd")

    assert [each.status_code for each in taken] == [404] * 4
    assert [each.status_code for each in hidden] == [404] * 2
    assert offered.status_code == 200

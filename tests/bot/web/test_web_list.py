"""The list of interviews: what is asked for is found, a page at a time, and nothing that is asked for breaks it."""

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.channels.web.listing import query_of
from bot.channels.web.routes.transcripts import SHOWN
from interview_flow.rubric import Level, Mode
from storage.people import People, Person
from tests.bot.web.reading import Element, read
from tests.bot.web.sites import ADA, BEN, NOON, Site, site

ASKED_AND_FOUND = (
    ({}, ["hostile", "weak", "coached", "limiter", "chat"]),
    ({"verdict": "strong_hire"}, ["limiter"]),
    ({"person": BEN, "sort": "oldest"}, ["weak", "hostile"]),
    ({"from": "2026-03-03", "to": "2026-03-04"}, ["coached", "limiter"]),
    ({"sort": "best", "level": "senior"}, ["limiter", "chat", "weak", "hostile"]),
    ({"problem": "chat", "stage": "finished"}, ["chat"]),
    ({"q": "consistent hash"}, ["coached"]),
    ({"q": "consistent hash", "level": "staff"}, []),
    ({"q": "redis", "person": BEN}, ["weak"]),
)


async def test_what_is_asked_for_is_found(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        await People(here.app.database).save(Person(id=ADA, name="Ada <b>Lovelace</b>"))
        await here.app.indexing.sweep()
        answers = [(asked, _ids(await _list(here, **asked))) for asked, _ in ASKED_AND_FOUND]
        found = await _list(here, q="consistent hash")

    assert answers == list(ASKED_AND_FOUND)
    assert [mark.text for mark in found.of("snippet")[0].named("mark")] == ["consistent", "hashing"]
    assert "Ada <b>Lovelace</b>" in found.of("interviews")[0].text


async def test_the_list_goes_on_and_comes_back(tmp_path: Path) -> None:
    clock = Passing()
    async with site(tmp_path, played=False, clock=clock) as here:
        names = [f"i{number:02}" for number in range(2 * SHOWN + 1)]
        for name in names:
            await here.app.conversation.begin(name, topic="a cache", problem=None, level=Level.MID, mode=Mode.STRICT, minutes=45, candidate=ADA)
        pages = [await _list(here)]
        while older := _link(pages[-1], "next"):
            pages.append(read((await here.client.get(older)).text))
        newer = read((await here.client.get(_link(pages[-1], "prev"))).text)
        made_up = await here.client.get("/?sort=oldest&after=ZZZ")

    assert [_ids(page) for page in pages] == [names[:-26:-1], names[-26:0:-1], names[:1]]
    assert _ids(newer) == _ids(pages[1])
    assert _ids(read(made_up.text)) == names[:SHOWN]


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        nothing, none_fits = await _list(here), await _list(here, q="nothing", verdict="hire")

    assert [link.attributes["href"] for link in nothing.of("empty")[0].named("a")] == ["/practice"]
    assert [link.attributes["href"] for link in none_fits.of("empty")[0].named("a")] == ["/?verdict=hire"]


@pytest.mark.parametrize(
    "asked",
    [
        {"verdict": "'; --", "level": "ceo", "stage": "", "from": "2026-13-45", "to": "9999-12-31", "sort": "random", "whose": "theirs"},
        {"q": "9" * 20_000, "person": "\u0661\u202e\x00", "problem": "<script>", "after": "💥"},
        {"q": '"* OR NEAR( ((((', "after": "1e400"},
    ],
)
async def test_what_makes_no_sense_is_left_out(tmp_path: Path, asked: dict[str, str]) -> None:
    async with site(tmp_path, played=False) as here:
        page = await here.client.get(f"/?{urlencode(asked)}")

    assert page.status_code == 200
    assert not [each for each in read(page.text).named("script") if each.text]
    assert query_of(asked).address().startswith("/")


class Passing:
    """A clock that goes on by a minute whenever it is looked at."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


async def _list(here: Site, **asked: str) -> Element:
    answer = await here.client.get(f"/?{urlencode(asked)}")
    assert answer.status_code == 200
    return read(answer.text)


def _ids(page: Element) -> list[str]:
    """The interviews of a list, in its order."""
    return [heading.named("a")[0].attributes["href"].removeprefix("/interviews/") for each in page.of("interviews") for heading in each.named("h2")]


def _link(page: Element, kind: str) -> str:
    """Where a page of the list leads; "" where it ends."""
    return next((each.attributes["href"] for each in page.named("a") if each.attributes.get("rel") == kind), "")

"""Where there is no Slack: what the pages say is true of one machine, and the files are there as after an interview in the terminal."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels.web.viewer import LocalDoor
from tests.bot.web.people import Browser
from tests.bot.web.sites import ADA, Site, site


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Site]:
    async with site(tmp_path, LocalDoor(ADA)) as made:
        yield made


async def test_a_link_is_said_to_open_here_alone_and_the_files_are_offered(here: Site) -> None:
    browser = Browser(here.client)

    page = await browser.send("/interviews/limiter/sharing", {"with": "link", "lasts": "day", "name": ""})
    packed = await browser.get("/interviews/limiter/downloads/all.zip")

    assert "/s/" in page.text
    assert "It opens on this machine only." in page.text
    assert "without an account" not in page.text
    assert 'href="/interviews/limiter/downloads/all.zip"' in page.text
    assert packed.status_code == 200


async def test_who_has_no_account_can_be_asked_with_a_form(here: Site) -> None:
    page = await Browser(here.client).get("/interviews/limiter/opinions")

    assert "mock-interview transcripts score limiter --form" in page.text


async def test_the_api_asks_for_no_token(here: Site) -> None:
    page = await here.client.get("/api")
    listed = await here.client.get("/api/v1/interviews")

    assert "you need no token here" in page.text
    assert "$TOKEN" not in page.text
    assert listed.status_code == 200


async def test_a_body_that_is_not_said_to_be_json_is_told_so(here: Site) -> None:
    sent = await here.client.post("/api/v1/interviews", content='{"topic": "a rate limiter"}')
    form = await here.client.post("/api/v1/interviews", data={"topic": "a rate limiter"})
    lacking = await here.client.post("/api/v1/interviews", json={"level": "nobody"})

    assert {each.status_code for each in (sent, form, lacking)} == {422}
    assert "Content-Type: application/json" in sent.json()["detail"]
    assert "Content-Type: application/json" in form.json()["detail"]
    assert "Content-Type" not in lacking.json()["detail"]

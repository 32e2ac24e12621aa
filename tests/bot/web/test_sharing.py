"""Who may read an interview: its candidate decides, and takes it back."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from httpx import AsyncClient

from bot.conversation import Clock
from storage.people import People, Person
from storage.shares import Shares
from tests.bot.web.people import CLEO, STRANGER, Browser, ByHeader, OneWorkspace
from tests.bot.web.sites import ADA, BEN, Site, site, utc_now

SHARING = "/interviews/limiter/sharing"
READ = "/interviews/limiter/turns/1/comments"
"""A page that every reader with an account may see."""


class Late:
    """A clock that can be put forward."""

    late = timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.late


@asynccontextmanager
async def shared_site(folder: Path, clock: Clock | None = None) -> AsyncIterator[Site]:
    """A site with a workspace; Ben is known by name."""
    async with site(folder, ByHeader(), workspace=OneWorkspace(), clock=clock) as here:
        await People(here.app.database).save(Person(id=BEN, name="Ben Bitdiddle"))
        yield here


async def test_who_is_named_may_read_until_it_is_taken_back(tmp_path: Path) -> None:
    async with shared_site(tmp_path) as here:
        ada, ben = Browser(here.client, ADA), Browser(here.client, BEN)
        before = await ben.get(READ)
        shared = await ada.send(SHARING, {"with": "person", "person": "ben bitdiddle"})
        meanwhile = await ben.get(READ)
        listed = await ada.get(SHARING)
        await ada.send(SHARING, {"all": "yes"}, f"{SHARING}/revoke")
        after = await ben.get(READ)

    assert [before.status_code, shared.status_code, meanwhile.status_code, after.status_code] == [404, 303, 200, 404]
    assert "Ben Bitdiddle" in listed.text
    assert "Ben Bitdiddle" not in before.text + after.text


async def test_a_channel_reads_as_long_as_somebody_is_in_it(tmp_path: Path) -> None:
    async with shared_site(tmp_path) as here:
        ada, cleo, ben = (Browser(here.client, person) for person in (ADA, CLEO, BEN))
        await ada.send(SHARING, {"with": "channel", "channel": "slack:T1:C1"})
        reads, elsewhere = await cleo.get(READ), await ben.get(READ)
        here.web.workspace.channels_of[CLEO] = ()  # type: ignore[attr-defined]
        left = await cleo.get(READ)
        foreign = await ada.send(SHARING, {"with": "channel", "channel": "slack:T1:C9"})

    assert [reads.status_code, elsewhere.status_code, left.status_code] == [200, 404, 404]
    assert foreign.status_code == 400


async def test_a_link_is_shown_once_and_opens_its_interview_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with shared_site(tmp_path) as here, AsyncClient(base_url=here.url) as client:
        ada, holder = Browser(here.client, ADA), Browser(client)
        made = await ada.send(SHARING, {"with": "link", "lasts": "day", "name": "for the recruiter"})
        token = _link(made.text)
        opened = await holder.get(f"/s/{token}")
        reads = await holder.get("/interviews/limiter")
        other = await holder.get("/interviews/chat")
        again = await ada.get(SHARING)

    assert opened.status_code == 303
    assert opened.headers["referrer-policy"] == "no-referrer"
    assert "Path=/interviews/limiter" in opened.headers["set-cookie"]
    assert reads.status_code == 200
    assert other.status_code == 401
    assert token not in again.text
    assert "for the recruiter" in again.text
    assert not any(token in record.getMessage() for record in caplog.records if record.name.startswith(("bot", "uvicorn")))


async def test_a_link_that_is_unknown_over_or_revoked_is_told_alike(tmp_path: Path) -> None:
    clock = Late()
    async with shared_site(tmp_path, clock) as here:
        ada, holder = Browser(here.client, ADA), Browser(here.client)
        over, revoked = [_link((await ada.send(SHARING, {"with": "link", "lasts": lasts})).text) for lasts in ("day", "month")]
        await _revoke_latest(here, ada)
        clock.late = timedelta(days=2)
        told = [await holder.get(f"/s/{token}") for token in ("A" * 43, over, revoked, "%00", "\N{SNOWMAN}" * 3)]

    assert {page.status_code for page in told} == {404}
    assert len({page.text for page in told}) == 1
    assert "set-cookie" not in {name for page in told for name in page.headers}


async def test_two_clicks_make_one_link_and_both_show_it(tmp_path: Path) -> None:
    async with shared_site(tmp_path) as here:
        ada = Browser(here.client, ADA)
        page = (await ada.get(SHARING)).text
        form = {name: re.findall(f'name="{name}" value="([^"]+)"', page)[-1] for name in ("token", "once")} | {"with": "link", "lasts": "week"}
        first, second = await asyncio.gather(ada.post(SHARING, form), ada.post(SHARING, form))
        shares = await Shares(here.app.database).of("limiter")
        await ada.send(SHARING, {"all": "yes"}, f"{SHARING}/revoke")
        from_history = await ada.post(SHARING, form)

    assert _link(first.text) == _link(second.text)
    assert len(shares) == 1
    assert from_history.status_code == 400


async def test_who_cannot_be_shared_with_is_said_plainly(tmp_path: Path) -> None:
    meant = {
        "": "Name the person",
        "Nobody Known": "Nobody in your workspace",
        "<@U1>": "That is you",
        "slack:T2:U9": "Nobody in your workspace",
        "%": "Nobody in your workspace",
        "U" + "9" * 100_000: "Nobody in your workspace",
        "\0<script>": "Nobody in your workspace",
    }
    async with shared_site(tmp_path) as here:
        ada = Browser(here.client, ADA)
        pages = [await ada.send(SHARING, {"with": "person", "person": typed}) for typed in meant]
        shares = await Shares(here.app.database).of("limiter")

    assert {page.status_code for page in pages} == {400}
    assert [says for says, page in zip(meant.values(), pages, strict=True) if says not in page.text] == []
    assert "<script>" not in pages[-1].text
    assert shares == []


async def test_nobody_but_the_candidate_shares(tmp_path: Path) -> None:
    async with shared_site(tmp_path) as here:
        await Browser(here.client, ADA).send(SHARING, {"with": "person", "person": "@U2"})
        reader, other, stranger = (Browser(here.client, person) for person in (BEN, STRANGER, None))
        looked = [(await each.get(SHARING)).status_code for each in (reader, other, stranger)]
        theirs = await reader.get("/interviews/weak/sharing")
        token = _field(theirs.text, "token")
        share = (await Shares(here.app.database).of("limiter"))[0].id
        forged = await reader.post(SHARING, {"token": token, "with": "link", "once": "x", "lasts": "day"})
        crossed = await reader.post("/interviews/weak/sharing/revoke", {"token": token, "share": share})
        without = await Browser(here.client, ADA).post(f"{SHARING}/revoke", {"all": "yes"})
        kept = await Shares(here.app.database).of("limiter")

    assert looked == [403, 404, 401]
    assert [forged.status_code, crossed.status_code, without.status_code] == [403, 303, 403]
    assert [each.revoked_at for each in kept] == [None]


def _link(page: str) -> str:
    found = re.search(r'value="http[^"]+/s/([\w-]{43})"', page)
    assert found, page
    return found[1]


def _field(page: str, name: str) -> str:
    found = re.search(f'name="{name}" value="([^"]+)"', page)
    assert found
    return found[1]


async def _revoke_latest(here: Site, ada: Browser) -> None:
    share = (await Shares(here.app.database).of("limiter"))[0]
    await ada.send(SHARING, {"share": share.id}, f"{SHARING}/revoke")

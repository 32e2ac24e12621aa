"""What others think: scored before the judgement is seen, beside it afterwards; and comments, turn by turn."""

import asyncio
import html
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.channels.web.comments import LONGEST
from storage.comments import Comments
from storage.shares import Shares
from tests.bot.web.people import CLEO, Browser, ByHeader, OneWorkspace
from tests.bot.web.sites import ADA, BEN, Site, site

FORM, OPINIONS, TURN = "/interviews/limiter/opinion", "/interviews/limiter/opinions", "/interviews/limiter/turns/2/comments"
SCORES = {"criterion:clarify.read_write_ratio": "met", "criterion:restate.users": "absent", "phase:clarify": "70"}


@asynccontextmanager
async def reviewed_site(folder: Path) -> AsyncIterator[Site]:
    """Ada asks Ben to score her interview, and lets Cleo read it."""
    async with site(folder, ByHeader(), workspace=OneWorkspace()) as here:
        ada = Browser(here.client, ADA)
        await ada.send("/interviews/limiter/sharing", {"with": "person", "person": "<@U2>", "may_score": "yes"})
        await ada.send("/interviews/limiter/sharing", {"with": "person", "person": "@U3"})
        yield here


async def test_a_reviewer_scores_first_and_compares_afterwards(tmp_path: Path) -> None:
    async with reviewed_site(tmp_path) as here:
        ada, ben, cleo = (Browser(here.client, person) for person in (ADA, BEN, CLEO))
        before = await ben.get(OPINIONS)
        not_asked = await cleo.get(FORM)
        sent = await ben.send(FORM, SCORES)
        theirs, candidates, readers = [(await each.get(OPINIONS)).text for each in (ben, ada, cleo)]
        on_the_page = [(await each.get("/interviews/limiter")).text for each in (ada, cleo)]
        await ben.send(FORM, SCORES | {"phase:clarify": "65"})
        changed = await ada.get(OPINIONS)
        interview = await here.app.log.load("limiter")

    assert "Program" not in before.text
    assert not_asked.status_code == 404
    assert (sent.status_code, sent.headers["location"]) == (303, OPINIONS)
    assert "of 2" in theirs
    assert "Program" in theirs
    assert ">Ben<" in candidates
    assert "Ben" not in readers
    assert ["What people think</h2>" in page for page in on_the_page] == [True, False]
    assert ">65<" in changed.text
    assert interview.readers == {BEN: "Ben"}
    assert interview.scorings[BEN] == 2


async def test_what_a_reviewer_thinks_stands_in_no_file_of_somebody_else_s(tmp_path: Path) -> None:
    files = ("documents/problem-card", "downloads/problem-card.md", "downloads/report.json")
    async with reviewed_site(tmp_path) as here:
        ada, ben, cleo = (Browser(here.client, person) for person in (ADA, BEN, CLEO))
        await ben.send(FORM, SCORES)
        told = {each.person: [(await each.get(f"/interviews/limiter/{file}")) for file in files] for each in (ada, cleo)}

    assert {answer.status_code for answers in told.values() for answer in answers} == {200}
    assert [["Ben" in answer.text for answer in told[person]] for person in (ADA, CLEO)] == [[True] * 3, [False] * 3]


async def test_scores_that_mean_nothing_are_refused(tmp_path: Path) -> None:
    wrong = (
        {},
        {"phase:clarify": "101"},
        {"phase:clarify": "\u0661\u0662"},
        {"phase:clarify": "9" * 5000},
        {"phase:nowhere": "1"},
        {"criterion:clarify.nothing": "met"},
    )
    async with reviewed_site(tmp_path) as here:
        ben = Browser(here.client, BEN)
        told = [(await ben.send(FORM, fields)).status_code for fields in wrong]
        interview = await here.app.log.load("limiter")

    assert told == [400] * len(wrong)
    assert interview.opinions == {}


async def test_who_is_taken_back_while_they_read_neither_scores_nor_comments(tmp_path: Path) -> None:
    async with reviewed_site(tmp_path) as here:
        ada, ben = Browser(here.client, ADA), Browser(here.client, BEN)
        token = (await ben.get(FORM)).text.split('name="token" value="')[1].split('"')[0]
        await ada.send("/interviews/limiter/sharing", {"all": "yes"}, "/interviews/limiter/sharing/revoke")
        scored = await ben.post(FORM, {"token": token} | SCORES)
        remarked = await ben.post(TURN, {"token": token, "once": "x", "text": "too late"})
        interview = await here.app.log.load("limiter")
        comments = await Comments(here.app.database).of("limiter")
        shares = await Shares(here.app.database).of("limiter")

    assert [scored.status_code, remarked.status_code] == [404, 404]
    assert interview.opinions == {}
    assert comments == []
    assert all(share.revoked_at for share in shares)


async def test_a_comment_is_plain_text_kept_once_and_removed_by_its_author_or_the_candidate(tmp_path: Path) -> None:
    said = "<b>Why</b> 5 ms?\n\nSee turn 4."
    async with reviewed_site(tmp_path) as here:
        ada, ben, cleo = (Browser(here.client, person) for person in (ADA, BEN, CLEO))
        page = (await ben.get(TURN)).text
        form = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("token", "once")} | {"text": said}
        await asyncio.gather(ben.post(TURN, form), ben.post(TURN, form))
        await cleo.send(TURN, {"text": "I agree"})
        shown, page = [(await ada.get(address)).text for address in (TURN, "/interviews/limiter")]
        bens, cleos = await Comments(here.app.database).of("limiter")
        by_another = await cleo.send(TURN, {}, f"/interviews/limiter/comments/{bens.id}/remove")
        elsewhere = await ben.send("/interviews/weak/turns/1/comments", {}, f"/interviews/weak/comments/{bens.id}/remove")
        await ben.send(TURN, {}, f"/interviews/limiter/comments/{bens.id}/remove")
        await ada.send(TURN, {}, f"/interviews/limiter/comments/{cleos.id}/remove")
        left = await Comments(here.app.database).of("limiter")

    assert html.escape(said) in shown
    assert html.escape(said) in page
    assert [by_another.status_code, elsewhere.status_code] == [403, 404]
    assert left == []


async def test_a_comment_that_is_too_long_empty_or_on_no_turn_is_refused(tmp_path: Path) -> None:
    async with reviewed_site(tmp_path) as here:
        ben = Browser(here.client, BEN)
        texts = ("", " \n ", "x" * (LONGEST + 1), "x" * 1_000_000)
        wrong = [(await ben.send(TURN, {"text": text})).status_code for text in texts]
        nowhere = [
            (await ben.send(TURN, {"text": "?"}, f"/interviews/limiter/turns/{turn}/comments")).status_code for turn in (0, -1, 900, 10**30, "x")
        ]
        odd = await ben.send(TURN, {"text": "\0\u202e\U0001f600 ok"})
        kept = await Comments(here.app.database).of("limiter")

    assert wrong == [400] * 4
    assert all(status in (400, 404) for status in nowhere)
    assert odd.status_code == 303
    assert [each.text for each in kept] == ["\ufffd\U0001f600 ok"]

"""Deleting for real, taking a copy home, and the tokens and preferences of an account."""

import asyncio
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.erasing import erase, wipe
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from storage.api_tokens import ApiTokens
from storage.comments import Comment, Comments
from storage.failures import UnknownInterview
from storage.people import People
from storage.shares import hashed
from tests.bot.web.people import CLEO, Browser, ByHeader, OneWorkspace
from tests.bot.web.sites import ADA, BEN, Site, site

BEGUN: dict[str, Any] = {"topic": "a cache", "problem": None, "level": Level.MID, "mode": Mode.STRICT, "minutes": 45, "candidate": ADA}
DELETE = "/interviews/limiter/delete"
SECRET = "xylophonic"
"""A word that stands in nothing but what is deleted."""


@asynccontextmanager
async def used_site(folder: Path) -> AsyncIterator[Site]:
    """Ada's interview is shared, scored, commented on, and saved on the disk; she has scored Ben's."""
    async with site(folder, ByHeader(), workspace=OneWorkspace()) as here:
        ada, ben = Browser(here.client, ADA), Browser(here.client, BEN)
        await ada.send("/interviews/limiter/sharing", {"with": "person", "person": "@U2", "may_score": "yes"})
        await ben.send("/interviews/limiter/opinion", {"phase:clarify": "50"})
        await ben.send("/interviews/limiter/turns/2/comments", {"text": f"A {SECRET} thought"})
        await ben.send("/interviews/weak/sharing", {"with": "person", "person": "@U1", "may_score": "yes"})
        await here.app.conversation.score("weak", Opinion(by=ADA, name="Ada", phases={Phase.CLARIFY: 30}))
        await here.app.archive.save("limiter")
        yield here


async def test_a_deleted_interview_is_nowhere_any_more(tmp_path: Path) -> None:
    async with used_site(tmp_path) as here:
        ada, ben = Browser(here.client, ADA), Browser(here.client, BEN)
        asked = await ada.get(DELETE)
        by_reader = (await ben.get(DELETE)).status_code
        unconfirmed = await ada.send(DELETE, {"sure": ""})
        still = await ada.get("/interviews/limiter")
        saved = (tmp_path / "documents" / "limiter").exists()
        gone, doubled, *others = await asyncio.gather(
            ada.send(DELETE, {"sure": "yes"}),
            ada.send(DELETE, {"sure": "yes"}),
            ada.send("/interviews/limiter/sharing", {"with": "link", "lasts": "day"}),
            ben.send("/interviews/limiter/turns/4/comments", {"text": f"Another {SECRET} thought"}),
            ben.send("/interviews/limiter/opinion", {"phase:flows": "60"}),
        )
        after = [(await each.get("/interviews/limiter")).status_code for each in (ada, ben)]
        await wipe(here.app)  # as the sweep does, in case somebody was reading
        listed = await ada.get("/")
        tables = _tables_with(tmp_path / "interviews.db", "limiter")

    assert "every comment (1 now)" in asked.text
    assert by_reader == 403
    assert (unconfirmed.status_code, still.status_code, saved) == (303, 200, True)
    assert sorted([gone.status_code, doubled.status_code]) in ([303, 303], [303, 404])
    assert all(each.status_code in (200, 303, 403, 404) for each in others)
    assert after == [404, 404]
    assert "/interviews/limiter" not in listed.text
    assert not (tmp_path / "documents" / "limiter").exists()
    assert tables == []
    assert SECRET.encode() not in b"".join(each.read_bytes() for each in tmp_path.glob("interviews.db*"))


@dataclass
class Listening:
    """A channel through which an interview is deleted while its reply is written."""

    here: Site
    documents: Path

    async def begin(self) -> None:
        await erase(self.here.app, self.documents, "open", datetime.now(UTC))

    async def say(self, words: str) -> None:
        pass


async def test_a_reply_that_is_being_written_ends_with_its_interview(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        await here.app.conversation.begin("open", **BEGUN)
        with pytest.raises(UnknownInterview):
            await here.app.conversation.answer("open", audience=Listening(here, tmp_path))
        await here.app.conversation.recover()
        tables = _tables_with(tmp_path / "interviews.db", "open")

    assert tables == []


async def test_who_works_on_a_deleted_interview_finds_nothing_and_writes_nothing(tmp_path: Path) -> None:
    async with used_site(tmp_path) as here:
        known = await here.app.log.last_known("chat")
        await erase(here.app, tmp_path / "documents", "chat", datetime.now(UTC))
        with pytest.raises(UnknownInterview):
            await here.app.conversation.answer("chat")
        with pytest.raises(UnknownInterview):
            await here.app.conversation.score("chat", Opinion(by=BEN, name="Ben", phases={Phase.CLARIFY: 5}))
        with pytest.raises(UnknownInterview):
            await Comments(here.app.database).add(Comment(id="x", interview_id="chat", turn=1, by=BEN, text="late", at=datetime.now(UTC)))
        tables = _tables_with(tmp_path / "interviews.db", "chat")

    assert known.id == "chat"
    assert tables == []


async def test_no_id_leads_out_of_the_folder_of_documents(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "documents").mkdir()
    async with site(tmp_path, played=False) as here:
        for odd in ("..", ".", "", "../outside", "x/../../outside", str(tmp_path / "outside")):
            await here.app.conversation.begin(odd, **BEGUN)
            await erase(here.app, tmp_path / "documents", odd, datetime.now(UTC))

    assert (tmp_path / "outside").exists()
    assert (tmp_path / "documents").exists()


async def test_a_link_in_the_place_of_documents_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "chat").symlink_to(tmp_path / "outside")
    async with site(tmp_path) as here:
        await erase(here.app, tmp_path / "documents", "chat", datetime.now(UTC))

    assert (tmp_path / "outside").exists()
    assert not (tmp_path / "documents" / "chat").is_symlink()


async def test_a_copy_holds_what_is_kept_about_a_person_and_nothing_about_others(tmp_path: Path) -> None:
    async with used_site(tmp_path) as here:
        answer = await Browser(here.client, ADA).get("/account/export")
        stranger = await Browser(here.client).get("/account/export")
    copy = zipfile.ZipFile(io.BytesIO(answer.content))
    about = json.loads(copy.read("about-you.json"))

    assert stranger.status_code == 401
    assert copy.testzip() is None
    assert {name.split("/")[1] for name in copy.namelist() if "/" in name} == {"chat", "limiter", "coached"}
    assert len([name for name in copy.namelist() if name.startswith("interviews/limiter/")]) == 7
    assert [each["body"] for each in about["comments"]] == [f"A {SECRET} thought"]
    assert [each["body"]["opinion"]["phases"] for each in about["events_of_other_interviews"]] == [{"clarify": 30}]
    assert "hash" not in str(about["api_tokens"])


async def test_everything_about_a_person_goes_when_they_type_that_they_mean_it(tmp_path: Path) -> None:
    async with used_site(tmp_path) as here:
        ada = Browser(here.client, ADA)
        await ada.send("/account/preferences", {"level": "staff", "mode": "coach", "minutes": "30"})
        mistyped = await ada.send("/account/delete", {"typed": "delete"})
        kept = (await ada.get("/interviews/chat")).status_code
        gone = await ada.send("/account/delete", {"typed": "Delete  everything"})
        tables = _tables_with(tmp_path / "interviews.db", ADA)
        weak = await here.app.archive.kept("weak")

    assert (mistyped.status_code, kept, gone.status_code) == (400, 200, 303)
    assert tables == []
    assert not (tmp_path / "documents" / "limiter").exists()
    assert [each.name for each in weak.assessment.agreements] != ["Ada"]
    assert SECRET.encode() not in b"".join(each.read_bytes() for each in tmp_path.glob("interviews.db*"))


async def test_a_token_is_shown_once_kept_as_a_fingerprint_and_revoked(tmp_path: Path) -> None:
    wanted = {"name": "my script", "scope:read": "yes", "days": "30"}
    async with site(tmp_path, ByHeader(), played=False) as here:
        ada, ben, tokens = Browser(here.client, ADA), Browser(here.client, BEN), ApiTokens(here.app.database)
        page = (await ada.get("/account")).text
        form = wanted | {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("token", "once")}
        first, second = await asyncio.gather(ada.post("/account/tokens", form), ada.post("/account/tokens", form))
        text = re.findall(r'value="(mi_[\w-]{43})"', first.text)[0]
        again = await ada.get("/account")
        [kept] = await tokens.of(ADA)
        await ben.send("/account", {"id": kept.id}, "/account/tokens/revoke")
        good = await tokens.used(hashed(text), datetime.now(UTC))
        await ada.send("/account", {"id": kept.id}, "/account/tokens/revoke")
        over = await tokens.used(hashed(text), datetime.now(UTC))
        wrong = [await ada.send("/account", each, "/account/tokens") for each in ({}, wanted | {"days": "9999"}, wanted | {"scope:all": "yes"})]

    assert text in second.text
    assert text not in again.text
    assert good
    assert good.scopes == {"read"}
    assert over is None
    assert [each.status_code for each in wrong] == [400] * 3


async def test_preferences_are_those_of_slack_and_the_terminal(tmp_path: Path) -> None:
    async with site(tmp_path, ByHeader(), played=False) as here:
        cleo, people = Browser(here.client, CLEO), People(here.app.database)
        saved = await cleo.send("/account", {"level": "mid", "mode": "coach", "minutes": "0"}, "/account/preferences")
        wrong = [
            (await cleo.send("/account", {"level": "mid", "mode": "coach", "minutes": minutes}, "/account/preferences")).status_code
            for minutes in ("", "-1", "1e9", "9" * 9999, "\u0664")
        ]
        kept = await people.find(CLEO)

    assert saved.status_code == 303
    assert wrong == [400] * 5
    assert (kept.level, kept.mode, kept.minutes, kept.scores_self) == ("mid", "coach", 0, False)


def _tables_with(database: Path, word: str) -> list[str]:
    """The tables in which a row holds it."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [table for table in tables if any(word in str(row) for row in connection.execute(f'SELECT * FROM "{table}"'))]

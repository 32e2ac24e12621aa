"""The practice room without a browser: what is heard, once; what is told, to whoever looks on; what is refused."""

import asyncio
import re
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from fastapi import Request
from httpx import AsyncClient

from bot.app import opened
from bot.channels.web.practice.pace import WORDS
from bot.channels.web.viewer import LocalDoor, Viewer
from interview_flow.phases import Phase, Stage
from interview_flow.transcript import Speaker
from storage.erasure import Erasure
from tests.bot.piecewise import Piecewise
from tests.bot.web.sites import ADA, BEN, Site, site, utc_now
from tests.bot.web.visitors import Visitor, turns_in, until

LOCAL = LocalDoor("ada")
ANSWER = "A rate limiter protects an API from clients that ask too often. It succeeds when no client starves another."
SOON = 8
"""Seconds, less than the server gives requests that are under way when it stops."""


@dataclass
class Gate:
    """An interviewer that waits before every sentence until it is let through."""

    steps: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    async def __call__(self) -> None:
        await self.steps.acquire()

    def let(self, sentences: int) -> None:
        """Through."""
        for _ in range(sentences):
            self.steps.release()


@dataclass
class PersonDoor:
    """Whoever comes says who they are."""

    async def viewer(self, request: Request) -> Viewer | None:
        person = request.headers.get("x-person")
        return Viewer(person, "Somebody") if person else None


def ada(here: Site) -> Visitor:
    """The local user."""
    return Visitor(here, Viewer("ada", "ada", is_local=True))


async def test_an_interview_is_begun_once_however_often_the_form_is_sent(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        sent = await asyncio.gather(*(ada(here).begin(arrival="once", problem="chat", level="staff", mode="coach", minutes="30") for _ in range(3)))
        found = await here.app.transcripts.listed("ada")

    assert {response.headers["location"] for response in sent} == {f"/practice/{found[0].id}"}
    assert [(each.problem, each.level, each.mode) for each in found] == [("chat", "staff", "coach")]


async def test_a_topic_that_comes_close_is_asked_about_before_anything_begins(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        asked = await ada(here).begin(topic="rate limitr")
        before = await here.app.transcripts.listed("ada")
        await ada(here).begin(topic="rate limitr", own="1")
        await ada(here).begin(topic="design TinyURL")
        after = await here.app.transcripts.listed("ada")

    assert "Which one shall it be?" in asked.text
    assert before == []
    assert {(each.topic, each.problem) for each in after} == {("rate limitr", None), ("design TinyURL", "url-shortener")}


async def test_what_cannot_be_begun_is_told_in_a_sentence(tmp_path: Path) -> None:
    wrong = [
        ({"topic": ""}, "The topic is empty"),
        ({"topic": "7" * 20_000}, "The topic is longer than 200 characters"),
        ({"problem": "chat", "minutes": "NaN"}, "a whole number of minutes"),
        ({"problem": "chat", "minutes": "٤٥"}, "a whole number of minutes"),
        ({"problem": "chat", "minutes": "1" + "0" * 400}, "a whole number of minutes"),
        ({"problem": "no-such-problem"}, "The topic is empty"),
    ]
    async with site(tmp_path, played=False) as here:
        refused = [await ada(here).begin(**fields) for fields, _ in wrong]
        found = await here.app.transcripts.listed("ada")

    assert [response.status_code for response in refused] == [422] * len(wrong)
    assert [says for (_, says), response in zip(wrong, refused, strict=True) if says not in response.text] == []
    assert found == []


async def test_the_bank_is_narrowed_and_a_problem_chosen_elsewhere_stands_first(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        narrowed = (await here.client.get("/practice", params={"q": "FAN-out chat", "difficulty": ""})).text
        chosen = (await here.client.get("/practice", params={"problem": "typeahead", "q": "(((((", "difficulty": "<b>"})).text

    assert narrowed.count('aria-label="Begin: ') == 1
    assert 'aria-label="Begin: Chat' in narrowed
    assert 'value="typeahead">Begin<' in chosen
    assert "No problem fits" in chosen
    assert "<b>" not in chosen


async def test_a_page_without_scripts_leads_through_an_interview_to_its_result(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        visitor = ada(here)
        interview = await visitor.begun()
        greeted = await visitor.page(interview)
        answered = await visitor.say(interview, ANSWER, script=False)
        for wish in ("hint", "next", "pause"):
            await visitor.say(interview, script=False, wish=wish)
        paused = await visitor.page(interview)
        await visitor.say(interview, "Back again.\n<script>alert(1)</script>", script=False)
        resumed = await visitor.known(interview)
        await visitor.say(interview, script=False, wish="end")
        ended = await visitor.page(interview)
        asked = await visitor.client.get(f"/interviews/{interview}")

    assert turns_in(greeted) == [1]
    assert answered.headers["location"] == f"/practice/{interview}#turn-2"
    assert turns_in(paused) == list(range(1, 10))
    assert "You asked for a hint." in paused
    assert '<span data-place="{} of 7 · {}">2 of 7 · Clarify the requirements</span>' in paused
    assert '<button name="wish" value="resume" class="primary">Resume</button>' in paused
    assert (resumed.stage, resumed.phase) == (Stage.ACTIVE, Phase.CLARIFY)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in ended
    assert "<script>alert" not in ended
    assert f'<a class="button primary" href="/interviews/{interview}">Score yourself and see how it went</a>' in ended
    assert "How would you score yourself?" in asked.text


async def test_a_part_is_begun_again_by_a_button_in_coach_mode_alone(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        visitor = ada(here)
        strict, coached = await visitor.begun(), await visitor.begun(mode="coach")
        await visitor.say(coached, script=False, wish="next")
        pages = [await visitor.page(each) for each in (strict, coached)]
        await visitor.say(coached, script=False, wish="restart")
        again = await visitor.page(coached)

    assert ["hidden>Restart phase<" in page for page in pages] == [True, False]
    assert "You began this phase again." in again
    assert "min saved from before" not in pages[0]
    assert re.search(r"\d+ min planned, \d+ min saved from before", pages[1])
    assert re.search(r"0 of \d+ min spent", pages[1])


async def test_whoever_looks_on_sees_the_reply_grow_and_then_as_it_is_kept(tmp_path: Path) -> None:
    gate = Gate()
    async with site(tmp_path, played=False, interviewer=Piecewise(before=gate)) as here, asyncio.timeout(SOON):
        visitor = ada(here)
        interview = await visitor.begun()
        async with visitor.following(interview) as one, visitor.following(interview) as other:
            gate.let(1)
            told = [
                await until(each, "words", html="<p>Hello, I am your interviewer, and today we design a rate limiter.</p>\n") for each in (one, other)
            ]
            gate.let(1)
            grown = await until(one, "words")
            gate.let(50)
            kept = [await until(each, "turn", turn=1, speaker="interviewer") for each in (one, other)]
            standing = await until(one, "standing", owes=False)

    assert [each.id for each in told] == [None, None]
    assert "45 minutes" in grown.data["html"]
    assert [each.id for each in kept] == ["1", "1"]
    assert "what is it, and what is it for?" in kept[0].data["html"]
    assert (standing.data["runs"], standing.data["may"]) == (True, ["end", "hint", "next", "pause"])


async def test_who_comes_back_is_told_what_they_missed_and_nothing_twice(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here, asyncio.timeout(SOON):
        visitor = ada(here)
        interview = await visitor.begun()
        await visitor.say(interview, ANSWER)
        await here.web.room.answered(interview, SOON)
        await visitor.say(interview, wish="end")
        await here.web.room.answered(interview, SOON)
        told = list[list[str | None]]()
        for after, last in ((0, None), (1, 3), (2, None), (5, None)):
            async with visitor.following(interview, after, last) as events:
                told.append([event.id for event in [each async for each in events] if event.name == "turn"])

    assert told == [["1", "2", "3", "4", "5"], ["4", "5"], ["3", "4", "5"], []]


async def test_what_was_sent_is_in_the_log_before_it_is_acknowledged_and_once(tmp_path: Path) -> None:
    gate = Gate()
    async with site(tmp_path, played=False, interviewer=Piecewise(before=gate)) as here:
        visitor = ada(here)
        interview = await visitor.begun()
        sent = await asyncio.gather(*(visitor.say(interview, ANSWER, message="mine") for _ in range(3)))
        again = await visitor.say(interview, "other words", message="mine")
        unanswered = await visitor.known(interview)

    assert [response.json() for response in (*sent, again)] == [{"turn": 1}] * 4
    assert [turn.text for turn in unanswered.pending] == [ANSWER]


async def test_two_pages_that_speak_at_once_are_answered_together(tmp_path: Path) -> None:
    gate = Gate()
    async with site(tmp_path, played=False, interviewer=Piecewise(before=gate)) as here, asyncio.timeout(SOON):
        visitor = ada(here)
        interview = await visitor.begun()
        gate.let(50)
        await here.web.room.answered(interview, SOON)
        gate.steps = asyncio.Semaphore(0)
        await asyncio.gather(visitor.say(interview, ANSWER), visitor.say(interview, "And nobody may get around it."))
        gate.let(50)
        await here.web.room.answered(interview, SOON)
        known = await here.web.room.look(interview)

    assert [turn.speaker for turn in known.turns] == [Speaker.INTERVIEWER, Speaker.CANDIDATE, Speaker.CANDIDATE, Speaker.INTERVIEWER]


async def test_what_is_said_elsewhere_comes_into_the_open_page(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here, asyncio.timeout(SOON):
        visitor = ada(here)
        interview = await visitor.begun()
        async with visitor.following(interview, after=1) as events, opened(here.web.settings, utc_now) as terminal:
            await until(events, "standing")
            await terminal.conversation.hear(interview, "pause")
            await terminal.conversation.answer(interview)
            heard, standing = await until(events, "turn", turn=3), await until(events, "standing")

    assert "resume" in heard.data["html"]
    assert (standing.data["stage"], standing.data["runs"], standing.data["may"]) == ("paused", False, ["end", "resume"])


async def test_nobody_comes_near_the_interview_of_somebody_else(tmp_path: Path) -> None:
    async with site(tmp_path, PersonDoor(), played=False) as here:
        here.client.headers["x-person"] = ADA
        interview = await Visitor(here, Viewer(ADA, "Ada")).begun()
        before = await here.app.log.load(interview)
        ben, form = Visitor(here, Viewer(BEN, "Ben")), {"text": "Mine now"}
        answers = list[int]()
        for person in (BEN, ""):
            here.client.headers["x-person"] = person
            for name in ("", "/stream"):
                answers.append((await here.client.get(f"/practice/{interview}{name}")).status_code)
            answers.append((await here.client.post(f"/practice/{interview}/say", data=form | {"token": ben.token})).status_code)
        here.client.headers["x-person"] = ADA
        forged = await here.client.post(f"/practice/{interview}/say", data=form | {"token": ben.token})
        after = await here.app.log.load(interview)

    assert answers == [404] * 3 + [401] * 3
    assert forged.status_code == 403
    assert after == before


async def test_what_is_not_taken_down_is_given_back_with_a_reason(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        visitor = ada(here)
        interview = await visitor.begun()
        long = await visitor.say(interview, "9" * 20_001)
        empty = await visitor.say(interview, " \n ")
        for _ in range(WORDS.amount):
            await here.web.pace.wait(WORDS, "ada")
        often = await visitor.say(interview, "In a hurry", script=False)
        turns = (await visitor.known(interview)).turn

    assert (long.status_code, "20,001 characters" in long.json()["detail"]) == (422, True)
    assert (empty.status_code, "nothing in it" in empty.json()["detail"]) == (422, True)
    assert (often.status_code, ">In a hurry</textarea>" in often.text, "That was a lot in a short time" in often.text) == (429, True, True)
    assert turns == 1


async def test_what_comes_when_it_is_over_is_not_taken_down(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here:
        visitor = ada(here)
        interview = await visitor.begun()
        await visitor.say(interview, wish="end", script=False)
        late = await visitor.say(interview, "One thing more")
        turns = (await visitor.known(interview)).turn

    assert (late.status_code, "is over" in late.json()["detail"]) == (409, True)
    assert turns == 3


async def test_an_interview_that_is_deleted_is_gone_from_the_pages_that_show_it(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here, asyncio.timeout(SOON):
        visitor = ada(here)
        interview = await visitor.begun()
        async with visitor.following(interview, after=1) as events:
            await until(events, "standing")
            await Erasure(here.app.database, here.app.log).interview(interview, utc_now())
            rest = [event async for event in events]
        late = await visitor.say(interview, ANSWER)
        page = await here.client.get(f"/practice/{interview}")

    assert (rest, late.status_code, page.status_code) == ([], 404, 404)


async def test_who_is_signed_out_is_told_nothing_more_of_what_is_said(tmp_path: Path) -> None:
    inside = [Viewer("ada", "Ada")]

    class OpenDoor:
        async def viewer(self, request: Request) -> Viewer | None:
            return inside[0] if inside else None

    async with site(tmp_path, OpenDoor(), played=False) as here, asyncio.timeout(SOON):
        visitor = Visitor(here, inside[0])
        interview = await visitor.begun()
        async with visitor.following(interview, after=1) as events:
            await until(events, "standing")
            inside.clear()
            await here.app.conversation.hear(interview, ANSWER)
            rest = [event async for event in events]

    assert rest == []


async def test_who_goes_away_leaves_nothing_behind(tmp_path: Path) -> None:
    async with site(tmp_path, played=False) as here, asyncio.timeout(SOON):
        visitor = ada(here)
        interview = await visitor.begun()
        async with visitor.following(interview) as events:
            await until(events, "standing")
            watched = here.web.room.sittings
        while here.web.room.sittings:
            await asyncio.sleep(0.01)

    assert watched == 1


async def test_a_server_that_stops_keeps_nobody_waiting_and_the_next_one_answers(tmp_path: Path) -> None:
    async with asyncio.timeout(SOON), AsyncExitStack() as server, AsyncClient() as browser:
        here = await server.enter_async_context(site(tmp_path, played=False, interviewer=Piecewise(before=Gate())))
        browser.base_url = here.url
        visitor = ada(replace(here, client=browser))
        interview = await visitor.begun()
        async with visitor.following(interview) as events:
            await until(events, "standing", owes=True)
            await server.aclose()
            rest = [event async for event in events]
        async with site(tmp_path, played=False) as there, ada(there).following(interview) as events:
            answered = await until(events, "turn", turn=1)

    assert rest == []
    assert "what is it for?" in answered.data["html"]

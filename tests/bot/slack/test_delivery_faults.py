"""Every call that delivers an interview fails once in every way; everything arrives nevertheless, once, whole and in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.channels.slack.views import actions
from bot.serving import Serving
from tests.bot.slack.delivered import all_of_ours, assert_finished, assert_told, interview_of, named
from tests.bot.slack.running import InThread, begun, running, settings_for
from tests.fakes.slack import FakeSlack, Person

ANSWER = "We protect an API from clients that ask too often. Success is that p99 stays under 10 ms and nobody starves."
SHORT_TIME_OUT = 0.5


@dataclass(frozen=True)
class Place:
    """A call that is to fail: its method, and a word in its arguments by which it is told from others of that method."""

    method: str
    word: str = ""

    def meant(self, whose: Person) -> Any:
        """Which calls are meant: those of one person, where it can be told whose they are."""
        own = () if self.method in ("upload", "canvases.create", "files.getUploadURLExternal") else (whose.id,)
        return lambda arguments: all(word in str(arguments) for word in (self.word, *own))


PLACES = [
    Place("conversations.open"),
    Place("chat.postMessage", "/opening"),
    Place("chat.startStream"),
    Place("chat.appendStream"),
    Place("chat.stopStream"),
    Place("chat.postMessage", "/reveal"),
    Place("chat.postMessage", "/scorecard"),
    Place("canvases.create"),
    Place("files.getUploadURLExternal"),
    Place("upload"),
    Place("files.completeUploadExternal"),
]
WAYS: dict[str, dict[str, Any]] = {
    "called too often": {"status": 429, "retry_after": 1},
    "500 before it was done": {"status": 500},
    "500 though it was done": {"status": 500, "after_effect": True},
    "fatal error though it was done": {"error": "fatal_error", "after_effect": True},
    "no answer before it was done": {"hang": True},
    "no answer though it was done": {"hang": True, "after_effect": True},
    "cut before it was done": {"cut": True},
    "cut though it was done": {"cut": True, "after_effect": True},
}


@dataclass
class Interviews:
    """Several people interviewed at once by one bot, each with a misfortune of their own."""

    slack: FakeSlack
    parts: Serving
    people: list[Person] = field(default_factory=list)

    async def held(self, person: Person) -> InThread:
        """An interview from the command to the document."""
        thread = await begun(person)
        last = await thread.say(ANSWER)
        await person.press(last, actions.END)
        await person.press(await thread.asked(seconds=30), actions.SHOW_ME)
        await self.settled(thread)
        return thread

    async def settled(self, thread: InThread, seconds: float = 30) -> None:
        """Wait until nothing is left to deliver."""
        interview_id = interview_of(thread.root)

        async def is_settled() -> bool:
            found = await self.parts.jobs.threads.of(interview_id)
            return bool(found and found.settled and found.stirred)

        async with asyncio.timeout(seconds):
            while not await is_settled():
                self.slack.changed()
                await asyncio.sleep(0.05)  # between two looks into the database


@asynccontextmanager
async def impatient(parts: Serving) -> AsyncIterator[None]:
    """Meanwhile the bot waits less long for Slack's answers."""
    client = await parts.jobs.delivery.clients.client("T1", None)
    patient = client.session
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SHORT_TIME_OUT)) as client.session:
        yield
    client.session = patient


@pytest.mark.no_cover  # 88 interviews through the lines that the other tests of delivery trace
@pytest.mark.parametrize("way", WAYS)
async def test_a_call_that_fails_once_changes_nothing_that_is_seen(slack: FakeSlack, tmp_path: Path, way: str) -> None:
    team = slack.workspace("T1")
    people = [team.user(f"U{number:03}", f"Person {number}") for number in range(len(PLACES))]
    async with running(slack, settings_for(slack, team, tmp_path)) as parts, impatient(parts):
        for person, place in zip(people, PLACES, strict=True):
            slack.fail(place.method, when=place.meant(person), **WAYS[way])

        threads = await asyncio.gather(*(Interviews(slack, parts).held(person) for person in people))

        assert slack.faults.pending == []
        for person, thread in zip(people, threads, strict=True):
            assert [each for each in person.im.thread_roots if each.user == team.bot_user_id] == [thread.root]
            assert_told([thread], await parts.app.log.read(interview_of(thread.root)))
            assert_finished(thread)
            assert "canvas" in named(all_of_ours(thread))["scorecard"].whole_text

"""Many interviews at once, while the service is killed again and again, Slack fails, and everything arrives twice, late and in disorder.

CHAOS_INTERVIEWS=20 CHAOS_KILLS=50 CHAOS_SEED=7 pytest -s tests/bot/slack/test_chaos.py
"""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.channels.script import Script, ScriptedCandidate, load
from bot.channels.slack.views import actions
from interview_flow.events import CandidateSpoke
from interview_flow.phases import Phase
from tests.bot.slack.delivered import all_of_ours, assert_finished, assert_told, interview_of, named
from tests.bot.slack.running import InThread, begun
from tests.bot.slack.service import Beside, Service, served
from tests.fakes.slack import FakeSlack, Message, Person
from tests.fakes.slack.calls import Call
from tests.samples import CANDIDATES
from tests.servers import valkey

INTERVIEWS = int(os.environ.get("CHAOS_INTERVIEWS", "3"))
KILLS = int(os.environ.get("CHAOS_KILLS", "4"))
SEED = int(os.environ.get("CHAOS_SEED", "20260302"))
MINUTES = 20
LONG = sorted(path for path in CANDIDATES.glob("*.yaml") if "hostile" not in path.name)
"""They take minutes. What the hostile one says is not always what can be said in Slack."""
SHORT = Script(
    topic="design a rate limiter",
    level=None,
    mode=None,
    minutes=None,
    answers={
        Phase.RESTATE: ("We protect an API from clients that ask too often.",),
        Phase.CLARIFY: ("Each of its 20,000 clients may ask 100 times a minute.",),
        Phase.FLOWS: ("The gateway asks a counter for each request, and lets it pass or answers 429.",),
    },
)
RETRY_DELAYS = (0, 1, 2, 4, 8, 15, 30, 60, 120, 120)
"""Seconds. Slack gives up after six minutes, in which it tries less often; here the service is down most of the time."""

DELIVERING = [
    "chat.postMessage",
    "chat.startStream",
    "chat.appendStream",
    "chat.stopStream",
    "chat.update",
    "conversations.replies",
    "canvases.create",
    "files.completeUploadExternal",
]
WAYS: list[dict[str, Any]] = [
    {"status": 429, "retry_after": 1},
    {"status": 500},
    {"status": 500, "after_effect": True},
    {"cut": True},
    {"cut": True, "after_effect": True},
]
BETWEEN_FAULTS = 0.7
"""Seconds."""


@dataclass
class Talk:
    """One person's interview: what they have said."""

    person: Person
    thread: InThread
    candidate: ScriptedCandidate
    said: list[str] = field(default_factory=list)

    @property
    def replies(self) -> int:
        """How many whole replies there are."""
        return sum(name.startswith("turn-") for name in self._names())

    def _names(self) -> Iterator[str]:
        for message in self.thread.replies:
            if message.metadata:
                yield str(message.metadata["event_payload"]["id"]).partition("/")[2]

    async def say(self, words: str) -> None:
        """Say it, and make sure that it was heard before anything else is said: what is on its way may overtake."""
        slack = self.person.team.slack
        message = await self.person.say(self.person.im, words, thread_ts=self.thread.root)
        self.said.append(words.strip())
        await slack.until(lambda: self._heard(message), seconds=60 * MINUTES)

    def _heard(self, message: Message) -> bool:
        deliveries = self.person.team.slack.deliveries
        return any(each.acknowledged for each in deliveries if each.payload["event"].get("ts") == message.ts)


async def held(talk: Talk, beside: Beside, chance: random.Random) -> None:
    """Talk until the interview is over; now and then say two things at once."""
    interview_id, slack = interview_of(talk.thread.root), talk.person.team.slack
    while not (interview := await beside.log.load(interview_id)).over:
        before = talk.replies
        for _ in range(2 if chance.random() < 0.2 and interview.phase is not Phase.WRAP_UP else 1):
            await talk.say(talk.candidate.next_words(interview))
        await slack.until(lambda before=before: talk.replies > before, seconds=60 * MINUTES)  # type: ignore[misc]
        while (known := await beside.threads.of(interview_id)) and known.posted_turn < (await beside.log.load(interview_id)).turn:
            await asyncio.sleep(0.1)  # between two looks into the database
    await shown(talk, beside, interview_id)
    await beside.until_settled(interview_id, 60 * MINUTES)


async def shown(talk: Talk, beside: Beside, interview_id: str) -> None:
    """Ask to be shown how it went, more than once: Slack sends a press once, and nobody may be there to take it."""
    question = await talk.thread.asked(seconds=60 * MINUTES)
    presses = 0
    while presses < 2 or not (await beside.log.load(interview_id)).revealed:
        answer = await talk.person.press(question, actions.SHOW_ME)
        presses += answer.status == 200
        await asyncio.sleep(0.1)  # between two presses


@dataclass
class Killer:
    """Kills a service at random moments: some as Slack has done what was asked, some as its answer is on the way, some at any time."""

    service: Service
    chance: random.Random
    method: str = ""
    soon: float = 0.0

    def __post_init__(self) -> None:
        self.service.slack.on_answer("*", self._strike)

    async def kill(self, times: int) -> None:
        """Kill it, and start it again each time."""
        for _ in range(times):
            await asyncio.sleep(self.chance.uniform(0.2, 2.0))  # chaos has no condition
            self.method, self.soon = self.chance.choice(DELIVERING[:4]), self.chance.choice((0.0, 0.0, 0.003, 0.01, 0.05))
            with suppress(AssertionError):
                await self.service.slack.until(lambda: not self.service.alive, seconds=5)
            self.method = ""
            self.service.kill()
            await self.service.restart()

    def _strike(self, call: Call) -> None:
        if self.service.alive and call.method == self.method:
            self.method = ""
            if self.soon:
                asyncio.get_running_loop().call_later(self.soon, self.service.kill)
            else:
                self.service.kill()


async def fail(slack: FakeSlack, chance: random.Random) -> None:
    """Let calls fail, for ever."""
    while True:
        await asyncio.sleep(chance.uniform(0, 2 * BETWEEN_FAULTS))  # chaos has no condition
        if not slack.faults.pending:
            slack.fail(chance.choice(DELIVERING), **chance.choice(WAYS))


@asynccontextmanager
async def chaos(service: Service, chance: random.Random) -> AsyncIterator[asyncio.Task[None]]:
    """Meanwhile everything that can go wrong does; gives what ends when nobody is killed any more."""
    slack = service.slack
    slack.duplicate_every, slack.disorder, slack.disorder_seconds = 1, random.Random(chance.random()), 0.5
    failing = asyncio.create_task(fail(slack, random.Random(chance.random())))
    killing = asyncio.create_task(Killer(service, random.Random(chance.random())).kill(KILLS))
    try:
        yield killing
        await killing
    finally:
        for task in (failing, killing):
            task.cancel()
        await asyncio.gather(failing, killing, return_exceptions=True)


@contextmanager
def queue(kind: str) -> Iterator[str]:
    """The address of a queue."""
    with valkey() if kind == "valkey" else nullcontext() as server:
        yield server.url if server else ""


@pytest.mark.parametrize("kind", ["memory", "valkey"])
async def test_nothing_is_lost_or_said_twice_or_out_of_order_in_any_chaos(tmp_path: Path, kind: str) -> None:
    chance, began = random.Random(SEED), time.monotonic()
    async with FakeSlack() as slack:
        slack.retry_delays = RETRY_DELAYS
        team = slack.workspace("T1")
        with queue(kind) as url:
            async with served(slack, team, tmp_path, url) as (service, beside):
                talks: list[Talk] = []
                for number in range(INTERVIEWS):
                    script = load(LONG[number % len(LONG)]) if INTERVIEWS > 10 else SHORT
                    person = team.user(f"U{number:03}", f"Person {number}")
                    talks.append(Talk(person, await begun(person, script.topic), ScriptedCandidate(script)))
                async with chaos(service, chance):
                    await asyncio.gather(*(held(talk, beside, random.Random(chance.random())) for talk in talks))
                slack.faults.pending.clear()
                await slack.settled(400)

                for talk in talks:
                    log = await beside.log.read(interview_of(talk.thread.root))
                    assert [each.text for each in log if isinstance(each, CandidateSpoke)] == talk.said
                    assert_told([talk.thread], log)
                    assert_finished(talk.thread)
                    assert not [name for name in named(all_of_ours(talk.thread)) if name.startswith(("doubt:", "parked:", "no:"))]
                    assert [each for each in talk.person.im.thread_roots if each.user == team.bot_user_id] == [talk.thread.root]
                assert service.kills >= KILLS
                tell(service, talks, time.monotonic() - began)


def tell(service: Service, talks: list[Talk], seconds: float) -> None:
    """What this run has seen, for whoever runs it by hand."""
    slack = service.slack
    ours = sum(len(all_of_ours(talk.thread)) for talk in talks)
    looked = sum(len(slack.called(method)) for method in ("conversations.replies", "conversations.history"))
    retried = sum(len(each.attempts) > 1 for each in slack.deliveries)
    print(
        f"\n{len(talks)} interviews, {service.kills} kills, {sum(len(talk.said) for talk in talks)} answers, {ours} messages of ours, "
        f"{len(slack.deliveries)} deliveries ({retried} repeated), {len(slack.calls)} calls, "
        f"{looked} attempts looked for, {len(slack.called('chat.update'))} messages completed, {seconds:.0f} s"
    )

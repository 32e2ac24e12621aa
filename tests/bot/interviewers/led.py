"""Candidates interviewed by the real model interviewer, whose model is the fake provider: real clients, the real wire."""

import os
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from bot.app import App, opened
from bot.archive import Kept
from bot.channels.script import Script, ScriptedCandidate, SimulatedClock, load, seconds_to_say
from bot.conversation import Conversation
from bot.interviewers.allowance import Allowance
from bot.interviewers.breaker import Breaker
from bot.interviewers.calls import ModelVoice
from bot.interviewers.leading import apology
from bot.interviewers.model import Model
from bot.model_settings import ModelSettings
from bot.settings import Settings
from interview_flow.drills import Drill
from interview_flow.events import AnyEvent, InterviewerSpoke, ModelAsked
from interview_flow.guided import Guided
from interview_flow.interview import Interview
from interview_flow.rubric import Level, Mode
from prompts.library import phrases
from tests.fakes.model import FakeModel
from tests.samples import CANDIDATES, NINE_O_CLOCK

OPENAI, ANTHROPIC = "openai:gpt-x", "anthropic:claude-x"
SAMPLES = sorted(CANDIDATES.glob("*.yaml"))
QUICK = ModelSettings(silence=0.3, patience=3.0)
"""Faults of the fake are over soon, and so is the patience with them."""


@dataclass
class Ear:
    """An audience that keeps what it was told; `replies` is one list of words per reply that was begun."""

    replies: list[list[str]] = field(default_factory=list[list[str]])
    heard: Callable[[str], object] | None = None

    async def begin(self) -> None:
        self.replies.append([])

    async def say(self, words: str) -> None:
        self.replies[-1].append(words)
        if self.heard:
            await self.heard(words)  # type: ignore[misc]

    @property
    def last(self) -> str:
        """The last reply as far as it was told."""
        return "".join(self.replies[-1]) if self.replies else ""


@dataclass
class Led:
    """One interview under way."""

    app: App
    conversation: Conversation
    clock: SimulatedClock
    model: Model
    ear: Ear = field(default_factory=Ear)

    async def begin(self, script: Script, drill: Drill | None = None) -> Interview:
        """Started and greeted."""
        problem = self.app.bank.find(script.topic).problem
        level, mode = script.level or Level.SENIOR, script.mode or Mode.STRICT
        slug = problem.slug if problem else None
        await self.conversation.begin("sample", topic=script.topic, problem=slug, level=level, mode=mode, minutes=45, candidate="sample", drill=drill)
        return await self.conversation.answer("sample", audience=self.ear)

    async def say(self, words: str) -> Interview:
        """The candidate says something, and is answered."""
        self.clock.pass_by(seconds_to_say(words))
        await self.conversation.hear("sample", words)
        return await self.conversation.answer("sample", audience=self.ear)

    async def events(self) -> Sequence[AnyEvent]:
        """The log so far."""
        return await self.app.log.read("sample")

    async def spoken(self) -> list[InterviewerSpoke]:
        """What the interviewer said so far."""
        return [event for event in await self.events() if isinstance(event, InterviewerSpoke)]

    async def asked(self) -> list[ModelAsked]:
        """What was asked of models so far, reply by reply."""
        return [event for event in await self.events() if isinstance(event, ModelAsked)]


@asynccontextmanager
async def led(
    fake: FakeModel,
    folder: Path,
    *names: str,
    settings: ModelSettings = QUICK,
    now: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Led]:
    """An interview room; `names` are the models in the order in which they are asked."""
    clock = SimulatedClock(NINE_O_CLOCK)
    keys = {"OPENAI_API_KEY": fake.key, "ANTHROPIC_API_KEY": fake.key}
    with patch.dict(os.environ, keys):
        async with opened(Settings(str(folder / "interviews.db"), folder / "documents"), clock) as app:
            voices = [
                ModelVoice(name, settings, fake.openai_url if name.startswith("openai") else fake.anthropic_url, now) for name in names or (OPENAI,)
            ]
            model = Model(voices, Guided(phrases()), Breaker(now), Allowance(settings, "memory://", clock), now, settings.patience, apology)
            yield Led(app, Conversation(app.log, app.transcripts, app.bank, model, clock), clock, model)


@dataclass(frozen=True)
class Whole:
    """An interview that was led to its end."""

    kept: Kept
    events: Sequence[AnyEvent]
    told: Sequence[tuple[str, str]]
    """For each answer: what the audience was told, and what was said."""


async def whole(room: Led, path: Path, most: int = 120) -> Whole:
    """The interview of a sample candidate."""
    script = load(path)
    candidate, told = ScriptedCandidate(script), list[tuple[str, str]]()
    interview = await room.begin(script)
    for _ in range(most):
        if interview.over:
            break
        before = len(await room.spoken())
        interview = await room.say(candidate.next_words(interview))
        told.append((room.ear.last, "\n\n".join(each.text for each in (await room.spoken())[before:])))
    assert interview.over
    return Whole(await room.app.archive.kept("sample"), await room.events(), told)

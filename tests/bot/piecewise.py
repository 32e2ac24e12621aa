"""An interviewer that says what the guided one says, a piece at a time, and waits between two pieces for as long as a test wants."""

import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.app import App
from bot.conversation import Clock, Conversation
from interview_flow.brief import Brief, Exchange, Judgement, Move, Reply, Say
from interview_flow.guided import Guided
from interview_flow.model_use import ModelUse
from prompts.library import phrases

Wait = Callable[[], Awaitable[None]]


async def at_once() -> None:
    """Waits for nobody."""


@dataclass
class Piecewise:
    """Before each piece it awaits `before`, after it `wait`. What it has told of is in `told`, all replies in one list."""

    wait: Wait = at_once
    before: Wait = at_once
    told: list[str] = field(default_factory=list[str])
    rewrite: Callable[[str], str] = lambda text: text
    """What it says in the end instead of what it has told."""
    instead: str = ""
    """What it says in place of every reply, if anything."""
    more: str = ""
    """What it says besides, at the end of each reply."""
    name: str = "guided"

    @asynccontextmanager
    async def exchange(self, brief: Brief) -> AsyncGenerator[Exchange]:
        """The reply to what is pending."""
        async with Guided(phrases()).exchange(brief) as guided:
            yield _Exchange(self, guided)


@dataclass
class _Exchange:
    piecewise: Piecewise
    guided: Exchange

    async def judge(self) -> Judgement:
        return await self.guided.judge()

    async def speak(self, brief: Brief, move: Move, say: Say) -> Reply:
        reply = await self.guided.speak(brief, move, say)
        reply = reply.model_copy(
            update={"text": (self.piecewise.instead or reply.text) + (f"\n\n{self.piecewise.more}" if self.piecewise.more else "")}
        )
        for piece in sentences(reply.text):
            await self.piecewise.before()
            self.piecewise.told.append(piece)
            await say(piece)
            await self.piecewise.wait()
        return reply.model_copy(update={"text": self.piecewise.rewrite(reply.text)})

    def use(self) -> ModelUse | None:
        return None


def sentences(text: str) -> list[str]:
    """Joined they are the text."""
    return [piece for piece in re.split(r"(?<=[.?!:])(?=\s)", text) if piece]


def interviewed_by(interviewer: Piecewise, app: App, clock: Clock) -> Conversation:
    """The same interviews, led by somebody else."""
    return Conversation(app.log, app.transcripts, app.bank, interviewer, clock)

"""A reply in a terminal while it is written: it grows in place, and is gone again before the whole is printed."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from rich.console import Console
from rich.live import Live
from rich.markdown import Markdown
from rich.text import Text

from bot.channels.terminal import shown, somebody_there
from bot.conversation import Conversation
from interview_flow.interview import Interview

A_MOMENT = 1.0
"""Seconds of silence after which a person is told that it is being worked on."""
THINKING = "thinking …"


async def answered(conversation: Conversation, console: Console, interview_id: str) -> Interview:
    """Say what is owed; it is shown while it is written where a person sits at a terminal that is not wanted for JSON."""
    if not (somebody_there() and console.is_terminal) or console.stderr:
        return await conversation.answer(interview_id)
    async with told(console) as audience:
        return await conversation.answer(interview_id, audience=audience)


@asynccontextmanager
async def told(console: Console, moment: float = A_MOMENT) -> AsyncGenerator["Growing"]:
    """Who is told the next reply; what was shown is erased at the end. `moment` is the seconds of silence that need a word."""
    growing = Growing(console)
    thinking = asyncio.create_task(_after(moment, growing))
    try:
        yield growing
    finally:
        thinking.cancel()
        growing.erase()


class Growing:
    """The lines at the bottom of a terminal that one reply takes up while it is written."""

    def __init__(self, console: Console) -> None:
        self._live = Live(console=console, transient=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False)
        self._text = ""

    async def begin(self) -> None:
        """Another reply takes the place of what was shown."""
        self._text = ""
        if self._live.is_started:
            self.think()

    async def say(self, words: str) -> None:
        """Show the next words."""
        self._text += words
        self._live.start()
        self._live.update(Markdown(shown(self._text)), refresh=True)

    def think(self) -> None:
        """Show that something is being thought about, unless there are words."""
        if not self._text:
            self._live.start()
            self._live.update(Text(THINKING, style="dim"), refresh=True)

    def erase(self) -> None:
        """Leave nothing of it in the terminal."""
        if self._live.is_started:
            self._live.update(Text(""), refresh=True)  # at its stop the whole is printed once more, and what is taller than the terminal stays there
            self._live.stop()


async def _after(seconds: float, growing: Growing) -> None:
    await asyncio.sleep(seconds)
    growing.think()

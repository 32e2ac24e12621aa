"""An interview of Ada's with the running bot, and what a test of delivery asks about it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.slack.views import actions
from bot.serving import Serving
from storage.threads import Thread
from tests.bot.slack.delivered import assert_told, interview_of
from tests.bot.slack.running import InThread
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace

ANSWER = "We protect an API from clients that ask too often. Success is that p99 stays under 10 ms and nobody starves."
ANOTHER = "Each of its 20,000 clients may ask 100 times a minute."


@dataclass
class Held:
    """Ada's interview."""

    slack: FakeSlack
    team: Workspace
    ada: Person
    channel: Channel
    parts: Serving

    async def state(self, thread: InThread) -> Thread:
        """What we know of its thread."""
        found = await self.parts.jobs.threads.of(interview_of(thread.root))
        assert found
        return found

    async def until(self, thread: InThread, condition: Callable[[Thread], bool], seconds: float = 20) -> None:
        """Wait for something that only the database knows."""
        async with asyncio.timeout(seconds):
            while not condition(await self.state(thread)):
                await asyncio.sleep(0.05)  # between two looks into the database

    async def assert_all_told(self, *threads: InThread) -> None:
        """Everything in the log is in these threads, and the worker is alive."""
        assert_told(threads, await self.parts.app.log.read(interview_of(threads[0].root)))
        assert (await self.parts.queue.depth()).workers == 1

    async def here(self) -> InThread:
        """An interview in the channel, greeted."""
        assert (await self.ada.command("/mock-interview", "design a rate limiter --here", self.channel)).status == 200
        await self.slack.until(lambda: self.channel.thread_roots)
        thread = InThread(self.ada, self.channel.thread_roots[0])
        await thread.reply(0)
        return thread

    async def moved(self, number: int = 0) -> InThread:
        """The thread in the direct messages, once somebody has been answered there."""
        await self.slack.until(lambda: len(self.roots) > number)
        thread = InThread(self.ada, self.roots[number])
        await thread.reply(0)
        return thread

    @property
    def roots(self) -> list[Message]:
        return [each for each in self.ada.im.thread_roots if each.user == self.team.bot_user_id]

    async def ended(self, thread: InThread) -> None:
        """End it, and wait until nothing is left to do."""
        await self.ada.say(self.team.of(thread.root.channel), "end", thread_ts=thread.root)
        await self.ada.press(await thread.asked(), actions.SHOW_ME)
        await self.until(thread, lambda known: known.settled and known.stirred > 0)

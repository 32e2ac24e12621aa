"""Telling a reply in Slack while it is written.

What stands there before the log has the reply is provisional: it has a row of its own, written before the stream is opened, which delivery takes
over. So a crash leaves a message that is completed, never two. Telling may fail at any moment; the reply does not.
"""

# The SDK's methods take untyped keywords:
# pyright: reportUnknownMemberType=false

import asyncio
import logging
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import Refused, SlackFailed, called
from bot.channels.slack.clients import Clients
from bot.channels.slack.mrkdwn import LIMIT, safe_markdown
from bot.channels.slack.posting import PROVISIONAL, Posting
from bot.channels.slack.streams import Told
from interview_flow.events import InterviewerSpoke
from storage.deliveries import Delivery
from storage.events import EventLog
from storage.threads import Thread, Threads

logger = logging.getLogger(__name__)

BETWEEN = 0.5
"""Seconds between two additions to a message."""


@dataclass
class Telling:
    """Shows replies as they grow, where that can be done. `between` is the seconds between two additions."""

    log: EventLog
    threads: Threads
    clients: Clients
    posting: Posting
    between: float = BETWEEN

    @asynccontextmanager
    async def of(self, interview_id: str) -> AsyncGenerator["Growing"]:
        """Who is told an interview's next reply; afterwards its message grows no more until it is delivered."""
        growing = Growing(self, interview_id)
        try:
            yield growing
        finally:
            await growing.rest()

    async def place(self, interview_id: str) -> Thread | None:
        """Where the reply may be told: in a thread in which all that was said before stands already, and nothing provisional does."""
        thread = await self.threads.of(interview_id)
        if thread is None or thread.channel is None or thread.ts is None:
            return None
        if await self.provisional(interview_id):
            return None
        interview = await self.log.load(interview_id)
        said = await self.log.last_spoken(interview, interview.turn - thread.posted_turn)
        return None if any(isinstance(each, InterviewerSpoke) for each in said) else thread

    async def provisional(self, interview_id: str) -> Delivery | None:
        """What is known of a reply that was told and is not in the log, as far as delivery knows."""
        return (await self.posting.deliveries.of(interview_id, [PROVISIONAL])).get(PROVISIONAL)

    async def opened(self, client: AsyncWebClient, thread: Thread, words: str) -> Told | None:
        """The message with the first words in it; None if it cannot be had. Raises as `called` does."""
        async with self.posting.claimed(thread, PROVISIONAL, paced=False) as (earlier, _):
            if earlier:
                return None
            async with self.posting.attempt(thread, PROVISIONAL):
                told = await self.posting.streams.begun(client, thread, words)
            if told is None:
                await self.posting.deliveries.refused(thread.interview_id, PROVISIONAL)
                return None
            self.posting.streams.held[thread.interview_id, PROVISIONAL] = told
            await self.posting.deliveries.opened(thread.interview_id, PROVISIONAL, told.stream.ts or "")
            return told

    async def take_back(self, client: AsyncWebClient, told: Delivery) -> None:
        """Remove what was told of a reply that never came: the interview was given up, or answered elsewhere. Raises `Later` and `Unsure`."""
        self.posting.streams.held.pop((told.interview_id, PROVISIONAL), None)
        if told.ts:
            with suppress(Refused):  # it is not streaming any more
                await called(client.chat_stopStream(channel=told.channel, ts=told.ts))
            with suppress(Refused):  # somebody has deleted it
                await called(client.chat_delete(channel=told.channel, ts=told.ts))
        await self.posting.deliveries.withdrawn(told.interview_id, PROVISIONAL)


class Growing:
    """One reply's message. Words are taken at once and shown by a task of its own, so that nobody who writes them waits for Slack."""

    def __init__(self, telling: Telling, interview_id: str) -> None:
        self._telling, self._interview_id = telling, interview_id
        self._text, self._more = "", asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._begun = self._silent = self._in_call = False

    async def begin(self) -> None:
        """Another reply: what stands there already is completed by delivery, and grows no more."""
        self._silent = self._silent or self._begun
        self._text = ""

    async def say(self, words: str) -> None:
        """The next words."""
        if self._silent:
            return
        self._text += words
        if self._shown:
            self._more.set()
            self._task = self._task or asyncio.create_task(self._tell())

    async def rest(self) -> None:
        """Grow no more; a call that is under way is waited for."""
        self._silent = True
        if self._task:
            if not self._in_call:
                self._task.cancel()
            await asyncio.wait([self._task])

    @property
    def _shown(self) -> str:
        """The text so far as it will stand there: white space at its end is only known to stay when something follows."""
        return safe_markdown(self._text).lstrip("\n").rstrip()

    async def _tell(self) -> None:
        try:
            await self._grow()
        except (SlackFailed, TimeoutError) as failed:
            logger.info("The reply to interview %s cannot be told while it is written (%s)", self._interview_id, failed)
        except Exception:  # the edge of a task: whatever it was, the reply is delivered
            logger.exception("The reply to interview %s could not be told while it was written", self._interview_id)
        finally:
            self._silent = True

    async def _grow(self) -> None:
        if (thread := await self._telling.place(self._interview_id)) is None:
            return
        client = await self._telling.clients.client(thread.team, thread.enterprise)
        await self._telling.posting.pace.turn(thread.team, thread.channel or "")
        told = await self._opened(client, thread)
        while told and not self._silent:
            await asyncio.sleep(self._telling.between)
            await self._more.wait()
            self._more.clear()
            await self._added(told)

    async def _opened(self, client: AsyncWebClient, thread: Thread) -> Told | None:
        shown = self._shown
        if not shown or len(shown) > LIMIT:
            return None
        self._begun = True
        self._more.clear()
        with self._calling():
            return await self._telling.opened(client, thread, shown)

    async def _added(self, told: Told) -> None:
        shown = self._shown
        if self._silent or len(shown) > LIMIT or not shown.startswith(told.sent):
            self._silent = True
            return
        if new := shown.removeprefix(told.sent):
            with self._calling():
                await told.grow(new)

    @contextmanager
    def _calling(self) -> Generator[None]:
        self._in_call = True
        try:
            yield
        finally:
            self._in_call = False

"""The interviews that are held in this process: one answers at a time in each, and whoever looks on sees the reply grow."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from hashlib import sha256

from bot.app import App
from bot.channels.web.practice.sitting import Known, Sitting
from storage.failures import AlreadyHeard, UnknownInterview
from storage.threads import Threads

SWEEP_EVERY = 60.0
"""Seconds between two looks for interviews that nobody answers."""
WAITS = (1.0, 5.0, 20.0)
"""Seconds after which a reply that failed is tried again; then the sweep finds it."""
MOST_PAGES = 12
"""Open pages of one interview."""
LONGEST = 20_000
"""Characters of one message, also over the API; an hour's interview has half as many in all. Reading so many takes up to a second."""

Replied = Callable[[str], Awaitable[None]]
"""Is told the id of an interview in which something was said here."""

log = logging.getLogger(__name__)


class TooManyPages(Exception):
    """Nobody needs so many pages of one interview."""


async def nowhere_else(interview_id: str) -> None:
    """The interviews of this process are held here alone."""


class Room:
    """`replied` has what was said here delivered where else the interview is held; a reply that failed is tried again after these `waits`."""

    def __init__(self, app: App, replied: Replied = nowhere_else, waits: tuple[float, ...] = WAITS) -> None:
        self._app, self._replied, self._waits = app, replied, waits
        self._threads = Threads(app.database)
        self._sittings: dict[str, Sitting] = {}
        self.closed = False

    @property
    def sittings(self) -> int:
        """How many interviews are looked at or answered at this moment."""
        return len(self._sittings)

    async def hear(self, interview_id: str, text: str, arrival: str) -> int:
        """Take down what the candidate said, once however often it arrives, and have it answered. The number of its turn.

        Raises `IllegalMove`, `StorageFailed`; then nothing was taken down."""
        try:
            turn = (await self._app.conversation.hear(interview_id, text, [arrival])).turn
        except AlreadyHeard:
            heard = await self._app.log.heard(arrival)
            turn = heard[1] if heard else 0
        self.answer(interview_id)
        return turn

    def answer(self, interview_id: str) -> None:
        """Have an interview answered, if a reply is owed. Nobody waits for it."""
        if self.closed:  # whoever starts next finds it
            return
        sitting = self._sitting(interview_id)
        sitting.asked_again = True
        sitting.wake()
        if sitting.answering is None:
            sitting.answering = asyncio.create_task(self._answer(sitting))

    async def answered(self, interview_id: str, within: float) -> None:
        """Wait until nobody answers any more, or so many seconds."""
        sitting = self._sittings.get(interview_id)
        if sitting and sitting.answering:
            await asyncio.wait([sitting.answering], timeout=within)

    async def look(self, interview_id: str) -> Known:
        """An interview as the log has it now. Raises `UnknownInterview`, `StorageFailed`."""
        sitting = self._sittings.get(interview_id) or Sitting(interview_id, self._app.log, self._app.transcripts)
        return await sitting.look()

    @asynccontextmanager
    async def looking(self, interview_id: str) -> AsyncGenerator[Sitting]:
        """Meanwhile a page looks at an interview. Raises `TooManyPages`."""
        sitting = self._sitting(interview_id)
        if sitting.pages >= MOST_PAGES:
            raise TooManyPages
        sitting.pages += 1
        try:
            yield sitting
        finally:
            sitting.pages -= 1
            self._forget(sitting)

    async def recover(self) -> None:
        """Answer whatever was left unanswered and is held nowhere else; give up interviews that fell silent. Raises `StorageFailed`."""
        for interview_id in await self._app.transcripts.owed():
            if await self._threads.of(interview_id) is None:  # Slack's jobs look after their own
                self.answer(interview_id)
        await self._app.conversation.give_up_silent()

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[None]:
        """Meanwhile nobody is left waiting."""
        self.closed = False
        sweeping = asyncio.create_task(self._sweep())
        try:
            yield
        finally:
            sweeping.cancel()
            await self.close()

    async def close(self) -> None:
        """End every page's stream and every reply that is not in the log yet; it is made after the next start."""
        self.closed = True
        tasks = [sitting.answering for sitting in self._sittings.values() if sitting.answering]
        for task in tasks:
            task.cancel()
        for sitting in list(self._sittings.values()):
            sitting.wake()
        if tasks:
            await asyncio.wait(tasks)

    async def _sweep(self) -> None:
        while True:
            try:
                await self.recover()
            except Exception:  # the edge: it is tried again
                log.exception("Interviews could not be recovered")
            await asyncio.sleep(SWEEP_EVERY)

    async def _answer(self, sitting: Sitting) -> None:
        try:
            for wait in (*self._waits, None):
                if await self._answered(sitting) or wait is None:
                    break
                await asyncio.sleep(wait)
        finally:
            sitting.answering = None
            self._told_all(sitting)
            self._forget(sitting)

    async def _answered(self, sitting: Sitting) -> bool:
        """Whether everything that was said is answered now."""
        try:
            while sitting.asked_again:
                sitting.asked_again = False
                await self._app.conversation.answer(sitting.id, audience=sitting)
                self._told_all(sitting)
                await self._replied(sitting.id)
        except UnknownInterview:  # it was deleted meanwhile
            pass
        except Exception:  # the edge of a task: whatever it was, the words of the candidate are in the log
            log.exception("Interview %s could not be answered", sitting.id)
            sitting.asked_again = True
            self._told_all(sitting)
            return False
        return True

    def _told_all(self, sitting: Sitting) -> None:
        sitting.words = ""
        sitting.wake()

    def _sitting(self, interview_id: str) -> Sitting:
        if interview_id not in self._sittings:
            self._sittings[interview_id] = Sitting(interview_id, self._app.log, self._app.transcripts)
        return self._sittings[interview_id]

    def _forget(self, sitting: Sitting) -> None:
        if not sitting.pages and sitting.answering is None:
            self._sittings.pop(sitting.id, None)


def arrival(*parts: str) -> str:
    """The id of something that a browser sent. It names whose it is, so that nobody can use up the ids of somebody else."""
    return "web:" + sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()

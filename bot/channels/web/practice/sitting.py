"""One interview as it is followed here: what the log holds of it, and the words of a reply that is being written."""

import asyncio
from dataclasses import dataclass

from interview_flow.evolution import replay
from interview_flow.interview import Interview
from interview_flow.transcript import Turn
from interview_flow.turns import turns
from storage.events import EventLog
from storage.transcripts import Transcripts


@dataclass(frozen=True)
class Known:
    """An interview and everything that was said in it."""

    interview: Interview
    turns: tuple[Turn, ...]


class Sitting:
    """An `Audience` that many pages look at. `words` are provisional: they are gone as soon as the log has the reply."""

    def __init__(self, interview_id: str, log: EventLog, transcripts: Transcripts) -> None:
        self.id = interview_id
        self.words = ""
        self.pages = 0
        """How many look on."""
        self.answering: asyncio.Task[None] | None = None
        self.asked_again = False
        """Whether something was said that the one who is answering may not have seen."""
        self._log, self._transcripts = log, transcripts
        self._known: Known | None = None
        self._reading = asyncio.Lock()
        self._changed = asyncio.Event()

    async def begin(self) -> None:
        """Another reply is begun."""
        self.words = ""
        self.wake()

    async def say(self, words: str) -> None:
        """The next words of it."""
        self.words += words
        self.wake()

    def wake(self) -> None:
        """Something has changed: everybody looks again."""
        self._changed.set()
        self._changed = asyncio.Event()

    @property
    def change(self) -> asyncio.Event:
        """Set at the next change. Whoever takes it before they look misses nothing."""
        return self._changed

    async def look(self) -> Known:
        """The interview as the log has it now. Raises `UnknownInterview`, `StorageFailed`."""
        _, seq = await self._transcripts.at(self.id)
        async with self._reading:  # one reads for all the pages that look on
            if self._known is None or self._known.interview.seq < seq:
                events = await self._log.read(self.id)
                self._known = Known(replay(self.id, events), turns(events))
            return self._known

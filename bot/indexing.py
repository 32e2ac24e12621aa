"""Bringing up to date what search looks through: what was said in an interview, and what was written about it when it was over."""

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from bot.archive import Archive
from bot.bank import Bank
from interview_flow.documents import context
from interview_flow.evolution import replay
from interview_flow.turns import turns
from prompts.templates import NAMES, render
from storage.events import EventLog
from storage.failures import Damaged, UnknownInterview
from storage.search import Search
from storage.transcripts import Transcripts

logger = logging.getLogger(__name__)

WRITTEN = tuple(name for name in NAMES if name != "problem-card")
"""The documents that can be read without learning how it went."""
AT_ONCE = 20
"""Interviews that one sweep looks at; the next comes soon."""
BEFORE_A_SEARCH = 3
"""Interviews of their own that a person's search waits for."""


@dataclass(frozen=True)
class Indexing:
    """Writes the index of one database. Every method raises `StorageFailed` when the database cannot answer."""

    log: EventLog
    archive: Archive
    bank: Bank
    search: Search
    transcripts: Transcripts

    async def sweep(self) -> None:
        """Index what went on since."""
        await self._index(await self.search.outdated(AT_ONCE))

    async def before(self, person: str | None) -> None:
        """Index what somebody may be about to look for: their own latest interviews, or anybody's for None."""
        lagging = self.search.outdated(BEFORE_A_SEARCH) if person is None else self.search.outdated_of(person, BEFORE_A_SEARCH)
        await self._index(await lagging)

    async def _index(self, interview_ids: Iterable[str]) -> None:
        for interview_id in interview_ids:
            with suppress(UnknownInterview):  # deleted meanwhile
                await self._one_or_nothing(interview_id)

    async def _one_or_nothing(self, interview_id: str) -> None:
        try:
            await self._one(interview_id)
        except Damaged as damaged:  # nobody can read it, and the others are not to wait for it
            logger.warning("Nothing is found in interview %s: %s", interview_id, damaged)
            _, seq = await self.transcripts.at(interview_id)
            await self.search.index(interview_id, seq, said="", written="")

    async def _one(self, interview_id: str) -> None:
        """Nothing of the judgement is in it: whoever may read an interview may search it, also before they know how it went."""
        events = await self.log.read(interview_id)
        interview = replay(interview_id, events)
        said = [self.bank.title(interview.problem, interview.topic, interview.drilled), interview.topic, *(turn.text for turn in turns(events))]
        written = await self._written(interview_id) if interview.over and interview.drill is None else ""
        await self.search.index(interview_id, len(events), said="\n\n".join(dict.fromkeys(said)), written=written)

    async def _written(self, interview_id: str) -> str:
        source = (await self.archive.kept(interview_id)).source
        shown = context(source.model_copy(update={"judged": False}))
        return "\n\n".join(render(name, shown) for name in WRITTEN)

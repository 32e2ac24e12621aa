"""What an open page is told: the turns it has not got, the words of the reply that is being written, where the interview is.

Every page is told what has changed since it was told last, so that nothing is queued for a slow one and one that comes back goes on where it was.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from fastapi.sse import ServerSentEvent

from bot.channels.web.practice.room import Room
from bot.channels.web.practice.sitting import Known, Sitting
from bot.channels.web.practice.standing import Said, Standing, said
from interview_flow.transcript import Turn
from storage.failures import StorageFailed, UnknownInterview

LOOK_EVERY = 1.0
"""Seconds after which the log is looked at for what another process has written into it."""
COME_BACK = 1500
"""Milliseconds after which a browser that was cut off comes back."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shows:
    """How things are put for a page: turns and provisional words as HTML, where the interview is as what the page's script understands."""

    turn: Callable[[Said, Known], str]
    words: Callable[[str], str]
    standing: Callable[[Standing], dict[str, Any]]


class Following:
    """One page that looks on; it has got the first `had` turns already. `may` says whether whoever it belongs to may still look."""

    def __init__(
        self, room: Room, sitting: Sitting, had: int, shows: Shows, stand: Callable[[Known], Standing], may: Callable[[], Awaitable[bool]]
    ) -> None:
        self._room, self._sitting, self._had, self._shows, self._stand, self._may = room, sitting, had, shows, stand, may
        self._turns: tuple[Turn, ...] | None = None
        self._seq, self._words = -1, ""

    async def events(self) -> AsyncIterator[ServerSentEvent]:
        """Everything new, until the interview is over, the room closes or its viewer is signed out."""
        yield ServerSentEvent(comment="hello", retry=COME_BACK)
        while not self._room.closed:
            change = self._sitting.change
            try:
                known = await self._sitting.look()
                if known.interview.seq != self._seq and not await self._may():  # words alone belong to a turn that was told
                    return
            except UnknownInterview:  # it was deleted
                return
            except StorageFailed:  # the browser comes back
                log.exception("Interview %s could not be looked at", self._sitting.id)
                return
            for event in self._news(known):
                yield event
            if known.interview.over:
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await change.wait()

    def _news(self, known: Known) -> list[ServerSentEvent]:
        news = self._new_turns(known)
        words = self._sitting.words if known.interview.owes_reply else ""
        if known.interview.seq != self._seq:
            self._seq = known.interview.seq
            news.append(ServerSentEvent(event="standing", data=self._shows.standing(self._stand(known))))
        if words != self._words:
            self._words = words
            news.append(ServerSentEvent(event="words", data={"html": self._shows.words(words) if words else ""}))
        return news

    def _new_turns(self, known: Known) -> list[ServerSentEvent]:
        """Turns that the page has not got, and those whose words were changed since."""
        before = known.turns[: self._had] if self._turns is None else self._turns
        self._turns = known.turns
        shown = said(known.turns, self._stand(known).places)
        new = [each for each, old in zip_longest(shown, before) if each and each.turn != old]
        return [
            ServerSentEvent(
                event="turn",
                id=str(each.turn.turn),
                data={"turn": each.turn.turn, "speaker": each.turn.speaker.value, "html": self._shows.turn(each, known)},
            )
            for each in new
        ]

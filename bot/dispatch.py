"""Finds the reminders whose time has come and hands each over to a job. Any number of workers do so side by side."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from bot.conversation import Clock
from interview_flow.reminding.planning import missed, next_of
from interview_flow.reminding.reminders import Occurrence
from storage.occurrences import Claimed, Occurrences

SWEEP_EVERY = 2.0
"""Seconds: how late a reminder can be handed over."""
TIDY_EVERY = 3600.0
AT_ONCE = 200
"""Occurrences that one commit claims."""
LEFT_AFTER = timedelta(seconds=60)
"""After so long, somebody else looks after what was claimed and is not settled."""
KEPT = timedelta(days=400)
"""How long it is known what became of an occasion."""
FORGOTTEN_AT_ONCE = 500

HandOver = Callable[[Sequence[Occurrence]], Awaitable[None]]
"""Has claimed occurrences sent, each by a job; one may be handed over twice."""


class Dispatch:
    """Over the occurrences of one database. Every method raises `StorageFailed`, and what `hand_over` raises: what was claimed by then is handed
    over again after `LEFT_AFTER`."""

    def __init__(self, occurrences: Occurrences, hand_over: HandOver, clock: Clock) -> None:
        self._occurrences, self._hand_over, self._clock = occurrences, hand_over, clock

    async def sweep(self) -> None:
        """All that has come, the oldest first; and once more what somebody else has left lying."""
        while claimed := await self._claimed(self._clock()):
            await self._hand_over([each.occurrence for each in claimed])
        await self._left_lying(self._clock())

    async def tidy(self) -> None:
        """Forget what became of occasions long ago."""
        await self._occurrences.forget(self._clock() - KEPT, FORGOTTEN_AT_ONCE)

    async def _claimed(self, now: datetime) -> list[Claimed]:
        def plan(each: Claimed, taken: frozenset[str]) -> list[Occurrence]:
            its = (each.reminder, each.zone, each.occurrence, now)
            following = next_of(*its, taken)
            return [*missed(*its), *([following] if following else ())]

        return await self._occurrences.claim(now, AT_ONCE, plan)

    async def _left_lying(self, now: datetime) -> None:
        if left := await self._occurrences.taken_up(now - LEFT_AFTER, now, AT_ONCE):
            await self._hand_over(left)

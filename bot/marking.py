"""Makes the marks that are missing, or that an older version made: after a crash, an import, or an update of the program."""

from datetime import datetime, timedelta

from bot.archive import Archive
from bot.conversation import Clock
from storage.failures import Damaged, UnknownInterview
from storage.marks import Marks, marks_of

AT_ONCE = 25
"""Interviews that one sweep reads again, so that other work gets its turn."""
BEFORE_A_PAGE = 10
"""Interviews of their own that a person's page waits for."""
MARGIN = timedelta(hours=1)
"""How long before the last sweep something may have begun that is committed only now."""


class Marking:
    """An interview gets its marks when it ends; this is for those that have none."""

    def __init__(self, archive: Archive, marks: Marks, clock: Clock) -> None:
        self._archive, self._marks, self._clock = archive, marks, clock
        self._all_marked_at: datetime | None = None
        self._unreadable: set[str] = set()

    async def sweep(self) -> None:
        """A portion of what is missing. Once everything is there, only what has happened since is looked at. Raises `StorageFailed`."""
        now = self._clock()
        since = self._all_marked_at and self._all_marked_at - MARGIN
        missing = await self._missing(AT_ONCE, since=since)
        for interview_id in missing:
            await self._mark(interview_id)
        if len(missing) < AT_ONCE:
            self._all_marked_at = now

    async def of(self, candidate: str) -> None:
        """A portion of what is missing of one person, their latest interviews first. Raises `StorageFailed`."""
        missing = await self._missing(BEFORE_A_PAGE, candidate=candidate)
        for interview_id in missing:
            await self._mark(interview_id)

    async def _missing(self, most: int, *, candidate: str | None = None, since: datetime | None = None) -> list[str]:
        found = await self._marks.unmarked(most + len(self._unreadable), candidate=candidate, since=since)
        return [each for each in found if each not in self._unreadable][:most]

    async def _mark(self, interview_id: str) -> None:
        try:
            kept = await self._archive.kept(interview_id)
            await self._marks.keep(interview_id, marks_of(kept.interview, kept.scorecard))
        except UnknownInterview:
            return
        except Damaged:
            self._unreadable.add(interview_id)

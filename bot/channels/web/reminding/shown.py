"""Reminders as a page shows them."""

from dataclasses import dataclass
from datetime import datetime

from bot.channels.web.parts import Web
from bot.channels.web.viewer import Viewer
from bot.reminder_words import Standing, became_told, left_out, left_out_told, put_off_told, standing, standing_told, time_told
from bot.reminders import Kept
from interview_flow.reminding.reminders import ReminderKind, Routine

LATEST = 5
"""Times of which it is told what became of them."""


@dataclass(frozen=True)
class TimeShown:
    """A time that lies ahead, on its own clock; `left_out` says why it will come to nothing, "" if it will come."""

    text: str
    left_out: str


@dataclass(frozen=True)
class Shown:
    """A reminder. `where` is the channel that a team is reminded in; `told` says why it does not come, `put_off` until when the last one was put off."""

    kept: Kept
    standing: Standing
    times: tuple[TimeShown, ...]
    told: str = ""
    put_off: str = ""
    where: str = ""
    became: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The reminder's."""
        return self.kept.reminder.id

    @property
    def is_practice(self) -> bool:
        """Whether practice comes with it, rather than a digest."""
        return self.kept.reminder.kind in (ReminderKind.PRACTICE, ReminderKind.TEAM)

    @property
    def is_digest(self) -> bool:
        """Whether it is the weekly digest of one person."""
        return self.kept.reminder.kind is ReminderKind.DIGEST


async def all_shown(web: Web, viewer: Viewer) -> list[Shown]:
    """The viewer's reminders, the oldest first, then what they have set for channels."""
    book = web.app.reminders
    found, for_channels = await book.of_person(viewer.person), await book.for_channels(viewer.person)
    routine = await book.reminders.routine(viewer.person)
    names = await _channels(web, viewer) if for_channels else {}
    return [await _shown(web, each, routine, names) for each in (*found, *for_channels)]


async def one_shown(web: Web, viewer: Viewer, kept: Kept) -> Shown:
    """One of them."""
    return await _shown(web, kept, await web.app.reminders.reminders.routine(viewer.person), {})


def foreseen_shown(kept: Kept, routine: Routine, now: datetime) -> Shown:
    """What a phrase would become."""
    return Shown(kept, standing(kept, now), _times(kept, routine, now))


async def _shown(web: Web, kept: Kept, routine: Routine, names: dict[str, str]) -> Shown:
    now, reminder = web.clock(), kept.reminder
    latest = await web.app.reminders.occurrences.latest(reminder.id, LATEST)
    return Shown(
        kept,
        standing(kept, now),
        _times(kept, routine, now),
        told=standing_told(kept, now),
        put_off=put_off_told(kept, now),
        where=names.get(reminder.whom, "a channel") if reminder.kind.of_team else "",
        became=tuple(became_told(each, kept.zone, now) for each in latest),
    )


def _times(kept: Kept, routine: Routine, now: datetime) -> tuple[TimeShown, ...]:
    return tuple(TimeShown(time_told(each.at, now), left_out_told(left_out(kept, each, routine))) for each in kept.upcoming)


async def _channels(web: Web, viewer: Viewer) -> dict[str, str]:
    return {each.id: f"#{each.name}" for each in await web.workspace.channels(viewer)}

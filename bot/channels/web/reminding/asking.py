"""A phrase that somebody typed, shown back before anything is kept: in words with the next times, or what is wrong with it."""

from dataclasses import dataclass, replace
from datetime import time, timedelta
from urllib.parse import urlencode

from fastapi import Request, Response

from bot.channels.web.parts import Web
from bot.channels.web.reminding.shown import Shown, foreseen_shown
from bot.channels.web.reminding.whom import zone_of
from bot.channels.web.viewer import Viewer
from bot.reminders import Kept
from interview_flow.printable import shortened
from interview_flow.reminding.calendar_file import MOST, calendar
from interview_flow.reminding.reminders import Reminder, ReminderKind, Routine
from interview_flow.schedule import BadPhrase, UnknownZone, upcoming

TITLE = "Practise system design: a ten-minute drill"
EXAMPLES = (
    "every weekday at 9am",
    "mon, wed and fri 18:30",
    "every other tuesday at 8",
    "every day at noon until 1 March",
    "tomorrow at 7",
    "in 2 hours",
)
CALENDARS = Routine(quiet_from=time(0), quiet_to=time(0))
"""A calendar knows no quiet hours: whatever the file holds, it tells."""
AHEAD = timedelta(days=366)
"""How far the file for calendars looks."""
LONGEST_SHOWN = 300
"""Characters of a phrase that are given back into its field."""


@dataclass(frozen=True)
class Asked:
    """What was typed, and either what it `would_be` or the sentence that says what is `wrong`, with `examples`. `of` is the reminder that it is to change;
    `calendar` is the address of the file with its times."""

    phrase: str = ""
    zone: str = ""
    would_be: Shown | None = None
    wrong: str = ""
    wrong_zone: str = ""
    examples: tuple[str, ...] = EXAMPLES
    of: str = ""
    can_keep: bool = True

    @property
    def calendar(self) -> str:
        """Where the file is."""
        return f"/reminders.ics?{urlencode({'phrase': self.phrase} | ({'zone': self.zone} if self.zone else {}))}"


async def asked(web: Web, viewer: Viewer, phrase: str, zone: str = "", of: Reminder | None = None) -> Asked:
    """What a phrase would become for the viewer, where they are or in a zone."""
    book, typed, can_keep = web.app.reminders, phrase.strip(), viewer.team is not None
    shown = Asked(shortened(typed, LONGEST_SHOWN), zone.strip(), of=of.id if of else "", can_keep=can_keep)
    if not typed:
        return shown
    kind, where = of.kind if of else ReminderKind.PRACTICE, zone.strip() or (await zone_of(web, viewer) if viewer.is_local else None)
    try:
        kept = await book.foreseen(viewer.person, typed, where, kind=kind)
    except BadPhrase as bad:
        return replace(shown, wrong=bad.sentence, examples=bad.examples)
    except UnknownZone as unknown:
        return replace(shown, wrong_zone=str(unknown))
    routine = await book.reminders.routine(viewer.person) if can_keep else CALENDARS
    return replace(shown, would_be=foreseen_shown(kept, routine, web.clock()))


def calendar_of(request: Request, web: Web, kept: Kept) -> Response:
    """The file with the next times of a reminder."""
    now, origin = web.clock(), (web.settings.public_url or str(request.base_url)).rstrip("/")
    times = [each for each in upcoming(kept.reminder.schedule, kept.zone, now, MOST) if each.at - now <= AHEAD]
    file = calendar(times, TITLE, f"{kept.says} ({kept.clock}). {origin}/progress", now)
    headers = {"content-disposition": 'attachment; filename="practice.ics"', "x-content-type-options": "nosniff"}
    return Response(file, media_type="text/calendar; charset=utf-8", headers=headers)

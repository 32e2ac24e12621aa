"""Times of reminders in words, by a clock that is named."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.views.blocks import said
from bot.reminders import Kept
from interview_flow.reminding.reminders import Routine
from interview_flow.schedule import Occasion
from interview_flow.schedule.saying import said_time
from interview_flow.schedule.vocabulary import MONTH_NAMES, WEEKDAY_NAMES


def moment(at: datetime) -> str:
    """For example: Mon 30 Nov at 9:00. `at` is local."""
    return f"{WEEKDAY_NAMES[at.weekday()][:3]} {at.day} {MONTH_NAMES[at.month - 1][:3]} at {said_time(at.time())}"


def day(on: date) -> str:
    """For example: Friday 15 January."""
    return f"{WEEKDAY_NAMES[on.weekday()]} {on.day} {MONTH_NAMES[on.month - 1]}"


def local(at: datetime, zone: str) -> datetime:
    """The same moment on a clock of this zone."""
    return at.astimezone(ZoneInfo(zone))


def day_in(at: datetime, zone: str) -> str:
    """The day of a moment in this zone."""
    return day(local(at, zone).date())


def listed(occasions: Sequence[Occasion]) -> str:
    """For example: Mon 30 Nov at 9:00, Tue 1 Dec at 9:00 and Wed 2 Dec at 9:00."""
    told = [moment(each.at) for each in occasions]
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))


def upcoming(kept: Kept) -> Mrkdwn:
    """When a reminder comes next."""
    if kept.rests:
        return _resting(kept)
    if kept.upcoming:
        name = "one" if len(kept.upcoming) == 1 else "some"
        times = {"first": moment(kept.upcoming[0].at)} if name == "one" else {"times": listed(kept.upcoming)}
        return said(f"reminders.next.{name}", zone=kept.clock, **times)
    return said("reminders.next.none")


def _resting(kept: Kept) -> Mrkdwn:
    until = kept.reminder.paused_until
    return said("reminders.next.paused_until", date=day_in(until, kept.zone)) if until else said("reminders.next.paused")


def quiet_time(kept: Kept) -> str:
    """The first of its times that lies in the quiet hours, by its person's own clock."""
    return said_time(kept.quiet_at.time() if kept.quiet_at else kept.reminder.schedule.times[0])


def quiet_hours(routine: Routine) -> dict[str, str]:
    """Both ends of the quiet hours, for a text."""
    return {"from": said_time(routine.quiet_from), "to": said_time(routine.quiet_to)}

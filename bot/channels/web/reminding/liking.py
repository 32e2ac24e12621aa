"""How somebody likes to be reminded, as a form says it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.channels.web.forms import Filled
from interview_flow.reminding.reminders import Routine
from interview_flow.schedule import UnknownZone, zoned

MOST_A_DAY = 10
LONGEST_AWAY = timedelta(days=3660)


class Unclear(Exception):
    """Nothing was changed; `field` is the field of the form that the sentence is about."""

    def __init__(self, field: str, says: str) -> None:
        super().__init__(says)
        self.field, self.says = field, says


def liked(form: Filled, routine: Routine) -> Routine:
    """The routine as it is wanted from now on. Raises `Unclear`."""
    most = form.text("most_a_day")
    if not (most.isascii() and most.isdigit() and len(most) <= len(str(MOST_A_DAY)) and 1 <= int(most) <= MOST_A_DAY):
        raise Unclear("most_a_day", f"A whole number from 1 to {MOST_A_DAY}.")
    return routine.model_copy(
        update={
            "zone": pinned(form.text("zone")),
            "quiet_from": _clock(form, "quiet_from"),
            "quiet_to": _clock(form, "quiet_to"),
            "weekends": form.text("weekends") == "yes",
            "most_a_day": int(most),
            "nudges": form.text("nudges") == "yes",
            "named": form.text("named") == "yes",
        }
    )


def pinned(name: str) -> str | None:
    """A zone by its IANA name; None for "". Raises `Unclear`."""
    try:
        return zoned(name).key if name else None
    except UnknownZone as unknown:
        raise Unclear("zone", str(unknown)) from unknown


def away_of(form: Filled, zone: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when until when somebody is away: the first midnight, None for now, and the midnight of the day they are back, None for until they say so.
    Raises `Unclear`."""
    since, until = midnight(form.text("since"), "since", zone, now), midnight(form.text("until"), "until", zone, now)
    if until and until <= max(since or now, now):
        raise Unclear("until", "The day you are back must be later than that.")
    return (since if since and since > now else None), until


def midnight(said: str, field: str, zone: str, now: datetime) -> datetime | None:
    """The beginning of a day as a date field names it; None for "". Raises `Unclear`."""
    if not said:
        return None
    try:
        at = datetime.combine(date.fromisoformat(said), time(), ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unclear(field, "A date, such as 2027-01-31.") from error
    if abs(at - now) > LONGEST_AWAY:
        raise Unclear(field, "A date within ten years from now.")
    return at


def _clock(form: Filled, field: str) -> time:
    said = form.text(field)
    try:
        at = time.fromisoformat(said)
    except ValueError as error:
        raise Unclear(field, "A time of day, such as 22:00.") from error
    if at.tzinfo or at.second or at.microsecond:
        raise Unclear(field, "A time of day to the minute, such as 22:00.")
    return at

"""Reminders in words, for every channel alike: when they come, how they stand, what became of the last ones."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.reminders import GIVEN_UP_AFTER, Kept
from interview_flow.reminding.deciding import Due, foreseen
from interview_flow.reminding.reminders import Note, Occurrence, Routine, State
from interview_flow.schedule import Occasion
from prompts.slack_texts import filled

NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


class Standing(StrEnum):
    """How a reminder stands. `RESTS`: nobody paused it; it could not be sent."""

    COMES = "comes"
    PAUSED = "paused"
    RESTS = "rests"
    OVER = "over"


def standing(kept: Kept, now: datetime) -> Standing:
    """How it stands at this moment."""
    reminder = kept.reminder
    if reminder.is_paused(now):
        gave_up = reminder.paused_until is None and reminder.failures >= GIVEN_UP_AFTER
        return Standing.RESTS if gave_up else Standing.PAUSED
    return Standing.COMES if kept.upcoming or kept.snoozed else Standing.OVER


def standing_told(kept: Kept, now: datetime) -> str:
    """The same as a sentence; "" for one that comes."""
    match standing(kept, now):
        case Standing.COMES:
            return ""
        case Standing.RESTS:
            return filled("occasions.standing.rests", times=kept.reminder.failures)
        case Standing.OVER:
            return filled("occasions.standing.over")
        case Standing.PAUSED:
            until = kept.reminder.paused_until
            if until is None:
                return filled("occasions.standing.paused")
            return filled("occasions.standing.paused_until", day=day_told(until.astimezone(ZoneInfo(kept.zone)), now))


def put_off_told(kept: Kept, now: datetime) -> str:
    """Until when the last one was put off; "" if it was not."""
    return filled("occasions.put_off", time=time_told(kept.snoozed.at.astimezone(ZoneInfo(kept.zone)), now)) if kept.snoozed else ""


def time_told(at: datetime, now: datetime) -> str:
    """A time on the clock that `at` is in: "tomorrow at 9:00"."""
    return filled("occasions.at", day=day_told(at, now), time=f"{at.hour}:{at:%M}")


def day_told(at: datetime, now: datetime) -> str:
    """The day of a time, on the calendar that `at` is in: "tomorrow", "Mon 30 Nov"."""
    here = now.astimezone(at.tzinfo)
    if near := NEAR.get((at.date() - here.date()).days):
        return filled(f"occasions.{near}")
    return f"{at:%a} {at.day} {at:%b}" + ("" if at.year == here.year else f" {at.year}")


def away_told(routine: Routine, zone: str, now: datetime) -> str:
    """From when until when somebody is away, as a sentence; "" if they are not, nor will be."""
    since, until = routine.away_since, routine.away_until
    if since is None or (until and until <= now):
        return ""
    there = ZoneInfo(zone)
    back = filled("occasions.away.until", time=day_told(until.astimezone(there), now)) if until else filled("occasions.away.open")
    if since <= now:
        return filled("occasions.away.now", back=back)
    return filled("occasions.away.later", time=day_told(since.astimezone(there), now), back=back)


def left_out(kept: Kept, occasion: Occasion, routine: Routine) -> Note | None:
    """Why a time that lies ahead will come to nothing, as far as that is known."""
    reminder = kept.reminder
    due = Occurrence(reminder_id=reminder.id, occasion=occasion.key, person=reminder.person, at=occasion.at, due_at=occasion.at)
    return foreseen(Due(reminder=reminder, occurrence=due, routine=routine, zone=kept.zone))


def left_out_told(note: Note | None) -> str:
    """The same in words; "" if it will come."""
    return filled("occasions.left_out_ahead", why=filled(f"occasions.ahead.{note}")) if note else ""


def became_told(occurrence: Occurrence, zone: str, now: datetime) -> str:
    """What became of one time: "yesterday at 9:00: sent, and you started a drill"."""
    at, kind = occurrence.at.astimezone(ZoneInfo(zone)), occurrence.kind
    return filled(f"occasions.{kind}", time=time_told(at, now), what=_what(occurrence))


def _what(occurrence: Occurrence) -> str:
    if occurrence.state is State.SKIPPED:
        return filled("occasions.left_out", why=filled(f"occasions.note.{occurrence.note or Note.NOTHING_TO_SAY}"))
    if occurrence.state is State.IN_DOUBT:
        return filled("occasions.in_doubt")
    return filled("occasions.sent_and", what=filled(f"occasions.outcome.{occurrence.outcome}")) if occurrence.outcome else filled("occasions.sent")

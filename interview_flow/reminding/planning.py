"""The next time that a reminder is due, and the spread that keeps 9:00 from being a spike."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice, takewhile

from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Reminder, State
from interview_flow.schedule.occasions import Occasion, following, occasions
from interview_flow.schedule.walls import local_instant
from interview_flow.schedule.zones import zoned

SPREAD = 180
"""Seconds over which those that were asked for one minute are spread; each reminder has its own place among them."""
GRACE = timedelta(hours=2)
"""How late a reminder is still of use."""
MOST_MISSED = 100
"""Times of one reminder that are noted as missed after a long silence; the next one is looked for in any case."""
NUDGE_AFTER = timedelta(hours=3)
SNOOZES = 9
"""How often one occasion can be put off."""


def spread(reminder: Reminder) -> timedelta:
    """How long after its minute this reminder comes; what was asked for once comes at once."""
    if reminder.schedule.once:
        return timedelta()
    number = int.from_bytes(hashlib.sha256(reminder.id.encode("utf-8", "surrogatepass")).digest()[:4], "big")
    return timedelta(seconds=number % SPREAD)


def planned(reminder: Reminder, zone: str, after: datetime, taken: frozenset[str] = frozenset()) -> Occurrence | None:
    """The first occurrence after an instant, in this zone; None when there is no more. An occasion in `taken` was there already: somebody has flown."""
    if reminder.paused_at is not None:
        if reminder.paused_until is None:
            return None
        after = max(after, reminder.paused_until)
    found = following(reminder.schedule, zone, after)
    while found and found.key in taken:
        found = following(reminder.schedule, zone, found.at)
    return _occurrence(reminder, found) if found else None


def next_of(reminder: Reminder, zone: str, occurrence: Occurrence, now: datetime, taken: frozenset[str] = frozenset()) -> Occurrence | None:
    """What is due after an occurrence whose time has come: of a backlog only what is still of use."""
    if occurrence.kind is not OccurrenceKind.REGULAR:
        return None
    return planned(reminder, zone, max(occurrence.at, now - GRACE), taken | {occurrence.occasion})


def missed(reminder: Reminder, zone: str, occurrence: Occurrence, now: datetime) -> list[Occurrence]:
    """What fell between an occurrence and its next one while nobody was at work: it is left out, and it is known that it was."""
    if occurrence.kind is not OccurrenceKind.REGULAR or now - occurrence.at <= GRACE:
        return []
    left_out = {"state": State.SKIPPED, "note": Note.LATE, "settled_at": now}
    ahead = islice(occasions(reminder.schedule, zoned(zone), occurrence.at), MOST_MISSED)
    return [_occurrence(reminder, each).model_copy(update=left_out) for each in takewhile(lambda each: each.at <= now - GRACE, ahead)]


def overtaken(reminder: Reminder, waited: Occurrence, now: datetime) -> list[Occurrence]:
    """What had come while nobody had got round to it, when its person wanted the reminder otherwise."""
    note = Note.PAUSED if reminder.is_paused(now) else Note.LATE
    return [waited.model_copy(update={"state": State.SKIPPED, "note": note, "settled_at": now})] if waited.due_at <= now else []


def passed_over(reminder: Reminder, zone: str, waited: Occurrence, now: datetime) -> list[Occurrence]:
    """What was still to come and is over where its person is now: they have flown east, and it is known that these times were left out."""
    if reminder.is_paused(now):
        return []
    left_out = {"state": State.SKIPPED, "note": Note.LATE, "settled_at": now}
    since = local_instant(waited.wall, zoned(zone)) - timedelta(minutes=1)
    over = takewhile(lambda each: each.at <= now - spread(reminder), islice(occasions(reminder.schedule, zoned(zone), since), MOST_MISSED))
    return [_occurrence(reminder, each).model_copy(update=left_out) for each in over]


def snoozed(occurrence: Occurrence, until: datetime, times: int) -> Occurrence:
    """The same thing later, for the so-manieth time: an occurrence of its own."""
    return _later(occurrence, OccurrenceKind.SNOOZE, f"{occurrence.first}/snooze-{times}", until)


def times_put_off(its: Iterable[Occurrence]) -> int:
    """How often an occasion was put off until it came again; who puts it off to another time before it comes has changed their mind."""
    came = (each for each in its if each.kind is OccurrenceKind.SNOOZE and (each.state is not State.WAITING or each.claimed_at))
    return max((int(each.occasion.rpartition("-")[2]) for each in came), default=0)


def nudge(occurrence: Occurrence, now: datetime) -> Occurrence:
    """Once more, if nothing has happened by then; there is one for each occasion at most."""
    return _later(occurrence, OccurrenceKind.NUDGE, f"{occurrence.first}/nudge", now + NUDGE_AFTER)


def _later(occurrence: Occurrence, kind: OccurrenceKind, occasion: str, at: datetime) -> Occurrence:
    return Occurrence(reminder_id=occurrence.reminder_id, occasion=occasion, kind=kind, person=occurrence.person, at=at, due_at=at)


def _occurrence(reminder: Reminder, found: Occasion) -> Occurrence:
    due_at = found.at + spread(reminder)
    return Occurrence(reminder_id=reminder.id, occasion=found.key, person=reminder.whom, at=found.at, due_at=due_at)

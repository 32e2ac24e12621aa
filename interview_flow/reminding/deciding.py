"""What becomes of a reminder whose time has come: it is sent, put off a little, or left out with a note. Nobody is disturbed at night."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from interview_flow.frozen import Frozen
from interview_flow.reminding.planning import GRACE, spread
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Reminder, Routine
from interview_flow.schedule.rule import NthOfMonth, Schedule, Weekly
from interview_flow.schedule.walls import local_instant

ON_TIME = timedelta(minutes=10)
"""How late it may be and still be the one that was asked for."""
SATURDAY = 5


class Send(Frozen):
    """The reminder is to be posted now."""


class Postpone(Frozen):
    """It is looked at again at `until`."""

    until: datetime


class Skip(Frozen):
    """It is not posted."""

    note: Note


Decision = Send | Postpone | Skip


class Due(Frozen):
    """What is known when an occurrence has come. `zone` is where the person is now; `others` are what they, or the channel, were sent in the last day or
    so, or may have been; `acted` is whether they have done anything since they were reminded; until `busy_until` they do not want to be disturbed."""

    reminder: Reminder
    occurrence: Occurrence
    routine: Routine
    zone: str
    others: tuple[Occurrence, ...] = ()
    acted: bool = False
    busy_until: datetime | None = None


def decide(due: Due, now: datetime) -> Decision:
    """The first reason that holds."""
    if due.reminder.is_paused(now):
        return Skip(note=Note.PAUSED)
    if not due.reminder.kind.of_team and due.routine.is_away(now):
        return Skip(note=Note.AWAY)
    asked_at = _asked_at(due)
    if asked_at > now:
        return Postpone(until=asked_at + spread(due.reminder))
    if now - asked_at > GRACE:
        return Skip(note=Note.LATE)
    if _one_for_all(due, asked_at, now):
        return Skip(note=Note.ONE_FOR_ALL)
    return Send() if due.reminder.kind.of_team else _personal(due, asked_at, now)


def foreseen(due: Due) -> Note | None:
    """Why it would be left out at the time that was asked for, as far as that can be known beforehand; None if it would be sent."""
    decision = decide(due, _asked_at(due))
    return decision.note if isinstance(decision, Skip) else None


def _personal(due: Due, asked_at: datetime, now: datetime) -> Decision:
    local = now.astimezone(ZoneInfo(due.zone))
    is_nudge = due.occurrence.kind is OccurrenceKind.NUDGE
    if is_nudge and (due.acted or not due.routine.nudges):
        return Skip(note=Note.DONE)
    if _rests(due, local):
        return Skip(note=Note.WEEKEND)
    meant = due.reminder.kept_at_night and not is_nudge and now - asked_at <= ON_TIME
    if due.routine.is_quiet(local) and not meant:
        return Skip(note=Note.QUIET)
    if not _asked_for(due) and _today(due.others, local) >= due.routine.most_a_day:
        return Skip(note=Note.ENOUGH_TODAY)
    if due.busy_until and due.busy_until > now:
        return _after_the_rest(due, asked_at, due.busy_until)
    return Send()


def _asked_at(due: Due) -> datetime:
    """The instant that was asked for, where the person is now: they may have flown since it was planned."""
    if due.occurrence.kind is not OccurrenceKind.REGULAR or due.reminder.zone or due.reminder.kind.of_team:
        return due.occurrence.at
    return local_instant(due.occurrence.wall, ZoneInfo(due.zone))


def _one_for_all(due: Due, asked_at: datetime, now: datetime) -> bool:
    """Whether it is late, and they have heard of us since it should have come. A channel may have several reminders, each for itself."""
    if now - asked_at <= ON_TIME:
        return False
    of_team, its = due.reminder.kind.of_team, due.occurrence
    others = (each for each in due.others if (each.reminder_id, each.occasion) != (its.reminder_id, its.occasion))
    return any(each.told_at and each.told_at >= asked_at for each in others if not of_team or each.reminder_id == its.reminder_id)


def _rests(due: Due, local: datetime) -> bool:
    """Whether it is a weekend that they keep free; what they put off to this day, or asked for only once, comes all the same."""
    return not _asked_for(due) and _is_free(due.reminder.schedule, due.routine, local)


def keeps_free(reminder: Reminder, routine: Routine, local: datetime) -> bool:
    """Whether a time that the schedule falls on is left out, since it lies on a weekend that they keep free."""
    return not reminder.schedule.once and _is_free(reminder.schedule, routine, local)


def _is_free(schedule: Schedule, routine: Routine, local: datetime) -> bool:
    """What was asked for on a Saturday or a Sunday by name comes all the same."""
    return not routine.weekends and local.weekday() >= SATURDAY and not _names_weekend(schedule)


def _asked_for(due: Due) -> bool:
    """Whether they put it off to this hour themselves, or asked for it only once. A nudge was not asked for."""
    return due.occurrence.kind is OccurrenceKind.SNOOZE or (due.reminder.schedule.once and due.occurrence.kind is OccurrenceKind.REGULAR)


def _names_weekend(schedule: Schedule) -> bool:
    """Whether a Saturday or a Sunday was asked for by name."""
    match schedule.days:
        case Weekly(weekdays=weekdays) | NthOfMonth(weekdays=weekdays):
            return max(weekdays) >= SATURDAY
        case _:
            return False


def _today(others: Iterable[Occurrence], local: datetime) -> int:
    return sum(each.told_at.astimezone(local.tzinfo).date() == local.date() for each in others if each.told_at)


def _after_the_rest(due: Due, asked_at: datetime, busy_until: datetime) -> Decision:
    """As soon as they may be disturbed again, if that is still of use and not at night."""
    if busy_until - asked_at > GRACE or due.routine.is_quiet(busy_until.astimezone(ZoneInfo(due.zone))):
        return Skip(note=Note.DO_NOT_DISTURB)
    return Postpone(until=busy_until)

"""Reminders to try things with."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from interview_flow.reminding.reminders import Occurrence, Reminder
from interview_flow.schedule.rule import Daily, OneDay, Schedule, Weekly

MONDAY = datetime(2026, 11, 30, tzinfo=UTC)
"""The beginning of a week, in winter."""
BERLIN = "Europe/Berlin"


def daily(*times: str, every: int = 1) -> Schedule:
    """Every day at these times."""
    return Schedule(days=Daily(every=every), times=tuple(time.fromisoformat(each) for each in times), since=date(2026, 11, 1) if every > 1 else None)


def weekly(*weekdays: int, at: str = "09:00") -> Schedule:
    """On these weekdays, 0 being Monday."""
    return Schedule(days=Weekly(weekdays=weekdays), times=(time.fromisoformat(at),))


def once(wall: str) -> Schedule:
    """At one local time."""
    moment = datetime.fromisoformat(wall)
    return Schedule(days=OneDay(day=moment.date()), times=(moment.time(),))


def reminder(name: str = "r1", schedule: Schedule | None = None, person: str = "slack:T1:U1", **changed: object) -> Reminder:
    """One of a person of a workspace, every day at nine unless something else is said."""
    its = {"id": name, "person": person, "team": "T1", "user": person.rpartition(":")[2], "asked": "every day at 9", "created_at": MONDAY}
    return Reminder.model_validate(its | {"schedule": schedule or daily("09:00")} | changed)


def occurrence(wall: str = "2026-11-30T09:00", zone: str = "UTC", late: timedelta = timedelta(), **changed: object) -> Occurrence:
    """One time that `reminder()` is due."""
    at = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    its = {"reminder_id": "r1", "occasion": wall, "person": "slack:T1:U1", "at": at, "due_at": at + late}
    return Occurrence.model_validate(its | changed)

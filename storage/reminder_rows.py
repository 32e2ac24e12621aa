"""What stands in the rows of reminders, as the rest of the program knows it."""

from collections.abc import Mapping
from typing import Any

from interview_flow.reminding.reminders import Reminder
from interview_flow.schedule.rule import Schedule
from interview_flow.schedule.zones import UnknownZone, zoned

ANYWHERE = "UTC"
"""Where somebody is of whom nobody knows."""


def posted_under(reminder_id: str) -> str:
    """What the messages of a reminder are noted under among the deliveries."""
    return f"reminder:{reminder_id}"


def reminder_of(row: Mapping[Any, Any]) -> Reminder:
    """A reminder as it stands in a row."""
    return Reminder.model_validate({**row, "schedule": Schedule.model_validate_json(row["schedule"])})


def sound_zone(name: str | None) -> str | None:
    """The name of a zone, unless this machine does not know it (any more)."""
    try:
        return name if name and zoned(name) else None
    except UnknownZone:
        return None

"""How much falls due on which day, if nothing is practised until then."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta, tzinfo

from interview_flow.frozen import Frozen
from interview_flow.practice.memory import Skill

DAYS = 14


class DayDue(Frozen):
    """A day of the person's own calendar, and the criteria that fall due on it."""

    day: date
    criteria: tuple[str, ...]


def forecast(skills: Sequence[Skill], now: datetime, zone: tzinfo, days: int = DAYS) -> tuple[DayDue, ...]:
    """Today and the days after it, as many as asked for; what is overdue counts today."""
    today = now.astimezone(zone).date()
    on: dict[date, list[str]] = {today + timedelta(days=each): [] for each in range(days)}
    for skill in skills:
        day = max(skill.due.astimezone(zone).date(), today)
        if day in on:
            on[day].append(skill.criterion)
    return tuple(DayDue(day=day, criteria=tuple(criteria)) for day, criteria in on.items())

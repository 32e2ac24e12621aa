"""Reminders in words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.reminder_words import Standing, away_told, became_told, left_out, standing, time_told
from bot.reminders import GIVEN_UP_AFTER, Kept
from interview_flow.reminding.reminders import Note, OccurrenceKind, Outcome, Reminder, Routine, State
from interview_flow.schedule import says, upcoming
from tests.reminders import BERLIN, MONDAY, daily, occurrence, reminder

NOW = datetime(2026, 12, 30, 23, 30, tzinfo=UTC)
"""In Berlin it is the last day of the year."""


def kept(its: Reminder, now: datetime = MONDAY) -> Kept:
    """What a reminder is told as, in Berlin."""
    return Kept(reminder=its, says=says(its.schedule), zone=BERLIN, upcoming=tuple(upcoming(its.schedule, BERLIN, now, 3)), is_quiet=False)


TIMES = {
    "2026-12-31T09:05": "today at 9:05",
    "2027-01-01T00:00": "tomorrow at 0:00",
    "2026-12-30T18:30": "yesterday at 18:30",
    "2027-01-02T09:00": "Sat 2 Jan 2027 at 9:00",
    "2026-12-25T09:00": "Fri 25 Dec at 9:00",
}


@pytest.mark.parametrize(("wall", "told"), TIMES.items())
def test_a_time_is_told_by_the_calendar_of_its_zone(wall: str, told: str) -> None:
    assert time_told(datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(BERLIN)), NOW) == told


SENT = {"state": State.SENT, "settled_at": MONDAY}
BECAME = {
    "today at 9:00: sent": SENT,
    "today at 9:00: sent, and you started a drill": SENT | {"outcome": Outcome.STARTED},
    "today at 9:00, once more: sent": SENT | {"kind": OccurrenceKind.NUDGE},
    "today at 9:00: left out: you keep weekends free": {"state": State.SKIPPED, "note": Note.WEEKEND},
    "today at 9:00: perhaps sent; that could not be found out, so it was not repeated": {"state": State.IN_DOUBT},
}


@pytest.mark.parametrize(("told", "changed"), BECAME.items())
def test_what_became_of_a_time_is_told(told: str, changed: dict[str, object]) -> None:
    assert became_told(occurrence(**changed), "UTC", MONDAY) == told


def test_one_that_could_not_be_sent_is_told_from_one_that_was_paused() -> None:
    paused = {"paused_at": MONDAY}
    kinds = {
        Standing.COMES: reminder(),
        Standing.PAUSED: reminder(failures=1, **paused),
        Standing.RESTS: reminder(failures=GIVEN_UP_AFTER, **paused),
        Standing.OVER: reminder(schedule=daily("09:00").model_copy(update={"until": (MONDAY - timedelta(days=1)).date()})),
    }

    assert {name: standing(kept(its), MONDAY) for name, its in kinds.items()} == {name: name for name in kinds}


FORESEEN = {
    "quiet": (daily("23:00"), Routine(), Note.QUIET),
    "away": (daily("09:00"), Routine(away_since=MONDAY), Note.AWAY),
    "nothing": (daily("09:00"), Routine(), None),
}


@pytest.mark.parametrize(("schedule", "routine", "why"), FORESEEN.values(), ids=FORESEEN)
def test_what_will_come_to_nothing_is_known_beforehand(schedule: object, routine: Routine, why: Note | None) -> None:
    its = kept(reminder(schedule=schedule))  # type: ignore[arg-type]

    assert left_out(its, its.upcoming[0], routine) is why


def test_who_is_away_is_told_until_when() -> None:
    week = timedelta(days=7)

    assert away_told(Routine(), BERLIN, MONDAY) == ""
    assert away_told(Routine(away_since=MONDAY - week, away_until=MONDAY), BERLIN, MONDAY) == ""
    assert away_told(Routine(away_since=MONDAY), BERLIN, MONDAY).startswith("You are away until you say that you are back.")
    assert away_told(Routine(away_since=MONDAY + week, away_until=MONDAY + 2 * week), BERLIN, MONDAY).startswith(
        "You are away from Mon 7 Dec until Mon 14 Dec."
    )

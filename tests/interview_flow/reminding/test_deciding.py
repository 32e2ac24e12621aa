"""What becomes of a reminder whose time has come: each reason not to send it, and that nobody is disturbed at night."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.reminding.deciding import Due, Postpone, Send, Skip, decide
from interview_flow.reminding.planning import GRACE, nudge, snoozed, spread
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Reminder, ReminderKind, Routine, State
from tests.reminders import BERLIN, MONDAY, daily, occurrence, once, reminder, weekly

NEW_YORK, TOKYO = "America/New_York", "Asia/Tokyo"
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NINE = MONDAY + 9 * HOUR
SATURDAY = MONDAY + timedelta(days=5)


def due(its: Reminder | None = None, of: Occurrence | None = None, routine: Routine | None = None, zone: str = "UTC", **known: object) -> Due:
    """What is known of a reminder at nine o'clock UTC, of somebody who likes everything as it is."""
    return Due.model_validate(
        {"reminder": its or reminder(), "occurrence": of or occurrence(), "routine": routine or Routine(), "zone": zone} | known
    )


def told(at: datetime, name: str = "r2", **changed: object) -> Occurrence:
    """Something else that was sent, at this time."""
    return occurrence(reminder_id=name, **({"state": State.SENT, "settled_at": at} | changed))  # type: ignore[arg-type]


AWAY = Routine(away_since=MONDAY)
NIGHT = occurrence("2026-11-30T23:30")
SNOOZED = snoozed(occurrence(), SATURDAY + 10 * HOUR, 1)
NUDGE = nudge(occurrence(), NINE)
PERSONAL: list[tuple[str, Due, datetime, Send | Skip | Postpone]] = [
    ("on time", due(), NINE, Send()),
    ("a little late", due(), NINE + 40 * MINUTE, Send()),
    ("paused", due(reminder(paused_at=MONDAY)), NINE, Skip(note=Note.PAUSED)),
    ("paused until now", due(reminder(paused_at=MONDAY, paused_until=NINE)), NINE, Send()),
    ("away", due(routine=AWAY), NINE, Skip(note=Note.AWAY)),
    ("back since", due(routine=Routine(away_since=MONDAY, away_until=MONDAY + HOUR)), NINE, Send()),
    ("away from tomorrow", due(routine=Routine(away_since=MONDAY + timedelta(days=1))), NINE, Send()),
    ("too late", due(), NINE + GRACE + MINUTE, Skip(note=Note.LATE)),
    ("flown west: their nine o'clock is still to come", due(zone=NEW_YORK), NINE, Postpone(until=NINE + 5 * HOUR + spread(reminder()))),
    ("flown east: their nine o'clock is long past", due(zone=TOKYO), NINE, Skip(note=Note.LATE)),
    ("flown, with a zone that was pinned", due(reminder(zone="UTC"), zone=TOKYO), NINE, Send()),
    ("at night", due(of=NIGHT), MONDAY + 23.6 * HOUR, Skip(note=Note.QUIET)),
    ("at night, as they wish", due(reminder(kept_at_night=True), NIGHT), MONDAY + 23.6 * HOUR, Send()),
    ("at night, as they wish, but late", due(reminder(kept_at_night=True), NIGHT), MONDAY + 24 * HOUR, Skip(note=Note.QUIET)),
    ("their night, whatever zone it keeps to", due(reminder(zone="UTC"), zone="Pacific/Honolulu"), NINE, Skip(note=Note.QUIET)),
    ("in two hours, asked for at night", due(reminder(schedule=once("2026-11-30T23:30")), NIGHT), MONDAY + 23.5 * HOUR, Skip(note=Note.QUIET)),
    ("a nudge at night of what they wish at night", due(reminder(kept_at_night=True), nudge(NIGHT, MONDAY + 20 * HOUR)), MONDAY + 23 * HOUR, Skip(note=Note.QUIET)),
    ("on a weekend", due(of=occurrence("2026-12-05T09:00"), routine=Routine(weekends=False)), SATURDAY + 9 * HOUR, Skip(note=Note.WEEKEND)),
    ("on a weekend that they like", due(of=occurrence("2026-12-05T09:00")), SATURDAY + 9 * HOUR, Send()),
    ("on a Saturday by name", due(reminder(schedule=weekly(5)), occurrence("2026-12-05T09:00"), Routine(weekends=False)), SATURDAY + 9 * HOUR, Send()),
    ("once, on a Saturday", due(reminder(schedule=once("2026-12-05T09:00")), occurrence("2026-12-05T09:00"), Routine(weekends=False)), SATURDAY + 9 * HOUR, Send()),
    ("put off to a Saturday", due(of=SNOOZED, routine=Routine(weekends=False)), SATURDAY + 10 * HOUR, Send()),
    ("enough for a day", due(routine=Routine(most_a_day=2), others=(told(MONDAY + 7 * HOUR), told(MONDAY + 8 * HOUR))), NINE, Skip(note=Note.ENOUGH_TODAY)),
    ("enough yesterday", due(routine=Routine(most_a_day=1), others=(told(MONDAY - HOUR),)), NINE, Send()),
    ("enough for their day, which began before ours", due(reminder(zone="UTC"), routine=Routine(most_a_day=1), zone=TOKYO, others=(told(MONDAY - 8 * HOUR),)), NINE, Skip(note=Note.ENOUGH_TODAY)),
    ("enough, if the one in doubt was said", due(routine=Routine(most_a_day=1), others=(told(NINE - HOUR, state=State.IN_DOUBT),)), NINE, Skip(note=Note.ENOUGH_TODAY)),
    ("enough, if the one under way was said", due(routine=Routine(most_a_day=1), others=(told(NINE, state=State.CLAIMED, settled_at=None, claimed_at=NINE),)), NINE, Skip(note=Note.ENOUGH_TODAY)),
    ("enough, but asked for once", due(reminder(schedule=once("2026-11-30T09:00")), routine=Routine(most_a_day=1), others=(told(NINE - HOUR),)), NINE, Send()),
    ("enough, but put off by themselves", due(of=snoozed(occurrence(), NINE, 1), routine=Routine(most_a_day=1), others=(told(NINE - HOUR),)), NINE, Send()),
    ("nobody was at work: one for all", due(others=(told(NINE + HOUR),)), NINE + HOUR, Skip(note=Note.ONE_FOR_ALL)),
    ("nobody was at work: one for all, though tried again", due(of=occurrence(late=HOUR), others=(told(NINE + HOUR),)), NINE + HOUR, Skip(note=Note.ONE_FOR_ALL)),
    ("late, and they heard of us before it", due(others=(told(NINE - MINUTE),)), NINE + HOUR, Send()),
    ("late, and the one told is itself", due(others=(told(NINE + HOUR, "r1"),)), NINE + HOUR, Send()),
    ("do not disturb", due(busy_until=NINE + HOUR), NINE, Postpone(until=NINE + HOUR)),
    ("do not disturb any more", due(busy_until=NINE), NINE, Send()),
    ("do not disturb for too long", due(busy_until=NINE + GRACE + MINUTE), NINE, Skip(note=Note.DO_NOT_DISTURB)),
    ("do not disturb for too long, bit by bit", due(of=occurrence(late=GRACE - MINUTE), busy_until=NINE + GRACE + MINUTE), NINE + GRACE - MINUTE, Skip(note=Note.DO_NOT_DISTURB)),
    ("do not disturb until the night", due(of=occurrence("2026-11-30T21:30"), busy_until=MONDAY + 22 * HOUR), MONDAY + 21.5 * HOUR, Skip(note=Note.DO_NOT_DISTURB)),
    ("once more", due(of=NUDGE), NUDGE.due_at, Send()),
    ("once more, after they practised", due(of=NUDGE, acted=True), NUDGE.due_at, Skip(note=Note.DONE)),
    ("once more, to who does not like it", due(of=NUDGE, routine=Routine(nudges=False)), NUDGE.due_at, Skip(note=Note.DONE)),
]  # fmt: skip


@pytest.mark.parametrize(("known", "now", "expected"), [case[1:] for case in PERSONAL], ids=[case[0] for case in PERSONAL])
def test_a_person_is_reminded_only_when_they_want_to_be(known: Due, now: datetime, expected: Send | Skip | Postpone) -> None:
    assert decide(known, now) == expected


def test_every_note_that_a_decision_can_leave_is_in_the_table() -> None:
    reached = {expected.note for _, _, _, expected in PERSONAL if isinstance(expected, Skip)}

    assert reached == set(Note) - {Note.NOTHING_TO_SAY, Note.UNREACHABLE}


@pytest.mark.parametrize("kind", [ReminderKind.TEAM, ReminderKind.TEAM_DIGEST])
def test_a_channel_has_no_night_and_no_cap_but_no_backlog_either(kind: ReminderKind) -> None:
    team = reminder(kind=kind, channel="C1", schedule=daily("03:00", "04:00"))
    three, four = occurrence("2026-11-30T03:00"), occurrence("2026-11-30T04:00")
    others = tuple(told(MONDAY + 2.9 * HOUR, f"r{number}") for number in range(2, 9))
    first = told(MONDAY + 4.5 * HOUR, "r1", occasion="2026-11-30T03:00")

    on_time = decide(due(team, three, AWAY, others=others), MONDAY + 3 * HOUR)
    beside_others = decide(due(team, three, others=(told(MONDAY + 4 * HOUR),)), MONDAY + 4.5 * HOUR)
    after_itself = decide(due(team, four, others=(first,)), MONDAY + 4.5 * HOUR)

    assert (on_time, beside_others, after_itself) == (Send(), Send(), Skip(note=Note.ONE_FOR_ALL))


@pytest.mark.parametrize(
    ("quiet_from", "quiet_to", "quiet", "loud"),
    [
        (time(22), time(7), ("22:00", "23:59", "00:00", "06:59"), ("21:59", "07:00", "12:00")),
        (time(1), time(9), ("01:00", "08:59"), ("00:59", "09:00", "23:00")),
        (time(7), time(7), (), ("00:00", "07:00", "23:59")),
        (time(22), time(0), ("22:00", "23:59"), ("00:00", "21:59")),
    ],
)
def test_quiet_hours_may_span_midnight(quiet_from: time, quiet_to: time, quiet: tuple[str, ...], loud: tuple[str, ...]) -> None:
    routine = Routine(quiet_from=quiet_from, quiet_to=quiet_to)

    found = {at: routine.is_quiet(datetime.fromisoformat(f"2026-11-30T{at}")) for at in (*quiet, *loud)}

    assert found == dict.fromkeys(quiet, True) | dict.fromkeys(loud, False)


def test_the_hour_that_comes_twice_is_quiet_twice() -> None:
    at_two = occurrence("2026-10-25T02:30", BERLIN)
    known = due(reminder(schedule=daily("02:30")), at_two, Routine(quiet_from=time(2), quiet_to=time(3)), BERLIN)
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert [decide(known, first + late) for late in (timedelta(), HOUR, 1.5 * HOUR)] == [Skip(note=Note.QUIET), Skip(note=Note.QUIET), Send()]


times = st.times().map(lambda at: at.replace(second=0, microsecond=0))
zones = st.sampled_from(["UTC", BERLIN, NEW_YORK, "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"])
moments = st.datetimes(datetime(2026, 10, 20), datetime(2026, 11, 5), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants them so


@given(times, times, zones, zones, moments, st.timedeltas(timedelta(minutes=-30), GRACE), st.booleans(), st.sampled_from(OccurrenceKind))
def test_nothing_is_ever_sent_at_night_unless_it_is_wished_and_on_time(  # whatever there is
    quiet_from: time, quiet_to: time, planned_in: str, now_in: str, at: datetime, late: timedelta, kept: bool, kind: OccurrenceKind
) -> None:
    routine = Routine(quiet_from=quiet_from, quiet_to=quiet_to)
    wall = at.astimezone(ZoneInfo(planned_in)).replace(tzinfo=None, second=0, microsecond=0)
    its = occurrence(wall.isoformat(timespec="minutes"), planned_in, kind=kind)
    now = its.at.astimezone(UTC) + late

    decision = decide(due(reminder(kept_at_night=kept), its, routine, now_in), now)

    if routine.is_quiet(now.astimezone(ZoneInfo(now_in))):
        assert not isinstance(decision, Send) or (kept and kind is not OccurrenceKind.NUDGE)
    if isinstance(decision, Postpone):
        assert decision.until > now

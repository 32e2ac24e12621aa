"""When a reminder is due next: later than the last time, at the asked local time, and never a backlog."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.reminding.planning import GRACE, MOST_MISSED, SPREAD, missed, next_of, nudge, planned, snoozed, spread
from interview_flow.reminding.reminders import Note, OccurrenceKind, State
from interview_flow.schedule.rule import Schedule
from tests.reminders import BERLIN, MONDAY, daily, occurrence, once, reminder, weekly

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATEST = timedelta(seconds=SPREAD)


@pytest.mark.parametrize(
    ("schedule", "zone", "after", "expected"),
    [
        (daily("09:00"), "UTC", MONDAY, "2026-11-30T09:00:00+00:00"),
        (daily("09:00"), "UTC", MONDAY + 9 * HOUR, "2026-12-01T09:00:00+00:00"),
        (daily("09:00", "17:30"), "UTC", MONDAY + 9 * HOUR, "2026-11-30T17:30:00+00:00"),
        (weekly(0, 1, 2, 3, 4), "UTC", MONDAY + 5 * DAY, "2026-12-07T09:00:00+00:00"),
        (daily("02:30"), BERLIN, datetime(2026, 10, 24, 12, tzinfo=UTC), "2026-10-25T02:30:00+02:00"),  # shown twice: the first
        (daily("02:30"), BERLIN, datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "2026-10-26T02:30:00+01:00"),  # and not again an hour later
        (daily("02:30"), BERLIN, datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-29T03:00:00+02:00"),  # skipped: the next minute shown
        (daily("02:10"), "Australia/Lord_Howe", datetime(2026, 10, 3, 12, tzinfo=UTC), "2026-10-04T02:30:00+11:00"),  # half an hour
        (once("2026-11-30T11:20"), "UTC", MONDAY, "2026-11-30T11:20:00+00:00"),
        (once("2026-11-30T11:20"), "UTC", MONDAY + 12 * HOUR, None),
    ],
)
def test_the_next_time_is_the_asked_local_time(schedule: Schedule, zone: str, after: datetime, expected: str | None) -> None:
    found = planned(reminder(schedule=schedule), zone, after)

    assert (found.at.isoformat() if found else None) == expected


def test_reminders_of_one_minute_are_spread_each_in_its_own_place_but_what_is_asked_for_once_is_on_the_minute() -> None:
    places = [spread(reminder(f"r{number}")) for number in range(600)]

    assert places == [spread(reminder(f"r{number}")) for number in range(600)]
    assert min(places) >= timedelta()
    assert max(places) < LATEST
    assert len(set(places)) > SPREAD * 0.9
    assert spread(reminder(schedule=once("2026-11-30T11:20"))) == timedelta()


def test_a_paused_reminder_has_no_next_time_or_one_after_its_rest() -> None:
    resting = planned(reminder(paused_at=MONDAY, paused_until=MONDAY + 3 * DAY), "UTC", MONDAY)

    assert resting is not None
    assert resting.occasion == "2026-12-03T09:00"
    assert planned(reminder(paused_at=MONDAY), "UTC", MONDAY) is None


def test_who_has_flown_west_is_not_reminded_of_an_occasion_that_was_there() -> None:
    found = planned(reminder(), "America/New_York", MONDAY + 9 * HOUR, frozenset({"2026-11-30T09:00"}))

    assert found is not None
    assert found.at == datetime(2026, 12, 1, 9, tzinfo=ZoneInfo("America/New_York"))


def test_after_a_short_silence_what_is_still_of_use_comes_next() -> None:
    asked, late = reminder(schedule=daily("09:00", "10:00")), MONDAY + 11.5 * HOUR

    found = next_of(asked, "UTC", occurrence(), late)

    assert found is not None
    assert found.occasion == "2026-11-30T10:00"
    assert missed(asked, "UTC", occurrence(), late) == []


def test_after_a_long_silence_what_was_missed_is_known_and_only_what_is_of_use_comes() -> None:
    asked, now = reminder(), MONDAY + 3 * DAY + 9.5 * HOUR

    gone, found = missed(asked, "UTC", occurrence(), now), next_of(asked, "UTC", occurrence(), now)

    assert [each.occasion for each in gone] == ["2026-12-01T09:00", "2026-12-02T09:00"]
    assert {(each.state, each.note, each.settled_at) for each in gone} == {(State.SKIPPED, Note.LATE, now)}
    assert found is not None
    assert found.occasion == "2026-12-03T09:00"


def test_after_years_no_more_is_noted_than_can_be_read() -> None:
    asked, now = reminder(schedule=daily("09:00", "10:00", "11:00")), MONDAY + 2000 * DAY

    gone, found = missed(asked, "UTC", occurrence(), now), next_of(asked, "UTC", occurrence(), now)

    assert len(gone) == MOST_MISSED
    assert found is not None
    assert found.at > now - GRACE


def test_a_nudge_and_a_snooze_have_no_next_time_and_names_of_their_own() -> None:
    first = occurrence()
    once_more, later = nudge(first, MONDAY + 9 * HOUR), snoozed(snoozed(first, MONDAY + 10 * HOUR, 1), MONDAY + 12 * HOUR, 2)

    assert (once_more.occasion, later.occasion) == ("2026-11-30T09:00/nudge", "2026-11-30T09:00/snooze-2")
    assert {each.first for each in (once_more, later)} == {"2026-11-30T09:00"}
    assert [next_of(reminder(), "UTC", each, MONDAY + DAY) for each in (once_more, later)] == [None, None]
    assert [missed(reminder(), "UTC", each, MONDAY + 9 * DAY) for each in (once_more, later)] == [[], []]


schedules = st.sampled_from([daily("02:30"), daily("00:00", "09:00", "23:59"), weekly(0, 6), weekly(5, at="01:45"), daily("12:00", every=3)])
zones = st.sampled_from(["UTC", BERLIN, "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # hypothesis wants them so


@given(schedules, zones, moments, st.timedeltas(timedelta(), 40 * DAY))
def test_the_next_one_is_later_of_use_and_leaves_nothing_out(schedule: Schedule, zone: str, after: datetime, late: timedelta) -> None:
    asked = reminder(schedule=schedule)
    first = planned(asked, zone, after)
    assert first is not None
    now = first.due_at.astimezone(UTC) + late

    gone, found = missed(asked, zone, first, now), next_of(asked, zone, first, now)

    assert found is not None
    assert found.kind is OccurrenceKind.REGULAR
    assert found.at.astimezone(UTC) > max(first.at.astimezone(UTC), now - GRACE)
    assert found.at <= found.due_at < found.at + LATEST
    chain, each = list[str](), first
    while (each := planned(asked, zone, each.at)) and each.occasion != found.occasion and len(chain) < MOST_MISSED:  # type: ignore[assignment]
        chain.append(each.occasion)
    assert [each.occasion for each in gone] == chain

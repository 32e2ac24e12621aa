"""When a schedule falls: what was asked for by the clock on the wall, whatever is done to that clock."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview_flow.schedule import Schedule, UnknownZone, following, read, says, upcoming
from tests.interview_flow.schedule.schedules import ASKED, ZONES, by_the_calendar, shown_first

BERLIN, LORD_HOWE, APIA = "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia"
WINDOW = 70
"""Days that are looked through one by one."""

TABLE = {
    "Berlin, into summer: 2:30 does not exist": (
        ("every day at 2:30", BERLIN, "2027-03-27T00:00"),
        ("2027-03-27T02:30+01:00", "2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00"),
    ),
    "Berlin, into summer, the last minute that does not exist": (
        ("every day at 2:59", BERLIN, "2027-03-27T12:00"),
        ("2027-03-28T03:00+02:00", "2027-03-29T02:59+02:00"),
    ),
    "Nuuk, where the hour before midnight is left out": (
        ("every day at 23:30", "America/Nuuk", "2026-03-28T12:00"),
        ("2026-03-29T00:00-01:00", "2026-03-29T23:30-01:00"),
    ),
    "Berlin, into winter: 2:30 is shown twice and fires once, the first time": (
        ("every day at 2:30", BERLIN, "2026-10-24T12:00"),
        ("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00"),
    ),
    "Berlin, nine is nine": (
        ("every day at 9", BERLIN, "2026-10-24T00:00"),
        ("2026-10-24T09:00+02:00", "2026-10-25T09:00+01:00"),
    ),
    "Berlin, two times that fall on one moment are one": (
        ("every day at 2:15, 2:45 and 3:00", BERLIN, "2027-03-28T00:00"),
        ("2027-03-28T03:00+02:00", "2027-03-29T02:15+02:00"),
    ),
    "New York, into summer": (
        ("every sunday at 2am", "America/New_York", "2027-03-13T00:00"),
        ("2027-03-14T03:00-04:00", "2027-03-21T02:00-04:00"),
    ),
    "New York, into winter": (
        ("every sunday at 1:30am", "America/New_York", "2026-10-31T00:00"),
        ("2026-11-01T01:30-04:00", "2026-11-08T01:30-05:00"),
    ),
    "Lord Howe, into summer by half an hour": (
        ("every day at 2:10", LORD_HOWE, "2026-10-03T00:00"),
        ("2026-10-03T02:10+10:30", "2026-10-04T02:30+11:00", "2026-10-05T02:10+11:00"),
    ),
    "Lord Howe, into winter by half an hour": (
        ("every day at 1:45", LORD_HOWE, "2027-04-03T12:00"),
        ("2027-04-04T01:45+11:00", "2027-04-05T01:45+10:30"),
    ),
    "Kolkata, which changes nothing": (
        ("every day at 2:30", "Asia/Kolkata", "2026-10-24T12:00"),
        ("2026-10-25T02:30+05:30", "2026-10-26T02:30+05:30"),
    ),
    "Apia, which left out 30 December 2011": (
        ("every day at 9", APIA, "2011-12-28T12:00"),
        ("2011-12-29T09:00-10:00", "2011-12-31T09:00+14:00", "2012-01-01T09:00+14:00"),
    ),
    "Apia, a single time on the day left out": (
        ("on 30 December 2011 at 9", APIA, "2011-12-28T12:00"),
        ("2011-12-31T00:00+14:00",),
    ),
    "Apia, out of summer, when it still had one": (
        ("every day at 3:30", APIA, "2021-04-03T12:00"),
        ("2021-04-04T03:30+14:00", "2021-04-05T03:30+13:00"),
    ),
    "Havana, which changes at midnight": (
        ("every day at 0:30", "America/Havana", "2026-03-07T12:00"),
        ("2026-03-08T01:00-04:00", "2026-03-09T00:30-04:00"),
    ),
    "29 February": (
        ("every year on 29 february at 10", BERLIN, "2026-06-01T00:00"),
        ("2027-02-28T10:00+01:00", "2028-02-29T10:00+01:00", "2029-02-28T10:00+01:00"),
    ),
    "every third year": (
        ("every 3 years on 1 march at 9, from 1 January 2020", "Asia/Kolkata", "2027-01-01T00:00"),
        ("2029-03-01T09:00+05:30", "2032-03-01T09:00+05:30"),
    ),
    "in the middle of a week and of a month, nothing before the first day": (
        ("every monday and thursday at 9, from 9 December 2026", BERLIN, "2026-11-29T00:00"),
        ("2026-12-10T09:00+01:00", "2026-12-14T09:00+01:00"),
    ),
    "the last day of the month": (
        ("on the last day of the month at 17", BERLIN, "2027-01-31T18:00"),
        ("2027-02-28T17:00+01:00", "2027-03-31T17:00+02:00", "2027-04-30T17:00+02:00"),
    ),
    "the 30th and the 31st": (
        ("on the 30th and 31st of every month at 9", BERLIN, "2028-01-31T12:00"),
        ("2028-02-29T09:00+01:00", "2028-03-30T09:00+02:00", "2028-03-31T09:00+02:00", "2028-04-30T09:00+02:00"),
    ),
    "the last working day": (
        ("last weekday of the month at 16", BERLIN, "2026-10-01T00:00"),
        ("2026-10-30T16:00+01:00", "2026-11-30T16:00+01:00"),
    ),
    "every other week from a Wednesday on": (
        ("every 2 weeks on monday and thursday at 7:15", BERLIN, "2026-12-02T12:00"),
        ("2026-12-03T07:15+01:00", "2026-12-14T07:15+01:00", "2026-12-17T07:15+01:00", "2026-12-28T07:15+01:00"),
    ),
    "until its last day, and no longer": (
        ("every day at noon until 2 December", BERLIN, "2026-11-30T13:00"),
        ("2026-12-01T12:00+01:00", "2026-12-02T12:00+01:00"),
    ),
}


@pytest.mark.parametrize(("asked", "times"), TABLE.values(), ids=TABLE)
def test_the_clock_on_the_wall_shows_what_was_asked(asked: tuple[str, str, str], times: tuple[str, ...]) -> None:
    phrase, zone, local = asked
    now = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    schedule = read(phrase, now, zone).schedule

    found = upcoming(schedule, zone, now, len(times) if not schedule.until and not schedule.once else 99)

    assert [each.at.isoformat(timespec="minutes") for each in found] == list(times)


def test_an_occasion_is_named_by_the_time_that_was_asked_for() -> None:
    schedule = read("every day at 2:30", datetime(2027, 3, 1, tzinfo=UTC), BERLIN).schedule

    occasion = following(schedule, BERLIN, datetime(2027, 3, 27, 12, tzinfo=UTC))

    assert occasion is not None
    assert (occasion.key, occasion.moved) == ("2027-03-28T02:30", True)


def test_a_person_who_flies_is_reminded_at_the_same_time_of_day_there() -> None:
    schedule = read("every day at 9", datetime(2026, 11, 29, tzinfo=UTC), BERLIN).schedule

    at_home = following(schedule, BERLIN, datetime(2026, 11, 29, tzinfo=UTC))
    assert at_home is not None
    there = following(schedule, "America/New_York", at_home.at)
    assert there is not None
    back = following(schedule, BERLIN, there.at)

    assert [each.at.isoformat() for each in (at_home, there)] == ["2026-11-29T09:00:00+01:00", "2026-11-29T09:00:00-05:00"]
    assert at_home.key == there.key  # who was reminded already has an occasion of that name
    assert back is not None
    assert back.at.isoformat() == "2026-11-30T09:00:00+01:00"


def test_a_wait_over_the_hour_that_comes_twice_ends_in_the_second() -> None:
    now = datetime(2026, 10, 25, 0, 40, tzinfo=UTC)  # 2:40 in Berlin, for the first time

    schedule = read("in 30 minutes", now, BERLIN).schedule

    (occasion,) = upcoming(schedule, BERLIN, now, 5)
    assert occasion.at.astimezone(UTC) == datetime(2026, 10, 25, 1, 10, tzinfo=UTC)
    assert occasion.key == "2026-10-25T02:10"
    assert says(schedule) == "on Sunday 25 October 2026 at 2:10, the second time"
    assert read(says(schedule), now, BERLIN).schedule == schedule


@pytest.mark.parametrize("zone", ["", "Mars", "../etc/passwd", "/etc/passwd", "America", "Europe/Berlin\0", "x" * 5000, "\ud800", "☃"])
def test_a_zone_that_there_is_none_of_is_told(zone: str) -> None:
    schedule = read("every day at 9", datetime(2026, 11, 29, tzinfo=UTC), BERLIN).schedule

    with pytest.raises(UnknownZone, match="no time zone"):
        following(schedule, zone, datetime(2026, 11, 29, tzinfo=UTC))


@pytest.mark.parametrize("after", ["0001-01-01T00:00+00:00", "0001-01-02T00:00+00:00", "9999-01-01T00:00+00:00", "9999-12-31T23:59+00:00"])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
def test_the_ends_of_the_calendar_are_survived(after: str, zone: str) -> None:
    schedule = read("every month on the 31st at 23:59", datetime(2026, 11, 29, tzinfo=UTC), BERLIN).schedule

    found = following(schedule, zone, datetime.fromisoformat(after))

    assert (found is None) == after.startswith("9999")


@settings(max_examples=100, deadline=None)
@given(asked=ASKED, zone=st.sampled_from(ZONES))
def test_times_rise_strictly_and_show_what_was_asked_except_in_gaps(asked: tuple[Schedule, datetime], zone: str) -> None:
    schedule, after = asked

    found = upcoming(schedule, zone, after, 12)

    instants = [after, *(each.at.astimezone(UTC) for each in found)]
    assert all(earlier < later for earlier, later in pairwise(instants))
    for each in found:
        assert each.wall.time() in schedule.times
        exists = shown_first(each.wall, ZoneInfo(zone)) is not None
        assert (each.at.replace(tzinfo=None, fold=0) == each.wall) is exists
        assert each.moved is not exists


@settings(max_examples=150, deadline=None)
@given(asked=ASKED, zone=st.sampled_from(ZONES))
def test_the_rules_agree_with_a_calendar_and_patience(asked: tuple[Schedule, datetime], zone: str) -> None:
    schedule, after = asked
    slowly = list(by_the_calendar(schedule, ZoneInfo(zone), after, WINDOW))

    quickly = upcoming(schedule, zone, after, len(slowly) + 1)

    first_behind = (after.astimezone(ZoneInfo(zone)) + timedelta(days=WINDOW)).date()
    assert [(each.wall, each.at.astimezone(UTC)) for each in quickly if each.wall.date() < first_behind] == slowly


@settings(max_examples=40, deadline=None)
@given(asked=ASKED, zone=st.sampled_from(ZONES))
def test_each_is_the_one_that_follows_the_last(asked: tuple[Schedule, datetime], zone: str) -> None:
    schedule, after = asked
    at_once = upcoming(schedule, zone, after, 6)

    one_by_one = []
    while len(one_by_one) < 6 and (occasion := following(schedule, zone, after)):
        one_by_one.append(occasion)
        after = occasion.at

    assert one_by_one == at_once

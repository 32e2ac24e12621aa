"""What falls due when, and in how many weeks somebody practised."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.practice.forecast import forecast
from interview_flow.practice.memory import skills
from interview_flow.practice.streak import Streak, streak
from interview_flow.rubric import Level
from interview_flow.transcript import Status
from tests.interview_flow.practice.reviewing import MONDAY, READ, RUBRIC, SCALE, TARGETS, review

BERLIN, APIA, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("Pacific/Apia"), ZoneInfo("America/New_York")
FIRST_WEEK = date(2026, 1, 5)


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def test_what_is_overdue_counts_today_and_what_is_far_off_not_at_all() -> None:
    now = MONDAY + timedelta(days=3)
    reviews = [review(TARGETS, status=Status.ABSENT), review(READ), review(SCALE, -8), review(SCALE)]

    days = forecast(skills(reviews, RUBRIC, Level.SENIOR, now), now, UTC)

    assert [each.day for each in days] == [date(2026, 1, 8) + timedelta(days=each) for each in range(14)]
    assert {each.day: each.criteria for each in days if each.criteria} == {date(2026, 1, 8): (TARGETS,), date(2026, 1, 13): (READ,)}


def test_a_day_is_the_persons_own_also_when_the_clock_changes() -> None:
    """Due at 11:00 UTC on the day on which the clocks of Berlin go forward, which in Samoa is past midnight."""
    reviews = [review(days=75 - 1 / 24, status=Status.ABSENT)]
    now = MONDAY + timedelta(days=75)
    found = skills(reviews, RUBRIC, Level.SENIOR, now)
    assert found[0].due == datetime(2026, 3, 22, 11, tzinfo=UTC)

    on = {zone.key: [each.day for each in forecast(found, now, zone) if each.criteria] for zone in (BERLIN, APIA, NEW_YORK)}

    assert on == {"Europe/Berlin": [date(2026, 3, 22)], "Pacific/Apia": [date(2026, 3, 23)], "America/New_York": [date(2026, 3, 22)]}


@pytest.mark.parametrize(
    ("practised", "now", "shown", "practised_in", "run"),
    [
        ([], "2026-01-05T12:00", 0, 0, 0),
        (["2026-01-05T00:00"], "2026-01-05T12:00", 1, 1, 1),
        (["2026-01-05T00:00"], "2026-01-14T12:00", 1, 1, 1),  # the running week breaks nothing
        (["2026-01-05T00:00"], "2026-01-19T00:00", 2, 1, 0),
        (["2026-01-05T00:00", "2026-01-19T00:00"], "2026-01-19T12:00", 3, 2, 1),  # a missed week takes only itself away
        (["2026-01-11T23:59", "2026-01-12T00:00"], "2026-01-12T12:00", 2, 2, 2),
        ([f"2026-{month:02}-15T12:00" for month in range(1, 7)], "2026-06-20T12:00", 8, 2, 1),
        (["2025-12-29T12:00", "2026-01-04T12:00", "2026-01-05T12:00"], "2026-01-06T12:00", 2, 2, 2),  # the week of the new year
        (["2026-03-29T01:59", "2026-03-29T23:59", "2026-03-30T00:01"], "2026-03-30T12:00", 2, 2, 2),  # the clock goes forward
        (["2026-10-25T02:30", "2026-10-25T23:59", "2026-10-26T00:01"], "2026-10-26T12:00", 2, 2, 2),  # and back
        (["2026-01-05T12:00", "2026-02-01T12:00"], "2026-01-06T12:00", 1, 1, 1),  # what is later than now has not happened
    ],
)
def test_weeks_are_counted_as_the_person_lives_them(practised: list[str], now: str, shown: int, practised_in: int, run: int) -> None:
    found = streak([at(each) for each in practised], at(now), BERLIN)

    assert (len(found.weeks), found.practised, found.run) == (shown, practised_in, run)


def test_the_same_moment_lies_in_another_week_elsewhere() -> None:
    moment, now = at("2026-01-11T23:30"), at("2026-01-13T12:00")

    assert streak([moment], now, BERLIN).weeks[0].monday == FIRST_WEEK
    assert streak([moment], now, APIA).weeks[0].monday == FIRST_WEEK + timedelta(days=7)


@given(
    st.lists(st.integers(-900, 350).map(lambda days: MONDAY + timedelta(days=days, hours=days % 24)), max_size=40),
    st.sampled_from([BERLIN, APIA, NEW_YORK]),
)
def test_to_practise_once_more_never_shows_less(practised: list[datetime], zone: ZoneInfo) -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)

    before, after = streak(practised, now, zone), streak([*practised, now], now, zone)

    assert after.run == (before.run + 1 if before.weeks and not _is_running(before, now, zone) else max(1, before.run))
    assert after.practised >= min(before.practised, len(after.weeks) - 1)
    assert len(before.weeks) <= 8


def _is_running(found: Streak, now: datetime, zone: ZoneInfo) -> bool:
    today = now.astimezone(zone).date()
    return found.weeks[-1].monday == today - timedelta(days=today.weekday())

"""The file that calendars import, held against RFC 5545."""

from datetime import UTC, datetime, timedelta

import pytest

from interview_flow.reminding.calendar_file import LONGEST_LINE, calendar
from interview_flow.schedule.occasions import upcoming
from tests.reminders import BERLIN, MONDAY, daily

Event = dict[str, str]


def read(file: str) -> list[Event]:
    """The events of a file as a calendar reads them: unfolded, each property by its name, those of the alarm left out."""
    lines = file.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events, within = list[Event](), list[str]()
    for name, _, value in (line.partition(":") for line in lines):
        if name == "BEGIN":
            within.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert within.pop() == value
        elif within[-1] == "VEVENT":
            assert name not in events[-1], name
            events[-1][name] = value
    return events


def test_each_time_is_an_event_of_ten_minutes_in_utc_on_both_sides_of_a_change_of_clocks() -> None:
    before = datetime(2026, 10, 24, tzinfo=UTC)

    events = read(calendar(upcoming(daily("09:00"), BERLIN, before, 2), "Drill", "every day at 9:00", MONDAY))

    assert [(each["DTSTART"], each["DTEND"], each["DTSTAMP"]) for each in events] == [
        ("20261024T070000Z", "20261024T071000Z", "20261130T000000Z"),
        ("20261025T080000Z", "20261025T081000Z", "20261130T000000Z"),
    ]


def test_who_imports_it_again_has_each_event_once() -> None:
    times = upcoming(daily("09:00", "18:30"), BERLIN, MONDAY, 4)

    first, later = (read(calendar(times, "Drill", "x", MONDAY + timedelta(days=days))) for days in (0, 1))

    assert len({each["UID"] for each in first}) == len(times)
    assert [each["UID"] for each in later] == [each["UID"] for each in first]


HOSTILE = {
    "what means something": (r"a;b,c\n" + "\r\nEND:VEVENT", r"a\;b\,c\\n END:VEVENT"),
    "letters of four octets": ("\U0001f426" * 60, "\U0001f426" * 60),
    "half a character and a NUL": ("\ud800\0x", "\ufffd\ufffdx"),
}


@pytest.mark.parametrize(("typed", "kept"), HOSTILE.values(), ids=HOSTILE)
def test_whatever_was_typed_stays_within_its_line(typed: str, kept: str) -> None:
    file = calendar(upcoming(daily("09:00"), BERLIN, MONDAY, 1), typed, typed, MONDAY)

    (event,) = read(file)
    lines = file.encode().split(b"\r\n")
    assert event["SUMMARY"] == event["DESCRIPTION"] == kept
    assert all(len(line) <= LONGEST_LINE for line in lines)
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert [line.decode() for line in lines], "no character is cut in two"

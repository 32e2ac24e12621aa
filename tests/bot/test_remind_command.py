"""`mock-interview remind preview PHRASE`, as a person and as a script use it."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from freezegun import freeze_time

from tests.conftest import Ran

BERLIN = ("--tz", "Europe/Berlin")
SLACK_AND_ALL = ("slack_bolt", "slack_sdk", "sqlmodel", "sqlalchemy", "fastapi", "langchain", "rich", "prompt_toolkit", "jinja2", "yaml")


def test_a_script_gets_a_list_of_local_times(call: Callable[..., Ran]) -> None:
    ran = call("remind", "preview", "every weekday at 9am", *BERLIN, "--from", "2026-10-22", "--count", "3", "--json")

    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == ["2026-10-22T09:00:00+02:00", "2026-10-23T09:00:00+02:00", "2026-10-26T09:00:00+01:00"]


def test_a_person_reads_the_words_and_the_times_and_where_the_clock_skips_one(call: Callable[..., Ran]) -> None:
    ran = call("remind", "preview", *"every day at 2:30".split(), *BERLIN, "--from", "2027-03-27", "--count", "2")

    assert ran.out.splitlines() == [
        "every day at 2:30 (Europe/Berlin)",
        "  Sat 2027-03-27  02:30  +01:00",
        "  Sun 2027-03-28  03:00  +02:00   the clock skips 02:30 that day",
    ]


@pytest.mark.parametrize(
    ("start", "first"), [("2026-10-24", "2026-10-24T00:00"), ("2026-10-24T09:30", "2026-10-25T00:00"), ("2026-10-24 00:00", "2026-10-24T00:00")]
)
def test_a_date_begins_at_its_midnight_and_is_counted_in(call: Callable[..., Ran], start: str, first: str) -> None:
    ran = call("remind", "preview", "every day at midnight", *BERLIN, "--from", start, "--count", "1", "--json")

    assert [each[:16] for each in json.loads(ran.out)] == [first]


def test_what_ends_earlier_has_fewer_times(call: Callable[..., Ran]) -> None:
    arguments = ("remind", "preview", "every day at noon until 2 December", *BERLIN, "--from", "2026-12-01")

    shown, listed = call(*arguments), call(*arguments, "--json")

    assert shown.out.splitlines()[-1] == "  Then it ends."
    assert json.loads(listed.out) == ["2026-12-01T12:00:00+01:00", "2026-12-02T12:00:00+01:00"]


def test_a_zone_that_the_phrase_names_is_the_one_that_is_shown(call: Callable[..., Ran]) -> None:
    ran = call("remind", "preview", "every day at 9am New York time", *BERLIN, "--from", "2026-12-01", "--count", "1")

    assert ran.out.splitlines() == ["every day at 9:00 (America/New_York)", "  Tue 2026-12-01  09:00  -05:00"]


def test_a_zone_by_its_distance_is_called_as_it_was_asked_for(call: Callable[..., Ran]) -> None:
    ran = call("remind", "preview", "every day at 9 UTC+2", *BERLIN, "--from", "2026-12-01", "--count", "1")

    assert ran.out.splitlines() == ["every day at 9:00 (UTC+2)", "  Tue 2026-12-01  09:00  +02:00"]


def test_without_options_it_is_now_by_the_clock_of_this_machine(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")

    with freeze_time("2026-11-29T20:00:00Z"):
        ran = call("remind", "preview", "tomorrow at 7", "--json")

    assert json.loads(ran.out) == ["2026-12-01T07:00:00+05:30"]


def test_a_thousand_times_are_the_most(call: Callable[..., Ran]) -> None:
    arguments = ("remind", "preview", "every other day at 9", "--tz", "Australia/Lord_Howe", "--from", "2026-12-01", "--json", "--count")

    most, more = call(*arguments, "1000"), call(*arguments, "1001")

    times = [datetime.fromisoformat(each) for each in json.loads(most.out)]
    assert len(times) == 1000
    assert {each.hour for each in times} == {9}
    more.assert_one_sentence(2)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("",),
        ("gibberish\x1b[31m",),
        ("every minute",),
        ("9" * 20_000,),
        ("every day \udcff",),
        ("on 31 february at 9",),
        ("every day", "--tz", "Mars"),
        ("every day", "--tz", ""),
        ("every day", "--tz", "../../etc/passwd"),
        ("every day", "--from", "2026-02-30"),
        ("every day", "--from", "yesterday"),
        ("every day", "--from", "0001-01-01", "--tz", "Asia/Kolkata"),
        ("every day", "--from", "9999-12-31"),
        ("every day", "--count", "0"),
        ("every day", "--count", "٣"),
        ("every day", "--count", "-1"),
        ("every day until 1 March 2020",),
    ],
)
def test_bad_input_is_told_in_one_line(call: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    ran = call("remind", "preview", *arguments)

    ran.assert_one_sentence(2)
    assert "\x1b" not in ran.err


def test_neither_slack_nor_the_database_is_imported_for_it(home: Path) -> None:
    program = (
        "import sys\nfrom bot.__main__ import main\nassert main(['remind', 'preview', 'every day']) == 0\n"
        f"print([name for name in {SLACK_AND_ALL} if name in sys.modules], file=sys.stderr)"
    )

    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stderr.strip() == "[]"

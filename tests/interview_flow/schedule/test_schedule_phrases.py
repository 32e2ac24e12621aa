"""What people type, and what is understood; said back by the same words that can be typed."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interview_flow.schedule import BadPhrase, Schedule, following, read, says
from tests.interview_flow.schedule.schedules import ANY

BERLIN = "Europe/Berlin"
NOW = datetime(2026, 11, 29, 12, 30, tzinfo=UTC)
"""A Sunday, half past one in Berlin."""
LONG_AGO = datetime(1990, 1, 1, tzinfo=UTC)

UNDERSTOOD = {
    "every weekday at 9:00": (
        "every weekday at 9am", "at 9am every weekday", "Every Weekday At 9 AM", "weekdays 0900", "mon-fri 9:00", "mon – fri, 9 a.m.", "monday to friday at 9",
        "from monday to friday at 9", "please remind me every working day at 9", "remind me to practise every weekday at 9", "*every weekday at 9*",
        "every weekday at ９：００", "“every weekday at 9”", "every\u00a0weekday\u00a0at\u00a09", "evry wekday at 9", "every week day at 9", "every weekday",
        "every day at 9, but not on weekends", "daily on weekdays at 9", "every weekday at 9 o'clock", "every weekday - 9am", "M-F 9am", "weekdays (9am)", "only on weekdays at 9", "all weekdays at 9", "weekdays at 09.00",
    ),
    "every Monday, Wednesday and Friday at 18:30": (
        "mon, wed and fri 18:30", "mon/wed/fri 18:30", "every monday, wednesday &amp; friday at 6.30pm", "18.30 on mondays, wednesdays and fridays",
        "Mondy, Wensday and Firday at half past six in the evening",
    ),
    "every Monday and Thursday at 19:00": ("mondays and thursdays 7pm", "every monday and thursday evening at 7", "every monday at 19h and every thursday", "twice a week at 19:00, mon and thu"),
    "every day at 12:00, until 1 March 2027": ("every day at noon until 1 March", "12 noon every day till 2027-03-01", "daily at midday, until March 1st, 2027"),
    "every other Tuesday at 8:00, from 1 December 2026": ("every other tuesday at 8", "every second tuesday at 8:00", "alternate tuesdays at 8", "every 2 weeks on tuesday at 8am"),
    "every other week on Monday and Thursday at 7:15, from 30 November 2026": ("every 2 weeks on monday and thursday at 7:15",),
    "every other week on Saturday and Sunday at 10:00, from 5 December 2026": ("every other weekend at 10",),
    "every 3 days at 8:00, from 30 November 2026": ("every 3 days at 8", "every three days at 8"),
    "every Saturday and Sunday at 10:00": ("weekends at 10", "on weekends at 10:00", "every weekend at 10am"),
    "every day at 8:00": ("every morning", "mornings", "every day at 8 in the morning"),
    "every day at 19:00": ("every evening", "every evening at 7"),
    "every day at 12:00": ("every lunchtime",),
    "every day at 0:00": ("every day at midnight", "every day at 12 midnight", "every day at 12am"),
    "every day at 9:00 and 17:30": ("every day at 9 and 17:30", "every morning at 9 and every afternoon at half past five", "everyday at 9 & 5:30pm", "twice daily at 9 and 17:30", "two times a day, at 9:00 and 17:30"),
    "every day at 21:30": ("every day at 9.30pm", "every day at 21h30", "every night at 9:30", "nightly at 9:30"),
    "every Sunday at 9:00": ("once a week on sunday at 9",),
    "every day except Sunday at 9:00": ("every day except sunday", "every day but sunday at 9", "mon-sat at 9", "every weekday, including saturday, at 9"),
    "on the 1st of every month at 9:00": ("monthly on the 1st at 9", "the 1st of each month", "at the start of every month", "every 1st at 9"),
    "on the 1st and 15th of every month at 9:00": ("on the 1st and 15 at 9", "every 1st and 15th"),
    "on the last day of every month at 17:00": ("on the last day of the month at 17", "at the end of every month at 5pm"),
    "on the 31st of every month (on the last day of shorter months) at 9:00": ("on the 31st of every month", "day 31 of the month at 9"),
    "on the first Monday of every month at 9:00": ("first monday of the month at 9", "every first monday at 9", "1st monday of every month 9:00"),
    "on the last Friday of every month at 17:00": ("last friday of every month at 17", "every last friday at 17:00"),
    "on the second Tuesday of every month at 9:00": ("every second tuesday of the month",),
    "on the last weekday of every month at 16:00": ("last working day of the month, 16:00",),
    "every 3 months on the 1st at 9:00, from 1 December 2026": ("every quarter on the 1st at 9",),
    "every year on 29 February (28 February in other years) at 10:00": ("every year on 29 february at 10", "every 29 february at 10", "feb 29 at 10 every year"),
    "on Monday 30 November 2026 at 7:00": ("tomorrow at 7", "7am tomorrow", "monday at 7", "on monday, 30 November at 7"),
    "on Sunday 29 November 2026 at 17:00": ("today at 5pm", "this afternoon at 5", "at 17", "sunday at 17:00", "in 3.5 hours"),
    "on Sunday 29 November 2026 at 21:00": ("tonight", "tonight at 9"),
    "on Monday 30 November 2026 at 0:00": ("tonight at midnight",),
    "on Sunday 6 December 2026 at 9:00": ("sunday", "next sunday at 9", "sunday at 9am", "next week", "in a week"),
    "on Friday 4 December 2026 at 9:00": ("on friday at 9", "next friday", "friday next week", "fri 9:00"),
    "on Thursday 3 December 2026 at 9:00": (
        "on 3 December at 9", "December 3rd, 2026 at 9am", "2026-12-03 09:00", "2026-12-03T09:00", "on the 3rd at 9", "thursday the 3rd at 9", "the third of december", "3-dec-2026 at 9", "2026/12/3 9:00", "3.12.2026 9:00", "3.12. at 9",
        "thu 3 dec",
    ),
    "on Sunday 13 December 2026 at 9:00": ("13/12 at 9", "12/13/2026 9am", "in 2 weeks"),
    "on Wednesday 3 March 2027 at 9:00": ("3 march",),
    "on Tuesday 29 February 2028 at 9:00": ("29 february at 9",),
    "on Thursday 31 December 2026 at 9:00": ("on the 31st at 9", "dec 31"),
    "on Sunday 29 November 2026 at 15:30": ("in 2 hours", "in two hours", "2 hours from now", "in 120 min"),
    "on Sunday 29 November 2026 at 14:00": ("in half an hour", "in 30 minutes"),
    "on Sunday 29 November 2026 at 15:00": ("in 90 minutes", "in an hour and a half", "in 1 hour and 30 minutes", "in 1h30", "in 1.5 hours"),
    "on Wednesday 2 December 2026 at 9:00": ("in 3 days", "in 3 days at 9"),
    "on Tuesday 29 December 2026 at 9:00": ("in a month at 9",),
    "every weekday at 9:00, from 1 December 2026": ("from 1 December every weekday at 9", "every weekday at 9 starting on december 1"),
    "every weekday at 9:00, until 20 December 2026": ("every weekday at 9 for 3 weeks", "for the next 3 weeks, every weekday at 9"),
    "every Monday at 9:00, from 7 December 2026, until 18 January 2027": ("every monday from 7 december to 18 january at 9",),
    "every weekday at 9:00, until 31 March 2027": ("every weekday at 9 until the end of march",),
}  # fmt: skip


@pytest.mark.parametrize(("phrase", "words"), [(phrase, words) for words, phrases in UNDERSTOOD.items() for phrase in phrases])
def test_what_people_type_is_understood_and_said_back(phrase: str, words: str) -> None:
    found = read(phrase, NOW, BERLIN)

    assert says(found.schedule) == words
    assert (found.zone, found.once) == (None, words.startswith("on ") and "every" not in words)
    assert following(found.schedule, BERLIN, NOW) is not None


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("9am Berlin time", BERLIN),
        ("at 9 Europe/Berlin", BERLIN),
        ("9am EST", "America/New_York"),
        ("at 9 in New York", "America/New_York"),
        ("9 o'clock Lord Howe time", "Australia/Lord_Howe"),
        ("9:00 UTC", "UTC"),
        ("9:00 UTC+2", "Etc/GMT-2"),
        ("at 9 mumbai time", "Asia/Kolkata"),
    ],
)
def test_a_zone_that_is_named_pins_the_schedule(named: str, zone: str) -> None:
    found = read(f"every weekday {named}", NOW, "Pacific/Apia")

    assert (says(found.schedule), found.zone) == ("every weekday at 9:00", zone)


def test_what_is_told_from_today_is_told_from_the_day_it_is_there() -> None:
    here, there = (read(f"tomorrow at 7{zone}", datetime(2026, 11, 29, 23, 30, tzinfo=UTC), "America/New_York") for zone in ("", " Tokyo time"))

    assert (says(here.schedule), here.zone) == ("on Monday 30 November 2026 at 7:00", None)
    assert (says(there.schedule), there.zone) == ("on Tuesday 1 December 2026 at 7:00", "Asia/Tokyo")


REFUSED = {
    "": "no time",
    "  \n ": "no time",
    "please remind me": "no time",
    "gibberish": "“gibberish”",
    "every blue moon": "“blue”",
    "on 3/12 at 9": "3 December or 12 March",
    "on 3.12 at 9": "a date or a time",
    "on 31 february at 9": "no 31 February",
    "every 31 april": "no 31 April",
    "on 29 february 2027": "no 29 February 2027",
    "on the 32nd of every month": "no month has a day 32",
    "on friday, 3 december at 9": "a Thursday, not a Friday",
    "2026-13-01 09:00": "no day 1 in a month 13",
    "every day at 25:00": "no 25:00",
    "every day at 24:00": "midnight is 0:00",
    "every day at 9:75": "no 9:75",
    "every day at 13pm": "no 13pm",
    "every morning at 18:00": "18:00 is not in the morning",
    "every minute": "too often",
    "every 30 minutes": "too often",
    "hourly": "too often",
    "every day at 9, 10, 11, 12, 13, 14 and 15": "too often",
    "every day at 9-17": "span of times",
    "twice a week": "which 2 days",
    "three times a day at 9 and 17": "which 3 times",
    "every second": "too often",
    "never on sundays": "“never”",
    "every year on christmas": "“christmas”",
    "wake me at 7": "“wake”",
    "every six months on 1": "a date or a time",
    "7 december at 9 2026": "a year or a time",
    "biweekly on monday": "twice a week or every other week",
    "every third friday at 9": "one a month or one in 3 weeks",
    "every other weekday at 9": "name them",
    "every 0 days": "no use",
    "every 1000 days at 9": "no use",
    "monday at 9 and friday at 10": "different times for different days",
    "every tuesday on the 1st": "two ways",
    "every weekday except weekdays": "no day is left",
    "today at 9": "passed",
    "yesterday at 9": "passed",
    "on 1 january 2020 at 9": "passed",
    "every day at 9 until 1 March 2020": "never happens",
    "every monday until today": "never happens",
    "every day from 1 june until 1 may 2027": "never happens",
    "every day until christmas": "until which day",
    "in 0 minutes": "that is now",
    "in 9999 years": "too far away",
    "in 99999999 hours": "how long",
    "in 2 hours every day": "another time as well",
    "in 1 month and 2 hours": "no length in hours",
    "every day at 2:30, the second time": "one day only",
    "tomorrow at 7 and 9": "one time",
    "in december": "which day of December",
    "9am IST": "several time zones",
    "9:00 UTC+5:30": "say which city's",
    "9:00 UTC+20": "no time zone UTC+20",
    "at 9 berlin time and london time": "several time zones",
}


@pytest.mark.parametrize(("phrase", "reason"), REFUSED.items())
def test_what_makes_no_sense_is_refused_with_the_reason_and_with_examples_that_work(phrase: str, reason: str) -> None:
    with pytest.raises(BadPhrase) as refused:
        read(phrase, NOW, BERLIN)

    assert reason.lower() in refused.value.sentence.lower()
    assert refused.value.examples
    for example in refused.value.examples:
        assert following(read(example, NOW, BERLIN).schedule, BERLIN, NOW)


HOSTILE = (
    "x" * 20_000, "9" * 20_000, "every " * 5_000, "9" * 500, "9:" * 250, "every 9" + "9" * 400 + " days", "mon," * 200, "(" * 500, "1st and " * 100, "a" * 500,
    "<!channel>", "<@U123> at", "'; drop table reminders; --", "🙂", "every day at 🕘", "\u202eevery day at 9", "كل يوم الساعة ٩", "every day at ٩", "every day at ⑨",
    "每天九点", "every day at ９９", "\x00every day", "every day at \ud800", "NaN", "1e999", "every -1 days", "\u0130" * 400, "1/1/1/1/1", "0/0", "00/00/0000", "9999-99-99",
    "in 1." + "9" * 300 + " hours", "utc+99", "every /day", "etc/passwd", "../../etc/passwd", "in in in in", "until until", "from from from", "every every every", "- - - -",
)  # fmt: skip


@pytest.mark.parametrize("phrase", HOSTILE)
def test_hostile_text_is_refused(phrase: str) -> None:
    with pytest.raises(BadPhrase) as refused:
        read(phrase, NOW, BERLIN)

    assert len(str(refused.value)) < 700
    assert all(character.isprintable() for character in str(refused.value))


@settings(max_examples=200, deadline=None)
@given(schedule=ANY)
def test_what_is_said_is_read_again_as_the_same_schedule(schedule: Schedule) -> None:
    assume(following(schedule, BERLIN, LONG_AGO))

    found = read(says(schedule), LONG_AGO, BERLIN)

    assert found.schedule == schedule
    assert found.zone is None


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from("every other mon and fri the 1st last day of month at 9 17:30 pm until from 1 march 2027 in 2 hours not , - next".split()),
        max_size=12,
    )
)
def test_any_words_are_understood_or_refused_and_what_is_understood_can_be_kept(words: list[str]) -> None:
    try:
        found = read(" ".join(words), NOW, BERLIN)
    except BadPhrase:
        return

    assert following(found.schedule, BERLIN, NOW)
    assert Schedule.model_validate_json(found.schedule.model_dump_json()) == found.schedule
    assert read(says(found.schedule), NOW, BERLIN).schedule == found.schedule


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": {"kind": "weekly", "weekdays": []}},
        {"days": {"kind": "weekly", "weekdays": [1, 0]}},
        {"days": {"kind": "weekly", "weekdays": [7]}},
        {"days": {"kind": "daily", "every": 2}},
        {"days": {"kind": "monthly", "days": [0]}},
        {"days": {"kind": "yearly", "month": 2, "day": 30}},
        {"days": {"kind": "nth", "nths": [1], "weekdays": [0, 3]}},
        {"days": {"kind": "once", "day": "2026-12-03"}, "until": "2026-12-04"},
        {"days": {"kind": "daily"}, "since": "2026-12-03", "until": "2026-12-02"},
        {"days": {"kind": "daily"}, "times": ["09:00", "09:00"]},
        {"days": {"kind": "daily"}, "times": ["09:00:01"]},
        {"days": {"kind": "daily"}, "times": ["09:00Z"]},
        {"days": {"kind": "daily"}, "times": []},
        {"days": {"kind": "hourly"}},
    ],
)
def test_a_schedule_that_makes_no_sense_cannot_be_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Schedule.model_validate({"times": [time(9)]} | wrong)

"""Digests and what comes in a channel, as they are shown."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.bank import Bank
from bot.channels.slack.views import actions, digest, team
from bot.channels.slack.views.blocks import BLANK
from bot.digests import OwnWeek
from bot.practising import Practice
from bot.reminders import Kept
from interview_flow.assessment.scorecard import Verdict
from interview_flow.digest import Digest, Held, Move, Step, Week
from interview_flow.phases import Phase
from interview_flow.practice.forecast import forecast
from interview_flow.practice.of_the_day import of_the_day
from interview_flow.practice.streak import Streak
from interview_flow.reminding.reminders import ReminderKind
from interview_flow.rubric import Level, Mode
from interview_flow.schedule import says, upcoming
from interview_flow.small_groups import FEWEST
from interview_flow.team_digest import Practice as Kind
from interview_flow.team_digest import TeamDigest, Thanked
from prompts.library import problems, rubric
from tests.bot.slack.sights import HOSTILE, LONG, checked, pressed
from tests.reminders import BERLIN, reminder, weekly

BANK = Bank(problems=problems(), rubric=rubric())
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
WEEK = Week(since=NOW - timedelta(days=7), until=NOW)


def standing() -> Practice:
    zone = ZoneInfo(BERLIN)
    return Practice((), None, forecast((), NOW, zone), Streak(), Level.SENIOR, zone, NOW, 0, BANK, ())


def held(number: int, **changed: object) -> Held:
    its = {"id": f"{number:010x}", "title": HOSTILE, "at": NOW - timedelta(days=1), "seconds": 60.0, "mode": Mode.STRICT, "is_known": True}
    return Held.model_validate(its | changed)


def moves() -> tuple[Move, ...]:
    of = {"criterion": "clarify.targets", "says": LONG, "title": HOSTILE, "interview": "4f5a6b7c8d", "points": 1.0}
    return tuple(Move.model_validate(of | {"before": step, "after": Step.PROMPTED}) for step in (Step.MISSING, Step.IN_PART, Step.HINTED))


def kept(kind: ReminderKind, **changed: object) -> Kept:
    schedule = weekly(0, at="10:00")
    asked = reminder(kind=kind, channel="C1", schedule=schedule, zone=BERLIN, **changed)
    return Kept(reminder=asked, says=says(schedule), zone=BERLIN, upcoming=tuple(upcoming(schedule, BERLIN, NOW, 3)), is_quiet=False)


def test_a_full_week_fits_and_pings_nobody() -> None:
    week = Digest(
        week=WEEK,
        interviews=tuple(held(number, verdict=Verdict.LEAN_NO) for number in range(40)),
        drills=tuple(held(number, drill=phase) for number, phase in enumerate([*Phase] * 30)),
        answered=5000,
        right=4999,
        minutes=10_000,
        better=moves(),
        worse=moves(),
    )

    shown = digest.digest(OwnWeek(week, standing()), "https://interviews.example.com/progress")

    words, buttons = checked(shown), pressed(shown.blocks)
    assert "Lean no hire" in words
    assert "More interviews: 32" in words
    assert "Missing before, when asked this time" in words
    assert {"Start a drill", "See my progress", "Stop this digest", "Review"} <= set(buttons)
    assert buttons["Review"]["value"] == "4f5a6b7c8d"


def test_what_was_not_looked_at_and_what_a_coach_held_have_no_verdict() -> None:
    week = Digest(week=WEEK, interviews=(held(1, is_known=False), held(2, mode=Mode.COACH), held(3, verdict=Verdict.HIRE)))

    words = checked(digest.digest(OwnWeek(week, standing())))

    assert [line.rpartition(": ")[2] for line in words.splitlines() if line.startswith("•")] == ["not looked at yet", "in coach mode", "Hire"]


@pytest.mark.parametrize(("quiet", "said"), [(1, "nothing is lost by that"), (2, "I will not write again")])
def test_a_week_without_practice_is_told_kindly(quiet: int, said: str) -> None:
    words = checked(digest.digest(OwnWeek(Digest(week=WEEK, quiet_weeks=quiet), standing())))

    assert said in words
    assert not {"!", "fail", "streak", "missed"} & set(words.lower().split())


def test_a_channel_gets_counts_and_the_names_of_those_who_agreed() -> None:
    found = TeamDigest(
        week=WEEK,
        people=4,
        counts={Kind.DRILL: 7, Kind.QUIZ: 30},
        phase=Phase.CLARIFY,
        thanked=(Thanked(person="a", days=3), *(Thanked(person=str(number), days=1) for number in range(500))),
    )

    words = checked(team.digest(found, {"a": "Eve <!channel> *Moss*" + "x" * 900}, rubric(), "r1"))

    assert "People who practised: 4\nDrills: 7\nQuiz questions: 30\nPractised most: " in words
    assert "Eve &lt;!channel&gt; *Moss*" in words
    assert "somebody in Slack" in words
    assert len(words) < 6 * BLANK


def test_too_few_are_not_counted_at_all() -> None:
    words = checked(team.digest(TeamDigest(week=WEEK, quiet_weeks=1), {}, rubric()))

    assert f"Fewer than {FEWEST}" in words
    assert "People who practised" not in words


def test_the_message_of_a_channel_names_a_problem_and_a_count() -> None:
    shown = team.reminder("r1", "chat", HOSTILE, 12)

    words, buttons = checked(shown), pressed(shown.blocks)
    assert "Counted in: 12" in words
    assert buttons["Count me in"]["value"] == actions.pair("r1", "chat")
    assert "value" not in buttons["Start my drill"]


def test_an_admin_hears_the_next_three_times_and_can_take_it_back() -> None:
    shown = team.settled("remind", kept(ReminderKind.TEAM))

    assert "every Monday at 10:00" in checked(shown)
    assert "Mon 30 Nov at 10:00, Mon 7 Dec at 10:00 and Mon 14 Dec at 10:00 (Europe/Berlin)" in checked(shown)
    assert {name: each["value"] for name, each in pressed(shown.blocks).items()} == {"Pause": "remind here pause", "Remove": "remind here remove"}
    assert pressed(team.settled("there", kept(ReminderKind.TEAM), can_change=False).blocks) == {}


@pytest.mark.parametrize("kind", [ReminderKind.TEAM, ReminderKind.TEAM_DIGEST])
@pytest.mark.parametrize("alone", [True, False])
def test_that_a_reminder_rests_is_said_with_the_way_back(kind: ReminderKind, alone: bool) -> None:
    assert f"/mock-interview {team.WORD[kind]} here resume" in checked(team.rests(kept(kind, paused_at=NOW), alone=alone))


def test_every_week_has_another_problem_and_so_has_every_day_of_it() -> None:
    monday = NOW.date()

    weeks = [of_the_day(BANK.problems, "r1", monday + timedelta(days=7 * each)).slug for each in range(len(BANK.problems))]
    days = [of_the_day(BANK.problems, "r1", monday + timedelta(days=each)).slug for each in range(5)]

    assert len(set(weeks)) == len(BANK.problems)
    assert len(set(days)) == 5

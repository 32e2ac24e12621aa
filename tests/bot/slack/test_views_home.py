"""What Home says of skills: what is due, the drill that comes next, the weeks with practice."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.bank import Bank
from bot.channels.slack.views import actions
from bot.channels.slack.views.home import home
from bot.practising import Practice
from bot.preferences import Preferences
from bot.skill_words import streak_told
from interview_flow.practice.forecast import forecast
from interview_flow.practice.memory import skills
from interview_flow.practice.next_drill import next_drill
from interview_flow.practice.reviews import Review
from interview_flow.practice.streak import streak
from interview_flow.rubric import Level
from interview_flow.transcript import Status
from tests.bot.slack.sights import checked_view, listed, pressed
from tests.interview_flow.practice.reviewing import BANK, MONDAY, RUBRIC, interviewed, review

MISSED = ("clarify.scale", "clarify.targets", "flows.read_path", "flows.write_path")
WHOLE = Bank(BANK, RUBRIC)


def practised(reviews: Sequence[Review], days: float) -> Practice:
    now = MONDAY + timedelta(days=days)
    found = skills(reviews, RUBRIC, Level.SENIOR, now)
    return Practice(
        skills=found,
        suggestion=next_drill(found, reviews, BANK, RUBRIC, now),
        forecast=forecast(found, now, UTC),
        streak=streak([each.at for each in reviews], now, UTC),
        level=Level.SENIOR,
        zone=UTC,
        now=now,
        waiting=0,
        bank=WHOLE,
        reviews=tuple(reviews),
    )


def test_home_tells_what_is_due_and_offers_the_next_drill() -> None:
    practice = practised([review(each, status=Status.ABSENT) for each in MISSED], 15)

    view = home([listed(2)], WHOLE, Preferences(), practice=practice)

    words, drill = checked_view(view, "home"), pressed(view["blocks"])["Start a ten-minute drill"]
    assert practice.suggestion
    assert words.index("Skills due") < words.index("Ten minutes of “Clarify the requirements”") < words.index("Past interviews")
    assert "Practised in 1 of the last 2 weeks.\nDue today: 4. Nothing more in the next 13 days." in words
    assert words.count("last on <!date^") == 3
    assert "It was missing the last time." in words
    assert (drill["action_id"], drill["value"]) == (actions.DRILL, practice.suggestion.drill.criteria[0])


def test_home_of_somebody_who_is_up_to_date_offers_what_is_due_soonest() -> None:
    words = checked_view(home([], WHOLE, Preferences(), practice=practised(interviewed(0), 1)), "home")

    assert "This is the skill that is due soonest." in words
    assert f"Nothing is due today. In the next 13 days: {len(interviewed(0))}." in words
    assert "last on" not in words


def test_home_of_somebody_who_has_shown_nothing_yet_says_nothing_of_skills() -> None:
    for practice in (None, practised([], 0)):
        words = checked_view(home([], WHOLE, Preferences(), practice=practice), "home")

        assert "Skills due" not in words
        assert "drill" not in words


@pytest.mark.parametrize(
    ("days", "now", "told"),
    [
        ([], 0, "Nothing was practised yet."),
        ([0], 1, "One week with practice so far."),
        ([0, 7], 8, "Practised in each of the last 2 weeks."),
        ([0, 14], 15, "Practised in 2 of the last 3 weeks."),
        ([0, 14, 21], 22, "Practised in 3 of the last 4 weeks, 2 in a row by now."),
        ([7 * week for week in range(11)], 78, "Practised in each of the last 11 weeks."),
        ([0], 200, "Not practised in the last 8 weeks. What you have shown is still here."),
    ],
)
def test_the_weeks_are_told_without_reproach(days: list[int], now: int, told: str) -> None:
    at: list[datetime] = [MONDAY + timedelta(days=each) for each in days]

    assert streak_told(streak(at, MONDAY + timedelta(days=now), UTC)) == told

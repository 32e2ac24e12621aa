"""The thread of an interview: its first message, and what stands under every reply."""

from datetime import timedelta

import pytest

from bot.channels.slack.mrkdwn import Mrkdwn
from bot.channels.slack.views import actions
from bot.channels.slack.views.blocks import Message
from bot.channels.slack.views.interview import controls, opening
from interview_flow.interview import Interview
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Level, Mode
from prompts.library import rubric
from tests.bot.slack.sights import HOSTILE, NOON, checked, interview, pressed


def shown(state: Interview, minutes_later: float = 0) -> tuple[str, dict[str, dict[str, object]]]:
    """What the controls say, and their buttons."""
    blocks = controls(state, rubric(), NOON + timedelta(minutes=minutes_later))
    return checked(Message(Mrkdwn("reply"), blocks)), pressed(blocks)


def test_an_opening_says_who_is_interviewed_for_what_and_how() -> None:
    words = checked(opening(title="Rate limiter", level=Level.STAFF, mode=Mode.COACH, minutes_in_all=30, user="U0ADA1"))

    assert "Mock interview: Rate limiter" in words
    assert "<@U0ADA1> · staff · coach · 30 min" in words
    assert "Answer in this thread" in words


def test_an_opening_takes_any_topic_and_no_clock() -> None:
    words = checked(opening(title=HOSTILE, level=Level.MID, mode=Mode.STRICT, minutes_in_all=0, user="<!channel>"))

    assert "no clock" in words


def test_an_interview_in_progress_shows_its_phase_and_the_time_that_is_left() -> None:
    words, buttons = shown(interview())

    assert "2 of 7 · Clarify the requirements" in words
    assert "▰▰▱▱▱▱▱" in words
    assert "40 min left in all" in words
    assert [(label, button["action_id"], button["value"]) for label, button in buttons.items()] == [
        ("Hint", actions.HINT, "4f5a6b7c8d"),
        ("Next phase", actions.NEXT, "4f5a6b7c8d"),
        ("Pause", actions.PAUSE, "4f5a6b7c8d"),
        ("End", actions.END, "4f5a6b7c8d"),
    ]


def test_only_the_end_asks_first() -> None:
    _, buttons = shown(interview())

    assert [label for label, button in buttons.items() if "confirm" in button] == ["End"]


@pytest.mark.parametrize(("minutes_later", "told"), [(4.5, "under a minute left here"), (9, "the time for this part is up"), (60, "the time is up")])
def test_time_that_runs_out_is_told_in_words(minutes_later: float, told: str) -> None:
    words, _ = shown(interview(), minutes_later)

    assert told in words


def test_without_a_clock_no_time_is_told() -> None:
    words, _ = shown(interview(minutes=0))

    assert "left" not in words
    assert "time" not in words


def test_the_last_phase_has_no_next() -> None:
    _, buttons = shown(interview(phase=Phase.WRAP_UP))

    assert list(buttons) == ["Hint", "Pause", "End"]


def test_a_paused_interview_can_be_resumed_or_ended() -> None:
    words, buttons = shown(interview(stage=Stage.PAUSED, owing_since=None))

    assert "Paused in 2 of 7 · Clarify the requirements" in words
    assert {label: button["action_id"] for label, button in buttons.items()} == {"Resume": actions.RESUME, "End": actions.END}


def test_a_finished_interview_leaves_the_buttons_to_the_scorecard_below() -> None:
    words, buttons = shown(interview(stage=Stage.FINISHED, owing_since=None, ended_at=NOON))

    assert "finished" in words
    assert buttons == {}


def test_an_abandoned_interview_can_be_reviewed_or_practised_again() -> None:
    _, buttons = shown(interview(stage=Stage.ABANDONED, owing_since=None, ended_at=NOON))

    assert {label: button["action_id"] for label, button in buttons.items()} == {"Review": actions.REVIEW, "Practise again": actions.AGAIN}

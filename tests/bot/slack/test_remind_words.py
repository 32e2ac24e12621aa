"""What people type about reminders and drills is understood as it is meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.bank import Bank
from bot.channels.slack.reminder_words import Wanted, Wish, answered, wished
from bot.channels.slack.requests import Drill, Remind, Start
from bot.channels.slack.words import parse
from interview_flow.reminding.reminders import Outcome
from prompts.library import problems, rubric

BANK = Bank(problems(), rubric())


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("", Wish(Wanted.LIST)),
        ("list", Wish(Wanted.LIST)),
        ("me every day at 9", Wish(Wanted.NEW, "every day at 9")),
        ("on mondays at 9", Wish(Wanted.NEW, "on mondays at 9")),
        ("Pause", Wish(Wanted.PAUSE)),
        ("pause all my reminders", Wish(Wanted.PAUSE)),
        ("pause 2", Wish(Wanted.PAUSE, which=2)),
        ("pause until 12 March", Wish(Wanted.PAUSE, until="12 march")),
        ("remove #3.", Wish(Wanted.REMOVE, which=3)),
        ("off", Wish(Wanted.PAUSE)),
        ("on", Wish(Wanted.RESUME)),
        ("away on vacation", Wish(Wanted.AWAY)),
        ("I'm away until next friday", Wish(Wanted.AWAY, until="next friday")),
        ("i am back", Wish(Wanted.BACK)),
        ("quiet 22:00-7:00", Wish(Wanted.ROUTINE)),
        ("weekends off", Wish(Wanted.ROUTINE)),
        ("remove the dishes from the table at 9", Wish(Wanted.NEW, "remove the dishes from the table at 9")),
    ],
)
def test_words_after_remind(said: str, wish: Wish) -> None:
    assert wished(said) == wish


def test_what_is_typed_after_the_command() -> None:
    assert parse("remind me to practise every weekday at 9 --level staff", BANK) == Remind("me to practise every weekday at 9 --level staff")
    assert parse("reminders", BANK) == Remind()
    assert parse("Stop reminding me, please", BANK) == Remind("pause")
    assert parse("drill clarify", BANK) == Drill("clarify")
    assert parse("drill", BANK) == Drill()
    assert parse("design a reminder service", BANK) == Start("design a reminder service")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("Later.", (Outcome.SNOOZED, False)),
        ("not today", (Outcome.SNOOZED, True)),
        (" skip ", (Outcome.SKIPPED, False)),
        ("start", (Outcome.STARTED, False)),
        ("start with the database", None),
        ("", None),
    ],
)
def test_a_word_or_two_to_a_reminder(word: str, meant: tuple[Outcome, bool] | None) -> None:
    assert answered(word) == meant


@given(st.text(max_size=300))
@settings(max_examples=50, deadline=None)
def test_nothing_that_is_typed_breaks_it(said: str) -> None:
    assert wished(said).wanted in Wanted
    answered(said)

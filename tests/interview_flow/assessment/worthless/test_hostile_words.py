"""Hostile words earn nothing in any phase, and honest words that look like them are heard whole."""

import pytest

from interview_flow.assessment.unscorable import unscorable
from interview_flow.assessment.whole import assessed
from interview_flow.assessment.worthless import heard
from interview_flow.phases import Phase
from interview_flow.transcript import Status, UnscorableReason
from tests.interview_flow.assessment.worthless.saying import HONEST, HOSTILE
from tests.interviews import Played

AFTER_ALL = frozenset({"wrap_up.on_time"})
"""What depends on the clock alone."""


def test_there_are_as_many_honest_words_as_hostile_ones() -> None:
    assert len(HONEST) >= len(HOSTILE) >= 60


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:40].encode("ascii", "replace").decode())
def test_hostile_words_earn_nothing_in_any_phase(words: str) -> None:
    for phase in Phase:
        played = Played("ticket-booking").go_to(phase)

        played.say(words)

        card = assessed(played.brief, tuple(played.turns)).scorecard
        assert {each.id: each.evidence for each in card.criteria if each.status is not Status.ABSENT and each.id not in AFTER_ALL} == {}


@pytest.mark.parametrize(("problem", "words"), HONEST, ids=lambda words: words[:40])
def test_honest_words_that_look_hostile_are_heard_whole(problem: str, words: str) -> None:
    brief = Played(problem).go_to(Phase.FLOWS).hear(words).brief

    assert heard(brief.answers[0], brief).text == words
    assert UnscorableReason.INSTRUCTION_TO_THE_JUDGE not in [each.reason for each in unscorable(brief)]

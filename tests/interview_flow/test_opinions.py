"""Who may score an interview, and when."""

from datetime import timedelta

import pytest

from interview_flow import decisions
from interview_flow.events import AnyEvent
from interview_flow.evolution import evolve
from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import IllegalMove, Phase
from interview_flow.transcript import Status
from prompts.library import rubric
from tests.interviews import Played

LATER = timedelta(hours=1)
MINE = Opinion(by="ada", phases={Phase.RESTATE: 80})
THEIRS = Opinion(by="bo", name="Bo", criteria={"restate.users": Status.MET})


def finished() -> Played:
    played = Played("chat")
    played.say("end")
    return played


def scored(interview: Interview, played: Played, opinion: Opinion) -> Interview:
    for event in decisions.score(interview, opinion, rubric(), played.now + LATER):
        interview = evolve(interview, event)
    return interview


def test_both_sides_are_kept_and_the_interview_stays_finished() -> None:
    played = finished()

    interview = scored(scored(played.interview, played, MINE), played, THEIRS)

    assert interview.opinions == {"ada": MINE, "bo": THEIRS}
    assert interview.stage is played.interview.stage


def test_the_candidate_scores_themselves_once_since_then_they_have_seen_it() -> None:
    played = finished()
    interview = scored(played.interview, played, MINE)

    with pytest.raises(ValueError, match="scored yourself already"):
        decisions.score(interview, MINE.model_copy(update={"phases": {Phase.RESTATE: 10}}), rubric(), played.now)


def revealed(played: Played) -> Interview:
    interview = played.interview
    for event in decisions.reveal(interview, played.now + LATER):
        interview = evolve(interview, event)
    return interview


def test_who_has_seen_the_result_can_no_longer_say_what_they_expect() -> None:
    played = finished()
    interview = revealed(played)

    assert interview.revealed
    with pytest.raises(ValueError, match="you have seen the result"):
        decisions.score(interview, MINE, rubric(), played.now)


def test_scoring_oneself_reveals_and_a_team_mates_score_does_not() -> None:
    played = finished()

    assert not scored(played.interview, played, THEIRS).revealed
    assert scored(played.interview, played, MINE).revealed


def test_revealing_twice_changes_nothing() -> None:
    played = finished()

    assert decisions.reveal(revealed(played), played.now) == list[AnyEvent]()
    assert decisions.reveal(scored(played.interview, played, MINE), played.now) == list[AnyEvent]()


def test_an_interview_that_goes_on_has_nothing_to_reveal() -> None:
    played = Played("chat")

    with pytest.raises(IllegalMove):
        decisions.reveal(played.interview, played.now)


def test_each_change_of_mind_is_counted() -> None:
    played = finished()
    other = THEIRS.model_copy(update={"criteria": {"restate.users": Status.ABSENT}})

    interview = scored(scored(scored(scored(played.interview, played, THEIRS), played, THEIRS), played, other), played, THEIRS)

    assert interview.scorings == {"bo": 3}


def test_a_team_mate_may_change_their_mind_and_saying_it_twice_changes_nothing() -> None:
    played = finished()
    interview = scored(played.interview, played, THEIRS)
    other = THEIRS.model_copy(update={"criteria": {"restate.users": Status.ABSENT}})

    assert decisions.score(interview, THEIRS, rubric(), played.now) == []
    assert scored(interview, played, other).opinions["bo"] == other


@pytest.mark.parametrize(
    ("opinion", "says"),
    [
        (Opinion(by="bo"), "score at least one"),
        (Opinion(by="bo", criteria={"clarify.charm": Status.MET}), "no criterion “clarify.charm”"),
    ],
)
def test_what_scores_nothing_is_refused_with_a_sentence(opinion: Opinion, says: str) -> None:
    played = finished()

    with pytest.raises(ValueError, match=says):
        decisions.score(played.interview, opinion, rubric(), played.now)


@pytest.mark.parametrize("opinion", [MINE, THEIRS], ids=["candidate", "team-mate"])
def test_nobody_scores_an_interview_that_goes_on(opinion: Opinion) -> None:
    played = Played("chat")

    with pytest.raises(IllegalMove):
        decisions.score(played.interview, opinion, rubric(), played.now)


def test_whoever_is_asked_may_read_it_and_asking_twice_changes_nothing() -> None:
    played = finished()

    asked = decisions.ask_opinion(played.interview, "bo", "Bo", played.now)
    interview = evolve(played.interview, asked[0])

    assert interview.readers == {"bo": "Bo"}
    assert decisions.ask_opinion(interview, "bo", "Bo", played.now) == list[AnyEvent]()


def test_nobody_asks_themselves() -> None:
    played = finished()

    with pytest.raises(ValueError, match="that is you"):
        decisions.ask_opinion(played.interview, "ada", "Ada", played.now)

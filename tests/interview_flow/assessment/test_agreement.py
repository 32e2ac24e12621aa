"""A person beside the program: the gap, the share, and what chance would give."""

import pytest

from interview_flow.assessment.agreement import agreement
from interview_flow.assessment.scorecard import Scorecard, scorecard
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Standing, Status
from prompts.library import rubric

IDS = [criterion.id for criterion in rubric().criteria]


def judged(met: int) -> Scorecard:
    """A scorecard on which the first criteria are met."""
    standings = {name: Standing(criterion=name, status=Status.MET, initiative=Initiative.UNPROMPTED, evidence=()) for name in IDS[:met]}
    return scorecard(rubric(), standings, Level.SENIOR, Mode.STRICT)


def statuses(met: int) -> dict[str, Status]:
    return {name: Status.MET if place < met else Status.ABSENT for place, name in enumerate(IDS)}


def test_who_sees_everything_alike_agrees_wholly() -> None:
    found = agreement(judged(20), Opinion(by="bo", criteria=statuses(20)), "ada")

    assert (found.compared, found.same, found.kappa) == (len(IDS), len(IDS), 1.0)
    assert found.differences == ()


def test_who_says_the_same_of_everything_agrees_no_more_than_chance() -> None:
    found = agreement(judged(20), Opinion(by="bo", criteria=dict.fromkeys(IDS, Status.MET)), "ada")

    assert found.same == 20
    assert found.kappa == 0.0
    assert len(found.differences) == len(IDS) - 20


def test_half_a_step_costs_less_than_a_whole_one() -> None:
    nearly = statuses(20) | {IDS[0]: Status.PARTIAL}
    wrong = statuses(20) | {IDS[0]: Status.ABSENT}

    half, whole = (agreement(judged(20), Opinion(by="bo", criteria=each), "ada").kappa for each in (nearly, wrong))

    assert half is not None
    assert whole is not None
    assert 1 > half > whole


def test_a_few_criteria_say_nothing_about_chance() -> None:
    found = agreement(judged(2), Opinion(by="bo", criteria=dict.fromkeys(IDS[:4], Status.MET)), "ada")

    assert (found.compared, found.same, found.kappa) == (4, 2, None)


def test_the_gap_is_what_they_gave_less_what_was_judged() -> None:
    card = judged(len(IDS))

    found = agreement(card, Opinion(by="ada", phases={Phase.CLARIFY: 60}), "ada")

    assert found.is_candidate
    assert [(gap.phase, gap.difference) for gap in found.gaps] == [(Phase.CLARIFY, 60 - card.phases[1].score)]


def test_criteria_that_the_scorecard_leaves_out_are_not_compared() -> None:
    card = scorecard(rubric(), {}, Level.SENIOR, Mode.STRICT, frozenset({IDS[0]}))

    assert agreement(card, Opinion(by="bo", criteria=statuses(1)), "ada").compared == len(IDS) - 1


def test_a_share_beyond_a_hundred_is_no_opinion() -> None:
    with pytest.raises(ValueError, match="less than or equal to 100"):
        Opinion(by="ada", phases={Phase.FLOWS: 101})

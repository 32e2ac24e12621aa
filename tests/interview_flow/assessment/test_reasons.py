"""What moved the score, in points that add up to it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.assessment.reasons import EXERCISES, REASONS, moved_most, practise_next
from interview_flow.assessment.scorecard import Scorecard, drill_card, scorecard
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Quote, Standing, Status
from prompts.library import rubric

TARGETS = "clarify.targets"
IDS = [criterion.id for criterion in rubric().criteria]
SHOWN = st.dictionaries(st.sampled_from(IDS), st.sampled_from([Status.MET, Status.PARTIAL]))


def only_in_a_drill(status: Status) -> Scorecard:
    said = (Quote(turn=2, quote="so it was said"),) if status is not Status.ABSENT else ()
    standing = Standing(criterion=TARGETS, status=status, initiative=Initiative.UNPROMPTED if said else None, evidence=said)
    return drill_card(rubric(), {TARGETS: standing}, Level.SENIOR, Phase.CLARIFY, frozenset({TARGETS}))


def judged(shown: dict[str, Status], level: Level = Level.SENIOR) -> Scorecard:
    said = (Quote(turn=2, quote="so it was said"),)
    standings = {name: Standing(criterion=name, status=status, initiative=Initiative.UNPROMPTED, evidence=said) for name, status in shown.items()}
    return scorecard(rubric(), standings, level, Mode.STRICT)


def test_a_reason_is_worth_what_the_score_would_lose_without_it() -> None:
    shown = {each.id: Status.MET for each in rubric().guide(Phase.CLARIFY).criteria if each.level is Level.MID}
    best = moved_most(judged(shown), Phase)[0]

    without = judged({name: status for name, status in shown.items() if name != best.criterion})

    assert judged(shown).score - without.score == pytest.approx(best.points, abs=0.11)


@pytest.mark.parametrize(("status", "points"), [(Status.MET, 100), (Status.PARTIAL, 50), (Status.ABSENT, -100)])
def test_the_only_thing_that_a_drill_was_about_is_worth_all_of_its_points(status: Status, points: float) -> None:
    (only,) = moved_most(only_in_a_drill(status), [Phase.CLARIFY])

    assert only.points == points


def test_a_full_score_has_cost_nothing() -> None:
    shown = {each.id: Status.MET for each in rubric().criteria}

    card = judged(shown | {"clarify.scale": Status.PARTIAL})

    assert card.score == 100
    assert all(each.points > 0 for each in moved_most(card, Phase))


@given(SHOWN)
def test_strengths_and_gaps_are_among_the_three_where_there_are_both(shown: dict[str, Status]) -> None:
    card = judged(shown)

    found = moved_most(card, Phase)

    expected = [each for each in card.criteria if Level.SENIOR.includes(each.level)]
    assert len(found) == REASONS
    assert any(each.points < 0 for each in found) == any(each.earned < 1 and card.score < 100 for each in expected)
    assert any(each.points > 0 for each in found) == any(each.earned > 0 for each in expected)
    assert all(each.quote for each in found if each.points > 0)


def test_phases_that_were_not_reached_move_nothing() -> None:
    found = moved_most(judged({}), [Phase.RESTATE])

    assert {each.criterion.partition(".")[0] for each in found} == {"restate"}


def test_what_everybody_is_expected_to_show_goes_before_what_seniors_add() -> None:
    card = judged({})

    found = practise_next(card, [Phase.DATA_MODEL])

    assert {each.level for each in found} == {Level.MID}


@given(SHOWN)
def test_what_is_met_needs_no_practice(shown: dict[str, Status]) -> None:
    found = practise_next(judged(shown), Phase)

    assert len(found) <= EXERCISES
    assert all(each.status is not Status.MET for each in found)


def test_the_exercises_come_from_different_phases() -> None:
    found = practise_next(judged({}), Phase)

    assert len({each.id.partition(".")[0] for each in found}) == EXERCISES

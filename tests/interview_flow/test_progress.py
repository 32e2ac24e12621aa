"""What is said of one interview, of two, of a hundred."""

from datetime import UTC, datetime, timedelta

import pytest

from interview_flow.assessment.scorecard import Scorecard, drill_card, scorecard
from interview_flow.next_practice import next_practice
from interview_flow.phases import Phase
from interview_flow.progress import LATEST, Sitting, Trend, comparable, outcomes, strongest, threads, trend, weakest, whole
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Quote, Standing, Status
from prompts.library import problems, rubric

FIRST = datetime(2026, 1, 5, 18, tzinfo=UTC)
EVERY = [criterion.id for criterion in rubric().criteria]
TARGETS, TWIST = "clarify.targets", "challenges.twist"


def judged(missed: dict[str, Status], level: Level = Level.SENIOR, mode: Mode = Mode.STRICT) -> Scorecard:
    """A scorecard on which everything is met but what was missed."""
    shown = {name: missed.get(name, Status.MET) for name in EVERY}
    said = (Quote(turn=2, quote="so it was said"),)
    standings = {
        name: Standing(criterion=name, status=status, initiative=Initiative.UNPROMPTED, evidence=said)
        for name, status in shown.items()
        if status is not Status.ABSENT
    }
    return scorecard(rubric(), standings, level, mode)


def sat(
    number: int,
    missed: dict[str, Status],
    *,
    problem: str = "chat",
    level: Level = Level.SENIOR,
    mode: Mode = Mode.STRICT,
    until: Phase = Phase.WRAP_UP,
) -> Sitting:
    card = judged(missed, level, mode)
    return Sitting(
        id=f"i{number}",
        title=problem,
        problem=problem,
        level=level,
        mode=mode,
        at=FIRST + timedelta(days=number),
        score=card.score,
        verdict=card.verdict,
        phase=until,
        outcomes=outcomes(card),
    )


def test_the_score_of_a_phase_can_be_told_from_its_outcomes() -> None:
    card = judged({TARGETS: Status.ABSENT, "flows.read_path": Status.PARTIAL}, Level.MID)
    sitting = sat(0, {TARGETS: Status.ABSENT, "flows.read_path": Status.PARTIAL}, level=Level.MID)

    assert [sitting.phase_score(each.phase) for each in card.phases] == [each.score for each in card.phases]


def test_one_interview_names_what_cost_most_and_says_nothing_of_a_trend() -> None:
    found = threads([sat(0, {TARGETS: Status.ABSENT})], rubric())

    assert [each.criterion for each in weakest(found)] == [TARGETS]
    assert weakest(found)[0].trend is Trend.OPEN
    assert TARGETS not in {each.criterion for each in strongest(found)}


def test_what_is_better_in_the_later_half_is_rising() -> None:
    sittings = [sat(0, {TARGETS: Status.ABSENT}), sat(1, {TARGETS: Status.PARTIAL}), sat(2, {})]

    thread = next(each for each in threads(sittings, rubric()) if each.criterion == TARGETS)

    assert thread.trend is Trend.RISING
    assert [each.status for each in thread.sightings] == [Status.ABSENT, Status.PARTIAL, Status.MET]


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], Trend.OPEN), ([10, 90], Trend.OPEN), ([50, 0, 51], Trend.STEADY), ([90, 80, 40, 30], Trend.FALLING), ([0] * 50 + [100] * 50, Trend.RISING)],
)
def test_a_trend_compares_the_later_half_with_the_earlier(values: list[float], expected: Trend) -> None:
    assert trend(values, 100) is expected


def test_of_a_hundred_interviews_the_latest_count() -> None:
    sittings = [sat(number, {TARGETS: Status.ABSENT} if number < 90 else {}) for number in range(100)]

    found = threads(sittings, rubric())

    assert weakest(found) == ()
    assert {len(each.sightings) for each in found} == {LATEST}


def test_claims_rest_on_the_strict_interviews() -> None:
    sittings = [sat(0, {TARGETS: Status.ABSENT}), sat(1, {}, mode=Mode.COACH), sat(2, {}, mode=Mode.COACH)]

    assert [each.criterion for each in weakest(threads(sittings, rubric()))] == [TARGETS]


def test_a_higher_bar_is_not_taken_for_a_step_back() -> None:
    sittings = [
        sat(0, {}, level=Level.MID),
        *(sat(number, {TARGETS: Status.ABSENT}, level=Level.STAFF) for number in (1, 2, 3)),
        sat(4, {}, mode=Mode.COACH),
    ]

    assert [each.id for each in comparable(sittings)] == ["i1", "i2", "i3"]
    assert comparable([]) == ()


def test_a_criterion_is_called_rising_by_the_rule_of_the_scores() -> None:
    sittings = [sat(0, {TARGETS: Status.ABSENT}), sat(1, {}), sat(2, {}, level=Level.STAFF)]

    thread = next(each for each in threads(sittings, rubric()) if each.criterion == TARGETS)

    assert thread.trend is Trend.OPEN
    assert trend([each.score for each in comparable(sittings)], 100) is Trend.OPEN


def test_what_a_level_does_not_ask_for_is_no_weakness() -> None:
    found = threads([sat(0, {TARGETS: Status.ABSENT}, level=Level.MID)], rubric())

    assert TARGETS not in {each.criterion for each in found}


def test_a_phase_that_was_not_reached_says_nothing_of_its_criteria() -> None:
    sitting = sat(0, {name: Status.ABSENT for name in EVERY if name.startswith(("challenges", "wrap_up"))}, until=Phase.FLOWS)

    found = threads([sitting], rubric())

    assert sitting.phase_score(Phase.CHALLENGES) is None
    assert {each.phase for each in found} == set(Phase) - {Phase.CHALLENGES, Phase.WRAP_UP}


def test_a_criterion_is_practised_on_a_problem_on_which_it_was_not_missed() -> None:
    sittings = [sat(0, {TARGETS: Status.ABSENT}, problem="chat"), sat(1, {TARGETS: Status.PARTIAL}, problem="news-feed")]

    exercise = next_practice(weakest(threads(sittings, rubric())), sittings, problems())[0]

    assert exercise.thread.criterion == TARGETS
    assert exercise.problem is not None
    assert exercise.problem.slug not in {"chat", "news-feed"}


def test_three_phases_are_practised_on_three_problems() -> None:
    sittings = [sat(0, {TARGETS: Status.ABSENT, "clarify.scale": Status.ABSENT, TWIST: Status.ABSENT, "flows.read_path": Status.ABSENT})]

    found = next_practice(weakest(threads(sittings, rubric())), sittings, problems())

    assert {each.thread.phase for each in found} == {Phase.CLARIFY, Phase.CHALLENGES, Phase.FLOWS}
    assert len({each.problem.slug for each in found if each.problem}) == 3


def test_who_missed_it_on_every_problem_is_offered_none() -> None:
    bank = problems()[:2]
    sittings = [sat(number, {TARGETS: Status.ABSENT}, problem=problem.slug) for number, problem in enumerate(bank)]

    assert next_practice(weakest(threads(sittings, rubric())), sittings, bank)[0].problem is None


def test_a_drill_counts_for_its_criteria_and_in_no_score() -> None:
    budget = "flows.latency_budget"
    missed = sat(0, {budget: Status.ABSENT})
    card = drill_card(rubric(), {}, Level.SENIOR, Phase.FLOWS, frozenset({budget}))
    drill = missed.model_copy(
        update={"id": "d", "drill": Phase.FLOWS, "phase": Phase.FLOWS, "score": card.score, "verdict": None, "outcomes": outcomes(card)}
    )

    assert [sighting.interview for thread in threads([missed, drill], rubric()) if thread.criterion == budget for sighting in thread.sightings] == [
        "i0",
        "d",
    ]
    assert comparable([missed, drill]) == whole([missed, drill]) == (missed,)
    assert [phase for phase in Phase if drill.reached(phase)] == [Phase.FLOWS]

"""From standings to a score: arithmetic that anybody can follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interview_flow.assessment.scorecard import OFFSET, SLOPE, VERDICTS, WEIGHTS, Scorecard, Verdict, scorecard
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Initiative, Standing, Status
from prompts.library import rubric
from tests.interviews import Played, interview

IDS = [criterion.id for criterion in rubric().criteria]
standings = st.dictionaries(st.sampled_from(IDS), st.tuples(st.sampled_from(Status), st.sampled_from(Initiative)))


def stand(shown: dict[str, tuple[Status, Initiative]]) -> dict[str, Standing]:
    return {name: Standing(criterion=name, status=status, initiative=initiative, evidence=()) for name, (status, initiative) in shown.items()}


def scored(
    shown: dict[str, tuple[Status, Initiative]], level: Level = Level.SENIOR, mode: Mode = Mode.STRICT, out: frozenset[str] = frozenset()
) -> Scorecard:
    return scorecard(rubric(), stand(shown), level, mode, out)


def everything(initiative: Initiative, status: Status = Status.MET) -> dict[str, tuple[Status, Initiative]]:
    return dict.fromkeys(IDS, (status, initiative))


def test_nothing_shown_is_nothing_earned() -> None:
    card = scored({})

    assert card.score == 0
    assert card.verdict is Verdict.NO


@pytest.mark.parametrize("level", list(Level))
def test_everything_volunteered_is_a_hundred(level: Level) -> None:
    card = scored(everything(Initiative.UNPROMPTED), level)

    assert card.score == 100
    assert card.verdict is Verdict.STRONG_HIRE


@pytest.mark.parametrize(
    ("initiative", "status", "share"),
    [
        (Initiative.UNPROMPTED, Status.MET, 100.0),
        (Initiative.PROMPTED, Status.MET, 80.0),
        (Initiative.HINTED, Status.MET, 50.0),
        (Initiative.UNPROMPTED, Status.PARTIAL, 50.0),
        (Initiative.HINTED, Status.PARTIAL, 25.0),
        (Initiative.UNPROMPTED, Status.ABSENT, 0.0),
    ],
)
def test_status_and_initiative_weigh_what_the_rubric_says(initiative: Initiative, status: Status, share: float) -> None:
    assert scored(everything(initiative, status), Level.STAFF).score == pytest.approx(min(100.0, SLOPE * share + OFFSET) if share else 0.0)


@given(standings, st.sampled_from(Level))
def test_a_score_stays_between_nothing_and_a_hundred(shown: dict[str, tuple[Status, Initiative]], level: Level) -> None:
    card = scored(shown, level)

    assert 0 <= card.score <= 100
    assert all(0 <= phase.score <= 100 for phase in card.phases)


@given(standings, st.sampled_from(IDS), st.sampled_from(Level))
def test_showing_more_never_costs_anything(shown: dict[str, tuple[Status, Initiative]], more: str, level: Level) -> None:
    best = shown | {more: (Status.MET, Initiative.UNPROMPTED)}

    assert scored(best, level).score >= scored(shown, level).score


@given(standings)
def test_the_score_is_the_weighted_mean_of_its_phases(shown: dict[str, tuple[Status, Initiative]]) -> None:
    card = scored(shown)

    by_hand = sum(phase.score * WEIGHTS[phase.phase] for phase in card.phases) / 100

    assert card.score == pytest.approx(by_hand, abs=0.06)


def test_what_is_above_the_level_only_adds() -> None:
    staff_only = {criterion.id: (Status.MET, Initiative.UNPROMPTED) for criterion in rubric().criteria if criterion.level is Level.STAFF}

    assert 0 < scored(staff_only, Level.MID).score < 25
    assert scored(staff_only, Level.MID).criteria[-1].earned == 0.25


def test_what_is_left_out_is_not_failed() -> None:
    all_but_the_twist = {name: (Status.MET, Initiative.UNPROMPTED) for name in IDS if name != "challenges.twist"}

    assert scored(all_but_the_twist).score < 100
    assert scored(all_but_the_twist, out=frozenset({"challenges.twist"})).score == 100


@pytest.mark.parametrize(("score", "verdict"), [(bound, verdict) for bound, verdict in VERDICTS])
def test_the_bounds_belong_to_the_better_verdict(score: int, verdict: Verdict) -> None:
    assert next(each for bound, each in VERDICTS if score >= bound) is verdict


def test_coach_mode_gives_no_verdict() -> None:
    assert scored(everything(Initiative.UNPROMPTED), mode=Mode.COACH).verdict is None


SAID = {
    Phase.FLOWS: ["The mail with the ticket is sent asynchronously because nobody waits for it. Buyer -> booking service -> database -> 201."],
    Phase.CHALLENGES: ["The database is the single point of failure, so a standby takes over within a minute."],
}
PADDING = "As I mentioned, and I think this is quite important to keep in mind, there are many aspects to it. "


def test_the_same_interview_scores_the_same_every_time() -> None:
    first, second = interview(SAID, "ticket-booking"), interview(SAID, "ticket-booking")

    assert first.scorecard() == second.scorecard()
    assert first.spoken == second.spoken


def test_padding_and_repetition_earn_nothing() -> None:
    plain = interview(SAID, "ticket-booking").scorecard().score
    padded = interview({phase: [PADDING * 5 + words + " " + PADDING * 5] for phase, (words,) in SAID.items()}, "ticket-booking").scorecard().score
    repeated = interview({phase: [" ".join([words] * 5)] for phase, (words,) in SAID.items()}, "ticket-booking").scorecard().score

    assert plain > 0
    assert padded == plain
    assert repeated == plain


def test_a_twist_that_was_never_reached_is_left_out() -> None:
    played = Played("chat")

    played.say("end")

    assert "challenges.twist" not in {criterion.id for criterion in played.scorecard().criteria}
    assert "wrap_up.on_time" not in {criterion.id for criterion in played.scorecard().criteria}

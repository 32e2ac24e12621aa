"""Which sums are evidence of arithmetic: those that the candidate worked out."""

from interview_flow.assessment.sums import arithmetic, sums
from interview_flow.phases import Phase
from interview_flow.transcript import Kind, Speaker, Status, Turn
from tests.interviews import NINE

CLAIM = "100 million requests a day / 86,400 = 1,157 requests/s."


def turn(number: int, text: str, speaker: Speaker = Speaker.CANDIDATE) -> Turn:
    kind = Kind.ANSWER if speaker is Speaker.CANDIDATE else Kind.PROBE
    return Turn(turn=number, speaker=speaker, phase=Phase.BREAK_DOWN, kind=kind, text=text, at=NINE)


def status(*turns: Turn) -> Status | None:
    found = arithmetic("break_down.arithmetic", sums(turns), turns)
    return found.status if found else None


def test_a_sum_of_the_candidate_is_evidence() -> None:
    assert status(turn(1, "How much is that?", Speaker.INTERVIEWER), turn(2, CLAIM)) is Status.MET


def test_a_sum_that_the_interviewer_made_is_none() -> None:
    assert status(turn(1, CLAIM, Speaker.INTERVIEWER), turn(2, CLAIM)) is None


def test_a_sum_that_the_interviewer_took_up_stays_the_candidates() -> None:
    assert status(turn(1, CLAIM), turn(2, f"You say: {CLAIM}", Speaker.INTERVIEWER), turn(3, CLAIM)) is Status.MET

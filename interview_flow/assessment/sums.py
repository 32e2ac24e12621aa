"""The sums of a whole interview: each claim with its turn, whether a slip was put right later, and where a wrong figure was used again."""

from collections.abc import Iterable

from interview_flow.assessment.estimates import Estimated, Verdict, estimates, reused
from interview_flow.transcript import Finding, Kind, Quote, Speaker, Status, Turn

CLOSE = 0.05
"""How near a later figure comes to the truth to put a slip right."""
MOST_QUOTES = 3
LONGEST_QUOTE = 400
"""Characters of a claim that stands as evidence."""


class Sum(Estimated):
    """A claim in its turn. `used_again` are later sentences that rest on a wrong figure: the slip mattered there."""

    turn: int
    corrected: bool = False
    used_again: tuple[Quote, ...] = ()


def sums(turns: Iterable[Turn]) -> tuple[Sum, ...]:
    """Every sum the candidate put in words, in order."""
    answers = [turn for turn in turns if turn.speaker is Speaker.CANDIDATE and turn.kind is Kind.ANSWER]
    found = [Sum(turn=turn.turn, **vars(claim)) for turn in answers for claim in estimates(turn.text)]
    return tuple(_followed(each, found, answers) if each.verdict is Verdict.WRONG else each for each in found)


def arithmetic(criterion: str, found: tuple[Sum, ...]) -> Finding | None:
    """Sums that hold. A slip leaves a part of it where it was put right, or where it is the only one among several that hold."""
    right = [each for each in found if each.verdict is Verdict.RIGHT]
    wrong = [each for each in found if each.verdict is Verdict.WRONG]
    standing = [each for each in wrong if not each.corrected]
    if not right or len(standing) > 1 or (standing and len(right) < 2):
        return None
    quotes = tuple(Quote(turn=each.turn, quote=each.claim) for each in right if len(each.claim) <= LONGEST_QUOTE)[:MOST_QUOTES]
    return Finding(criterion=criterion, status=Status.PARTIAL if wrong else Status.MET, evidence=quotes) if quotes else None


def _followed(slip: Sum, found: list[Sum], answers: list[Turn]) -> Sum:
    later = found[found.index(slip) + 1 :]
    corrected = any(each.verdict is Verdict.RIGHT and _is(each.said, slip.truth) and each.unit == slip.unit for each in later)
    again = [Quote(turn=turn.turn, quote=sentence) for turn in answers if turn.turn > slip.turn if (sentence := reused(slip, turn.text))]
    return slip.model_copy(update={"corrected": corrected, "used_again": tuple(again[:MOST_QUOTES])})


def _is(said: float | None, truth: float | None) -> bool:
    return said is not None and truth is not None and abs(said - truth) <= CLOSE * abs(truth)

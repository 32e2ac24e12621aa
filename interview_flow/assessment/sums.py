"""The sums of a whole interview: each claim with its turn, whether a slip was put right later, and where a wrong figure was used again."""

import re
from collections.abc import Iterable
from functools import lru_cache

from interview_flow.assessment.estimates import Estimated, Verdict, estimates, reused
from interview_flow.transcript import Finding, Kind, Quote, Speaker, Status, Turn

CLOSE = 0.05
"""How near a later figure comes to the truth to put a slip right."""
MOST_QUOTES = 3
LONGEST_QUOTE = 400
"""Characters of a claim that stands as evidence."""


_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


class Sum(Estimated):
    """A claim in its turn. `used_again` are later sentences that rest on a wrong figure: the slip mattered there."""

    turn: int
    corrected: bool = False
    used_again: tuple[Quote, ...] = ()


@lru_cache(maxsize=256)
def claims(text: str) -> tuple[Estimated, ...]:
    """The sums of one answer: they are read when it is judged, and again whenever the interview is looked at as a whole."""
    return estimates(text)


def sums(turns: Iterable[Turn]) -> tuple[Sum, ...]:
    """Every sum the candidate put in words, in order."""
    answers = [turn for turn in turns if turn.speaker is Speaker.CANDIDATE and turn.kind is Kind.ANSWER]
    found = [Sum(turn=turn.turn, **vars(claim)) for turn in answers for claim in claims(turn.text)]
    return tuple(_followed(each, found, answers) if each.verdict is Verdict.WRONG else each for each in found)


def arithmetic(criterion: str, found: tuple[Sum, ...], turns: Iterable[Turn]) -> Finding | None:
    """Sums that hold and were not the interviewer's. A slip leaves a part of it where it was put right, or where it is the only one among several that hold."""
    said = [(turn, _numbers(turn.text)) for turn in turns]
    right = [each for each in found if each.verdict is Verdict.RIGHT and not _was_given(each, said)]
    wrong = [each for each in found if each.verdict is Verdict.WRONG]
    standing = [each for each in wrong if not each.corrected]
    if not right or len(standing) > 1 or (standing and len(right) < 2):
        return None
    quotes = tuple(Quote(turn=each.turn, quote=each.claim) for each in right if len(each.claim) <= LONGEST_QUOTE)[:MOST_QUOTES]
    return Finding(criterion=criterion, status=Status.PARTIAL if wrong else Status.MET, evidence=quotes) if quotes else None


def _was_given(claim: Sum, said: list[tuple[Turn, frozenset[str]]]) -> bool:
    """Whether the interviewer was the first to put these figures together."""
    wanted = _numbers(claim.claim)
    first = next((turn for turn, there in said if turn.turn <= claim.turn and wanted <= there), None)
    return len(wanted) > 1 and first is not None and first.speaker is Speaker.INTERVIEWER


def _numbers(text: str) -> frozenset[str]:
    return frozenset(number.replace(",", "") for number in _NUMBER.findall(text))


def _followed(slip: Sum, found: list[Sum], answers: list[Turn]) -> Sum:
    later = found[found.index(slip) + 1 :]
    corrected = any(each.verdict is Verdict.RIGHT and _is(each.said, slip.truth) and each.unit == slip.unit for each in later)
    again = [Quote(turn=turn.turn, quote=sentence) for turn in answers if turn.turn > slip.turn if (sentence := reused(slip, turn.text))]
    return slip.model_copy(update={"corrected": corrected, "used_again": tuple(again[:MOST_QUOTES])})


def _is(said: float | None, truth: float | None) -> bool:
    return said is not None and truth is not None and abs(said - truth) <= CLOSE * abs(truth)

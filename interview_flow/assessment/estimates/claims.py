"""The claims of a text, in order, each judged from what it starts from."""

import re
from enum import StrEnum
from functools import partial
from itertools import islice

from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.finding import candidates
from interview_flow.assessment.estimates.judging import judge
from interview_flow.assessment.estimates.pieces import pieces
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.remarks import remark, rounded, unit_of
from interview_flow.assessment.estimates.surroundings import surroundings
from interview_flow.assessment.estimates.tokens import tokens
from interview_flow.assessment.estimates.weighing import Judged
from interview_flow.frozen import Frozen

_ROUND_DAY = re.compile(r"\b(?:100k|100,000|10\^5|1e5|10⁵)\s*(?:s\b|sec|seconds)|(?:100k|100,000|10\^5|1e5)\s+seconds", re.IGNORECASE)
_MOST = 200
"""Candidates of one text; nobody estimates more in a message."""
_LEADING = re.compile(r"[\s,;(|]+")


class Verdict(StrEnum):
    """What came of a claim; `unchecked` where its terms could not be read."""

    RIGHT = "right"
    WRONG = "wrong"
    UNCHECKED = "unchecked"


class Estimated(Frozen):
    """One claim, `text[start:start + len(claim)]`."""

    claim: str
    start: int
    verdict: Verdict
    truth: float | None
    """The right figure in `unit`, to three digits; None when unchecked."""
    unit: str | None
    """The unit of the claimed result, as a person would write it."""
    off_by: float | None
    """The factor between said and true, at least 1; None when unchecked."""
    said: float | None
    """The claimed figure in `unit`."""
    remark: str
    """Empty, or one short sentence."""


def estimates(text: str) -> tuple[Estimated, ...]:
    """Every claim of back-of-envelope arithmetic that can be read with certainty. Never raises."""
    found: list[Estimated] = []
    ratios: dict[int, float] = {}
    ended = 0
    round_day = bool(_ROUND_DAY.search(text))
    there = pieces(tokens(text))
    possible = list(islice(candidates(there), _MOST))
    used = frozenset(each.start for one in possible if one.worked for each in (*one.terms, one.result) if isinstance(each, Quantity))
    for candidate in possible:
        if candidate.result.start < ended:
            continue
        head = candidate.head
        before = ratios.get(head.start) if head else None
        judged = judge(candidate, partial(surroundings, candidate, there, used), round_day=round_day, before=before)
        if judged is None:
            continue
        start = _begun(text, candidate.start, ended)
        if judged.ratio and not judged.right:
            ratios[candidate.result.start] = judged.ratio
        linked = bool(head and found and head.start < ended)
        found.append(_estimated(text, start, candidate, judged, linked=linked))
        ended = start + len(found[-1].claim)
    return tuple(found)


def _begun(text: str, start: int, ended: int) -> int:
    """Where a claim begins that goes on from the one before."""
    if start >= ended:
        return start
    leading = _LEADING.match(text, ended)
    return leading.end() if leading else ended


def _estimated(text: str, start: int, candidate: Candidate, judged: Judged, *, linked: bool) -> Estimated:
    result = candidate.result
    said, unit = judged.measure.number, unit_of(result, judged.measure)
    said = said * 100 if result.percent else said
    claim = _slice(text, start, result.end)
    if judged.ratio is None:
        return Estimated(claim=claim, start=start, verdict=Verdict.UNCHECKED, truth=None, unit=unit, off_by=None, said=rounded(said, 6), remark="")
    off = max(judged.ratio, 1 / judged.ratio)
    return Estimated(
        claim=claim,
        start=start,
        verdict=Verdict.RIGHT if judged.right else Verdict.WRONG,
        truth=_truth(said * judged.ratio, percent=result.percent),
        unit=unit,
        off_by=rounded(off),
        said=rounded(said, 6),
        remark=remark(candidate, judged, unit, text, linked=linked),
    )


def _slice(text: str, start: int, end: int) -> str:
    """With the bracket that closes what was opened."""
    claim = text[start:end]
    return f"{claim})" if claim.count("(") > claim.count(")") and text[end : end + 1] == ")" else claim


def _truth(figure: float, *, percent: bool) -> float:
    """To three digits; of 99.95% they are those of what is missing."""
    return round(100 - rounded(100 - figure), 9) if percent and 90 < figure < 100 else rounded(figure)

"""A judgement told: the slice of the text, the figures in the unit of the claim, the remark."""

import re
from enum import StrEnum

from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.remarks import remark, rounded, unit_of
from interview_flow.assessment.estimates.weighing import Judged
from interview_flow.frozen import Frozen

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


def begun(text: str, start: int, ended: int) -> int:
    """Where a claim begins that goes on from the one before."""
    if start >= ended:
        return start
    leading = _LEADING.match(text, ended)
    return leading.end() if leading else ended


def estimated(text: str, start: int, candidate: Candidate, judged: Judged, *, linked: bool) -> Estimated:
    """The claim that begins at `start`; `linked` if it goes on from a claim before."""
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

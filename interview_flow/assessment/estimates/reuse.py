"""Whether a wrong figure was used again: then it mattered."""

import math

from interview_flow.assessment.estimates.claims import Estimated, estimates
from interview_flow.assessment.estimates.expressions import Value, value
from interview_flow.assessment.estimates.joining import pieces
from interview_flow.assessment.estimates.quantities import Quantity, quantity
from interview_flow.assessment.estimates.tokens import tokens
from interview_flow.assessment.estimates.units import Convention
from interview_flow.sentences import sentences

_SAME = 0.01
_SMALL = 100.0
"""Below this a figure without a unit stands in many sentences by chance."""


def reused(wrong: Estimated, later_text: str) -> str | None:
    """The sentence of a later text in which a wrong figure is used again; None unless figure and unit are the same, or can be converted."""
    figure = _said(wrong)
    if figure is None:
        return None
    repeated = {(claim.start, claim.claim) for claim in estimates(later_text) if claim.claim == wrong.claim}
    for sentence in sentences(later_text):
        for piece in pieces(tokens(sentence.text)):
            place = sentence.start + piece.start
            if any(start <= place < start + len(claim) for start, claim in repeated):
                continue
            if isinstance(piece, Quantity) and piece.low == 1.0 and not piece.bound and _same(figure, piece):
                return sentence.text
    return None


def _said(wrong: Estimated) -> Quantity | None:
    """The claimed figure as the quantity it was."""
    if wrong.said is None:
        return None
    unit = wrong.unit or ""
    written = f"{wrong.said:.0f}" if wrong.said == int(wrong.said) and wrong.said < 1e15 else repr(wrong.said)
    read = quantity(tokens(f"${written}{unit[1:]}" if unit.startswith("$") else f"{written}{unit}" if unit[:1] == "%" else f"{written} {unit}"), 0)
    return read[0] if read else None


def _same(figure: Quantity, other: Quantity) -> bool:
    mine = figure.measures[0]
    return figure.percent == other.percent and any(
        _close(value(mine, Convention()), value(each, Convention()))
        and (bool(mine.units) or (mine.number >= _SMALL and bool(not figure.label or not other.label or set(figure.label) & set(other.label))))
        for each in other.measures
    )


def _close(one: Value, other: Value) -> bool:
    return one.kind == other.kind and math.isclose(one.exact, other.exact, rel_tol=_SAME)

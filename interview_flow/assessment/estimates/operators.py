"""What `of`, `at`, `with` and `for` mean between two figures."""

from dataclasses import replace

from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.kinds import is_duration, is_rate, stem, stems
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import kind


def understood(found: Candidate) -> list[Quantity | str] | None:
    """The terms with plain operators; None when an operator makes no sense here."""
    shown: list[Quantity | str] = []
    for place, term in enumerate(found.terms):
        if not isinstance(term, str) or term not in ("of", "at", "with", "for"):
            shown.append(term)
            continue
        if term == "of" and place > 1 and found.terms[place - 2] == "/":
            shown.append("*")  # 1/3 of 30M
            continue
        left, right = found.terms[place - 1], found.terms[place + 1] if place + 1 < len(found.terms) else ""
        if not isinstance(left, Quantity) or not isinstance(right, Quantity):
            return None
        sign = _sign(term, left, right, found.result)
        if sign is None:
            return None
        shown.append(sign)
    return shown


def _sign(term: str, left: Quantity, right: Quantity, result: Quantity) -> str | None:
    united = any(kind(unit).data or kind(unit).money for each in right.measures for unit, _ in each.units)
    spare = {"spare", "extra", "more", "headroom", "margin", "standby"}
    if term == "of" and not (is_duration(left) and is_rate(right)):
        return "*" if left.percent or left.multiplier or (united and not right.percent) else "/" if result.percent else None
    if term == "for":
        return "*" if is_duration(right) else None
    if term == "with" and (right.percent or not spare.isdisjoint(right.label)):
        return None
    if term == "at" and right.percent:
        return None
    if term == "at" and is_rate(right) and not is_rate(left) and (_holds_data(left) == _holds_data(right)) and is_duration(_bare(result)):
        return "/"
    return "/" if right.per and stem(right.per) in stems(result) else "*"


def _bare(quantity: Quantity) -> Quantity:
    return replace(quantity, label=())


def _holds_data(quantity: Quantity) -> bool:
    return any(kind(unit).data for measure in quantity.measures for unit, _ in measure.units)

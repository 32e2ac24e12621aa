"""One figure in two units: `10M a day is 116 a second`, `99.9% is 44 minutes a month`."""

from collections.abc import Callable

from interview_flow.assessment.estimates.availability import downtimes, is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.kinds import stems
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading, converted
from interview_flow.assessment.estimates.surroundings import Surroundings
from interview_flow.assessment.estimates.units import kind
from interview_flow.assessment.estimates.weighing import ABSURD, CLOSE, ROUGH, Judged, best, completed, off_by

_AVERAGES = frozenset("avg average mean sustained overall total alltogether".split())
_UNLIKELY = 100_000.0
"""A factor by which no slip in words is wrong."""


def judge_conversion(found: Candidate, around: Callable[[], Surroundings]) -> Judged | None:
    """`10M a day is 116 a second`: one figure in two units."""
    left, result = found.head, found.result
    if left is None:
        return None
    if is_availability(left):
        read, certain = downtimes(left, result), True
    else:
        read, certain = converted(left, result) if not left.percent and not result.percent else ([], False)
    nearest = best(read, result)
    if nearest is None or (left.per != result.per and not is_availability(left)):
        return None
    within = ROUGH if found.how not in ("soft", "or") and certain else 1.25
    if off_by(nearest.ratio, result) < (CLOSE if _differ(left, result) else within):
        return Judged(nearest.ratio, nearest.measure, right=True)
    there = around()
    if not certain or _may_differ(found, there, left, nearest) or completed(there, read):
        return None
    told = best([each for each in read if each.usual], result) or nearest
    if off_by(told.ratio, result) > (ABSURD if found.how == "sign" else _UNLIKELY):
        return None
    return Judged(told.ratio, told.measure, right=False)


def _may_differ(found: Candidate, there: Surroundings, left: Quantity, nearest: Reading) -> bool:
    """Whether the two figures may be two things, of which neither is said to be the other."""
    result = found.result
    if (
        found.how in ("soft", "or")
        or there.corrected
        or there.hedged
        or found.doubtful
        or result.each
        or left.each
        or bool(left.per) != bool(result.per)
    ):
        return True
    if (left.often and result.often and not (left.label or result.label or _holds_data(left))) or (found.how != "sign" and _rivalled(there, left)):
        return True
    if left.doubtful or result.doubtful or left.bound or (found.how == "verb" and not found.clear and not is_availability(left)):
        return True
    if is_availability(left):
        return False
    if there.peak or any(span in there.near for span in there.spans) or there.shared or not there.closed or _differ(left, result):
        return True
    rates = any(power < 0 for _, power in nearest.measure.units)
    if rates and _only_prefixes(left.measures[0], nearest.measure):
        return found.how != "sign"
    return not rates and (found.how not in ("sign", "verb", "that") or not found.clear)


def _holds_data(figure: Quantity) -> bool:
    return any(kind(unit).data for unit, _ in figure.measures[0].units)


def _rivalled(there: Surroundings, left: Quantity) -> bool:
    """Whether another figure of its kind stands there, and the result may be of both."""
    near = [other for other in there.near if other.start < left.start and not other.label]
    return any(other.measures[0].units == left.measures[0].units or (_holds_data(left) and _holds_data(other)) for other in near)


def _only_prefixes(mine: Measure, other: Measure) -> bool:
    """`each node takes 100 MB/s, so 1 GB/s`: a growth rather than a conversion."""
    return sorted(unit[-4:] if kind(unit).data else unit for unit, _ in mine.units) == sorted(
        unit[-4:] if kind(unit).data else unit for unit, _ in other.units
    )


def _differ(left: Quantity, result: Quantity) -> bool:
    """Whether they count different things: writes and reads."""
    mine, other = stems(left), stems(result) - _AVERAGES
    return bool(mine and other) and not mine & other

"""Nines: what an availability leaves of a period."""

from interview_flow.assessment.estimates.expressions import value
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading, conventions_of
from interview_flow.assessment.estimates.units import Convention, kind


def is_availability(left: Quantity) -> bool:
    """99.9%, three nines."""
    return left.percent and 0.9 <= left.measures[0].number < 1 and "latency" not in left.label


def downtimes(left: Quantity, result: Quantity, period: Quantity | None = None) -> list[Reading]:
    """How "99.9% is 44 minutes a month" can be read; none when the result is no time of a period."""
    found: list[Reading] = []
    for measure in result.measures:
        powers = [power for unit, power in (*measure.units, *(left.measures[0].units)) if kind(unit).time]
        if not is_availability(left) or any(not kind(unit).time for unit, _ in measure.units):
            continue
        for convention in conventions_of((left, result, *((period,) if period else ())), round_day=False):
            said = value(measure, convention).exact
            if period and powers == [1]:
                said /= value(period.measures[-1], convention).exact
            elif sorted(powers) == [-1, 1]:
                said *= value(Measure(1.0, left.measures[0].units), convention).exact
            else:
                continue
            if said > 0:
                found.append(Reading((1 - left.measures[0].number) / said, True, measure, convention == Convention()))
    return found

"""How far a reading is from what was said, and which reading counts."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.expressions import value
from interview_flow.assessment.estimates.kinds import is_duration, is_rate
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading
from interview_flow.assessment.estimates.surroundings import Surroundings
from interview_flow.assessment.estimates.units import Convention

CLOSE, ROUGH = 1.05, 1.5
"""Factors within which a figure is right, and right as a rough one."""
UNSURE = 1.12
"""Where a term was supplied by us it must fit better than by chance."""
_DAY = 86_400.0
_FANNED = 0.06
ABSURD = 2e9
"""Nobody is wrong by so much: what seems to be a claim is none."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`ratio` is the true figure as a multiple of the one that was said; None when it could not be worked out."""

    ratio: float | None
    measure: Measure
    right: bool


def fits(reading: Reading, result: Quantity, *, certain: bool, times: float = 1.0) -> bool:
    off = off_by(reading.ratio * times, result)
    if result.order and certain:
        return _order(reading.ratio * times)
    return off < (ROUGH if certain else UNSURE) or (certain and _counted(reading, result))


def _order(ratio: float) -> bool:
    return 10**-0.5 <= ratio < 10


def _counted(reading: Reading, result: Quantity) -> bool:
    """A few machines are counted up to the next whole one."""
    said = reading.measure.number
    true = said * reading.ratio
    whole = said < 10 and said == int(said) and not reading.measure.units
    return whole and (math.ceil(true - 1e-9) == said or round(true) == said) and true > 0.3


def off_by(ratio: float, result: Quantity) -> float:
    """The factor between what was said, or the nearer end of its range or its bound, and the truth."""
    if result.bound == "under" and ratio <= 1:
        return 1.0
    if result.bound == "over" and ratio >= 1:
        return 1.0
    if result.low < 1 and result.low <= ratio <= 1:
        return 1.0
    ends = (ratio, ratio / result.low)
    return min(max(end, 1 / end) for end in ends)


def best(read: Iterable[Reading], result: Quantity) -> Reading | None:
    """The reading that is nearest to what was said; one that is certain goes before one that is not, if both would do."""

    def rank(each: Reading) -> tuple[bool, bool, bool, bool, float]:
        off = off_by(each.ratio, result)
        return off >= ROUGH, not each.certain, off >= CLOSE, not each.usual, off

    return min(read, key=rank, default=None)


def vaguely_a_period(result: Quantity) -> bool:
    """`so a day`, `an hour`: said in place of a figure."""
    return result.measures[0].number == 1.0 and is_duration(result) and not result.computed


def inverted(factor: Quantity, ratio: float, result: Quantity) -> bool:
    """Whether a multiplier was meant to divide, or a divisor to multiply."""
    size = factor.measures[0].number ** 2
    return size > 0 and any(off_by(ratio * each, result) < UNSURE for each in (size, 1 / size))


def fanned(counts: Iterable[Quantity], ratio: float, result: Quantity) -> bool:
    """Whether everything may go to everyone: 1k members, a message a second each, so 1M deliveries a second."""
    rate = is_rate(result) and result.label and not result.measures[0].units[0][0].endswith(("bit", "byte"))
    return bool(rate) and any(not each.measures[0].units and abs(ratio * each.measures[0].number - 1) < _FANNED for each in counts)


def completed(there: Surroundings, read: Sequence[Reading]) -> bool:
    """Whether another figure of the sentence, or two, would make it right: then it may belong to the terms."""
    factors = [size for each in there.near for measure in each.measures for size in _sizes(measure) if size > 0]
    factors += [1.0 + size for each in there.near if each.percent for size in (each.measures[0].number,)]
    factors += [_DAY / value(each.measures[-1], Convention()).exact for each in there.spans]
    singles = [factor for size in factors for factor in (size, 1 / size)]
    pairs = [one * other for place, one in enumerate(singles[:16]) for other in singles[place + 1 : 16] if abs(one * other - 1) > 0.01]
    return any(
        abs(each.ratio * factor - 1) < 0.06 for each in read for factor in (*singles, *pairs) if abs(factor - 1) > 0.01
    )  # fmt: skip


def _sizes(measure: Measure) -> tuple[float, ...]:
    read = value(measure, Convention())
    return (read.raw, read.exact) if measure.units else (read.raw,)

"""Factors by which people are wrong: a power of ten, bits for bytes, a period for another, something forgotten."""

import math
from collections.abc import Iterable

from interview_flow.assessment.estimates.kinds import is_copies
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.prose.facts import Fact

_PERIODS = (
    (60.0, "second minute hour"), (3600.0, "second hour"), (24.0, "hour day"), (1440.0, "minute day"), (86_400.0, "second day"),
    (7.0, "week"), (30.0, "month"), (30.4, "month"), (12.0, "year"), (365.0, "day year"), (52.0, "week year"),
)  # fmt: skip
"""What one period is of another, and the units of which one must be there."""
_BITS, _THOUSANDS = 8.0, (1024.0, 1024.0**2)
_MOST_ZEROS = 4
_NEAR = 0.05
_FORGOTTEN = 100.0
"""Above this no factor is forgotten."""


def typical(off: float, said: Measure, facts: Iterable[Fact], units: Iterable[str]) -> bool:
    """Whether a result that is off by a factor of at least 1 betrays a slip."""
    tens = math.log10(off)
    if 1 <= round(tens) <= _MOST_ZEROS and abs(tens - round(tens)) < math.log10(1 + max(_NEAR, _rounding(said.number))):
        return True
    there = set(units)
    periods = [size for size, names in _PERIODS if not there.isdisjoint(names.split())]
    bits, bytes_ = (any(unit.endswith(end) for unit in there) for end in ("bit", "byte"))
    if bits and bytes_ and abs(off / _BITS - 1) < max(_NEAR, _rounding(said.number)):
        return True
    data = (*(_THOUSANDS if bits or bytes_ else ()),)
    return any(size >= 1.5 and abs(off / size - 1) < _NEAR for size in (*periods, *data, *forgettable(facts)))


def _rounding(said: float) -> float:
    """How much `about 8` may be rounded, as a share."""
    digit = 10.0 ** math.floor(math.log10(said)) if said > 0 else 1.0
    return min(0.1, 0.5 * digit / said) if abs(said / digit - round(said / digit)) < 1e-9 else 0.0


def forgettable(facts: Iterable[Fact]) -> list[float]:
    """Factors that stand in the text and may have been left out."""
    return [
        size
        for fact in facts
        if fact.role in ("factor", "count") or is_copies(fact.quantity)
        for size in (fact.quantity.measures[0].number,)
        if 1.5 <= size <= _FORGOTTEN
    ]

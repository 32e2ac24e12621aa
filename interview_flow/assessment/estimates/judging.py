"""Right, wrong, or nothing at all: a candidate weighed against every way to read it."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.availability import downtimes, is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.expressions import value
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading, conventions_of, readings
from interview_flow.assessment.estimates.terms import is_duration
from interview_flow.assessment.estimates.units import kind

CLOSE, ROUGH = 1.05, 1.5
"""Factors within which a figure is right, and right as a rough one."""
_UNSURE = 1.12
"""Where a term was supplied by us it must fit better than by chance."""
_PEAKS = 25.0
"""More than this no peak is above its average."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`ratio` is the true figure as a multiple of the one that was said; None when it could not be worked out."""

    ratio: float | None
    measure: Measure
    right: bool


def judge(found: Candidate, *, round_day: bool, before: float | None) -> Judged | None:
    """A judgement, or None for silence. `before` is how wrong the first term itself was, when it was a wrong result."""
    if found.unknown:
        return _unchecked(found)
    if found.worked:
        return _worked(found, round_day=round_day, before=before)
    return _converted(found, round_day=round_day)


def _unchecked(found: Candidate) -> Judged | None:
    looks = found.how == "sign" and not found.corrected and found.result.measures
    return Judged(None, found.result.measures[0], right=False) if looks else None


def _worked(found: Candidate, *, round_day: bool, before: float | None) -> Judged | None:
    read = _every(found, round_day=round_day)
    best = _best(read, found.result)
    if best and _fits(best, found.result, certain=best.certain):
        return Judged(best.ratio, best.measure, right=True)
    sure = [each for each in read if each.certain]
    if before and any(_fits(each, found.result, certain=True, times=before) for each in sure):
        return Judged(1.0, sure[0].measure, right=True)
    if not sure or found.doubtful or found.how == "soft" or any(each.doubtful for each in (*_figures(found), found.result)):
        return _unchecked(found)
    if found.hedged or found.corrected or _shared(found) or _uplifted(found, sure) or _completed(found, sure):
        return None
    nearest = _best(sure, found.result) or sure[0]
    return Judged(nearest.ratio, nearest.measure, right=False)


def _figures(found: Candidate) -> list[Quantity]:
    return [term for term in found.terms if isinstance(term, Quantity)]


def _every(found: Candidate, *, round_day: bool) -> list[Reading]:
    """All readings; where a term is `that`, with each figure it may stand for."""
    terms = _understood(found)
    if terms is None:
        return []
    read: list[Reading] = []
    for pointed in found.pointed if "that" in terms else (None,):
        shown = [pointed if term == "that" and pointed else term for term in terms]
        read += readings(shown, found.result, round_day=round_day)
    figures = _figures(found)
    if len(figures) == 2 and is_availability(figures[0]) and is_duration(figures[1]):
        read += downtimes(figures[0], found.result, figures[1])
    return read


def _understood(found: Candidate) -> list[Quantity | str] | None:
    """The terms with plain operators; None when an operator makes no sense here."""
    shown: list[Quantity | str] = []
    for place, term in enumerate(found.terms):
        if not isinstance(term, str) or term not in ("of", "at", "with", "for"):
            shown.append(term)
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
    if term == "of":
        return "*" if left.percent or left.multiplier or (united and not right.percent) else "/" if result.percent else None
    if term == "for":
        return "*" if is_duration(right) else None
    if term == "with" and (right.percent or not spare.isdisjoint(right.label)):
        return None
    if term == "at" and right.percent:
        return None
    return "*"


def _fits(reading: Reading, result: Quantity, *, certain: bool, times: float = 1.0) -> bool:
    off = _off(reading.ratio * times, result)
    if result.order and certain:
        return _order(reading.ratio * times)
    return off < (ROUGH if certain else _UNSURE) or (certain and _counted(reading, result))


def _order(ratio: float) -> bool:
    return 10**-0.5 <= ratio < 10


def _counted(reading: Reading, result: Quantity) -> bool:
    """A few machines are counted up to the next whole one."""
    said = reading.measure.number
    true = said * reading.ratio
    whole = said < 10 and said == int(said) and not reading.measure.units
    return whole and (math.ceil(true - 1e-9) == said or round(true) == said) and true > 0.3


def _off(ratio: float, result: Quantity) -> float:
    """The factor between what was said, or the nearer end of its range or its bound, and the truth."""
    if result.bound == "under" and ratio <= 1:
        return 1.0
    if result.bound == "over" and ratio >= 1:
        return 1.0
    if result.low < 1 and result.low <= ratio <= 1:
        return 1.0
    ends = (ratio, ratio / result.low)
    return min(max(end, 1 / end) for end in ends)


def _best(read: Iterable[Reading], result: Quantity) -> Reading | None:
    """The reading that is nearest to what was said; one that is certain goes before one that is not, if both would do."""
    return min(read, key=lambda each: (_off(each.ratio, result) >= ROUGH, not each.certain, _off(each.ratio, result)), default=None)


def _shared(found: Candidate) -> bool:
    """`2 x 16 GB is 1 GB per user`: by how many was not said."""
    result = found.result
    return bool(result.each or result.per) and not any(term in ("/", "over") for term in found.terms)


def _uplifted(found: Candidate, read: Sequence[Reading]) -> bool:
    """A peak is above its average, and by how much may not have been said."""
    return found.peak and any(1 / _PEAKS <= each.ratio < 1 for each in read) and not any(
        each.multiplier or (each.bare and 1 < each.measures[0].number <= _PEAKS) for each in _figures(found)
    )  # fmt: skip


def _completed(found: Candidate, read: Sequence[Reading]) -> bool:
    """Whether another figure of the sentence, or two, would make it right: then it may belong to the terms."""
    factors = [size for each in found.near for measure in each.measures for size in _sizes(measure) if size > 0]
    factors += [1.0 + size for each in found.near if each.percent for size in (each.measures[0].number,)]
    singles = [factor for size in factors for factor in (size, 1 / size)]
    pairs = [one * other for place, one in enumerate(singles[:16]) for other in singles[place + 1 : 16] if abs(one * other - 1) > 0.01]
    return any(
        abs(each.ratio * factor - 1) < 0.06 for each in read for factor in (*singles, *pairs) if abs(factor - 1) > 0.01
    )  # fmt: skip


def _sizes(measure: Measure) -> tuple[float, ...]:
    convention = conventions_of((), round_day=False)[0]
    read = value(measure, convention)
    return (read.raw, read.exact) if measure.units else (read.raw,)


def _converted(found: Candidate, *, round_day: bool) -> Judged | None:
    """`10M a day is 116 a second`: one figure in two units."""
    left, result = _figures(found)[0], found.result
    read = downtimes(left, result) if is_availability(left) else [] if left.percent or result.percent else _units_differ(left, result, round_day=round_day)
    if not read:
        return None
    best = _best(read, result)
    if best is None:
        return None
    if _off(best.ratio, result) < (ROUGH if found.how not in ("soft", "or") else 1.25) and not (left.per != result.per and not is_availability(left)):
        return Judged(best.ratio, best.measure, right=True)
    if _may_differ(found, left, best):
        return None
    return Judged(best.ratio, best.measure, right=False)


def _units_differ(left: Quantity, result: Quantity, *, round_day: bool) -> list[Reading]:
    """The readings, when each is a conversion of one unit into another."""
    read: list[Reading] = []
    for mine in left.measures:
        for said in result.measures:
            if not mine.units or not said.units or sorted(mine.units) == sorted(said.units) or _kind(mine) != _kind(said):
                return read if read and len(left.measures) > 1 else []
            one, other = _only(left, mine), _only(result, said)
            read += [each for each in readings([one], other, round_day=round_day) if each.certain]
    return read


def _kind(measure: Measure) -> tuple[int, int, int]:
    return value(measure, conventions_of((), round_day=False)[0]).kind


def _only(quantity: Quantity, measure: Measure) -> Quantity:
    from dataclasses import replace

    return replace(quantity, measures=(measure,))


def _may_differ(found: Candidate, left: Quantity, best: Reading) -> bool:
    """Whether the two figures may be two things, of which neither is said to be the other."""
    result = found.result
    if found.how in ("soft", "or") or found.corrected or found.hedged or found.doubtful or result.each or left.each or bool(left.per) != bool(result.per):
        return True
    if left.doubtful or result.doubtful or left.bound or (found.how == "verb" and not found.clear and not is_availability(left)):
        return True
    if is_availability(left):
        return False
    rates = any(power < 0 for _, power in best.measure.units)
    labels = set(left.label), set(result.label)
    differ = bool(labels[0] and labels[1]) and not {word.rstrip("s") for word in labels[0]} & {word.rstrip("s") for word in labels[1]}
    return found.peak or differ or (found.how == "arrow" and not rates) or (found.how in ("verb", "so") and not rates and not found.clear)

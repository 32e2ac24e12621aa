"""Right, wrong, or nothing at all: a candidate weighed against every way to read it."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from interview_flow.assessment.estimates.availability import downtimes, is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.expressions import value
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading, conventions_of, converted, readings
from interview_flow.assessment.estimates.surroundings import Surroundings
from interview_flow.assessment.estimates.terms import is_duration, is_rate, stem, stems
from interview_flow.assessment.estimates.units import kind

CLOSE, ROUGH = 1.05, 1.5
"""Factors within which a figure is right, and right as a rough one."""
_UNSURE = 1.12
"""Where a term was supplied by us it must fit better than by chance."""
_UNLIKELY, _ABSURD = 20_000.0, 2e9
"""Nobody is wrong by so much: what seems to be a claim is none."""
_PEAKS = 25.0
"""More than this no peak is above its average."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`ratio` is the true figure as a multiple of the one that was said; None when it could not be worked out."""

    ratio: float | None
    measure: Measure
    right: bool


def judge(found: Candidate, around: Callable[[], Surroundings], *, round_day: bool, before: float | None) -> Judged | None:
    """A judgement, or None for silence. `before` is how wrong the first term itself was, when it was a wrong result."""
    if found.how == "bound" and all(each.bare and each.measures[0].number < 10 for each in (*_figures(found), found.result)):
        return None  # W + R > N
    if found.unknown:
        return _unchecked(found, around)
    if found.worked:
        return _worked(found, around, round_day=round_day, before=before)
    return _converted(found, around)


def _unchecked(found: Candidate, around: Callable[[], Surroundings]) -> Judged | None:
    looks = found.how == "sign" and not around().corrected
    return Judged(None, found.result.measures[0], right=False) if looks else None


def _worked(found: Candidate, around: Callable[[], Surroundings], *, round_day: bool, before: float | None) -> Judged | None:
    read = _every(found, round_day=round_day)
    best = _best(read, found.result)
    if best and _fits(best, found.result, certain=best.certain):
        return Judged(best.ratio, best.measure, right=True)
    sure = [each for each in read if each.certain]
    if before and any(_fits(each, found.result, certain=True, times=before) for each in sure):
        return Judged(1.0, sure[0].measure, right=True)
    near = best is not None and _off(best.ratio, found.result) < ROUGH
    if not sure or near or found.doubtful or found.how == "soft" or _vague(found):
        return _unchecked(found, around)
    there = around()
    if there.hedged or there.corrected or _shared(found) or (there.peak and _uplifted(found, sure)) or _completed(there, sure):
        return None
    nearest = _best([each for each in sure if each.usual], found.result) or sure[0]
    if _off(nearest.ratio, found.result) > (_ABSURD if found.how == "sign" else _UNLIKELY):
        return None
    return Judged(nearest.ratio, nearest.measure, right=False)


def _vague(found: Candidate) -> bool:
    """Whether a figure can be read in another way, or is only a bound, or a rate stands over a time."""
    spread = "over" in found.terms and any(is_rate(each) for each in _figures(found)) and is_rate(found.result)
    return spread or found.result.doubtful or any(each.doubtful or each.bound or each.order for each in _figures(found))


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
        for other in found.instead:
            read += readings([other, *shown[1:]], found.result, round_day=round_day)
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

    def rank(each: Reading) -> tuple[bool, bool, bool, bool, float]:
        off = _off(each.ratio, result)
        return off >= ROUGH, not each.certain, off >= CLOSE, not each.usual, off

    return min(read, key=rank, default=None)


def _shared(found: Candidate) -> bool:
    """`2 x 16 GB is 1 GB per user`: by how many was not said."""
    result = found.result
    divided = any(term in ("/", "over") for term in found.terms)
    share = result.percent and not any(each.percent for each in _figures(found)) and not divided
    return share or (bool(result.each or result.per) and not divided)


def _uplifted(found: Candidate, read: Sequence[Reading]) -> bool:
    """A peak is above its average, and by how much may not have been said."""
    return any(1 / _PEAKS <= each.ratio < 1 for each in read) and not any(
        each.multiplier or (each.bare and 1 < each.measures[0].number <= _PEAKS) for each in _figures(found)
    )  # fmt: skip


def _completed(there: Surroundings, read: Sequence[Reading]) -> bool:
    """Whether another figure of the sentence, or two, would make it right: then it may belong to the terms."""
    factors = [size for each in there.near for measure in each.measures for size in _sizes(measure) if size > 0]
    factors += [1.0 + size for each in there.near if each.percent for size in (each.measures[0].number,)]
    singles = [factor for size in factors for factor in (size, 1 / size)]
    pairs = [one * other for place, one in enumerate(singles[:16]) for other in singles[place + 1 : 16] if abs(one * other - 1) > 0.01]
    return any(
        abs(each.ratio * factor - 1) < 0.06 for each in read for factor in (*singles, *pairs) if abs(factor - 1) > 0.01
    )  # fmt: skip


def _sizes(measure: Measure) -> tuple[float, ...]:
    convention = conventions_of((), round_day=False)[0]
    read = value(measure, convention)
    return (read.raw, read.exact) if measure.units else (read.raw,)


def _converted(found: Candidate, around: Callable[[], Surroundings]) -> Judged | None:
    """`10M a day is 116 a second`: one figure in two units."""
    left, result = _figures(found)[0], found.result
    if is_availability(left):
        read, certain = downtimes(left, result), True
    else:
        read, certain = converted(left, result) if not left.percent and not result.percent else ([], False)
    best = _best(read, result)
    if best is None or (left.per != result.per and not is_availability(left)):
        return None
    within = ROUGH if found.how not in ("soft", "or") and certain else 1.25
    if _off(best.ratio, result) < (CLOSE if _differ(left, result) else within):
        return Judged(best.ratio, best.measure, right=True)
    there = around()
    if not certain or _may_differ(found, there, left, best) or _completed(there, read):
        return None
    told = _best([each for each in read if each.usual], result) or best
    if _off(told.ratio, result) > (_ABSURD if found.how == "sign" else 100_000):
        return None
    return Judged(told.ratio, told.measure, right=False)


def _may_differ(found: Candidate, there: Surroundings, left: Quantity, best: Reading) -> bool:
    """Whether the two figures may be two things, of which neither is said to be the other."""
    result = found.result
    if found.how in ("soft", "or") or there.corrected or there.hedged or found.doubtful or result.each or left.each or bool(left.per) != bool(result.per):
        return True
    if left.doubtful or result.doubtful or left.bound or (found.how == "verb" and not found.clear and not is_availability(left)):
        return True
    if is_availability(left):
        return False
    if there.peak or there.shared or not there.closed or _differ(left, result):
        return True
    rates = any(power < 0 for _, power in best.measure.units)
    if rates and _only_prefixes(left.measures[0], best.measure):
        return found.how != "sign"
    return not rates and (found.how not in ("sign", "verb", "that") or not found.clear)


def _only_prefixes(mine: Measure, other: Measure) -> bool:
    """`each node takes 100 MB/s, so 1 GB/s`: a growth rather than a conversion."""
    return sorted(unit[-4:] if kind(unit).data else unit for unit, _ in mine.units) == sorted(
        unit[-4:] if kind(unit).data else unit for unit, _ in other.units
    )


def _differ(left: Quantity, result: Quantity) -> bool:
    """Whether they count different things: writes and reads."""
    mine, other = stems(left), stems(result)
    return bool(mine and other) and not mine & other

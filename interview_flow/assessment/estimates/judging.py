"""Right, wrong, or nothing at all: a candidate weighed against every way to read it."""

import math
from collections.abc import Callable, Sequence

from interview_flow.assessment.estimates.availability import downtimes, is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.conversions import judge_conversion
from interview_flow.assessment.estimates.kinds import is_duration, is_rate, stems
from interview_flow.assessment.estimates.operators import understood
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading, converts, readings
from interview_flow.assessment.estimates.surroundings import Surroundings
from interview_flow.assessment.estimates.units import kind
from interview_flow.assessment.estimates.weighing import ABSURD, ROUGH, Judged, best, completed, fanned, fits, inverted, off_by, vaguely_a_period

_UNLIKELY = 20_000.0
"""So far off is no slip that is told in words."""
_MOST_ZEROS, _EXACT_ZEROS = 6, 0.01
_USES = frozenset("total overall altogether storage memory ram disk bandwidth traffic cache data raw egress ingress".split())
_SMALL = 3.2
_LEFT = 2.0
_PEAKS = 25.0
"""More than this no peak is above its average."""


def judge(found: Candidate, around: Callable[[], Surroundings], *, round_day: bool, before: float | None) -> Judged | None:
    """A judgement, or None for silence. `before` is how wrong the first term itself was, when it was a wrong result."""
    if found.how == "bound" and any(term in ("with", "at", "for", "of") for term in found.terms):
        return None
    if found.how == "bound" and all(each.bare and each.measures[0].number < 10 for each in (*_figures(found), found.result)):
        return None  # W + R > N
    if found.unknown:
        return _unchecked(found, around)
    if found.worked:
        return _worked(found, around, round_day=round_day, before=before)
    return judge_conversion(found, around)


def _unchecked(found: Candidate, around: Callable[[], Surroundings]) -> Judged | None:
    looks = found.how == "sign" and not around().corrected
    return Judged(None, found.result.measures[0], right=False) if looks else None


def _worked(found: Candidate, around: Callable[[], Surroundings], *, round_day: bool, before: float | None) -> Judged | None:
    read = _every(found, round_day=round_day)
    nearest = best(read, found.result)
    if nearest and fits(nearest, found.result, certain=nearest.certain):
        return Judged(nearest.ratio, nearest.measure, right=True)
    sure = [each for each in read if each.certain]
    if before and any(fits(each, found.result, certain=True, times=before) for each in sure):
        return Judged(1.0, sure[0].measure, right=True)
    near = nearest is not None and off_by(nearest.ratio, found.result) < ROUGH
    if not sure and not near and (slipped := _in_code(found, read)):
        return slipped
    if not sure or near or found.doubtful or found.how == "soft" or _vague(found):
        return _unchecked(found, around)
    if _excused(found, around(), sure):
        return None
    told = best([each for each in sure if each.usual], found.result) or sure[0]
    if off_by(told.ratio, found.result) > (ABSURD if found.how == "sign" else _UNLIKELY):
        return None
    return Judged(told.ratio, told.measure, right=False)


def _excused(found: Candidate, there: Surroundings, sure: Sequence[Reading]) -> bool:
    """Whether something may explain the figure."""
    return (
        there.hedged
        or there.corrected
        or (_shared(found) and not _only_converts(found, sure))
        or (there.peak and _uplifted(found, sure))
        or completed(there, sure)
        or _of_shares(found)
        or _left(found, sure)
        or _loosely_said(found, sure)
    )


def _in_code(found: Candidate, read: Sequence[Reading]) -> Judged | None:
    """`daily = 4e6 * 2e3  # 80 GB`: bytes, and a zero too many; a thousand may be another unit."""
    if found.how != "sign" or found.doubtful or any(each.units for figure in _figures(found) for each in figure.measures):
        return None
    for each in read:
        tens = round(math.log10(each.ratio))
        slipped = tens % 3 and abs(tens) < _MOST_ZEROS and abs(math.log10(each.ratio) - tens) < _EXACT_ZEROS
        if slipped and each.usual and len(each.measure.units) == 1:
            return Judged(each.ratio, each.measure, right=False)
    return None


def _vague(found: Candidate) -> bool:
    """Whether a figure can be read in another way, or is only a bound, or a rate stands over a time."""
    spread = "over" in found.terms and any(is_rate(each) for each in _figures(found)) and is_rate(found.result)
    return spread or found.result.doubtful or any(each.doubtful or each.bound or each.order for each in _figures(found))


def _figures(found: Candidate) -> list[Quantity]:
    return [term for term in found.terms if isinstance(term, Quantity)]


def _every(found: Candidate, *, round_day: bool) -> list[Reading]:
    """All readings; where a term is `that`, with each figure it may stand for."""
    terms = understood(found)
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


def _shared(found: Candidate) -> bool:
    """`2 x 16 GB is 1 GB per user`: by how many was not said."""
    result = found.result
    divided = any(term in ("/", "over") for term in found.terms)
    share = result.percent and not any(each.percent for each in _figures(found)) and not divided
    return share or (bool(result.each or result.per) and not divided)


def _of_shares(found: Candidate) -> bool:
    """`three services of 99.9% = 99.7%` is no product."""
    return found.result.percent and "of" in found.terms and any(each.percent for each in _figures(found))


def _left(found: Candidate, read: Sequence[Reading]) -> bool:
    """`a hit rate of 95% on 100k/s, so 8k/s`: what a share leaves, and a little more."""
    shares = [each.measures[0].number for each in _figures(found) if each.percent and 0 < each.measures[0].number < 1]
    return any(off_by(reading.ratio * (1 - share) / share, found.result) < _LEFT for share in shares for reading in read)


def _of_its_sort(found: Candidate) -> bool:
    """`16 nodes x 1 Gbps = 10 Gbps bisection`: a word of which nothing was told says what sort of figure it is."""
    known = {each for figure in _figures(found) for each in stems(figure)}
    sized = any(kind(unit).data or kind(unit).money for unit, _ in found.result.measures[0].units)
    return sized and bool(found.result.label) and not stems(found.result) & known and found.result.label[0] not in _USES


def _loosely_said(found: Candidate, read: Sequence[Reading]) -> bool:
    """`so a day`, `10+4 = 1.4x`, and a factor by which it was divided: `3 KB each, 32x, so ...`."""
    return (
        vaguely_a_period(found.result)
        or (found.how != "sign" and any(fanned(_figures(found), each.ratio, found.result) for each in read))
        or (_of_its_sort(found) and any(off_by(each.ratio, found.result) < _SMALL for each in read))
        or (found.result.multiplier and "*" not in found.terms and "/" not in found.terms)
        or any(inverted(each, reading.ratio, found.result) for each in _figures(found) if each.multiplier for reading in read)
    )


def _only_converts(found: Candidate, read: Sequence[Reading]) -> bool:
    """`25 fps x 3600 = 900k frames an hour per camera`: a rate in another period, whosever it is."""
    numbers = [each.measures[0] for each in _figures(found)]
    tens = math.log10(off_by(read[0].ratio, found.result))
    plain = converts([each for each in numbers if not each.units]) or any(each.computed for each in _figures(found))
    return found.how == "sign" and plain and abs(tens - round(tens)) < 0.02 and round(tens) > 0


def _uplifted(found: Candidate, read: Sequence[Reading]) -> bool:
    """A peak is above its average, and by how much may not have been said."""
    return any(1 / _PEAKS <= each.ratio < 1 for each in read) and not any(
        each.multiplier or (each.bare and 1 < each.measures[0].number <= _PEAKS) for each in _figures(found)
    )  # fmt: skip

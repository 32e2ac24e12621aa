"""Right, wrong, or nothing: an announced result weighed against the sums that its figures can make."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interview_flow.assessment.estimates.availability import downtimes, is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.expressions import value
from interview_flow.assessment.estimates.kinds import is_rate
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Piece
from interview_flow.assessment.estimates.prose.announcing import Announced
from interview_flow.assessment.estimates.prose.combining import Sum, added, dimension, hopeless, ratio_of, sums
from interview_flow.assessment.estimates.prose.facts import Fact
from interview_flow.assessment.estimates.prose.guards import may_be_wrong
from interview_flow.assessment.estimates.prose.scenes import Scene, newly_marked
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading, converted, readings
from interview_flow.assessment.estimates.units import Convention
from interview_flow.assessment.estimates.weighing import CLOSE, ROUGH, Judged, best, off_by

_SURE, _ABOUT, _ROUNDED = CLOSE, 1.12, 1.25
_DAY = 86_400.0
_CALENDAR = 0.2
"""What months of 28 days and kilobytes of 1024 can make of a figure."""


@dataclass(frozen=True, slots=True)
class Worked:
    """A sum and how it can be read."""

    sum: Sum
    read: tuple[Reading, ...]

    @property
    def sure(self) -> list[Reading]:
        """The readings in which nothing is supplied."""
        return [each for each in self.read if each.certain and self.sum.exact]


def judge_prose(pieces: Sequence[Piece], told: Announced, around: Scene, *, round_day: bool) -> tuple[Candidate, Judged] | None:
    """A judgement with the terms that it rests on, or None for silence."""
    result = pieces[told.place]
    if not isinstance(result, Quantity):
        return None
    for alone in around.may if not around.must and told.led else ():
        if (read := [each for each in _single(alone, result) if each.certain]) and (right := _right([_alone(alone, read)], result)):
            return _candidate(right[0], result, told), right[1]
    if around.last and not around.must and (read := _in_a_day(around, result)) and (right := _right([_alone(around.last, read)], result)):
        return _candidate(right[0], result, told), right[1]
    natural: list[list[Worked]] = []
    for group in _groups(pieces, around):
        firm = told.strong and len(group) <= len(around.must) + 1
        works = list(_works(pieces, group, result, around, round_day=round_day, firm=firm))
        if right := _right(works, result):
            return _candidate(right[0], result, told), right[1]
        if any(each.sure for each in works):
            natural.append([each for each in works if each.sure])
    if not natural or not told.strong:
        return None
    return _wrong(pieces, told, around, natural, result)


def _groups(pieces: Sequence[Piece], around: Scene) -> Iterator[tuple[Fact, ...]]:
    """Which figures may belong together, the likeliest first."""
    must, last, may = around.must, around.last, around.may
    if must:
        yield must
    if last:
        yield (last, *must)
    for one in may if must else ():
        yield (*must, one)
    if last and must:
        for one in may[:3]:
            yield (last, *must, one)
    if must and len(must) < 3:
        for place, one in enumerate(may[:3]):
            for other in may[place + 1 : 3]:
                yield (*must, one, other)
    if (newer := newly_marked(pieces, -1, must)) and len(newer) < len(must):
        yield newer


def _works(pieces: Sequence[Piece], group: Sequence[Fact], result: Quantity, around: Scene, *, round_day: bool, firm: bool) -> Iterator[Worked]:
    """What the figures can make; unless it is `firm` only what comes near."""
    if len(group) == 1 and (read := _single(group[0], result)):
        yield Worked(Sum((group[0].quantity,), tuple(group)), tuple(read))
        return
    yield from _added(pieces, group, result, around)
    if len(group) > 2:  # few figures may be read in several ways, or it takes too long
        group = [_likeliest(fact) for fact in group]
    for each in sums(pieces, group, result, around.words):
        if (len(group) > 1 or each.terms[0] != group[0].quantity) and (firm or not hopeless(each, result)):
            yield Worked(each, _timely(each, readings(each.terms, result, round_day=round_day), result))


def _timely(each: Sum, read: Sequence[Reading], result: Quantity) -> tuple[Reading, ...]:
    """Without the readings that take `7 years of 30 GB a month` for seven times 30 GB."""
    if not each.straight or not any(fact.role == "span" for fact in each.facts):
        return tuple(read)
    true = ratio_of(each, result)
    return tuple(reading for reading in read if abs(reading.ratio / true - 1) < _CALENDAR)


def _added(pieces: Sequence[Piece], group: Sequence[Fact], result: Quantity, around: Scene) -> Iterator[Worked]:
    """The figures of the clause added up; only plus signs make it certain."""
    if len(group) == len(around.must) and (total := added(pieces, group, result)):
        read = readings(total.terms, result, round_day=False)
        yield Worked(total, tuple(read if total.likely else (replace(each, certain=False) for each in read)))


def _likeliest(fact: Fact) -> Fact:
    figure = fact.quantity
    return replace(fact, quantity=replace(figure, measures=figure.measures[:1])) if len(figure.measures) > 1 else fact


def _alone(fact: Fact, read: Sequence[Reading]) -> Worked:
    return Worked(Sum((fact.quantity,), (fact,)), tuple(read))


def _in_a_day(around: Scene, result: Quantity) -> list[Reading]:
    """`daily ... 240M sends; that's 2,800 a second`, `2,100 hours, so 88 runners`: a day that was told before or needs no word."""
    figure = around.last.quantity if around.last else result
    daily = any(("day", -1) in measure.units for fact in around.may for measure in fact.quantity.measures)
    mine, said = (dimension(each) for each in (figure, result))
    if not daily or (mine, said) not in (((0, 0, 0), (0, 0, -1)), ((0, 0, 1), (0, 0, 0))):
        return []
    ratio = value(figure.measures[0], Convention()).exact / _DAY / (value(result.measures[0], Convention()).exact or 1.0)
    return [Reading(ratio, False, result.measures[0])] if ratio > 0 else []


def _single(fact: Fact, result: Quantity) -> list[Reading]:
    """One figure in another unit; `one every 5 s` in the same."""
    figure = fact.quantity
    if is_availability(figure):
        return downtimes(figure, result)
    if figure.percent or result.percent:
        return []
    read, certain = converted(figure, result)
    if certain:
        return read
    if figure.paced:
        return readings([figure], result, round_day=False)
    if fact.role == "span" and is_rate(result):  # 3 minutes each: 20 an hour
        once = replace(figure, measures=(Measure(1.0),))
        return [replace(each, certain=False) for each in readings([once, "/", figure], result, round_day=False)]
    return []


def _right(works: Sequence[Worked], result: Quantity) -> tuple[Worked, Judged] | None:
    for each in works:
        alone = len(works) == 1
        nearest = best(each.read, result)
        if nearest is None:
            continue
        within = _ABOUT if nearest.certain and each.sum.exact and (result.about or alone) else _SURE
        if off_by(nearest.ratio, result) < within:
            return each, Judged(nearest.ratio, nearest.measure, right=True)
    return None


def _wrong(
    pieces: Sequence[Piece], told: Announced, around: Scene, natural: Sequence[Sequence[Worked]], result: Quantity
) -> tuple[Candidate, Judged] | None:
    """Wrong only if one sum stands out and the result betrays a slip; right if it only rounds."""
    works = _outstanding(natural, around)
    if works is None:
        return None
    sure = works.sure
    nearest = best([each for each in sure if each.usual], result) or best(sure, result)
    if nearest is None:
        return None
    if off_by(nearest.ratio, result) < (ROUGH if result.about else _ROUNDED):
        return _candidate(works, result, told), Judged(nearest.ratio, nearest.measure, right=True)
    if any(off_by(each.ratio, result) < ROUGH for group in natural for work in group for each in work.read):
        return None
    if not may_be_wrong(pieces, told, around, works.sum, nearest, result):
        return None
    return _candidate(works, result, told), Judged(nearest.ratio, nearest.measure, right=False)


def _outstanding(natural: Sequence[Sequence[Worked]], around: Scene) -> Worked | None:
    """The one natural sum: of the clause alone, or of it and what it goes on from."""
    several = [group for group in natural if len(group[0].sum.facts) > len(around.must)]
    if several and "each" in around.words:
        natural = several
    first = natural[0]
    likely = [each for each in first if each.sum.likely]
    if len(likely) != 1:
        return None
    used = {fact.place for fact in likely[0].sum.facts}
    if not {fact.place for fact in around.must} <= used:
        return None
    if len(used) > len(around.must) and around.last and around.last.place not in used:
        return None
    rivals = [group for group in natural[1:] if len(group[0].sum.facts) == len(used)]
    return None if rivals and len(used) > len(around.must) and not (around.last and around.last.place in used) else likely[0]


def _candidate(works: Worked, result: Quantity, told: Announced) -> Candidate:
    figures = [term for term in works.sum.terms if isinstance(term, Quantity)]
    return Candidate(
        works.sum.terms,
        result,
        told.place,
        told.start,
        told.how,
        head=figures[0],
        worked=len(figures) > 1,
        terms_end=max(each.end for each in figures),
    )

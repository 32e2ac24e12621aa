"""Reasons to call nothing wrong in a sentence: a peak, a decision, something else that may have gone into the figure."""

from collections.abc import Sequence

from interview_flow.assessment.estimates.availability import is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.kinds import is_rate, stem, stems
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Stop, Word, at
from interview_flow.assessment.estimates.prose.announcing import Announced
from interview_flow.assessment.estimates.prose.combining import Sum
from interview_flow.assessment.estimates.prose.facts import Fact
from interview_flow.assessment.estimates.prose.scenes import Scene
from interview_flow.assessment.estimates.prose.slips import typical
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading
from interview_flow.assessment.estimates.surroundings import surroundings
from interview_flow.assessment.estimates.units import kind
from interview_flow.assessment.estimates.weighing import completed, off_by

_EXPLAINING = frozenset(
    "compressed compression compresses dedup deduplicated cached cache index indexes indices overhead headroom growth grow growing grows replicated "
    "replication replicas tripled doubled margin spare buffer batch batched batches sample sampled cap capped limit limited maybe almost not never no "
    "instead without except mostly some most few only part share fraction worst best if unless until before after".split()
)
"""Words of a clause that say something else went into the figure, when the figure of it is not used."""
_DIRECTIONS = frozenset("read write hit miss".split())
"""Stems of things that are not the same by another name."""
_GROWING = frozenset("growth grow growing grows grew grown doubling doubles doubled tripling triples yearly annually".split())
_AFTER = frozenset("into in for at of on to from out and but which who per over across hence before behind altogether total overall each via".split())
"""Words with which a clause may go on after its result."""


def may_be_wrong(pieces: Sequence[Piece], told: Announced, around: Scene, worked: Sum, read: Reading, result: Quantity) -> bool:
    """Whether nothing stands in the way of calling the result wrong."""
    off = off_by(read.ratio, result)
    units = [unit for figure in (*_figures(worked), result) for unit, _ in figure.measures[0].units]
    if not typical(off, read.measure, worked.facts, units):
        return False
    if _loose(worked, result) or not _closed(pieces, told.place, worked) or not _same_things(worked, result, told):
        return False
    there = surroundings(_stand_in(worked, result, told), pieces, around.spent)
    factored = any(fact.role in ("factor", "share") for fact in worked.facts)
    peak = there.peak and any(power < 0 for _, power in result.measures[0].units) and not (there.limit and (told.same or _of_bits(result) != _of_bits(worked.facts[0].quantity)))
    if there.corrected or there.hedged or (peak and not factored):
        return False
    if not _GROWING.isdisjoint(around.words):
        return False
    labels = {word for fact in worked.facts for word in fact.quantity.label}
    if not factored and not (_EXPLAINING & around.words - labels) <= {"before", "only"}:
        return False
    return not completed(there, [read]) and not _completing(around, worked, read.ratio)


def _figures(worked: Sum) -> list[Quantity]:
    return [term for term in worked.terms if isinstance(term, Quantity)]


def _loose(worked: Sum, result: Quantity) -> bool:
    """Whether a figure is no exact one."""
    each = [*_figures(worked), result]
    return any(figure.doubtful or figure.order or figure.low != 1.0 for figure in each) or bool(result.bound)


def _closed(pieces: Sequence[Piece], place: int, worked: Sum) -> bool:
    """Whether the result ends its clause: after `so a batch of 500 is` comes what is said of it; `so 300k are lost` may be a share."""
    after = at(pieces, place + 1)
    if isinstance(after, Mark) and isinstance(at(pieces, place + 2), Word) and any(fact.role == "share" for fact in worked.facts):
        return True
    return after is None or isinstance(after, Stop) or (isinstance(after, Mark) and after.how != "verb") or (
        isinstance(after, Op) and (after.worded or after.sign == "-")
    ) or (isinstance(after, Word) and after.text in _AFTER)  # fmt: skip


def _same_things(worked: Sum, result: Quantity, told: Announced) -> bool:
    """Whether the result counts what the figures count, or what one of them is said of."""
    divided = "/" in worked.terms
    if len(worked.facts) == 1 and not _converts(worked.facts[0], result, told):
        return False
    if (result.per or result.each) and not divided and not told.same:
        return False
    if result.measures[0].units and (not result.label or any(kind(unit).data for unit, _ in result.measures[0].units)):
        return True
    shared = any(fact.role in ("share", "factor") for fact in worked.facts)
    if not result.label:
        return shared or told.how in ("that", "sign", "arrow")
    known = {each for fact in worked.facts for each in (*stems(fact.quantity), stem(fact.of), stem(fact.quantity.per))}
    opposed = _DIRECTIONS & (known | stems(result))
    renamed = told.same and len(opposed) < 2 and (len(worked.facts) == 1 or told.how == "that")
    unnamed = any(not fact.quantity.label and is_rate(fact.quantity) for fact in worked.facts) and is_rate(result)
    paced = any(fact.role == "span" and fact.divides for fact in worked.facts) and is_rate(result)
    return bool(known & stems(result)) or shared or renamed or unnamed or paced or _codes(worked.facts)


def _converts(fact: Fact, result: Quantity, told: Announced) -> bool:
    """Whether one figure is said to be another: `each node takes 100 MB/s, so 1 GB/s` is none."""
    figure = fact.quantity
    if _codes((fact,)) or is_availability(figure):
        return True
    told_of_one = bool(figure.per or figure.each or fact.of) and not told.same
    mine, other = ({unit for unit, _ in each.measures[0].units if kind(unit).time} for each in (figure, result))
    bits = _of_bits(figure) != _of_bits(result)
    return not told_of_one and (figure.paced or mine != other or bits)


def _of_bits(figure: Quantity) -> bool:
    return any(unit.endswith("bit") for unit, _ in figure.measures[0].units)


def _codes(facts: Sequence[Fact]) -> bool:
    return len(facts) == 1 and facts[0].quantity.measures[0].units == (("bit", 1),)


def _completing(around: Scene, worked: Sum, ratio: float) -> bool:
    """Whether a figure told before, which is not used, would make it right."""
    used = {fact.place for fact in worked.facts}
    told = (*around.may, *((around.last,) if around.last else ()))
    others = [fact.quantity.measures[0].number for fact in told if fact.place not in used and fact.quantity.start not in around.spent]
    return any(size > 0 and min(abs(ratio * size - 1), abs(ratio / size - 1)) < 0.06 for size in others)


def _stand_in(worked: Sum, result: Quantity, told: Announced) -> Candidate:
    return Candidate(worked.terms, result, told.place, told.start, told.how)

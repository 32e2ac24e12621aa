"""Reasons to call nothing wrong in a sentence: a peak, a decision, something else that may have gone into the figure."""

from collections.abc import Sequence

from interview_flow.assessment.estimates.availability import is_availability
from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.kinds import is_duration, is_rate, stem, stems
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Stop, Word, at
from interview_flow.assessment.estimates.prose.announcing import Announced
from interview_flow.assessment.estimates.prose.combining import Sum, dimension
from interview_flow.assessment.estimates.prose.facts import Fact
from interview_flow.assessment.estimates.prose.scenes import Scene
from interview_flow.assessment.estimates.prose.slips import typical
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.readings import Reading
from interview_flow.assessment.estimates.surroundings import surroundings
from interview_flow.assessment.estimates.units import kind
from interview_flow.assessment.estimates.weighing import completed, fanned, inverted, off_by, vaguely_a_period

_EXPLAINING = frozenset(
    "compressed compression compresses dedup deduplicated cached cache index indexes indices overhead headroom growth grow growing grows replicated "
    "replication replicas tripled doubled margin spare buffer batch batched batches sample sampled cap capped limit limited maybe almost not never no "
    "instead without except mostly some most few only part share fraction worst best if unless until before after".split()
)
"""Words of a clause that say something else went into the figure, when the figure of it is not used."""
_CHANGING = frozenset(
    "cut cuts raise raised reduce reduced drop dropped drops went lower lowered increase increased from instead % mod later".split()
)
_DIRECTIONS = frozenset("read write hit miss".split())
"""Stems of things that are not the same by another name."""
_PRONOUNS = frozenset("it that this them they these those both".split())
_GROWING = frozenset("growth grow growing grows grew grown doubling doubles doubled tripling triples yearly annually".split())
_WISHING = frozenset("may might should shall target aim plan planned prefer provision provisioned budget allowed".split())
_ABLE = frozenset("can could will must go goes".split())
_HUNDRED = 100.0
_AFTER = frozenset("into in for at of on to from out and but which who per over across hence before behind altogether total overall each via".split())
"""Words with which a clause may go on after its result."""


def may_be_wrong(pieces: Sequence[Piece], told: Announced, around: Scene, worked: Sum, read: Reading, result: Quantity) -> bool:
    """Whether nothing stands in the way of calling the result wrong."""
    off = off_by(read.ratio, result)
    units = [unit for figure in (*_figures(worked), result) for unit, _ in figure.measures[0].units]
    if not typical(off, read.measure, worked.facts, units):
        return False
    if _far_fetched(pieces, told, around, worked) or _decided(pieces, told) or _otherwise(told, worked, result, read.ratio):
        return False
    if _loose(worked, result) or not _closed(pieces, told.place, worked) or not _same_things(worked, result, told, here=_here(pieces, told, worked)):
        return False
    there = surroundings(_stand_in(worked, result, told), pieces, around.spent)
    factored = any(fact.role in ("factor", "share") for fact in worked.facts)
    peak = (
        there.peak
        and any(power < 0 for _, power in result.measures[0].units)
        and not (there.limit and (told.same or _of_bits(result) != _of_bits(worked.facts[0].quantity)))
    )
    if there.corrected or there.hedged or (peak and not factored):
        return False
    if not (_GROWING | _CHANGING).isdisjoint(around.words):
        return False
    labels = {word for fact in worked.facts for word in fact.quantity.label}
    if not factored and not (_EXPLAINING & around.words - labels) <= {"before", "only"}:
        return False
    return not completed(there, [read]) and not _completing(around, worked, read.ratio)


def _decided(pieces: Sequence[Piece], told: Announced) -> bool:
    """`so it may take 2 s` and `so we should keep 3` say what is wished."""
    return any(isinstance(piece, Word) and piece.text in _WISHING for piece in pieces[max(0, told.place - 5) : told.place])


def _otherwise(told: Announced, worked: Sum, result: Quantity, ratio: float) -> bool:
    """`three services of 99.9%, so 99.7%` is no product; and a bare number may be a percentage."""
    off = off_by(ratio, result)
    shares = any(fact.role == "share" for fact in worked.facts)
    bare = any(fact.quantity.bare and fact.role == "count" for fact in worked.facts)
    if told.how == "verb" and not worked.timely and not result.label and dimension(result) == (0, 0, -1):
        return True
    if vaguely_a_period(result) or any(inverted(fact.quantity, ratio, result) for fact in worked.facts if fact.role == "factor"):
        return True
    if fanned((fact.quantity for fact in worked.facts if fact.role == "count"), ratio, result):
        return True
    return (result.percent and shares) or (bare and _HUNDRED / 1.01 < off < _HUNDRED * 1.01)


def _far_fetched(pieces: Sequence[Piece], told: Announced, around: Scene, worked: Sum) -> bool:
    """Whether figures of another sentence go into it with nothing that ties them to this one."""
    between = _stops(pieces, told, worked)
    if told.how == "sign" and _defines(pieces, told):
        return True
    if told.how == "linked" and (around.must or not around.near):
        return True
    if told.how in ("sign", "arrow") and around.last in worked.facts and around.last and _equals_one(pieces, around.last.place, told):
        return True
    if not between:
        return False
    return any(piece.sign != "." for piece in between) or not (worked.timely and _tied(pieces, told, around, worked))


def _defines(pieces: Sequence[Piece], told: Announced) -> bool:
    """`1k tokens = 750 words`: one thing is said to be so many others."""
    left, right = at(pieces, told.place - 2), pieces[told.place]
    if not isinstance(left, Quantity) or not isinstance(right, Quantity) or isinstance(at(pieces, told.place - 3), Op):
        return False
    if left.percent and not right.percent:
        return True
    plain = not left.each and not left.per and not left.measures[0].units and not right.measures[0].units
    return plain and bool(left.label and right.label) and not stems(left) & stems(right)


def _equals_one(pieces: Sequence[Piece], last: int, told: Announced) -> bool:
    """`ttl 5m = 100s`: the figure at the sign stands for itself."""
    mark = max((place for place in range(last, told.place) if isinstance(pieces[place], Mark)), default=last)
    left, right = at(pieces, mark - 1), pieces[told.place]
    if not isinstance(left, Quantity) or not isinstance(right, Quantity) or left.each or left.per or left.multiplier:
        return False
    return dimension(left) == dimension(right) and not any(isinstance(piece, Op) for piece in pieces[last:mark])


def _goes_on(opening: Piece | None) -> bool:
    """Whether a sentence begins with `× 5` or `over 5 years`."""
    return isinstance(opening, Op) or (isinstance(opening, Quantity) and is_duration(opening)) or (
        isinstance(opening, Word) and opening.text in ("over", "for", "in", "after", "times")
    )  # fmt: skip


def _tied(pieces: Sequence[Piece], told: Announced, around: Scene, worked: Sum) -> bool:
    """By a noun, a pronoun, an operator at the beginning, or because the sentence has no figure of its own."""
    stop = max(place for place in range(told.place) if isinstance(piece := pieces[place], Stop) and piece.sign == ".")
    opening = at(pieces, stop + 1)
    inside = [fact for fact in worked.facts if fact.place > stop]
    outside = [fact for fact in worked.facts if fact.place < stop]
    nouns = [
        {each for fact in facts for each in (*stems(fact.quantity), stem(fact.of), stem(fact.quantity.per)) if each} for facts in (inside, outside)
    ]
    result = pieces[told.place]
    counted = stems(result) if isinstance(result, Quantity) else set[str]()
    if (nouns[0] | counted) & nouns[1] or told.how == "that":
        return True
    if not inside:
        return told.led and any(_paced(fact) for fact in outside)
    spoken = {piece.text for piece in pieces[stop + 1 : told.place] if isinstance(piece, Word)}
    goes_on = told.led if told.how == "verb" else told.how in ("so", "arrow") and around.last in outside
    scaled = any(fact.role == "factor" and not fact.quantity.label for fact in outside)
    return goes_on or scaled or not _PRONOUNS.isdisjoint(spoken) or _goes_on(opening)


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
        isinstance(after, Op) and after.sign in ("for", "-")
    ) or (isinstance(after, Word) and after.text in _ABLE and any(fact.role == "share" for fact in worked.facts)) or (isinstance(after, Word) and after.text in _AFTER)  # fmt: skip


def _same_things(worked: Sum, result: Quantity, told: Announced, *, here: bool) -> bool:
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
    renamed = told.same and len(opposed) < 2 and (len(worked.facts) == 1 or (told.how in ("that", "verb") and here))
    unnamed = any(not fact.quantity.label and is_rate(fact.quantity) for fact in worked.facts) and is_rate(result)
    paced = any(_paced(fact) for fact in worked.facts) and is_rate(result)
    return bool(known & stems(result)) or shared or renamed or unnamed or paced or _codes(worked.facts)


def _here(pieces: Sequence[Piece], told: Announced, worked: Sum) -> bool:
    """Whether all figures stand in the sentence of the result."""
    return not _stops(pieces, told, worked)


def _stops(pieces: Sequence[Piece], told: Announced, worked: Sum) -> list[Stop]:
    """The ends of sentences between the figures and the result."""
    first = min(fact.place for fact in worked.facts)
    return [piece for piece in pieces[first : told.place] if isinstance(piece, Stop) and piece.sign in (".", "line", "?")]


def _paced(fact: Fact) -> bool:
    return fact.quantity.paced or (fact.role == "span" and fact.divides)


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

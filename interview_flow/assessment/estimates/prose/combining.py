"""The sums that figures can make together: every one of them used, multiplied or divided as units and nouns allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from interview_flow.assessment.estimates.kinds import counts, stem, stems
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Op, Piece
from interview_flow.assessment.estimates.prose.facts import Fact, same_noun
from interview_flow.assessment.estimates.prose.shares import CHARACTERS, counted, shares
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import Convention, kind, scale

_MOST = 64
"""Ways to join a few figures that are looked at."""
_FAR, _SAME, _DAY = 1.6, 0.02, 86_400.0
_REDUCING = frozenset(
    "gzip'd zipped zstd lz4 snappy squeezed shrunk shrinks compress compressed compresses compression shrink shrinks dedup deduplicated gzip gzipped sample sampled".split()
)

Part = tuple[str, Quantity]
"""How a figure goes into a sum, `*` or `/`, and as what."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures joined to terms."""

    terms: tuple[Quantity | str, ...]
    facts: tuple[Fact, ...]
    likely: bool = True
    """Whether every share is meant as it is said."""
    exact: bool = True
    """Whether its unit of time is that of the result, or nothing is said of time, or a day is divided by its hours."""
    timely: bool = True
    """Whether its unit of time is told."""
    straight: bool = True
    """Whether it is that of the result."""


def sums(pieces: Sequence[Piece], facts: Sequence[Fact], result: Quantity, words: frozenset[str]) -> Iterator[Sum]:
    """Every sum of all these figures whose units fit the result; the parts that multiply stand first."""
    options = [_parts(pieces, fact, facts, result, words) for fact in facts]
    goal = dimension(result)
    spans = any(fact.role == "span" for fact in facts)
    for parts in islice(product(*options), _MOST):
        if not any(sign == "*" for sign, _ in parts) or _joined(parts)[:2] != goal[:2] or not _sensible(parts, facts, result):
            continue
        time = _joined(parts)[2]
        timely = time == goal[2] or _hours_of_a_day(parts)
        if not timely and (spans or {time, goal[2]} != {0, -1}):
            continue
        ordered = sorted(parts, key=lambda part: part[0])
        terms: list[Quantity | str] = [ordered[0][1]]
        for sign, figure in ordered[1:]:
            terms += [sign, figure]
        likely = all(part == options[place][0] for place, part in enumerate(parts) if facts[place].role == "share")
        yield Sum(tuple(terms), tuple(facts), likely, not spans or timely, timely, time == goal[2])


def added(pieces: Sequence[Piece], facts: Sequence[Fact], result: Quantity) -> Sum | None:
    """All of them added, where they are of one kind: `DNS 30 + TLS 60 + server 90`, `20 ms for this and 30 ms for that`."""
    if len(facts) < 2 or any(fact.role in ("share", "factor") for fact in facts):
        return None
    plus = all(_added(pieces, facts[place].place, facts[place + 1].place) for place in range(len(facts) - 1))
    kinds = {_joined([("*", fact.quantity)]) for fact in facts} - ({(0, 0, 0)} if plus else set())
    if len(kinds) > 1 or (kinds and kinds != {_joined([("*", result)])}) or (not plus and kinds <= {(0, 0, 0)}):
        return None
    terms: list[Quantity | str] = [facts[0].quantity]
    for fact in facts[1:]:
        terms += ["+", fact.quantity]
    return Sum(tuple(terms), tuple(facts), likely=plus)


def _added(pieces: Sequence[Piece], one: int, other: int) -> bool:
    return any(isinstance(piece, Op) and piece.sign == "+" for piece in pieces[one + 1 : other])


def _parts(pieces: Sequence[Piece], fact: Fact, facts: Sequence[Fact], result: Quantity, words: frozenset[str]) -> list[Part]:
    figure = fact.quantity
    if (codes := counted(pieces, fact)) and len(facts) == 1:
        return [("*", codes)]
    if fact.role == "share":
        told = [("*", share) for share in shares(fact, words)]
        return told[::-1] if len(told) > 1 and _left_over(figure, result, words) else told
    if fact.role == "factor":
        return [("/" if not _REDUCING.isdisjoint(words) else "*", figure)]
    if fact.role == "span" and fact.divides:
        return [("/", figure)]
    spoken = fact.role == "count" and not CHARACTERS.isdisjoint(figure.label)
    if spoken and dimension(result)[0] and not any(dimension(other.quantity)[0] for other in facts):
        return [("*", replace(figure, measures=(figure.measures[0].times(1.0, (("byte", 1),)),)))]
    if fact.role != "count":
        return [("*", figure), ("/", figure)]
    if fact.divides or (fact.of and fact.of in stems(result)) or (figure.per and stem(figure.per) in stems(result)):
        return [("/", figure)]
    if result.per and counts(figure, result.per):
        return [("/", figure)]
    shared = any(other is not fact and same_noun(other.quantity, figure) for other in facts) or (result.each and not same_noun(figure, result))
    return [("*", figure), ("/", figure)] if shared else [("*", figure)]


_REST = frozenset(
    "fail fails failing failed miss misses missed leaving lost lose leaves leave left remaining rest origin database db error errors backend".split()
)


def _left_over(figure: Quantity, result: Quantity, words: frozenset[str]) -> bool:
    """Whether the result is what a share leaves."""
    return not _REST.isdisjoint({*result.label, *words}) and figure.measures[0].number > 0.5


def dimension(figure: Quantity) -> tuple[int, int, int]:
    """Powers of data, of money and of time."""
    return _joined([("*", figure)])


def _joined(parts: Sequence[Part]) -> tuple[int, int, int]:
    """Powers of data, of money and of time; where no span is told, a period may be left out."""
    data = money = time = 0
    for sign, figure in parts:
        for unit, power in figure.measures[0].units:
            power = power if sign == "*" else -power
            what = kind(unit)
            data, money, time = data + what.data * power, money + what.money * power, time + what.time * power
    return data, money, time


def _hours_of_a_day(parts: Sequence[Part]) -> bool:
    """`3M a day, divided by 24 hrs`: the span is the period of the rate."""
    below = [figure.measures[0] for sign, figure in parts if sign == "/"]
    periods = [scale(unit, Convention()) for _, figure in parts for unit, power in figure.measures[0].units if kind(unit).time and power < 0]
    return len(below) == 1 and len(periods) == 1 and abs(_sizes(below[0])[0] / periods[0] - 1) < _SAME


def hopeless(worked: Sum, result: Quantity) -> bool:
    """Whether no reading can come near, by a look at the sizes alone."""
    figures = [term for term in worked.terms if isinstance(term, Quantity)]
    if any(len(figure.measures) > 1 or figure.low != 1.0 for figure in (*figures, result)):
        return False
    exact, timeless = _worked(worked)
    one, other = _sizes(result.measures[0])
    ratios = [mine / said for mine, said in ((exact, one), (timeless, other), (exact / _DAY, one), (exact / _DAY / 30, one)) if said]
    return not any(1 / _FAR < ratio < _FAR for ratio in ratios)


def ratio_of(worked: Sum, result: Quantity) -> float:
    """The sum as a multiple of the result, under the usual convention; nothing where a figure is zero."""
    return _worked(worked)[0] / (_sizes(result.measures[0])[0] or 1.0) or 1e-300


def _worked(worked: Sum) -> tuple[float, float]:
    """What a sum comes to, with its units and without those of time."""
    exact = timeless = 1.0
    signs = ("*", *(term for term in worked.terms if isinstance(term, str)))
    for term, sign in zip((term for term in worked.terms if isinstance(term, Quantity)), signs, strict=True):
        one, other = _sizes(term.measures[0])
        if sign == "/" and not (one and other):
            return 0.0, 0.0
        exact, timeless = (exact * one, timeless * other) if sign == "*" else (exact / one, timeless / other)
    return exact, timeless


def _sizes(measure: Measure) -> tuple[float, float]:
    """With its units, and without those of time."""
    exact = timeless = measure.number
    for unit, power in measure.units:
        size = scale(unit, Convention()) ** power
        exact, timeless = exact * size, timeless if kind(unit).time else timeless * size
    return exact, timeless


def _sensible(parts: Sequence[Part], facts: Sequence[Fact], result: Quantity) -> bool:
    """Whether nouns allow it: what is counted twice is divided, and what one box does stands below."""
    signs = [sign for sign, _ in parts]
    if len({sign for sign, fact in zip(signs, facts, strict=True) if fact.role == "span"}) > 1:
        return False  # weeks divided by days say nothing
    for one in range(len(facts)):
        for other in range(one + 1, len(facts)):
            mine, theirs = facts[one], facts[other]
            if mine.role == theirs.role == "count" and same_noun(mine.quantity, theirs.quantity) and signs[one] == signs[other]:
                return False
            if (
                mine.role == theirs.role == "sized"
                and mine.quantity.measures[0].units == theirs.quantity.measures[0].units
                and signs[one] == signs[other]
            ):
                return False
    capacities = [place for place, fact in enumerate(facts) if fact.of and fact.of in stems(result) and fact.role in ("sized", "count")]
    if any(signs[place] != "/" for place in capacities):
        return False
    return bool(capacities) or result.percent or _large_over_small(parts)


def _large_over_small(parts: Sequence[Part]) -> bool:
    """Of two figures of one kind the larger is divided."""
    if len(parts) != 2 or {sign for sign, _ in parts} != {"*", "/"}:
        return True
    (above,), (below,) = ([figure for sign, figure in parts if sign == wanted] for wanted in "*/")
    if above.measures[0].units != below.measures[0].units or not above.measures[0].units:
        return True
    return above.measures[0].number >= below.measures[0].number

"""What a figure of a sentence may do in a sum: to multiply, to divide, to be a share of something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interview_flow.assessment.estimates.kinds import is_copies, is_duration, is_rate, stem, stems
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Op, Piece, Word, at, is_stop
from interview_flow.assessment.estimates.prose.announcing import only_one
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import kind

_RATIO = re.compile(r"(\d{1,4}):(\d{1,4})")
_FACTORS = frozenset("rf factor replication multiplier".split())
_MAKING = frozenset("transcoded converted turned turns expands expanded rendered fans fanned encoded resized copied translates translated".split())
_DIVIDING = frozenset("across among over between by split spread into divided shared".split())


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure as it may stand in a sum."""

    place: int
    quantity: Quantity
    role: str
    """`share`, `factor`, `span`, `sized` (data, money or a rate) or `count`."""
    of: str = ""
    """The noun of which it is said: `a box does 1k qps`."""
    divides: bool = False
    """Whether words before it say that something is spread over it."""


def fact(pieces: Sequence[Piece], place: int) -> Fact | None:
    """The figure at a place; None when it can be no term."""
    piece = pieces[place]
    if isinstance(piece, Word):
        return _ratio(piece, place)
    if not isinstance(piece, Quantity) or _numbering(pieces, place) or only_one(piece) or piece.bound == "under":
        return None
    before = at(pieces, place - 1)
    words = [each.text for each in pieces[max(0, place - 4) : place] if isinstance(each, Word)]
    divides = (
        (isinstance(before, Word) and before.text == "every")
        or (isinstance(before, Word) and not _DIVIDING.isdisjoint(words[-2:]) and not _makes_more(words))
        or (isinstance(before, Op) and before.sign in ("/", "over"))
    )
    piece = replace(piece, bound="") if piece.bound else piece
    role = _role(piece, words, timed=isinstance(before, Op) and before.sign == "*")
    return Fact(place, _bare_share(piece) if role == "share" else piece, role, piece.per or _said_of(pieces, place), divides)


def _makes_more(words: Sequence[str]) -> bool:
    """`transcoded into 5 renditions` multiplies, `split into 5 shards` does not."""
    return words[-1:] == ["into"] and not _MAKING.isdisjoint(words[-2:])


def _role(piece: Quantity, words: Sequence[str], *, timed: bool) -> str:
    if piece.percent:
        return "sized" if piece.paced else "share"
    if piece.multiplier or is_copies(piece) or (piece.bare and (timed or not _FACTORS.isdisjoint(words[-3:]))):
        return "factor"
    if is_duration(replace(piece, label=())):
        return "span"
    return "sized" if is_rate(piece) or _sized(piece) else "count"


def _sized(piece: Quantity) -> bool:
    return any(kind(unit).data or kind(unit).money for unit, _ in piece.measures[0].units)


def _ratio(word: Word, place: int) -> Fact | None:
    """10:1, or 1:10."""
    told = _RATIO.fullmatch(word.text)
    if not told or "1" not in told.groups() or told[1] == told[2]:
        return None
    many = float(told[1]) * float(told[2])
    return Fact(place, Quantity(word.start, word.end, (Measure(many),), multiplier=True, figure=word.start), "factor")


def _bare_share(piece: Quantity) -> Quantity:
    """`half of them daily` is one half."""
    if not any(each.units for each in piece.measures):
        return piece
    return replace(piece, measures=tuple(Measure(each.number) for each in piece.measures))


def _numbering(pieces: Sequence[Piece], place: int) -> bool:
    """`2)` at the beginning of a line."""
    piece = pieces[place]
    begins = place == 0 or is_stop(pieces[place - 1], "line")
    return isinstance(piece, Quantity) and piece.bare and begins and is_stop(at(pieces, place + 1), ").")


def _said_of(pieces: Sequence[Piece], place: int) -> str:
    """The subject of `a box does 1k qps` and `one worker does`."""
    before = at(pieces, place - 2)
    if isinstance(of := at(pieces, place - 1), Word) and of.text in ("of", "with", "at") and isinstance(before, Word):
        return stem(before.text)
    words: list[str] = []
    for piece in reversed(pieces[max(0, place - 5) : place]):
        if isinstance(piece, Quantity) and only_one(piece) and piece.label:
            return stem(piece.label[0])
        if not isinstance(piece, Word) and not (words == [] and hasattr(piece, "how")):
            return ""
        text = piece.text if isinstance(piece, Word) else ""
        if text in ("a", "an", "each", "every", "one", "per") and words:
            return stem(words[-2] if len(words) > 2 and words[-1] not in ("node", "box", "host") else words[-1])
        words.append(text)
    return ""


def same_noun(one: Quantity, other: Quantity) -> bool:
    """Whether two figures count the same."""
    return bool(stems(one) & stems(other))

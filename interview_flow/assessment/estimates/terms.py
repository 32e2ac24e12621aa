"""The terms that stand before the mark of a result, found by walking back from it."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.kinds import counts, is_duration, is_rate
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Pointer, Stop, Word, is_stop
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.words import DOINGS, PEOPLE

LONGEST = 40
"""Pieces of one estimate."""
_REACH = 8
"""Pieces between `50M users` and `40 messages each`."""
_LOOSE = frozenset("+ - at with for of over".split())
_FUNCTIONS = frozenset("log ln lg sqrt √ max min ceil floor avg sum round exp pow hash abs mod".split())
_PARTIAL = frozenset("which those them these remaining rest other others another additional extra their its whose both all".split())

Term = Quantity | Pointer | str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a result is worked out from."""

    terms: tuple[Term, ...]
    first: int
    """Place of the first piece."""
    doubtful: bool = False
    """Whether something else may belong to it, so that nothing can be called wrong."""
    unknown: bool = False
    """Whether a term is a word."""
    instead: tuple[Quantity, ...] = ()
    """Figures that may be meant in the place of the first term."""

    @property
    def single(self) -> Quantity | None:
        """The one figure, when nothing is worked out."""
        only = self.terms[0] if len(self.terms) == 1 else None
        return only if isinstance(only, Quantity) else None

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures among the terms."""
        return tuple(term for term in self.terms if isinstance(term, Quantity))


@dataclass(slots=True)
class _Walk:
    pieces: Sequence[Piece]
    at: int
    found: list[Term]
    doubtful: bool = False
    unknown: bool = False
    instead: tuple[Quantity, ...] = ()
    steps: int = 0

    def piece(self, behind: int = 0) -> Piece | None:
        return self.pieces[self.at - behind] if self.at >= behind else None


def terms_before(pieces: Sequence[Piece], at: int) -> Terms | None:
    """The terms that end with the piece at a place; None when none stand there."""
    walk = _Walk(pieces, at, [])
    if not _operand(walk):
        return None
    while walk.steps < LONGEST:
        walk.steps += 1
        sign = _joined(walk)
        if sign is None:
            break
        place, kept = walk.at, len(walk.found)
        walk.found.append(sign)
        if not _operand(walk):
            if walk.unknown:
                walk.found.pop()
                walk.at -= 1
                break
            if sign not in _LOOSE:
                return None
            walk.at = place
            del walk.found[kept:]
            break
    walk.doubtful |= walk.steps >= LONGEST
    return _told(walk)


def _told(walk: _Walk) -> Terms:
    before = walk.piece()
    if (isinstance(before, Quantity) and not is_duration(before)) or (
        isinstance(before, Word) and (before.text in _PARTIAL or before.text.rstrip("0123456789") in _FUNCTIONS)
    ):
        walk.doubtful = True
    return Terms(tuple(reversed(walk.found)), walk.at + 1, walk.doubtful, walk.unknown, walk.instead)


def _operand(walk: _Walk) -> bool:
    """Take one figure, bracket or pointer; False when there is none."""
    piece = walk.piece()
    if isinstance(piece, (Quantity, Pointer)):
        walk.found.append(piece)
        walk.at -= 1
        return True
    if isinstance(piece, Stop) and piece.sign == ")":
        return _bracket(walk)
    if isinstance(piece, Word) and walk.found and piece.text.isalpha():
        walk.unknown = True
    return False


def _bracket(walk: _Walk) -> bool:
    opening = _opening(walk.pieces, walk.at)
    if opening is None:
        return False
    inside = walk.pieces[opening + 1 : walk.at]
    before = walk.pieces[opening - 1] if opening else None
    aside = isinstance(before, Quantity) or (isinstance(before, Word) and before.end == walk.pieces[opening].start)
    arithmetic = (len(inside) > 1 or isinstance(before, Op)) and all(
        isinstance(each, (Quantity, Op)) or (isinstance(each, Stop) and each.sign in "()") for each in inside
    )
    if arithmetic and not aside:
        walk.found += [")", *(_term(each) for each in reversed(inside)), "("]
        walk.at = opening - 1
        return True
    if not isinstance(before, Quantity):
        return False
    if arithmetic and isinstance(inside[0], Op) and inside[0].sign in "*/" and len(inside) == 2:
        walk.found += [_term(each) for each in reversed(inside)]
    elif any(isinstance(each, Quantity) for each in inside) or before.end == walk.pieces[opening].start:
        walk.doubtful = True
    walk.at = opening - 1
    return _operand(walk)


def _term(piece: Piece) -> Term:
    return piece if isinstance(piece, (Quantity, Pointer)) else piece.sign if isinstance(piece, (Op, Stop)) else ""


def _opening(pieces: Sequence[Piece], closing: int) -> int | None:
    depth = 0
    for place in range(closing, max(-1, closing - LONGEST), -1):
        piece = pieces[place]
        if isinstance(piece, Stop) and piece.sign in "()":
            depth += 1 if piece.sign == ")" else -1
            if depth == 0:
                return place
    return None


def _joined(walk: _Walk) -> str | None:
    """What joins the last term found to one before it; None when nothing does."""
    piece, last = walk.piece(), walk.found[-1]
    if isinstance(piece, Op):
        before = walk.piece(1)
        walk.doubtful |= piece.sign == "-" and piece.spaced
        if piece.sign == "-" and (isinstance(before, Word) or (piece.spaced and _resulted(walk, 2))):
            return None
        walk.at -= 1
        opens = is_stop(before, ".") and piece.sign in "*/" and not piece.worded and isinstance(walk.piece(1), Quantity)
        if opens or is_stop(before, ","):
            walk.at -= 1
            walk.doubtful |= not _alone(walk) or (piece.sign in ("+", "-") and piece.worded)
        return piece.sign
    if isinstance(piece, Quantity) and piece.multiplier:
        return "*"
    if isinstance(last, Quantity) and (people := _people(walk)) is not None:
        walk.at -= people
        return "*"
    if isinstance(last, Quantity) and last.hung and isinstance(piece, Stop) and piece.sign == ")":
        return "*"
    if isinstance(last, Quantity) and (per := _per_one(walk, last)) is not None:
        walk.at = per
        return "*"
    counted = isinstance(last, Quantity) and last.per and any(counts(term, last.per) for term in walk.found[:-1] if isinstance(term, Quantity))
    return _each(walk, last) if isinstance(last, Quantity) and (last.each or last.per) and not counted else None


def _per_one(walk: _Walk, last: Quantity) -> int | None:
    """Where `300 bytes per message` stands before `, 2B messages`. In a sentence of its own it is not certain to belong here."""
    far = led = False
    for place in range(walk.at, max(-1, walk.at - 4), -1):
        piece = walk.pieces[place]
        if isinstance(piece, Quantity):
            if not piece.per or last.per or not counts(last, piece.per):
                return None
            walk.doubtful |= far or (led and not any(each.units for figure in (piece, last) for each in figure.measures))
            return place
        far |= is_stop(piece, ".")
        led |= isinstance(piece, Mark)
        if not isinstance(piece, Word) and not is_stop(piece, ",.") and not (isinstance(piece, Mark) and piece.how == "so"):
            return None
    return None


def _people(walk: _Walk) -> int | None:
    """How many words stand in `50M users (who) send 40 messages`; None when nobody does that."""
    words: list[str] = []
    for behind in range(4):
        piece = walk.piece(behind)
        if isinstance(piece, Quantity):
            spoken = {*piece.label, *words}
            known = not PEOPLE.isdisjoint(piece.label) and not DOINGS.isdisjoint(spoken)
            return behind if known and not is_rate(piece) and len(words) < 3 else None
        if not isinstance(piece, Word):
            return None
        words.append(piece.text)
    return None


def _resulted(walk: _Walk, behind: int) -> bool:
    """Whether the figure after the mark that stands so far behind is a result: a dash after it begins something new."""
    left = walk.piece(behind + 1)
    return isinstance(walk.piece(behind), Mark) and (isinstance(left, Quantity) or (isinstance(left, Stop) and left.sign in ",)"))


def _alone(walk: _Walk) -> bool:
    """Whether the figure before a comma is a result, or the only figure of its clause: `2B a day, / 86400`."""
    for place in range(walk.at - 1, max(-1, walk.at - _REACH - 1), -1):
        piece = walk.pieces[place]
        if isinstance(piece, Mark) or (isinstance(piece, Stop) and piece.sign in (".", "line", "|", ":")):
            return True
        if isinstance(piece, Quantity):
            return False
    return True


def _each(walk: _Walk, last: Quantity) -> str | None:
    """`50M users, 40 messages each`: the figure before is multiplied, and when there are several nothing is certain."""
    others: list[int] = []
    place = walk.at
    while place >= 0 and walk.at - place < _REACH:
        piece = walk.pieces[place]
        if isinstance(piece, Mark) or (isinstance(piece, Stop) and piece.sign != ","):
            break
        if isinstance(piece, Quantity):
            others.append(place)
        place -= 1
    if not others:
        return None
    nearest = walk.pieces[others[0]]
    if not isinstance(nearest, Quantity) or nearest.percent or (last.per and not last.each and not counts(nearest, last.per)):
        return None
    if len(others) > 1 and not (nearest.each or nearest.per):
        walk.doubtful = True
        walk.instead = tuple(other for place in others[1:] if isinstance(other := walk.pieces[place], Quantity))
    walk.at = others[0]
    return "*"

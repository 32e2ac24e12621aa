"""What may be a claim: some terms, and a figure that they are said to come to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Pointer, Stop, Word, at
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.terms import Term, Terms
from interview_flow.assessment.estimates.words import OPENINGS


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be a claim."""

    terms: tuple[Quantity | str, ...]
    result: Quantity
    place: int
    """Of the result among the pieces."""
    start: int
    how: str
    """`sign`, `arrow`, `verb`, `so`, `that`, `or`, `bound`, or `soft` where only punctuation stands between."""
    doubtful: bool = False
    unknown: bool = False
    clear: bool = True
    pointed: tuple[Quantity, ...] = ()
    """What `that` may stand for, the nearest first."""
    instead: tuple[Quantity, ...] = ()
    """Figures that may be meant in the place of the first term."""
    terms_end: int = 0
    """Where the last term ends."""
    head: Quantity | None = None
    """The first term."""
    worked: bool = False
    """Whether there is something to work out, rather than a figure to convert."""


def candidate(pieces: Sequence[Piece], terms: Terms, place: int, result: Quantity, how: str) -> Candidate | None:
    before = at(pieces, terms.first - 1)
    clear = not isinstance(before, (Word, Op, Quantity)) or (isinstance(before, Word) and before.text in OPENINGS)
    head = terms.quantities[0] if terms.quantities else None
    worked = len(terms.terms) > 1 or (head is not None and head.computed)
    if head is None or not (worked or terms.unknown or head.percent or any(each.units for each in head.measures)):
        return None
    pointed = _pointed(pieces, terms) if any(isinstance(term, Pointer) for term in terms.terms) else ()
    if pointed and not _clearly(pieces, terms, pointed):
        terms = replace(terms, doubtful=True)
    first = pieces[terms.first]
    return Candidate(
        tuple(_pointing(term) for term in terms.terms),
        result,
        place,
        first.start,
        how,
        terms.doubtful,
        terms.unknown,
        clear,
        pointed=pointed,
        head=head,
        worked=worked,
        instead=terms.instead,
        terms_end=terms.quantities[-1].end,
    )


def _pointing(term: Term) -> Quantity | str:
    return "that" if isinstance(term, Pointer) else term


def _pointed(pieces: Sequence[Piece], terms: Terms) -> tuple[Quantity, ...]:
    """The figures of this sentence before the terms, and of the one before it."""
    found: list[Quantity] = []
    stops = 0
    for place in range(terms.first - 1, max(-1, terms.first - 30), -1):
        piece = pieces[place]
        stops += isinstance(piece, Stop) and piece.sign in (".", "line", "?")
        if stops > 1:
            break
        if isinstance(piece, Quantity):
            found.append(piece)
    return tuple(found[:5])


def _clearly(pieces: Sequence[Piece], terms: Terms, pointed: Sequence[Quantity]) -> bool:
    """Whether there is no doubt what `that` is: the last result, or the only figure."""
    nearest = next((place for place in range(terms.first - 1, -1, -1) if isinstance(pieces[place], Quantity)), 0)
    return len(pointed) == 1 or (nearest > 0 and isinstance(pieces[nearest - 1], Mark))

"""Which figures belong to an announced result: those since the last result, and what was told shortly before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.pieces import Mark, Piece, Stop, Word
from interview_flow.assessment.estimates.prose.facts import Fact, fact
from interview_flow.assessment.estimates.quantities import Quantity

_WIDEST = 70
"""Pieces that are looked at."""
_SENTENCES = 3
_MOST_MUST, _MOST_MAY = 5, 5


@dataclass(frozen=True, slots=True)
class Scene:
    """The figures before a result."""

    must: tuple[Fact, ...]
    """New since the last result: all of them go into the sum."""
    last: Fact | None
    """The result before, if the text goes on from it."""
    may: tuple[Fact, ...]
    """Told before, the nearest first."""
    words: frozenset[str]
    """What else stands in the clause."""
    spent: frozenset[int]
    """Where the figures begin that went into earlier results."""
    near: bool = False
    """Whether the last result stands in the same sentence."""


def scene(pieces: Sequence[Piece], place: int, results: Collection[int], spent: frozenset[int]) -> Scene | None:
    """The figures before the result at a place; None when they are too many to know which belong to it."""
    must: list[Fact] = []
    stops, back, last, near = 0, place - 1, None, False
    while back >= 0 and place - back < _WIDEST:
        if _ends(pieces[back]):
            if must or stops:
                break
            stops += 1
        elif back in results:
            last, near = fact(pieces, back), not stops
            break
        elif found := fact(pieces, back):
            must.append(found)
        back -= 1
    if len(must) > _MOST_MUST:
        return None
    may = _told_before(pieces, back, results)
    if last is None and may and may[0].place in results and not any(is_paragraph(pieces[each]) for each in range(back, place)):
        last, may = may[0], may[1:]
    return Scene(tuple(reversed(must)), last, tuple(may), _words(pieces, back + 1, place), spent, near)


def _words(pieces: Sequence[Piece], first: int, place: int) -> frozenset[str]:
    """The words of the clause, those that its figures count, and a few after the result."""
    found = {piece.text for piece in pieces[first : place + 5] if isinstance(piece, Word)}
    found.update(word for piece in pieces[first:place] if isinstance(piece, Quantity) for word in piece.label)
    return frozenset(found | {piece.last for piece in pieces[first:place] if isinstance(piece, Mark)})


def _told_before(pieces: Sequence[Piece], back: int, results: Collection[int]) -> list[Fact]:
    found: list[Fact] = []
    stops = 0
    for place in range(back - 1, max(-1, back - _WIDEST), -1):
        piece = pieces[place]
        stops += _ends(piece)
        if stops >= _SENTENCES or is_paragraph(piece) or len(found) == _MOST_MAY:
            break
        if told := fact(pieces, place):
            found.append(told)
    return found


def _ends(piece: Piece) -> bool:
    return isinstance(piece, Stop) and piece.sign in (".", "line", "?")


def is_paragraph(piece: Piece) -> bool:
    """Whether an empty line stands here."""
    return isinstance(piece, Stop) and piece.sign == "line" and piece.end - piece.start > 1


def newly_marked(pieces: Sequence[Piece], place: int, must: Sequence[Fact]) -> tuple[Fact, ...]:
    """The figures from the nearest arrow or `so` on, whose figure may be a result that could not be worked out."""
    for index in range(len(must) - 1, -1, -1):
        before = pieces[must[index].place - 1] if must[index].place else None
        if isinstance(before, Mark) and before.how in ("so", "that", "arrow", "sign"):
            return tuple(must[index:])
    return ()

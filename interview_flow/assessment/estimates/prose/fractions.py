"""Shares told in words: one in ten, 3 of 4, every other."""

from collections.abc import Sequence
from dataclasses import replace

from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Op, Piece, Word, at
from interview_flow.assessment.estimates.quantities import Quantity

_EVERY = {"other": 2, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10, "twentieth": 20, "hundredth": 100}
_LARGEST = 10_000.0


def with_fractions(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with a share in the place of `one in ten` and `every other`."""
    found: list[Piece] = []
    place = 0
    while place < len(pieces):
        if (share := _one_in(pieces, place)) or (share := _every(pieces, place)):
            piece, taken = share
            found.append(piece)
            place += taken
        else:
            found.append(pieces[place])
            place += 1
    return found


def _one_in(pieces: Sequence[Piece], place: int) -> tuple[Quantity, int] | None:
    """`1 in 10 posts`, `3 of 4 requests`, `two out of five`."""
    few, between, many = pieces[place], at(pieces, place + 1), at(pieces, place + 2)
    if not isinstance(few, Quantity) or not isinstance(many, Quantity) or not _small(few) or few.label or many.each or many.per:
        return None
    joined = (isinstance(between, Word) and between.text == "in") or (isinstance(between, Op) and between.worded and between.sign in ("of", "/"))
    share = few.measures[0].number / (many.measures[0].number or 1.0)
    if not joined or not _plain(many) or many.computed or not 1 < many.measures[0].number <= _LARGEST or share >= 1:
        return None
    return replace(few, end=many.end, measures=(Measure(share),), percent=True, bare=False, label=many.label, about=few.about), 3


def _small(figure: Quantity) -> bool:
    return _plain(figure) and not figure.percent and figure.measures[0].number in (1.0, 2.0, 3.0, 4.0, 5.0, 7.0, 8.0, 9.0)


def _plain(figure: Quantity) -> bool:
    """Whether it is a number of things, at most so many a day."""
    return not figure.multiplier and not figure.percent and all(power < 0 for _, power in figure.measures[0].units)


def _every(pieces: Sequence[Piece], place: int) -> tuple[Quantity, int] | None:
    """`every other visitor`."""
    every, which = pieces[place], at(pieces, place + 1)
    if not isinstance(every, Word) or every.text != "every" or not isinstance(which, Word) or which.text not in _EVERY:
        return None
    return Quantity(every.start, which.end, (Measure(1 / _EVERY[which.text]),), percent=True, figure=every.start), 2

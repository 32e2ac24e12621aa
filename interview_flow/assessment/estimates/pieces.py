"""What a text is made of when it is read for sums: quantities, operators, marks of a result, words between, stops."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Op:
    """An operator: one of `* / + - ^ over at with for of`."""

    start: int
    end: int
    sign: str
    worded: bool = False
    spaced: bool = False
    """Whether it stands free, as a dash does."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What announces a result. `how` is sign, arrow, verb, so, that, or, bound."""

    start: int
    end: int
    how: str
    negated: bool = False
    opens: bool = False
    """Whether it takes up what was said before: `that's`, `so`, `which is`."""
    bound: str = ""
    same: bool = False
    """Whether it says that the same is told once more: `i.e.`, `that's`, `meaning`."""
    last: str = ""
    """Its last word."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """`that` or `it` in the place of a figure."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """Anything that is no part of an estimate."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Stop:
    """Punctuation: one of `, ( ) : . | line ?`. A `line` is an end that cannot be bridged."""

    start: int
    end: int
    sign: str


Piece = Quantity | Op | Mark | Pointer | Word | Stop


def at(pieces: Sequence[Piece], place: int) -> Piece | None:
    """The piece at a place; None before the first and after the last."""
    return pieces[place] if 0 <= place < len(pieces) else None


def is_stop(piece: Piece | None, signs: str) -> bool:
    """Whether it is one of these signs of punctuation."""
    return isinstance(piece, Stop) and piece.sign in signs

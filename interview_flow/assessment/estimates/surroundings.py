"""What the sentence around a candidate says about it: a peak, a correction, something else that went into the figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.kinds import is_duration
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Stop, Word, is_stop
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import kind
from interview_flow.assessment.estimates.words import BETWEEN, CHANGES, CORRECTIONS, FRACTIONS, LIMITS, PEAKS, SHIFTED, SPOKEN_FACTORS

_RATIO = re.compile(r"([1-9]\d{0,3}):([1-9]\d{0,3})")
_TAIL = 7
"""Pieces after a result in which it may be qualified."""
_WIDEST = 60
"""Pieces of a sentence that are looked at, to either side."""
_CHARGES = frozenset("fee fees commission tax surcharge".split())
_NEUTRAL = frozenset(
    "needed required stored used created sent written uploaded generated served combined shared expected produced received logged added estimated kept posted".split()
)
_SORTS = frozenset("active inactive paying online concurrent concurrently".split())
_BEHIND = frozenset("origin cdn edge".split())
"""What a share is left for."""
_SPOKEN = FRACTIONS | SPOKEN_FACTORS
_GOES_ON = frozenset("and but so then which who where sustained overall".split())
_ENDS = frozenset((".", "line", "?"))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Reasons not to call a figure wrong."""

    near: tuple[Quantity, ...]
    """Other figures of the sentence."""
    spans: tuple[Quantity, ...]
    """Times that are named in it or shortly before: `within 6 hours`."""
    peak: bool
    limit: bool
    """Whether it only seems a peak because it is a limit."""
    corrected: bool
    hedged: bool
    shared: bool
    """Whether it speaks of each of several."""
    closed: bool
    """Whether the clause ends with the result."""


def surroundings(found: Candidate, pieces: Sequence[Piece], used: frozenset[int]) -> Surroundings:
    """What stands around; the figures that begin at `used` places belong to other candidates."""
    sentence, end = _sentence(pieces, found.place)
    mine = {term.start for term in found.terms if isinstance(term, Quantity)} | {found.result.start} | used
    figures = [piece for piece in sentence if isinstance(piece, Quantity)]
    said = {piece.text for piece in sentence if isinstance(piece, Word)} | {word for figure in figures for word in figure.label}
    tail = _tail(pieces, found)
    after = pieces[found.place + 1 : found.place + 5]
    further = next((piece.start for piece in pieces[found.place + 1 : found.place + _TAIL] if _concludes(piece)), pieces[-1].end)
    return Surroundings(
        near=(*[each for each in figures if each.start not in mine and each.start < further][:12], *_spoken_shares(sentence, found.result.end)),
        spans=tuple(
            piece
            for piece in pieces[max(0, found.place - _WIDEST) : found.place + _TAIL]
            if isinstance(piece, Quantity) and is_duration(piece) and piece.start not in mine
        ),
        peak=not PEAKS.isdisjoint(said),
        limit=PEAKS & said <= LIMITS,
        corrected=end == "?" or any(isinstance(piece, Word) and piece.text in CORRECTIONS for piece in after),
        hedged=_shifted(tail, after) or _changed(tail) or _made(found.result, tail) or _qualified(sentence, found),
        shared=not said.isdisjoint(("each", "every", "per", "apiece")) or any(figure.each for figure in figures),
        closed=not after or isinstance(after[0], (Stop, Mark)) or (isinstance(after[0], Word) and after[0].text in _GOES_ON) or _on_average(after),
    )


def _spoken_shares(sentence: Sequence[Piece], end: int) -> list[Quantity]:
    """`half watch at night`: a share that is told like a noun."""
    ratios = [told for piece in sentence if isinstance(piece, Word) and (told := _RATIO.fullmatch(piece.text))]
    return [Quantity(0, 0, (Measure(float(told[1]) / float(told[2])),), bare=True) for told in ratios] + [
        Quantity(0, 0, (Measure(_SPOKEN[word]),), bare=True)
        for piece in sentence
        if not isinstance(piece, Quantity) or not piece.percent
        for word in ((piece.text,) if isinstance(piece, Word) else piece.label if isinstance(piece, Quantity) else ())
        if word in SPOKEN_FACTORS or (word in FRACTIONS and piece.start >= end)
    ]


def _qualified(sentence: Sequence[Piece], found: Candidate) -> bool:
    """Whether something stands at the figures that is none and yet makes a difference: `a CPM of $2`."""
    for piece in sentence:
        if piece.start >= found.result.start:
            return False
        words = (piece.text,) if isinstance(piece, Word) else piece.label if isinstance(piece, Quantity) else ()
        if not (BETWEEN - _CHARGES if isinstance(piece, Quantity) and _priced(piece) else BETWEEN).isdisjoint(words):
            return True
    return False


def _shifted(tail: Sequence[str], after: Sequence[Piece]) -> bool:
    """`20 TB less`; what comes after a comma is a remark."""
    return not SHIFTED.isdisjoint(tail[:1]) and not (after and is_stop(after[0], ","))


def _made(result: Quantity, tail: Sequence[str]) -> bool:
    """`= 200 TB downsampled`: something was done to the data."""
    data = any(kind(unit).data for unit, _ in result.measures[0].units)
    return data and any(word.endswith("ed") and word not in _NEUTRAL for word in tail[:1])


def _priced(figure: Quantity) -> bool:
    return any(kind(unit).money for unit, _ in figure.measures[0].units)


def _concludes(piece: Piece) -> bool:
    """Whether a conclusion of its own begins: its figures are none of this one's."""
    return isinstance(piece, Mark) and piece.how == "so"


def _on_average(after: Sequence[Piece]) -> bool:
    return [piece.text for piece in after[:2] if isinstance(piece, Word)] == ["on", "average"]


def _sentence(pieces: Sequence[Piece], place: int) -> tuple[Sequence[Piece], str]:
    """The pieces of a sentence, and the sign at its end."""
    first = last = place
    while first > 0 and place - first < _WIDEST and not _ends(pieces[first - 1]):
        first -= 1
    while last + 1 < len(pieces) and last - place < _WIDEST and not _ends(pieces[last]):
        last += 1
    end = pieces[last]
    return pieces[first : last + 1], end.sign if isinstance(end, Stop) else ""


def _ends(piece: Piece) -> bool:
    return isinstance(piece, Stop) and piece.sign in _ENDS


def _changed(tail: Sequence[str]) -> bool:
    """Whether something else went into it; `before parity` and `without spares` say that nothing did."""
    for word in tail:
        if word in ("before", "without", "excluding"):
            return False
        if word in CHANGES:
            return True
    return False


def _tail(pieces: Sequence[Piece], found: Candidate) -> list[str]:
    """The words after a result, up to the end of its clause."""
    shared = found.how == "sign" or any(
        isinstance(piece, Quantity) and piece.percent for piece in pieces[max(0, found.place - _WIDEST) : found.place]
    )
    words = [word for place, word in enumerate(found.result.label) if place or word not in _SORTS or found.result.measures[0].units]
    for piece in pieces[found.place + 1 : found.place + 1 + _TAIL]:
        if isinstance(piece, Stop) and piece.sign in (".", "line", "?", ")", "|", ":"):
            break
        if (isinstance(piece, Mark) and piece.how in ("sign", "arrow", "so", "that")) or (isinstance(piece, Op) and piece.sign in "*/"):
            break
        if isinstance(piece, Word):
            words.append(piece.text)
        elif isinstance(piece, Op) and piece.sign in ("with", "for"):
            words.append(piece.sign)
        elif isinstance(piece, Quantity):
            words += piece.label
    return [word for word in words if word not in _BEHIND] if shared else words

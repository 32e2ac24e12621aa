"""A figure after a mark: `= 2B a day`, `is about 116 a second`, `so 600 GB`."""

from collections.abc import Sequence
from dataclasses import replace

from interview_flow.assessment.estimates.candidates import Candidate, candidate
from interview_flow.assessment.estimates.kinds import is_copies, is_duration, is_rate
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Pointer, Stop, Word, at
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.terms import Terms, terms_before

_TAIL = 7
"""Pieces of an expression that stands after its result."""
_ASIDE = frozenset(
    "at in total overall altogether on average all then now for the peak peaks spikes bursts replication redundancy safety headroom".split()
)
"""Words between the last term and the mark."""


def marked(pieces: Sequence[Piece], place: int, mark: Mark) -> Candidate | None:
    """The figure that follows a mark, with the terms before it; None when either is missing."""
    result = at(pieces, place + 1)
    if not isinstance(result, Quantity):
        return None
    behind = _behind(pieces, place, mark)
    terms = terms_before(pieces, behind) if behind >= 0 else None
    if terms is None:
        return None
    how = "or" if mark.how == "or" and not result.about else "so" if mark.how == "or" else mark.how
    if mark.bound:
        result = replace(result, bound=mark.bound)
    if (carried := _carried(pieces, terms, result)) is not None:
        terms = carried if mark.how == "sign" or not isinstance(pieces[carried.first + 1], Mark) else replace(carried, doubtful=True)
    if terms.single and how == "sign" and (reverse := backwards(pieces, place + 1, terms.single)):
        return reverse
    found = candidate(pieces, terms, place + 1, result, how)
    bridge = pieces[behind + 1]
    bridged = mark.how in ("so", "or") and isinstance(bridge, Stop) and bridge.sign == "."
    return replace(found, doubtful=True) if found and (bridged or _goes_on(pieces, place + 2, how)) else found


def _goes_on(pieces: Sequence[Piece], place: int, how: str) -> bool:
    """Whether the result is the beginning of something of its own: `is 1/3 of 36`, `so 1M an hour is 278 a second`."""
    following = at(pieces, place)
    if isinstance(following, Mark) and following.how in ("verb", "sign", "bound"):
        return how in ("so", "that", "or", "arrow")
    if isinstance(following, Mark) and following.how == "arrow" and how in ("so", "that", "or"):
        return True
    if not isinstance(following, Op) or place + 1 >= len(pieces) or not isinstance(pieces[place + 1], Quantity):
        return False
    if how != "sign" and following.sign in "*/+-of":
        return True
    while place < len(pieces) and isinstance(pieces[place], (Op, Quantity)):
        place += 1
    return place >= len(pieces) or not isinstance(pieces[place], Mark)


def _behind(pieces: Sequence[Piece], place: int, mark: Mark) -> int:
    """Where the terms end: `that's` may stand after a comma or at the beginning of the next sentence, a sign in a bracket of its own."""
    behind = place - 1
    while behind > 0 and place - behind < 5 and isinstance(word := pieces[behind], Word) and word.text in _ASIDE:
        behind -= 1
    before = at(pieces, behind)
    if (
        isinstance(before, Stop)
        and (
            (before.sign == "," and (mark.opens or mark.how in ("or", "arrow", "sign", "verb")))
            or (before.sign == "." and mark.opens)
            or (before.sign == "(" and behind and isinstance(pieces[behind - 1], Quantity))
        )
    ) or (isinstance(before, Op) and before.sign == "-" and mark.opens):
        behind -= 1
    return behind


def _carried(pieces: Sequence[Piece], terms: Terms, result: Quantity) -> Terms | None:
    """`600 GB/day -> 5y = 1.1 PB`, `1.1 PB, 3 copies = 3.3 PB`: the figure before is carried on."""
    only = terms.single
    if only is not None and only.multiplier:
        return _multiplied(pieces, terms, only)
    before = at(pieces, terms.first - 1)
    if only is None or (not (isinstance(before, Stop) and before.sign in ",:") and not (isinstance(before, Mark) and before.how in ("arrow", "so"))):
        return None
    carried = at(pieces, terms.first - 2)
    if (
        not isinstance(carried, Quantity)
        or is_duration(result)
        or not ((is_duration(only) and not only.computed and is_rate(carried)) or is_copies(only))
    ):
        return None
    resulted = terms.first > 2 and isinstance(pieces[terms.first - 3], Mark)
    return Terms((carried, "*", only), terms.first - 2, doubtful=terms.doubtful or not resulted)


def _multiplied(pieces: Sequence[Piece], terms: Terms, only: Quantity) -> Terms | None:
    """`23k/s on average, peak 3x = 70k/s`."""
    for place in range(terms.first - 1, max(-1, terms.first - 6), -1):
        piece = pieces[place]
        if isinstance(piece, Quantity):
            return Terms((piece, "*", only), place, doubtful=True)
        if not isinstance(piece, Word) and not (isinstance(piece, Stop) and piece.sign == ","):
            return None
    return None


def backwards(pieces: Sequence[Piece], place: int, said: Quantity) -> Candidate | None:
    """2B = 50M x 40: the figure stands before its terms."""
    terms: list[Quantity | str] = []
    while place < len(pieces) and isinstance(piece := pieces[place], (Quantity, Op)) and len(terms) < _TAIL:
        terms.append(piece if isinstance(piece, Quantity) else piece.sign)
        place += 1
    last, after = pieces[place - 1], at(pieces, place)
    if len(terms) < 3 or not isinstance(last, Quantity) or isinstance(after, (Mark, Pointer, Op)):
        return None
    doubtful = not isinstance(after, Stop) and after is not None
    return Candidate(
        tuple(terms), replace(said, end=last.end, figure=said.figure), place - 1, said.start, "sign", doubtful=doubtful, worked=True, head=last
    )

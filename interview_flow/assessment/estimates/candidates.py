"""Where a text says that something comes to something: every mark of a result with the terms before it and the figure after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Pointer, Stop, Word
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.terms import Term, Terms, is_copies, is_duration, is_rate, terms_before
from interview_flow.assessment.estimates.words import OPENINGS

_TAIL = 7
"""Pieces after a result in which it may be qualified."""
_SPANS = frozenset("over for in after".split())
_LEADING = frozenset("we're we you're you looking at need it it's that's will be is have store keep end ends up with get gets the to about that would i'd".split())
_ASIDE = frozenset("in total overall altogether on average all then now for the peak peaks spikes bursts replication redundancy safety headroom".split())
_END = frozenset((".", "line", "?", ")", "|", ":", "("))


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


def candidates(pieces: Sequence[Piece]) -> Iterator[Candidate]:
    """Every candidate, in order."""
    for place, piece in enumerate(pieces):
        found: Candidate | None = None
        if isinstance(piece, Mark) and not piece.negated:
            found = _marked(pieces, place, piece)
        elif isinstance(piece, Stop) and piece.sign in ",(|:":
            found = _punctuated(pieces, place, piece.sign)
        elif isinstance(piece, Quantity):
            found = _spanned(pieces, place, piece)
        if found:
            yield found


def _marked(pieces: Sequence[Piece], place: int, mark: Mark) -> Candidate | None:
    result = pieces[place + 1] if place + 1 < len(pieces) else None
    if not isinstance(result, Quantity):
        return None
    behind = _behind(pieces, place, mark)
    terms = terms_before(pieces, behind) if behind >= 0 else None
    if terms is None:
        return None
    how = "or" if mark.how == "or" and not result.about else "so" if mark.how == "or" else mark.how
    if mark.bound:
        result = replace(result, bound=mark.bound)
    if (carried := _carried(pieces, terms)) is not None:
        terms = carried if mark.how == "sign" or not isinstance(pieces[carried.first + 1], Mark) else replace(carried, doubtful=True)
    if terms.single and how == "sign" and (reverse := _reversed(pieces, place + 1, terms.single)):
        return reverse
    found = _candidate(pieces, terms, place + 1, result, how)
    bridge = pieces[behind + 1]
    bridged = mark.how in ("so", "or") and isinstance(bridge, Stop) and bridge.sign == "."
    return replace(found, doubtful=True) if found and (bridged or _goes_on(pieces, place + 2, how)) else found


def _goes_on(pieces: Sequence[Piece], place: int, how: str) -> bool:
    """Whether the result is the beginning of something of its own: `is 1/3 of 36`, `so 1M an hour is 278 a second`."""
    following = pieces[place] if place < len(pieces) else None
    if isinstance(following, Mark) and following.how in ("verb", "sign", "bound"):
        return how in ("so", "that", "or", "arrow")
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
    before = pieces[behind] if behind >= 0 else None
    if isinstance(before, Stop) and (
        (before.sign == "," and (mark.opens or mark.how in ("or", "arrow", "sign", "verb")))
        or (before.sign == "." and mark.opens)
        or (before.sign == "(" and behind and isinstance(pieces[behind - 1], Quantity))
    ):
        behind -= 1
    elif isinstance(before, Op) and before.sign == "-" and mark.opens:
        behind -= 1
    return behind


def _carried(pieces: Sequence[Piece], terms: Terms) -> Terms | None:
    """`600 GB/day -> 5y = 1.1 PB`, `1.1 PB, 3 copies = 3.3 PB`: the figure before is carried on."""
    only = terms.single
    if only is not None and only.multiplier:
        return _multiplied(pieces, terms, only)
    before = pieces[terms.first - 1] if terms.first else None
    if only is None or not (isinstance(before, Stop) and before.sign in ",:") and not (isinstance(before, Mark) and before.how in ("arrow", "so")):
        return None
    carried = pieces[terms.first - 2] if terms.first > 1 else None
    if not isinstance(carried, Quantity) or not ((is_duration(only) and not only.computed and is_rate(carried)) or is_copies(only)):
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


def _reversed(pieces: Sequence[Piece], place: int, said: Quantity) -> Candidate | None:
    """2B = 50M x 40."""
    terms: list[Quantity | str] = []
    while place < len(pieces) and isinstance(piece := pieces[place], (Quantity, Op)) and len(terms) < _TAIL:
        terms.append(piece if isinstance(piece, Quantity) else piece.sign)
        place += 1
    last, after = pieces[place - 1], pieces[place] if place < len(pieces) else None
    if len(terms) < 3 or not isinstance(last, Quantity) or isinstance(after, (Mark, Pointer, Op)):
        return None
    doubtful = not isinstance(after, Stop) and after is not None
    return Candidate(tuple(terms), replace(said, end=last.end, figure=said.figure), place - 1, said.start, "sign", doubtful=doubtful, worked=True, head=last)


def _punctuated(pieces: Sequence[Piece], place: int, sign: str) -> Candidate | None:
    """A figure after a comma or in brackets, with nothing that says it is a result: it may be right, and never wrong."""
    result = pieces[place + 1] if place + 1 < len(pieces) else None
    after = pieces[place + 2] if place + 2 < len(pieces) else None
    if not isinstance(result, Quantity) or place == 0 or (sign == "," and not any(each.units for each in result.measures)):
        return None
    if sign == "," and isinstance(after, Op) and isinstance(copies := pieces[place + 3] if place + 3 < len(pieces) else None, Quantity) and is_copies(copies):
        before = pieces[place - 1]
        joined = isinstance(before, Quantity) and place > 1 and isinstance(pieces[place - 2], Mark)
        return _candidate(pieces, Terms((before, "*", copies), place - 1), place + 1, result, "so") if joined and isinstance(before, Quantity) else None
    if after is not None and not (isinstance(after, Stop) and (after.sign in _END or after.sign == ",")) and not (isinstance(after, Word) and sign == ","):
        return None
    terms = terms_before(pieces, place - 1)
    if terms is None or (sign in ":|" and terms.single) or (sign in ":" and terms.single):
        return None
    if sign == "|" and not _cell(pieces, terms.first, place):
        return None
    approximately = sign == "(" and result.about and isinstance(after, Stop) and after.sign == ")"
    firm = sign == "|" and not terms.single and isinstance(after, Stop) and after.sign in ("|", "line")
    return _candidate(pieces, terms, place + 1, result, "so" if approximately or firm else "soft")


def _cell(pieces: Sequence[Piece], first: int, place: int) -> bool:
    before = pieces[first - 1] if first else None
    return isinstance(before, Stop) and before.sign == "|" and place > first


def _spanned(pieces: Sequence[Piece], place: int, span: Quantity) -> Candidate | None:
    """`800 MB a day, so over the seven years we're looking at something like 200 GB`."""
    if not is_duration(span):
        return None
    at = place - 1
    if at >= 0 and isinstance(the := pieces[at], Word) and the.text in ("the", "those"):
        at -= 1
    leading = pieces[at] if at >= 0 else None
    if not (isinstance(leading, Word) and leading.text in _SPANS) and not (isinstance(leading, Op) and leading.sign in ("over", "for")):
        return None
    at -= 1
    for _ in range(3):
        if at >= 0 and (isinstance(pieces[at], Stop) and pieces[at] == pieces[at] and getattr(pieces[at], "sign", "") == "," or isinstance(pieces[at], Mark)):
            at -= 1
    rate, ahead = pieces[at] if at >= 0 else None, place + 1
    while ahead < len(pieces) and ahead - place < _TAIL and isinstance(word := pieces[ahead], Word) and word.text in _LEADING:
        ahead += 1
    result = pieces[ahead] if ahead < len(pieces) else None
    if not isinstance(rate, Quantity) or not is_rate(rate) or not isinstance(result, Quantity) or ahead == place + 1:
        return None
    return _candidate(pieces, Terms((rate, "*", span), at), ahead, result, "so")


def _candidate(pieces: Sequence[Piece], terms: Terms, place: int, result: Quantity, how: str) -> Candidate | None:
    before = pieces[terms.first - 1] if terms.first else None
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
        tuple(_pointing(term) for term in terms.terms), result, place, first.start, how, terms.doubtful, terms.unknown, clear, pointed=pointed, head=head, worked=worked, instead=terms.instead, terms_end=terms.quantities[-1].end
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

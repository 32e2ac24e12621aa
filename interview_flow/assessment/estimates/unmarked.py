"""A figure after a comma, in brackets, in the next cell, or at the end of `over five years`."""

from collections.abc import Sequence
from dataclasses import replace

from interview_flow.assessment.estimates.candidates import Candidate, candidate
from interview_flow.assessment.estimates.kinds import is_copies, is_duration, is_rate
from interview_flow.assessment.estimates.marked import backwards
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Stop, Word, at, is_stop
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.terms import Terms, terms_before

_REACH = 7
"""Pieces between a span of time and the figure that it leads to."""
_SPANS = frozenset("over for in after".split())
_LEADING = frozenset(
    "we're we you're you looking at need it it's that's will be is have store keep end ends up with get gets the to about that would i'd".split()
)
"""Words that lead from a span of time to a figure."""
_END = frozenset((".", "line", "?", ")", "|", ":", "("))


def punctuated(pieces: Sequence[Piece], place: int, sign: str) -> Candidate | None:
    """A figure after punctuation, with nothing that says it is a result: it may be right, and is wrong only in a cell or as `(about 5,000 a second)`."""
    result, after = at(pieces, place + 1), at(pieces, place + 2)
    if not isinstance(result, Quantity) or (sign == "," and not any(each.units for each in result.measures) and not isinstance(after, Op)):
        return None
    if sign == "," and isinstance(after, Op):
        return _copied(pieces, place, result)
    if sign == "(" and isinstance(after, Op) and isinstance(before := at(pieces, place - 1), Quantity):
        found = backwards(pieces, place + 1, before)
        return replace(found, how="soft") if found and is_stop(at(pieces, found.place + 1), ")") else None
    if not (after is None or is_stop(after, ",") or (isinstance(after, Stop) and after.sign in _END) or (isinstance(after, Word) and sign == ",")):
        return None
    terms = terms_before(pieces, place - 1)
    if terms is None or (terms.single and sign in ":|") or (sign == "|" and not is_stop(at(pieces, terms.first - 1), "|")):
        return None
    firm = (sign == "(" and result.about and is_stop(after, ")")) or (sign == "|" and isinstance(after, Stop) and after.sign in ("|", "line"))
    return candidate(pieces, terms, place + 1, result, "so" if firm else "soft")


def _copied(pieces: Sequence[Piece], place: int, result: Quantity) -> Candidate | None:
    """`= 3 TB, 9 TB with three copies`."""
    before, copies = at(pieces, place - 1), at(pieces, place + 3)
    if not isinstance(before, Quantity) or not isinstance(copies, Quantity) or not is_copies(copies):
        return None
    how = "so" if isinstance(at(pieces, place - 2), Mark) else "soft"
    return candidate(pieces, Terms((before, "*", copies), place - 1), place + 1, replace(result, end=copies.end), how)


def spanned(pieces: Sequence[Piece], place: int, span: Quantity) -> Candidate | None:
    """`800 MB a day, so over the seven years we're looking at something like 200 GB`."""
    behind, ahead = place - 1, place + 1
    if not is_duration(span):
        return None
    if isinstance(the := at(pieces, behind), Word) and the.text in ("the", "those"):
        behind -= 1
    leading = at(pieces, behind)
    if not (isinstance(leading, Word) and leading.text in _SPANS) and not (isinstance(leading, Op) and leading.sign in ("over", "for")):
        return None
    behind -= 1
    while place - behind < _REACH and (is_stop(at(pieces, behind), ",") or isinstance(at(pieces, behind), Mark)):
        behind -= 1
    while ahead - place < _REACH and isinstance(word := at(pieces, ahead), Word) and word.text in _LEADING:
        ahead += 1
    rate, result = at(pieces, behind), at(pieces, ahead)
    if not isinstance(rate, Quantity) or not is_rate(rate) or not isinstance(result, Quantity) or ahead == place + 1:
        return None
    return candidate(pieces, Terms((rate, "*", span), behind), ahead, result, "so")

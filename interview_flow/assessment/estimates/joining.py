"""Tokens joined to pieces, from the first to the last."""

from dataclasses import replace

from interview_flow.assessment.estimates.marks import comments, mark_at
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Pointer, Stop, Word, is_stop
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.reader import Reader
from interview_flow.assessment.estimates.signs import operator_at
from interview_flow.assessment.estimates.tokens import Token
from interview_flow.assessment.estimates.units import OFTEN, kind, named
from interview_flow.assessment.estimates.words import ARROWS, CONTRACTED, LINKS, NUMBERED, POINTERS, SIGNS_OF_EQUALITY, VERBS

_CONTINUING = VERBS | POINTERS | CONTRACTED | {"times", "x", "divided", "multiplied", "over"}
"""Words with which a line goes on from the one before."""


def pieces(tokens: list[Token]) -> list[Piece]:
    """The pieces in order. Every token belongs to at most one."""
    found: list[Piece] = []
    reader = Reader(tokens)
    at = 0
    while at < len(tokens):
        piece, at = _next(reader, at, found)
        if isinstance(piece, Quantity) and not piece.per and (one := _one_of(found)):
            piece = replace(piece, per=one)
        elif isinstance(piece, Quantity) and (noun := _said_of_each(found)) is not None:
            piece = replace(piece, each=True) if not noun else replace(piece, per=piece.per or noun)
        if isinstance(piece, Quantity) and (often := _often(found, piece)):
            piece = replace(piece, measures=tuple(each.times(1.0, ((often, -1),)) for each in piece.measures))
        if piece:
            found.append(piece)
    return found


def _often(found: list[Piece], figure: Quantity) -> str:
    """The period of `the daily volume is 86 GB`."""
    kinds = [kind(unit) for each in figure.measures[:1] for unit, _ in each.units]
    if not any(each.data for each in kinds) or any(each.time for each in kinds) or figure.per or figure.each:
        return ""
    for piece in reversed(found[-4:]):
        if isinstance(piece, Word) and piece.text in OFTEN:
            return OFTEN[piece.text]
        if not isinstance(piece, Word) and not (isinstance(piece, Mark) and piece.how == "verb"):
            return ""
    return ""


def _one_of(found: list[Piece]) -> str:
    """The noun of `each photo is 2 MB` and `1 tweet = 300 bytes`."""
    if len(found) < 2 or not isinstance(found[-1], Mark) or found[-1].how not in ("verb", "sign"):
        return ""
    subject, before = found[-2], found[-3] if len(found) > 2 else None
    if isinstance(subject, Quantity) and len(subject.label) == 1 and len(subject.measures) == 1 and subject.measures[0] == Measure(1.0):
        return subject.label[0]
    each = isinstance(before, Word) and before.text in ("each", "every", "a", "an")
    return subject.text if each and isinstance(subject, Word) else ""


def _said_of_each(found: list[Piece]) -> str | None:
    """The noun of `each node does 100 MB/s`, nothing for `users, each sending 40`; None when nobody says each."""
    words: list[str] = []
    for piece in reversed(found[-4:]):
        if not isinstance(piece, Word):
            return None
        if piece.text in ("each", "every"):
            if words[-1:] == ["of"] or (piece.text == "every" and not words):  # every 30 days: a span, and nobody's share
                return None
            return "" if not words or words[-1].endswith("ing") or words[-1] in ("with", "of", "at", "has", "having") else words[-1]
        words.append(piece.text)
    return None


def _next(reader: Reader, at: int, before: list[Piece]) -> tuple[Piece | None, int]:
    token, last = reader.tokens[at], before[-1] if before else None
    if token.kind == "line":
        return _line(reader, at, last)
    if (found := operator_at(reader, at, last)) and not comments(reader, at, last):
        return found
    if not _no_figure(token, last) and (read := reader.quantity(at, after_quantity=isinstance(last, Quantity))):
        return read
    if isinstance(last, Stop) and last.sign == ")" and token.kind == "word" and len(token.low) > 1 and (units := named(token.text)):
        return Quantity(token.start, token.end, tuple(Measure(1.0, ((unit, 1),)) for unit in units), hung=True, figure=token.start), at + 1
    if isinstance(last, Op) and token.low in ("that", "it", "this", "those"):
        return Pointer(token.start, token.end), at + 1
    if found := mark_at(reader, at, last):
        return found
    if token.kind == "sign" and token.text in ",()|:;.?!":
        return _punctuation(reader, at)
    return Word(token.start, token.end, token.low), at + 1


def _no_figure(token: Token, last: Piece | None) -> bool:
    """`2B / 86400 ~ 23k` has a mark, and the number of `port 8080` is a name."""
    return ((isinstance(last, Quantity) or is_stop(last, ")")) and token.text in ("~", "≈")) or (
        isinstance(last, Word) and last.text in NUMBERED and token.kind == "number"
    )


def _line(reader: Reader, at: int, last: Piece | None) -> tuple[Piece | None, int]:
    """A line that goes on in the next is bridged: an operator or a mark at its edge, or a small letter after a line that had no end."""
    token = reader.tokens[at]
    following = reader.tokens[at + 1] if at + 1 < len(reader.tokens) else None
    if following is None or token.text.count("\n") > 1:
        return Stop(token.start, token.end, "line"), at + 1
    goes_on = isinstance(last, (Op, Mark)) or (isinstance(last, Word) and last.text in ("a", "per", "each", "about", "is", "the", "of"))
    sign = following.kind == "sign" and (following.text in SIGNS_OF_EQUALITY or following.text in ARROWS or following.text in ("×", "/", "÷"))
    worded = following.kind == "word" and following.text[0].islower() and not (isinstance(last, Stop) and last.sign in ".|:")
    if worded and following.low in LINKS:
        return Stop(token.start, token.end, "."), at + 1
    if goes_on or sign or (worded and following.low in _CONTINUING):
        return None, at + 1
    return Stop(token.start, token.end, "line"), at + 1


def _punctuation(reader: Reader, at: int) -> tuple[Piece | None, int]:
    token = reader.tokens[at]
    after = reader.tokens[at + 1] if at + 1 < len(reader.tokens) else None
    if token.text == "." and after is not None and not after.spaced and after.kind != "line":
        return Word(token.start, token.end, "."), at + 1
    if token.text == ";" and after is not None and (after.text in ("#", "--") or (after.text == "/" and after.spaced)):
        return None, at + 1  # the result stands in a comment
    sign = {";": ".", "!": "."}.get(token.text, token.text)
    return Stop(token.start, token.end, sign), at + 1

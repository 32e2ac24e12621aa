"""Operators as signs and as words: `×`, `divided by`, `times`, `out of`."""

from interview_flow.assessment.estimates.pieces import Op, Piece, Pointer, Stop, Word
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.reader import Reader
from interview_flow.assessment.estimates.tokens import Token

_OPERATORS = {"*": "*", "×": "*", "·": "*", "/": "/", "÷": "/", "+": "+", "-": "-", "−": "-", "–": "-", "—": "-", "^": "^", "**": "^", "@": "at"}
_WORDED = {
    "x": "*",
    "X": "*",
    "times": "*",
    "plus": "+",
    "minus": "-",
    "over": "over",
    "at": "at",
    "with": "with",
    "for": "for",
    "of": "of",
    "after": "for",
}
_BETWEEN = {"divided": "/", "multiplied": "*"}


def operator_at(reader: Reader, at: int, last: Piece | None) -> tuple[Piece, int] | None:
    """The operator that stands at a token, and the token after it; None when none does."""
    token = reader.tokens[at]
    following = reader.tokens[at + 1] if at + 1 < len(reader.tokens) else None
    operand = following is not None and (following.kind == "number" or following.text in ("(", "~", "$") or following.kind == "word")
    if not operand or following is None:
        return None
    if token.kind == "sign" and token.text in _OPERATORS:
        return _signed(token, following, last, at)
    if token.kind != "word":
        return None
    if token.low in _BETWEEN and following.low == "by":
        return Op(token.start, following.end, _BETWEEN[token.low], worded=True), at + 2
    if token.low == "out" and following.low == "of" and isinstance(last, Quantity):
        return Op(token.start, following.end, "/", worded=True), at + 2
    if token.low in _WORDED and _worded(reader, at, last):
        return Op(token.start, token.end, _WORDED[token.low], worded=token.low not in ("x", "X")), at + 1
    return None


def _signed(token: Token, following: Token, last: Piece | None, at: int) -> tuple[Piece, int] | None:
    if token.text == "*" and not isinstance(last, (Quantity, Pointer, Word, Stop)):
        return None
    if token.text in "-−–—" and not isinstance(last, (Quantity, Pointer)) and not (isinstance(last, Stop) and last.sign == ")"):
        return None
    if token.text in ("*", "-", "+") and at and isinstance(last, Stop) and last.sign == "line":
        return None
    return Op(token.start, token.end, _OPERATORS[token.text], spaced=token.spaced and following.start > token.end), at + 1


def _worded(reader: Reader, at: int, last: Piece | None) -> bool:
    word = reader.tokens[at].low
    following = reader.tokens[at + 1]
    if word in ("x", "times"):
        points = following.low in ("that", "it", "this", "those") or following.text == "("
        return points or (reader.quantity(at + 1) is not None and following.low not in ("a", "an"))
    if not isinstance(last, (Quantity, Stop, Pointer)) or (isinstance(last, Stop) and last.sign not in (",", ")")):
        return False
    if word == "of":
        return isinstance(last, Quantity) and reader.quantity(at + 1) is not None
    ahead = at + 2 if following.low in ("the", "a", "all") and reader.quantity(at + 1) is None else at + 1
    return ahead < len(reader.tokens) and ahead == at + 1 and reader.quantity(ahead) is not None

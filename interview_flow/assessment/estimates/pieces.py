"""Tokens joined to the pieces of which estimates are made: quantities, operators, marks of a result, words between, stops."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.quantities import Quantity, quantity
from interview_flow.assessment.estimates.tokens import Token
from interview_flow.assessment.estimates.units import named
from interview_flow.assessment.estimates.words import (
    ARROWS,
    BOUNDS,
    CONTRACTED,
    FILLERS,
    LINKS,
    NEGATIONS,
    NUMBERED,
    POINTERS,
    SIGNS_OF_EQUALITY,
    VERBS,
)

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
_CONTINUING = VERBS | POINTERS | CONTRACTED | {"times", "x", "divided", "multiplied", "over"}
"""Words with which a line goes on from the one before."""
_SAME_AGAIN = frozenset("i.e. ie means meaning equals works comes amounts translates corresponds".split())
_BETWEEN = {"divided": "/", "multiplied": "*"}


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


class Reader:
    """The tokens, and the quantities that were read from them, each once."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self._read: dict[tuple[int, bool], tuple[Quantity, int] | None] = {}

    def quantity(self, at: int, *, after_quantity: bool = False) -> tuple[Quantity, int] | None:
        """The quantity that begins at a token, and the token after it."""
        key = at, after_quantity and self.tokens[at].kind != "number"
        if key not in self._read:
            self._read[key] = quantity(self.tokens, at, after_quantity=after_quantity)
        return self._read[key]


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
        if piece:
            found.append(piece)
    return found


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
        if piece.text == "each":
            return "" if not words or words[-1].endswith("ing") or words[-1] in ("with", "of", "at", "has", "having") else words[-1]
        words.append(piece.text)
    return None


def _next(reader: Reader, at: int, before: list[Piece]) -> tuple[Piece | None, int]:
    token, last = reader.tokens[at], before[-1] if before else None
    if token.kind == "line":
        return _line(reader, at, last)
    if (found := _operator(reader, at, last)) and not _comments(reader, at, last):
        return found
    if not _no_figure(token, last) and (read := reader.quantity(at, after_quantity=isinstance(last, Quantity))):
        return read
    if isinstance(last, Stop) and last.sign == ")" and token.kind == "word" and len(token.low) > 1 and (units := named(token.text)):
        return Quantity(token.start, token.end, tuple(Measure(1.0, ((unit, 1),)) for unit in units), hung=True, figure=token.start), at + 1
    if isinstance(last, Op) and token.low in ("that", "it", "this", "those"):
        return Pointer(token.start, token.end), at + 1
    if found := _mark(reader, at, last):
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
    sign = {";": ".", "!": "."}.get(token.text, token.text)
    return Stop(token.start, token.end, sign), at + 1


def _operator(reader: Reader, at: int, last: Piece | None) -> tuple[Piece, int] | None:
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


def _mark(reader: Reader, at: int, last: Piece | None) -> tuple[Piece, int] | None:
    how = _how(reader, at, last)
    if not how:
        return None
    place, negated, bound = at, False, BOUNDS.get(reader.tokens[at].text, "") if how == "bound" else ""
    opens = how in ("so", "that")
    while place < len(reader.tokens):
        token = reader.tokens[place]
        if token.kind == "word" and token.low in NEGATIONS:
            negated = True
        elif (place > at and reader.quantity(place) is not None) or (
            place > at and not (token.kind == "word" and token.low in (VERBS | FILLERS | LINKS)) and not _sign_of_result(token)
        ):
            break
        place += 1
    same = how in ("sign", "that") or reader.tokens[at].low in _SAME_AGAIN
    return Mark(reader.tokens[at].start, reader.tokens[place - 1].end, how, negated, opens, bound, same, reader.tokens[place - 1].low), place


def _comments(reader: Reader, at: int, last: Piece | None) -> bool:
    """`rps = 2e9 / 86400  # 23k`, with the result in the comment; `//` and `--` too."""
    token = reader.tokens[at]
    following = reader.tokens[at + 1] if at + 1 < len(reader.tokens) else None
    slashes = token.text == "/" and following is not None and following.text == "/" and not following.spaced
    return (token.text in ("#", "--") or slashes) and token.spaced and (isinstance(last, Quantity) or is_stop(last, ")"))


def _sign_of_result(token: Token) -> bool:
    return token.kind == "sign" and (token.text in SIGNS_OF_EQUALITY or token.text in ARROWS or token.text in ("~", "/"))


def _how(reader: Reader, at: int, last: Piece | None) -> str:
    token = reader.tokens[at]
    following = reader.tokens[at + 1].low if at + 1 < len(reader.tokens) else ""
    if token.kind == "sign":
        if token.text in SIGNS_OF_EQUALITY or (token.text == "~" and (isinstance(last, Quantity) or is_stop(last, ")"))):
            return "sign"
        if token.text in ARROWS:
            return "arrow"
        if _comments(reader, at, last):
            return "sign"
        return "bound" if token.text in BOUNDS else ""
    if token.kind != "word":
        return ""
    if token.low == "i" and following == ".":
        return ""
    if token.low in CONTRACTED or (token.low in POINTERS and (following in VERBS or following in ("would", "will", "comes"))):
        return "that"
    if token.low in LINKS:
        return "" if following == "that" else "or" if token.low == "or" else "so"
    if token.low in ("we", "you", "i") and following in ("get", "have"):
        return "so" if following == "get" else ""
    if token.low in ("will", "would") and following == "be":
        return "verb"
    return "verb" if token.low in VERBS else ""

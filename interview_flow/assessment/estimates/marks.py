"""Marks of a result: `=`, `→`, `so`, `that's`, `works out to`, `#` before a comment."""

from interview_flow.assessment.estimates.pieces import Mark, Piece, is_stop
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.reader import Reader
from interview_flow.assessment.estimates.tokens import Token
from interview_flow.assessment.estimates.words import ARROWS, BOUNDS, CONTRACTED, FILLERS, LINKS, NEGATIONS, POINTERS, SIGNS_OF_EQUALITY, VERBS

_SAME_AGAIN = frozenset("i.e. ie means meaning equals works comes amounts translates equates boils corresponds".split())
"""Words that say the same again in another unit."""


def mark_at(reader: Reader, at: int, last: Piece | None) -> tuple[Piece, int] | None:
    """The mark of a result that begins at a token, and the token after it; None when none does."""
    how = _how(reader, at, last)
    if not how:
        return None
    place, negated, bound = at, False, BOUNDS.get(reader.tokens[at].text, "") if how == "bound" else ""
    opens = how in ("so", "that")
    while place < len(reader.tokens):
        token = reader.tokens[place]
        if token.kind == "word" and token.low in NEGATIONS and not (place > at and reader.quantity(place) is not None):
            negated = True
        elif (place > at and reader.quantity(place) is not None) or (
            place > at and not (token.kind == "word" and token.low in (VERBS | FILLERS | LINKS)) and not _sign_of_result(token)
        ):
            break
        place += 1
    same = how in ("sign", "that") or reader.tokens[at].low in _SAME_AGAIN
    return Mark(reader.tokens[at].start, reader.tokens[place - 1].end, how, negated, opens, bound, same, reader.tokens[place - 1].low), place


def comments(reader: Reader, at: int, last: Piece | None) -> bool:
    """`rps = 2e9 / 86400  # 23k`, with the result in the comment; `//` and `--` too."""
    token = reader.tokens[at]
    following = reader.tokens[at + 1] if at + 1 < len(reader.tokens) else None
    slashes = token.text == "/" and following is not None and following.text == "/" and not following.spaced
    return (token.text in ("#", "--") or slashes) and token.spaced and (isinstance(last, Quantity) or is_stop(last, ")"))


def _sign_of_result(token: Token) -> bool:
    return token.kind == "sign" and (token.text in SIGNS_OF_EQUALITY or token.text in ARROWS or token.text in ("~", "/"))


def _sign(reader: Reader, at: int, last: Piece | None) -> str:
    token = reader.tokens[at]
    after_figure = token.text == "~" and (isinstance(last, Quantity) or is_stop(last, ")"))
    if token.text in SIGNS_OF_EQUALITY or after_figure or comments(reader, at, last):
        return "sign"
    if token.text in ARROWS:
        return "arrow"
    return "bound" if token.text in BOUNDS else ""


def _how(reader: Reader, at: int, last: Piece | None) -> str:
    token = reader.tokens[at]
    following = reader.tokens[at + 1].low if at + 1 < len(reader.tokens) else ""
    if token.kind == "sign":
        return _sign(reader, at, last)
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
    if token.low in ("will", "would") and following in ("be", "mean", "make", "give", "equal"):
        return "verb"
    return "verb" if token.low in VERBS else ""

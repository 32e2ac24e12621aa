"""Figures that were given a name: `daily = 3.2e6 * 45e3  # 144 GB`, then `daily * 30`."""

from collections.abc import Sequence
from dataclasses import replace

from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Stop, Word, at, is_stop
from interview_flow.assessment.estimates.quantities import Quantity

_DECLARING = frozenset("int long let const var val double float final auto def number".split())
_NO_NAMES = frozenset("a i it that this".split())


def named_figures(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, with names replaced by the figures that they were given, as they were stated."""
    found = list(pieces)
    names: dict[str, Quantity] = {}
    first = 0
    for place, piece in enumerate(found):
        if isinstance(piece, Word) and piece.text in names and _operand(found, place):
            found[place] = replace(names[piece.text], start=piece.start, end=piece.end, figure=piece.start, about=False)
        elif isinstance(piece, Stop) and piece.sign in ("line", "."):
            given = _given(found[first:place])
            if not given and place > first and piece.sign == "line" and found[first:place] == list(pieces[first:place]):
                names.clear()  # something else is talked of
            names.update(given)
            first = place + 1
    return found


def _operand(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a name stands in an expression."""
    before, after = at(pieces, place - 1), at(pieces, place + 1)
    return isinstance(before, Op) or (isinstance(after, Op) and (isinstance(before, (Mark, Stop)) or before is None))


def _given(line: Sequence[Piece]) -> dict[str, Quantity]:
    """The name of a line such as `daily = 3.2e6 * 45e3  # 144 GB`, with its figure; nothing when the figure was not stated."""
    while (
        len(line) > 1
        and isinstance(first := line[0], Word)
        and isinstance(line[1], Word)
        and (first.text in _DECLARING or not first.text[0].isalnum())
    ):
        line = line[1:]
    name, sign = (*line[:2], None, None)[:2]
    if not isinstance(name, Word) or not isinstance(sign, Mark) or sign.how != "sign" or name.text in _NO_NAMES:
        return {}
    last = max((place for place, piece in enumerate(line) if isinstance(piece, Mark) and piece.how == "sign"), default=1)
    figure, after = at(line, last + 1), at(line, last + 2)
    plain = isinstance(figure, Quantity) and not figure.percent and not isinstance(after, Op) and not is_stop(after, "(")
    return {name.text: figure} if plain and isinstance(figure, Quantity) else {}

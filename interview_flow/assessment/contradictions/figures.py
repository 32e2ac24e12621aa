"""The same quantity with two values."""

import math
import re
from collections.abc import Iterable, Iterator

from interview_flow.assessment.contradictions.durations import fast, kept
from interview_flow.assessment.contradictions.kinds import Contradiction, Kind
from interview_flow.assessment.contradictions.quantities import Quantity, counted
from interview_flow.assessment.contradictions.restated import SENTENCE, restated
from interview_flow.assessment.contradictions.sizes import available, compared, shaped, sized
from interview_flow.assessment.contradictions.statements import Statement

ROUNDING = 1.5
"""Figures within this factor are the same figure, rounded."""
EXACT = frozenset({"length"})
"""What is counted rather than estimated."""
GRAVE = 3.0
"""From this factor on a design cannot be built for both."""
_RANGE = re.compile(r"[0-9]\s?(?:-|to|or|\.\.)\s?[0-9][0-9.,]*\s?(?:ms|s|sec|k|m|b|kb|mb|gb|million|users|minutes|days|years|members|characters)\b")
_READERS = (counted, sized, shaped, compared, available, kept, fast, restated)
"""The first that reads a figure names it."""


def two_values(said: Iterable[Statement], twist: str) -> Iterator[Contradiction]:
    """Each quantity that has two values, once. `twist` is what the changed requirement said, folded; empty when there was none."""
    first: dict[tuple[str, ...], tuple[Statement, Quantity]] = {}
    accused: set[object] = set()
    for statement, quantity in _clear(said):
        if statement.bent or (statement.after_twist and _of_the_twist(quantity, twist)):
            continue
        known = first.get(quantity.key)
        if known is None or statement.revises:
            first[quantity.key] = (statement, quantity)
        elif statement.turn != known[0].turn and not accused & {quantity.key, statement} and not _same(known[1], quantity):
            accused |= {quantity.key, statement}
            yield _contradiction(known, (statement, quantity))


def quantities(statement: Statement) -> tuple[Quantity, ...]:
    """Every figure of a statement that is plain enough to be compared."""
    if _RANGE.search(statement.folded):
        return ()
    return tuple(quantity for read in _READERS for quantity in read(statement))


def _clear(said: Iterable[Statement]) -> Iterator[tuple[Statement, Quantity]]:
    """The figures that are claimed, without those that have two values within one answer: what tells them apart was not understood."""
    by_turn: dict[int, list[tuple[Statement, Quantity]]] = {}
    for statement in said:
        if statement.settled or statement.revises:
            by_turn.setdefault(statement.turn, []).extend((statement, quantity) for quantity in quantities(statement))
    for told in by_turn.values():
        for statement, quantity in told:
            same = [other for _, other in told if other.key == quantity.key]
            if statement.revises or all(_same(quantity, other) for other in same):
                yield statement, quantity


def _of_the_twist(quantity: Quantity, twist: str) -> bool:
    """Whether the changed requirement speaks of what a figure measures; of a sentence said again, whether it names the figure."""
    return quantity.text in twist if quantity.key[0] == SENTENCE else any(word and word in twist for word in quantity.key)


def _same(this: Quantity, that: Quantity) -> bool:
    one, other = this.amount, that.amount
    if this.key[0] in EXACT or math.isinf(one) or math.isinf(other) or not one or not other:
        return one == other
    return max(one, other) <= ROUNDING * min(one, other)


def _contradiction(known: tuple[Statement, Quantity], later: tuple[Statement, Quantity]) -> Contradiction:
    one, other = known[1].amount, later[1].amount
    return Contradiction(
        kind=Kind.NUMBER,
        first=known[0].quote,
        second=later[0].quote,
        says=f"{_capital(_typed(*known))} in one place, {_typed(*later)} in another.",
        grave=not one or not other or max(one, other) >= GRAVE * min(one, other),
    )


def _typed(statement: Statement, quantity: Quantity) -> str:
    """A figure as it was typed, its case too."""
    start = statement.sentence.text.lower().find(quantity.text)
    return statement.sentence.text[start : start + len(quantity.text)] if start >= 0 else quantity.text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

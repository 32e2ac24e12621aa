"""The terms of an estimate worked out: with their units, without those of time, and as bare numbers. People write all three."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.units import Convention, kind, scale

_RANKS = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4, "at": 2, "with": 2, "for": 2, "of": 3, "over": 2}
DEEPEST = 20


class Unreadable(Exception):
    """The terms cannot be worked out."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure three ways: `exact` in bits, seconds and dollars, `timeless` without units of time, `raw` without any."""

    exact: float
    timeless: float
    raw: float
    data: int = 0
    time: int = 0
    money: int = 0
    percent: bool = False

    @property
    def kind(self) -> tuple[int, int, int]:
        """Its dimension."""
        return self.data, self.time, self.money


def value(measure: Measure, convention: Convention, *, percent: bool = False) -> Value:
    """A measure under a convention."""
    exact = timeless = measure.number
    data = time = money = 0
    for unit, power in measure.units:
        size, what = scale(unit, convention), kind(unit)
        exact *= size**power
        timeless *= 1.0 if what.time else size**power
        data, time, money = data + what.data * power, time + what.time * power, money + what.money * power
    return Value(exact, timeless, measure.number, data, time, money, percent)


def worked_out(terms: Sequence[Value | str]) -> Value:
    """The value of terms, operators and brackets in the order they are written. Raises `Unreadable`."""
    operands: list[Value] = []
    signs: list[str] = []
    expected = True
    for term in terms:
        if isinstance(term, Value):
            if not expected:
                raise Unreadable
            operands.append(term)
            expected = False
        elif term == "(":
            if not expected or len(signs) > 4 * DEEPEST:
                raise Unreadable
            signs.append(term)
        elif term == ")":
            _close(operands, signs, expected)
        else:
            if expected:
                raise Unreadable
            while signs and signs[-1] != "(" and _RANKS[signs[-1]] >= _RANKS[term] and term != "^":
                _apply(operands, signs.pop())
            signs.append(term)
            expected = True
    if expected or "(" in signs:
        raise Unreadable
    while signs:
        _apply(operands, signs.pop())
    return operands[0]


def _close(operands: list[Value], signs: list[str], expected: bool) -> None:
    if expected:
        raise Unreadable
    while signs and signs[-1] != "(":
        _apply(operands, signs.pop())
    if not signs:
        raise Unreadable
    signs.pop()


def _apply(operands: list[Value], sign: str) -> None:
    right, left = operands.pop(), operands.pop()
    try:
        found = _applied(left, sign, right)
    except (OverflowError, ZeroDivisionError) as error:
        raise Unreadable from error
    if not all(math.isfinite(each) for each in (found.exact, found.timeless, found.raw)):
        raise Unreadable
    operands.append(found)


def _applied(left: Value, sign: str, right: Value) -> Value:
    if sign == "over":
        sign = "*" if right.time > 0 and left.time < 0 else "/"
    if sign in ("+", "-"):
        return _sum(left, right, 1 if sign == "+" else -1)
    if sign == "^":
        if any(left.kind) or any(right.kind) or isinstance(powered := left.raw**right.raw, complex):
            raise Unreadable
        return Value(powered, powered, powered)
    if sign == "/":
        return Value(
            left.exact / right.exact, left.timeless / right.timeless, left.raw / right.raw,
            left.data - right.data, left.time - right.time, left.money - right.money,
        )  # fmt: skip
    return Value(
        left.exact * right.exact, left.timeless * right.timeless, left.raw * right.raw,
        left.data + right.data, left.time + right.time, left.money + right.money, left.percent and right.percent,
    )  # fmt: skip


def _sum(left: Value, right: Value, sign: int) -> Value:
    if right.percent and not left.percent:
        share = 1 + sign * right.raw
        return Value(left.exact * share, left.timeless * share, left.raw * share, left.data, left.time, left.money)
    if left.kind != right.kind:
        left, right = _alike(left, right)
    return Value(
        left.exact + sign * right.exact, left.timeless + sign * right.timeless, left.raw + sign * right.raw,
        left.data, left.time, left.money, left.percent and right.percent,
    )  # fmt: skip


def _alike(left: Value, right: Value) -> tuple[Value, Value]:
    """2 + 20 + 3 ms: a bare number takes the unit of the other."""
    if (any(left.kind) and any(right.kind)) or not left.raw or not right.raw or left.percent or right.percent:
        raise Unreadable
    if any(left.kind):
        return left, _like(right, left)
    return _like(left, right), right


def _like(bare: Value, other: Value) -> Value:
    return Value(bare.raw * other.exact / other.raw, bare.raw * other.timeless / other.raw, bare.raw, *other.kind)

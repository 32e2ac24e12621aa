"""The labels are whole, and true to their own sums; the checker is judged by `grading`."""

import ast
import operator
from collections import Counter

import pytest

from tests.eval.estimates.statements import OFF, SETS, Label, Statement, factor, statements

EVERY = {name: statements(name) for name in SETS}
COMPUTED = [(each, label) for kept in EVERY.values() for each in kept for label in each.claims if label.verdict != "unchecked"]
UNKNOWN = [label for kept in EVERY.values() for each in kept for label in each.claims if label.verdict == "unchecked"]
_OPERATIONS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv, ast.Pow: operator.pow}


def _value(node: ast.AST) -> float:
    match node:
        case ast.Expression(body=body):
            return _value(body)
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_value(left), _value(right))
    raise ValueError(f"not plain arithmetic: {ast.dump(node)}")


@pytest.mark.parametrize("name", SETS)
def test_each_set_is_large_and_mixed(name: str) -> None:
    kept = EVERY[name]
    verdicts = [{label.verdict for label in each.claims} for each in kept]

    silent, wrong, unknown = (sum(chosen) for chosen in zip(*((not v, "wrong" in v, v == {"unchecked"}) for v in verdicts), strict=True))

    assert len(kept) >= 150
    assert silent >= len(kept) / 3
    assert wrong >= 40
    assert 5 <= unknown <= 8
    assert len(kept) - silent - wrong - unknown >= 50


def test_no_text_stands_twice() -> None:
    counted = Counter(" ".join(each.text.split()).casefold() for kept in EVERY.values() for each in kept)

    assert [text for text, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("name", SETS)
def test_what_is_labelled_stands_in_the_text_once(name: str) -> None:
    astray = [label.says for each in EVERY[name] for label in each.claims if each.text.count(label.says) != 1]

    assert astray == []


@pytest.mark.parametrize(("statement", "label"), COMPUTED, ids=lambda each: getattr(each, "says", ""))
def test_a_label_follows_from_its_sum(statement: Statement, label: Label) -> None:
    truth = _value(ast.parse(label.sum, mode="eval"))

    assert label.said is not None
    assert label.truth == pytest.approx(truth, rel=0.01), statement.text
    assert label.verdict == ("right" if factor(label.said, truth) < OFF else "wrong"), statement.text


def test_what_cannot_be_computed_may_be_passed_over() -> None:
    assert all(label.either and not label.sum and label.truth is None for label in UNKNOWN)

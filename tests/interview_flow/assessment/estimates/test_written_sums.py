"""What engineers write in an interview, and what is to be said about it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from interview_flow.assessment.estimates import Verdict, estimates

STATEMENTS = Path(__file__).parent / "statements"


def _told(name: str) -> Iterator[tuple[str, str]]:
    for line in (STATEMENTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        verdicts, _, statement = line.rpartition("\t")
        yield verdicts, statement.replace("\\n", "\n")


def _letters(text: str) -> str:
    return "".join(claim.verdict[0] for claim in estimates(text))


@pytest.mark.parametrize(("verdicts", "statement"), [*_told("right"), *_told("wrong"), *_told("unchecked")])
def test_every_claim_gets_its_verdict(verdicts: str, statement: str) -> None:
    assert _letters(statement) == verdicts


@pytest.mark.parametrize("statement", [statement for _, statement in _told("silent")])
def test_where_there_is_nothing_to_check_nothing_is_said(statement: str) -> None:
    assert estimates(statement) == ()


@pytest.mark.parametrize("statement", [statement for _, statement in _told("innocent")])
def test_what_a_careful_reader_lets_pass_is_not_called_wrong(statement: str) -> None:
    assert "w" not in _letters(statement)


def test_all_right_statements_in_one_message_accuse_nobody() -> None:
    message = "\n\n".join(f"{statement}." for _, statement in [*_told("right"), *_told("silent")][:150])

    wrong = [claim.claim for claim in estimates(message) if claim.verdict is Verdict.WRONG]

    assert wrong == []


@pytest.mark.parametrize("statement", [statement for name in ("right", "wrong", "unchecked") for _, statement in _told(name)])
def test_a_claim_is_a_verbatim_slice_and_claims_do_not_overlap(statement: str) -> None:
    end = 0

    for claim in estimates(statement):
        assert statement[claim.start : claim.start + len(claim.claim)] == claim.claim
        assert claim.start >= end
        end = claim.start + len(claim.claim)


@pytest.mark.parametrize("between", [". ", "\n", "\n\n", "; ", "\n- "])
def test_true_statements_accuse_nobody_beside_one_another(between: str) -> None:
    told = [statement for _, statement in [*_told("right"), *_told("silent")]]
    pairs = [between.join((one, other)) for one, other in zip(told, [*told[7:], *told[:7]], strict=True)]

    accused = [(claim.claim, pair) for pair in pairs for claim in estimates(pair) if claim.verdict is Verdict.WRONG]

    assert accused == []

"""Tiny checkers, each with one habit, and what the grading says of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pytest

from tests.eval.estimates.grading import Checked, Checker, agree, grade
from tests.eval.estimates.statements import SETS, Label, Statement, statements

CHAIN = Statement(
    "9M users x 3 posts = 27M a day, / 86400 = 3k per second",
    (Label("27M a day", "right", said=27e6, truth=27e6), Label("3k per second", "wrong", said=3000, truth=312.5)),
)
SILENT = Statement("We have 50M users and 200 servers.", ())
VAGUE = Statement("With our usual multiplier that is 4M a day.", (Label("4M a day", "unchecked", either=True),))
LOOSE = Statement("7B parameters are 7 GB of weights in fp16", (Label("7 GB", "wrong", said=7, truth=14, either=True),))


@dataclass(frozen=True)
class Said:
    """A checker's claim."""

    claim: str
    verdict: str
    truth: object = None
    off_by: float | None = None
    start: int = 0


def _says(*told: tuple[str, str, object, float | None]) -> Checker:
    """A checker that says this of any text in which the piece stands."""

    def checker(text: str) -> Sequence[Checked]:
        return [Said(piece, verdict, truth, off_by, text.index(piece)) for piece, verdict, truth, off_by in told if piece in text]

    return checker


def _by_the_labels(kept: Sequence[Statement], judged: Callable[[Label], str]) -> Checker:
    def checker(text: str) -> Sequence[Checked]:
        each = next(one for one in kept if one.text == text)
        return [Said(label.says, judged(label), label.truth, label.off_by, each.place(label)[0]) for label in each.claims]

    return checker


FIRST = ("9M users x 3 posts = 27M a day", "right", 27e6, 1.0)
SECOND = ("27M a day, / 86400 = 3k per second", "wrong", 312.5, 9.6)


def test_a_checker_that_finds_each_step_is_right() -> None:
    graded = grade(_says(FIRST, SECOND), [CHAIN, SILENT])

    assert (graded.statements, graded.right) == (2, 2)
    assert graded.false_accusations == graded.missed_errors == graded.missed_rights == graded.endorsed == ()


def test_silence_misses_what_had_to_be_said_and_nothing_else() -> None:
    graded = grade(_says(), [CHAIN, SILENT, VAGUE, LOOSE])

    assert graded.right == 3
    assert [slip.piece for slip in graded.missed_rights] == ["27M a day"]
    assert [slip.piece for slip in graded.missed_errors] == ["3k per second"]


def test_one_claim_over_the_whole_chain_answers_for_one_step() -> None:
    graded = grade(_says((CHAIN.text, "wrong", 312.5, 9.6)), [CHAIN])

    assert graded.right == 0
    assert [slip.piece for slip in graded.missed_rights] == ["27M a day"]
    assert graded.missed_errors == graded.false_accusations == ()


@pytest.mark.parametrize(("piece", "statement"), [("50M users", SILENT), ("4M a day", VAGUE), (FIRST[0], CHAIN)])
def test_calling_wrong_what_is_not_is_an_accusation(piece: str, statement: Statement) -> None:
    graded = grade(_says((piece, "wrong", 1.0, 40.0)), [statement])

    assert graded.right == 0
    assert [slip.piece for slip in graded.false_accusations] == [piece]


def test_the_step_that_is_blamed_must_be_the_wrong_one() -> None:
    first_is_wrong = Statement(
        CHAIN.text, (Label("27M a day", "wrong", said=27e6, truth=9e6), Label("3k per second", "right", said=3000, truth=3000))
    )

    graded = grade(_says((SECOND[0], "wrong", 31.0, 96.8)), [first_is_wrong])

    assert [slip.piece for slip in graded.false_accusations] == [SECOND[0]]


@pytest.mark.parametrize("statement", [CHAIN, LOOSE])
def test_calling_an_error_right_is_an_endorsement(statement: Statement) -> None:
    piece = statement.claims[-1].says

    graded = grade(_says((piece, "right", 3000.0, 1.0)), [statement])

    assert graded.right == 0
    assert [slip.piece for slip in graded.endorsed] == [piece]


@pytest.mark.parametrize("verdict", ["right", "unchecked"])
def test_a_statement_without_claims_allows_every_verdict_but_wrong(verdict: str) -> None:
    assert grade(_says(("50M users", verdict, 5e7, None)), [SILENT]).right == 1


@pytest.mark.parametrize(
    ("truth", "off_by", "same"),
    [
        (312.5, None, True),
        (320.0, 9.4, True),
        (0.3125, None, True),
        (27e6, 9.6, True),
        (27e6, 1 / 9.6, True),
        ("312 per second", 9.6, True),
        (27e6, 80.0, False),
        (400.0, None, False),
        (None, None, False),
        (float("nan"), float("nan"), False),
        (0, 0, False),
        (10**400, None, False),
    ],
)
def test_the_truth_may_be_told_in_another_unit(truth: object, off_by: float | None, same: bool) -> None:
    assert agree(Said("3k per second", "wrong", truth, off_by), CHAIN.claims[1]) is same


def test_bytes_may_be_counted_in_1024s() -> None:
    stored, counted = (Label(says, "wrong", said=1, truth=20) for says in ("1 PB", "1B a day"))
    binary = Said("", "wrong", 20 / 1.024**5, 20 / 1.024**5)

    assert agree(binary, stored)
    assert not agree(binary, counted)


@pytest.mark.parametrize("name", SETS)
def test_a_checker_that_knows_the_labels_is_right_throughout(name: str) -> None:
    kept = statements(name)

    graded = grade(_by_the_labels(kept, lambda label: label.verdict), kept)

    assert graded.right == graded.statements == len(kept)


@pytest.mark.parametrize("name", SETS)
def test_a_checker_that_finds_everything_right_or_wrong_is_caught(name: str) -> None:
    kept = statements(name)
    labels = [label for each in kept for label in each.claims]

    flatterer, accuser = (grade(_by_the_labels(kept, lambda _, verdict=verdict: verdict), kept) for verdict in ("right", "wrong"))

    assert len(flatterer.endorsed) == sum(label.verdict == "wrong" for label in labels)
    assert len(flatterer.missed_errors) == sum(label.verdict == "wrong" and not label.either for label in labels)
    assert len(accuser.false_accusations) == sum(label.verdict != "wrong" for label in labels)

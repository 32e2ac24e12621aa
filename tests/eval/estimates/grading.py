"""A checker of estimates, judged by labelled statements.

A claim of the checker and a label belong together where their pieces of the text overlap. They agree when the verdict is the same and the truth is too:
within 5% in the label's unit, or by the factor it is off, since a checker may answer in another unit.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Protocol

from tests.eval.estimates.statements import Label, Statement, factor

CLOSE = 1.05
SAME_FACTOR = 1.1
_BINARY = tuple(1.024**power for power in range(-5, 6))
"""1024 for 1000, up to five times: both are fine where bytes are counted."""
_PREFIXES = tuple(1000.0**power for power in range(-6, 7))
_BYTES = re.compile(r"[kKMGTPE]i?B\b|bytes|megs")
_MOST = 1e300
"""No truth is above; a checker may still say 10^400."""


class Checked(Protocol):
    """A claim as the checker read it: `text[start : start + len(claim)]`."""

    @property
    def claim(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def truth(self) -> object: ...
    @property
    def off_by(self) -> float | None: ...
    @property
    def start(self) -> int: ...


Checker = Callable[[str], Sequence[Checked]]


@dataclass(frozen=True)
class Slip:
    """Where the checker went wrong: the piece of the text, and the verdicts it gave there."""

    text: str
    piece: str
    judged: tuple[str, ...]


@dataclass(frozen=True)
class Grade:
    """`right`: statements of which everything was said that must be, and nothing that must not. `endorsed`: wrong claims that were called right."""

    statements: int
    right: int
    false_accusations: tuple[Slip, ...]
    missed_errors: tuple[Slip, ...]
    missed_rights: tuple[Slip, ...]
    endorsed: tuple[Slip, ...]


def grade(checker: Checker, labelled: Iterable[Statement]) -> Grade:
    """How the checker does on a set."""
    each = [grade_statement(checker(statement.text), statement) for statement in labelled]
    return Grade(
        statements=len(each),
        right=sum(one.right for one in each),
        false_accusations=tuple(slip for one in each for slip in one.false_accusations),
        missed_errors=tuple(slip for one in each for slip in one.missed_errors),
        missed_rights=tuple(slip for one in each for slip in one.missed_rights),
        endorsed=tuple(slip for one in each for slip in one.endorsed),
    )


def grade_statement(claims: Sequence[Checked], statement: Statement) -> Grade:
    """How the checker does on one statement."""
    ordered = sorted(claims, key=lambda claim: claim.start)
    missed = _missed(ordered, statement)
    accused, endorsed = _accused(ordered, statement), _endorsed(ordered, statement)
    slips = {verdict: tuple(_slip(label, ordered, statement) for label in missed if label.verdict == verdict) for verdict in ("wrong", "right")}
    return Grade(1, int(not (missed or accused or endorsed)), accused, slips["wrong"], slips["right"], endorsed)


def agree(claim: Checked, label: Label) -> bool:
    """The same verdict and, where there is a truth, the same truth."""
    if claim.verdict != label.verdict:
        return False
    return label.truth is None or _same_truth(claim, label) or _same_factor(claim, label)


def _missed(claims: Sequence[Checked], statement: Statement) -> list[Label]:
    """Labels that had to be found and were not; a claim answers for one label only."""
    left = list(claims)
    missed: list[Label] = []
    for label in sorted((label for label in statement.claims if not label.either), key=statement.place):
        answer = next((claim for claim in left if _overlaps(claim, label, statement) and agree(claim, label)), None)
        if answer is None:
            missed.append(label)
        else:
            left.remove(answer)
    return missed


def _accused(claims: Sequence[Checked], statement: Statement) -> tuple[Slip, ...]:
    meant = [(claim, _meant(claim, statement)) for claim in claims if claim.verdict == "wrong"]
    return tuple(Slip(statement.text, claim.claim, ("wrong",)) for claim, label in meant if label is None or label.verdict != "wrong")


def _endorsed(claims: Sequence[Checked], statement: Statement) -> tuple[Slip, ...]:
    meant = [(claim, _meant(claim, statement)) for claim in claims if claim.verdict == "right"]
    return tuple(Slip(statement.text, claim.claim, ("right",)) for claim, label in meant if label is not None and label.verdict == "wrong")


def _meant(claim: Checked, statement: Statement) -> Label | None:
    """The label a claim speaks of: of several in its slice the one it agrees with, else the last, for results stand at the end."""
    within = sorted((label for label in statement.claims if _overlaps(claim, label, statement)), key=statement.place)
    return next((label for label in within if agree(claim, label)), within[-1] if within else None)


def _overlaps(claim: Checked, label: Label, statement: Statement) -> bool:
    start, end = statement.place(label)
    return claim.start < end and start < claim.start + len(claim.claim)


def _same_truth(claim: Checked, label: Label) -> bool:
    """The same figure; up to its prefix where the checker names no factor."""
    truth = claim.truth
    if isinstance(truth, bool) or not isinstance(truth, int | float) or not 0 < truth < _MOST or not label.truth:
        return False
    prefixes = _PREFIXES if claim.off_by is None else (1.0,)
    return any(factor(truth, label.truth * prefix * unit) <= CLOSE for prefix, unit in product(prefixes, _units(label)))


def _same_factor(claim: Checked, label: Label) -> bool:
    if not claim.off_by or not claim.off_by > 0 or label.off_by is None:
        return False
    off_by = factor(claim.off_by, 1)
    return any(factor(off_by, label.off_by * unit) <= SAME_FACTOR for unit in _units(label))


def _units(label: Label) -> tuple[float, ...]:
    return _BINARY if _BYTES.search(label.says) else (1.0,)


def _slip(label: Label, claims: Sequence[Checked], statement: Statement) -> Slip:
    return Slip(statement.text, label.says, tuple(claim.verdict for claim in claims if _overlaps(claim, label, statement)))

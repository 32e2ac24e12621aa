"""Scorecards side by side: the criteria in which they differ come first."""

from collections.abc import Sequence

from interview_flow.assessment.scorecard import INITIATIVE, STATUS, CriterionScore, Scorecard
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.rubric import Level
from interview_flow.transcript import Status


class Beside(Frozen):
    """One criterion in each scorecard; None where one does not count it. `apart` is how far the best and the worst are from each other, 0 to 1."""

    criterion: str
    says: str
    level: Level
    cells: tuple[CriterionScore | None, ...]
    apart: float

    @property
    def phase(self) -> Phase:
        """Where it belongs."""
        return Phase(self.criterion.partition(".")[0])

    @property
    def differs(self) -> bool:
        """Whether it came out differently, or came up differently."""
        return self.apart > 0


def beside(cards: Sequence[Scorecard]) -> tuple[Beside, ...]:
    """Every criterion that any of them counts; the furthest apart first, the rest in the rubric's order."""
    found = [{criterion.id: criterion for criterion in card.criteria} for card in cards]
    names = _in_order(cards)
    rows = [_row(name, [card.get(name) for card in found]) for name in names]
    return tuple(sorted(rows, key=lambda row: -row.apart))


def _in_order(cards: Sequence[Scorecard]) -> list[str]:
    """Phase by phase, so that what only one of them counts stands where it belongs."""
    return list(dict.fromkeys(each.id for phase in Phase for card in cards for part in card.phases if part.phase is phase for each in part.criteria))


def _row(name: str, cells: Sequence[CriterionScore | None]) -> Beside:
    known = [cell for cell in cells if cell]
    worth = [_worth(cell) for cell in known]
    return Beside(criterion=name, says=known[0].says, level=known[0].level, cells=tuple(cells), apart=round(max(worth) - min(worth), 3))


def _worth(cell: CriterionScore) -> float:
    """What was shown, whatever the level: the same words weigh the same on both sides."""
    return STATUS[cell.status] * (INITIATIVE[cell.initiative] if cell.initiative and cell.status is not Status.ABSENT else 1.0)

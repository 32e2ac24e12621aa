"""Scorecards side by side: the criteria in which they differ come first."""

from collections.abc import Sequence

from interview_flow.assessment.scorecard import INITIATIVE, STATUS, CriterionScore, Scorecard
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.rubric import Level, Rubric
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
        """Whether it came out differently; with the same status it may still have come up less readily."""
        return len({cell.status for cell in self.cells if cell}) > 1


def beside(cards: Sequence[Scorecard], rubric: Rubric) -> tuple[Beside, ...]:
    """Every criterion that any of them counts; what came out differently first, the furthest apart at its head, the rest in the rubric's order."""
    found = [{criterion.id: criterion for criterion in card.criteria} for card in cards]
    rows = [_row(each.id, [card.get(each.id) for card in found]) for each in rubric.criteria if any(each.id in card for card in found)]
    return tuple(sorted(rows, key=lambda row: (not row.differs, -row.apart)))


def _row(name: str, cells: Sequence[CriterionScore | None]) -> Beside:
    known = [cell for cell in cells if cell]
    worth = [_worth(cell) for cell in known]
    return Beside(criterion=name, says=known[0].says, level=known[0].level, cells=tuple(cells), apart=round(max(worth) - min(worth), 3))


def _worth(cell: CriterionScore) -> float:
    """What was shown, whatever the level: the same words weigh the same on both sides."""
    return STATUS[cell.status] * (INITIATIVE[cell.initiative] if cell.initiative and cell.status is not Status.ABSENT else 1.0)

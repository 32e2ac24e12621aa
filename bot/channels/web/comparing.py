"""Interviews side by side, as the page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.archive import Kept
from bot.channels.web.review.evidence import Evidence, evidence
from bot.channels.web.review.findings import line_id
from interview_flow.assessment.estimates import Verdict
from interview_flow.assessment.scorecard import CriterionScore
from interview_flow.assessment.sums import Sum
from interview_flow.comparison import Beside, beside
from interview_flow.phases import Phase
from interview_flow.rubric import Rubric
from interview_flow.transcript import Quote

LETTERS = "ABC"
"""What the interviews are called, and so how many are compared at once."""


@dataclass(frozen=True)
class Side:
    """One interview; `name` is its candidate's. `judged` says whether the viewer may know how it went: only then it is compared."""

    letter: str
    kept: Kept
    title: str
    name: str
    judged: bool
    found: Evidence

    @property
    def id(self) -> str:
        """The interview's."""
        return self.kept.interview.id

    @property
    def hints(self) -> int:
        """The rungs that were taken."""
        return sum(self.kept.interview.hints.values())

    @property
    def minutes(self) -> float:
        """How long the candidate owed an answer, in all."""
        return round(sum(each.minutes for each in self.kept.assessment.time), 1)

    def to_words(self, quote: Quote) -> str:
        """The address of what was said."""
        return f"/interviews/{self.id}#{self.found.place(quote)}"

    def to_line(self, criterion: str) -> str:
        """The address of a criterion in its scorecard."""
        return f"/interviews/{self.id}#{line_id(criterion)}"

    def says(self, criterion: str) -> str:
        """A criterion in the words of its scorecard."""
        return next((each.says for each in self.kept.scorecard.criteria if each.id == criterion), criterion)

    def sums(self, verdict: str) -> tuple[Sum, ...]:
        """Its sums that came out like this."""
        return tuple(each for each in self.kept.assessment.sums if each.verdict is Verdict(verdict))


@dataclass(frozen=True)
class PhaseBeside:
    """One phase in each interview: the score and the minutes, None where it was not reached."""

    phase: Phase
    title: str
    scores: tuple[float | None, ...]
    minutes: tuple[float | None, ...]

    @property
    def ahead(self) -> float | None:
        """The best score; None where nobody is ahead."""
        known = [score for score in self.scores if score is not None]
        return max(known) if len(set(self.scores)) > 1 and known else None


@dataclass(frozen=True)
class Cell:
    """One criterion in one interview."""

    side: Side
    score: CriterionScore | None


@dataclass(frozen=True)
class Row:
    """One criterion in each."""

    row: Beside
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """What differs comes first, then what was shown alike but not as readily, then what is alike."""

    sides: tuple[Side, ...]
    phases: tuple[PhaseBeside, ...]
    differing: tuple[Row, ...]
    less_readily: tuple[Row, ...]
    alike: tuple[Row, ...]
    same_problem: bool

    @property
    def judged(self) -> tuple[Side, ...]:
        """The sides that are compared."""
        return tuple(side for side in self.sides if side.judged)


def side(letter: str, kept: Kept, title: str, name: str, *, judged: bool) -> Side:
    """One interview, with the places of its words looked up."""
    return Side(letter, kept, title, name, judged, evidence(kept.assessment, kept.turns) if judged else Evidence({}, {}, {}))


def comparison(sides: Sequence[Side], rubric: Rubric) -> Comparison:
    """All of them, as far as the viewer may know how they went."""
    judged = tuple(each for each in sides if each.judged)
    rows = [Row(each, tuple(map(Cell, judged, each.cells))) for each in beside([each.kept.scorecard for each in judged], rubric)]
    problems = {each.kept.interview.problem or each.kept.interview.topic.casefold() for each in sides}
    return Comparison(
        sides=tuple(sides),
        phases=tuple(_phase(phase, rubric, judged) for phase in Phase) if judged else (),
        differing=tuple(row for row in rows if row.row.differs),
        less_readily=tuple(row for row in rows if not row.row.differs and row.row.apart),
        alike=tuple(row for row in rows if not row.row.differs and not row.row.apart),
        same_problem=len(problems) == 1,
    )


def _phase(phase: Phase, rubric: Rubric, sides: Sequence[Side]) -> PhaseBeside:
    scores: list[float | None] = []
    minutes: list[float | None] = []
    for each in sides:
        reached = phase in each.kept.interview.visited
        scores.append(next((part.score for part in each.kept.scorecard.phases if part.phase is phase), None) if reached else None)
        minutes.append(next((used.minutes for used in each.kept.assessment.time if used.phase is phase), None) if reached else None)
    return PhaseBeside(phase, rubric.guide(phase).title, tuple(scores), tuple(minutes))

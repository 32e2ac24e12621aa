"""From standings to a score, by arithmetic alone: the same log scores the same every time.

Where weights and bounds came from, and how they were calibrated: docs/decisions/0004 and 0013.
"""

from collections.abc import Iterable
from enum import StrEnum

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.rubric import Criterion, Level, Mode, Rubric
from interview_flow.transcript import Initiative, Quote, Standing, Status

STATUS = {Status.MET: 1.0, Status.PARTIAL: 0.5, Status.ABSENT: 0.0}
INITIATIVE = {Initiative.UNPROMPTED: 1.0, Initiative.PROMPTED: 0.8, Initiative.HINTED: 0.5}
ABOVE_LEVEL = 0.25
"""What a criterion above the chosen level adds, where it is shown."""
SLOPE, OFFSET = 1.12, -5.0
"""From what is recognised of a phase (0 to 100) to its score: what hand-made labels give it, fitted on the tuning half."""
WEIGHTS = {
    Phase.RESTATE: 5,
    Phase.CLARIFY: 20,
    Phase.BREAK_DOWN: 20,
    Phase.DATA_MODEL: 15,
    Phase.FLOWS: 15,
    Phase.CHALLENGES: 20,
    Phase.WRAP_UP: 5,
}


class Verdict(StrEnum):
    """The verdict against the chosen level."""

    STRONG_HIRE = "strong_hire"
    HIRE = "hire"
    LEAN_HIRE = "lean_hire"
    LEAN_NO = "lean_no"
    NO = "no"


VERDICTS = ((82, Verdict.STRONG_HIRE), (79, Verdict.HIRE), (75, Verdict.LEAN_HIRE), (45, Verdict.LEAN_NO), (0, Verdict.NO))


class CriterionScore(Frozen):
    """One criterion with what it earned, 0 to 1 (to 0.25 above the chosen level)."""

    id: str
    level: Level
    says: str
    status: Status
    initiative: Initiative | None
    evidence: tuple[Quote, ...]
    earned: float


class PhaseScore(Frozen):
    """One phase, 0 to 100."""

    phase: Phase
    score: float
    criteria: tuple[CriterionScore, ...]


class Scorecard(Frozen):
    """The whole judgement. `verdict` is None in coach mode, which makes no claim about level."""

    level: Level
    score: float
    verdict: Verdict | None
    phases: tuple[PhaseScore, ...]

    @property
    def criteria(self) -> tuple[CriterionScore, ...]:
        """Every criterion, in order."""
        return tuple(criterion for phase in self.phases for criterion in phase.criteria)


def scorecard(rubric: Rubric, standings: dict[str, Standing], level: Level, mode: Mode, left_out: frozenset[str] = frozenset()) -> Scorecard:
    """Score the standings. Criteria in `left_out` (a twist that was never reached, a check that does not exist yet) are not counted at all."""
    phases = tuple(
        _phase(guide.phase, [_criterion(each, standings.get(each.id), level) for each in guide.criteria if each.id not in left_out], level)
        for guide in rubric.guides
    )
    score = round(sum(phase.score * WEIGHTS[phase.phase] for phase in phases) / sum(WEIGHTS.values()), 1)
    return Scorecard(level=level, score=score, verdict=verdict_of(score) if mode is Mode.STRICT else None, phases=phases)


def drill_card(rubric: Rubric, standings: dict[str, Standing], level: Level, phase: Phase, counted: frozenset[str]) -> Scorecard:
    """Score a drill by these criteria of its phase; one phase is no ground for a verdict."""
    criteria = [_criterion(each, standings.get(each.id), level) for each in rubric.guide(phase).criteria if each.id in counted]
    only = _phase(phase, criteria, level)
    return Scorecard(level=level, score=only.score, verdict=None, phases=(only,))


def _criterion(criterion: Criterion, standing: Standing | None, level: Level) -> CriterionScore:
    status = standing.status if standing else Status.ABSENT
    initiative = standing.initiative if standing else None
    earned = STATUS[status] * (INITIATIVE[initiative] if initiative else 1.0)
    return CriterionScore(
        id=criterion.id,
        level=criterion.level,
        says=criterion.says,
        status=status,
        initiative=initiative,
        evidence=standing.evidence if standing else (),
        earned=earned if level.includes(criterion.level) else earned * ABOVE_LEVEL,
    )


def _phase(phase: Phase, criteria: list[CriterionScore], level: Level) -> PhaseScore:
    expected = sum(1 for criterion in criteria if level.includes(criterion.level))
    return PhaseScore(phase=phase, score=phase_score([criterion.earned for criterion in criteria], expected), criteria=tuple(criteria))


def phase_score(earned: Iterable[float], expected: int) -> float:
    """The score of a phase (0 to 100) in which the criteria earned this, so many of them being expected at the level."""
    mean = sum(earned) / expected if expected else 0.0
    return round(min(100.0, max(0.0, SLOPE * 100 * mean + OFFSET)), 1)


def verdict_of(score: float) -> Verdict:
    """The verdict that a score (0 to 100) stands for."""
    return next(verdict for bound, verdict in VERDICTS if score >= bound)

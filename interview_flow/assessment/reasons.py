"""Why a score is what it is, and what to practise: the criteria that moved it most, in points of 100."""

from collections.abc import Callable, Iterable

from interview_flow.assessment.scorecard import SLOPE, WEIGHTS, CriterionScore, Scorecard
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Quote, Status

REASONS = 3
EXERCISES = 3
_LEVELS = list(Level)


class Reason(Frozen):
    """A finding with what it gave (`points` above 0) or cost (below 0) of the whole score. `quote` is None where nothing was shown."""

    criterion: str
    says: str
    status: Status
    initiative: Initiative | None
    points: float
    quote: Quote | None


def moved_most(card: Scorecard, reached: Iterable[Phase]) -> tuple[Reason, ...]:
    """The three findings that moved the score most, a strength and a gap among them where there are both, the strengths first.

    Criteria weigh alike within a phase; of those that weigh the same, what everybody is expected to show goes first."""
    gave, cost = _ranked(card, reached, lambda each: each.earned), _ranked(card, reached, lambda each: 1 - each.earned)
    strengths = [_reason(each, worth * each.earned) for worth, each in gave if each.evidence]
    gaps = [_reason(each, -worth * (1 - each.earned)) for worth, each in cost if each.earned < 1 and card.score < 100]
    most = max(1, REASONS - len(gaps))
    chosen = strengths[: most if card.score < 50 else max(most, REASONS - 1)]
    told = {each.criterion for each in chosen}
    return (*chosen, *[each for each in gaps if each.criterion not in told][: REASONS - len(chosen)])


def practise_next(card: Scorecard, reached: Iterable[Phase]) -> tuple[CriterionScore, ...]:
    """The criteria to practise: those that cost most, one a phase first."""
    ranked = [each for _, each in _ranked(card, reached, lambda each: 1 - each.earned) if each.status is not Status.MET]
    first = list({each.id.partition(".")[0]: each for each in reversed(ranked)}.values())[::-1]
    return tuple([*first, *(each for each in ranked if each not in first)][:EXERCISES])


def _ranked(card: Scorecard, reached: Iterable[Phase], share: Callable[[CriterionScore], float]) -> list[tuple[float, CriterionScore]]:
    """The expected criteria of the phases that were reached, each with its worth in points of 100, by what it moved."""
    phases = set(reached)
    slope = SLOPE if len(card.phases) > 1 else 1.0  # the few of a drill share the 100 points, or two that are missing would cost 112
    whole = sum(WEIGHTS[phase.phase] for phase in card.phases)
    found: list[tuple[float, CriterionScore]] = []
    for phase in card.phases:
        expected = [each for each in phase.criteria if card.level.includes(each.level)]
        if phase.phase in phases:
            found += [(100 * slope * WEIGHTS[phase.phase] / whole / len(expected), each) for each in expected]
    return sorted(found, key=lambda each: (-round(each[0] * share(each[1]), 3), _LEVELS.index(each[1].level)))


def _reason(each: CriterionScore, points: float) -> Reason:
    quote = each.evidence[0] if each.evidence else None
    return Reason(criterion=each.id, says=each.says, status=each.status, initiative=each.initiative, points=round(points, 1), quote=quote)

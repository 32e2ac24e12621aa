"""On which problem a criterion is practised."""

from collections import Counter
from collections.abc import Collection, Sequence

from interview_flow.problems import Difficulty, Problem

_TWIST = "challenges.twist"


def on_which(criterion: str, missed: Collection[str], practised: Sequence[str | None], bank: Sequence[Problem]) -> Problem | None:
    """One that says something of this criterion, practised least, about as hard as the last one; None when it was `missed` on every one.

    `practised` are the problems of what was held so far, the oldest first."""
    times = Counter(practised)
    of = {problem.slug: problem for problem in bank}
    latest = next((of[slug] for slug in reversed(practised) if slug in of), None)
    usual = _rank(latest) if latest else 0
    return min(
        (problem for problem in bank if problem.slug not in missed),
        key=lambda problem: (not _asks_for(problem, criterion), times[problem.slug], abs(_rank(problem) - usual), problem.slug),
        default=None,
    )


def _asks_for(problem: Problem, criterion: str) -> bool:
    serving = (each.serves for phase in problem.phases.values() for each in (*phase.points, *phase.probes, phase.hints))
    return criterion == _TWIST or criterion in serving


def _rank(problem: Problem) -> int:
    return list(Difficulty).index(problem.difficulty)

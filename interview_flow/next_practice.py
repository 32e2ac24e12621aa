"""What to practise next: the criteria that cost most, each on a problem on which it was not missed yet."""

from collections.abc import Sequence

from interview_flow.frozen import Frozen
from interview_flow.problems import Difficulty, Problem
from interview_flow.progress import Sitting, Thread
from interview_flow.transcript import Status

EXERCISES = 3
_TWIST = "challenges.twist"


class Exercise(Frozen):
    """A criterion to practise, and the problem to practise it on; None when every problem of the bank was tried in vain."""

    thread: Thread
    problem: Problem | None


def next_practice(weak: Sequence[Thread], sittings: Sequence[Sitting], bank: Sequence[Problem]) -> tuple[Exercise, ...]:
    """At most three, of different phases first, each on a problem of its own where there are enough. `sittings` stand with the oldest first."""
    first = list({each.phase: each for each in reversed(weak)}.values())[::-1]
    chosen = [*first, *(each for each in weak if each not in first)][:EXERCISES]
    found: list[Exercise] = []
    for thread in chosen:
        taken = {each.problem.slug for each in found if each.problem}
        found.append(Exercise(thread=thread, problem=_problem(thread, sittings, [each for each in bank if each.slug not in taken])))
    return tuple(found)


def _problem(thread: Thread, sittings: Sequence[Sitting], bank: Sequence[Problem]) -> Problem | None:
    """One that says something of this criterion, practised least, about as hard as the last one."""
    missed = {each.problem for each in thread.sightings if each.status is not Status.MET}
    times = {problem.slug: sum(each.problem == problem.slug for each in sittings) for problem in bank}
    latest = next((problem for each in reversed(sittings) for problem in bank if problem.slug == each.problem), None)
    usual = _rank(latest) if latest else 0
    return min(
        (problem for problem in bank if problem.slug not in missed),
        key=lambda problem: (not _asks_for(problem, thread.criterion), times[problem.slug], abs(_rank(problem) - usual), problem.slug),
        default=None,
    )


def _asks_for(problem: Problem, criterion: str) -> bool:
    serving = (each.serves for phase in problem.phases.values() for each in (*phase.points, *phase.probes, phase.hints))
    return criterion == _TWIST or criterion in serving


def _rank(problem: Problem) -> int:
    return list(Difficulty).index(problem.difficulty)

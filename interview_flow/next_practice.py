"""What to practise next: the criteria that cost most, each on a problem on which it was not missed yet."""

from collections.abc import Sequence

from interview_flow.frozen import Frozen
from interview_flow.practice.on_which import on_which
from interview_flow.problems import Problem
from interview_flow.progress import Sitting, Thread
from interview_flow.transcript import Status

EXERCISES = 3


class Exercise(Frozen):
    """A criterion to practise, and the problem to practise it on; None when every problem of the bank was tried in vain."""

    thread: Thread
    problem: Problem | None


def next_practice(weak: Sequence[Thread], sittings: Sequence[Sitting], bank: Sequence[Problem]) -> tuple[Exercise, ...]:
    """At most three, of different phases first, each on a problem of its own where there are enough. `sittings` stand with the oldest first."""
    first = list({each.phase: each for each in reversed(weak)}.values())[::-1]
    chosen = [*first, *(each for each in weak if each not in first)][:EXERCISES]
    practised = [each.problem for each in sittings]
    found: list[Exercise] = []
    for thread in chosen:
        missed = {each.problem for each in thread.sightings if each.problem and each.status is not Status.MET}
        taken = {each.problem.slug for each in found if each.problem}
        left = [each for each in bank if each.slug not in taken]
        found.append(Exercise(thread=thread, problem=on_which(thread.criterion, missed, practised, left)))
    return tuple(found)

"""What no candidate may hear from the interviewer: the answers of a problem, each with the runs of words it is known by."""

from collections.abc import Iterator
from dataclasses import dataclass

from interview_flow.guards.stems import Run, runs
from interview_flow.once import once
from interview_flow.patterns import Pattern, pattern
from interview_flow.problems import Problem
from interview_flow.rubric import Rubric


@dataclass(frozen=True)
class Answers:
    """`runs` of all answers; `points` are the patterns of the problem's points by `phase.id`, `changes` those of the twist."""

    runs: frozenset[Run]
    points: tuple[tuple[str, tuple[Pattern, ...]], ...]
    changes: tuple[tuple[Pattern, ...], ...]


@once
def answers_to(rubric: Rubric, problem: Problem | None) -> Answers:
    """The answers of a problem, or of a topic that is not in the bank."""
    twist = problem.twist if problem else rubric.unknown_topic.twist
    points = [(f"{home}.{point.id}", _read(point.recognised_by)) for home, part in problem.phases.items() for point in part.points] if problem else []
    return Answers(
        runs=frozenset[Run]().union(*(runs(text) for text in secrets(rubric, problem))),
        points=tuple(points),
        changes=tuple(_read(change.recognised_by) for change in twist.must_change),
    )


def secrets(rubric: Rubric, problem: Problem | None) -> Iterator[str]:
    """Every text that gives something away."""
    twist = problem.twist if problem else rubric.unknown_topic.twist
    pushback = problem.pushback if problem else rubric.unknown_topic.pushback
    yield from (change.says for change in twist.must_change)
    yield pushback.wrong_because
    yield from (hint for criterion in rubric.criteria for hint in criterion.hints)
    if problem is None:
        return
    for part in problem.phases.values():
        yield from (point.says for point in part.points)
        yield from part.hints.ladder
    yield from (problem.algorithm.title, problem.algorithm.explains, problem.algorithm.code, *problem.common_mistakes)
    yield from (quiz.explanation for quiz in problem.quiz)


def _read(sources: tuple[str, ...]) -> tuple[Pattern, ...]:
    return tuple(map(pattern, sources))

"""What is listened for in a phase: the words of the rubric and of the problem, criterion by criterion."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interview_flow.once import once
from interview_flow.pattern_grammar import beginnings
from interview_flow.pattern_index import PatternIndex
from interview_flow.patterns import Pattern, pattern
from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.rubric import Criterion, Rubric
from interview_flow.sentences import Sentence
from interview_flow.transcript import Status

_TWO_SIDED = frozenset({"data_model.partition_key"})
"""A key without the record it makes hot is half an answer; the rubric's own words tell when both are there."""


@dataclass(frozen=True)
class Listened:
    """Patterns of one criterion and the status that they show; `point` is the id of the problem's point, if it is one."""

    criterion: str
    status: Status
    patterns: tuple[Pattern, ...]
    says: str
    """What the criterion says."""
    point: str = ""


class Listening:
    """All that an answer in one phase may show, the rubric's words first; `patterns` are those of all, in a row.

    Hundreds of patterns are listened for, and a sentence can match a few of them: asking each was a third of judging an answer.
    """

    def __init__(self, listened: tuple[Listened, ...]) -> None:
        self.patterns = tuple(pattern for each in listened for pattern in each.patterns)
        self.criteria: list[tuple[Listened, int]] = []
        """Each with the bits of its patterns (`interview_flow.pattern_index`)."""
        place = 0
        for each in listened:
            self.criteria.append((each, ((1 << len(each.patterns)) - 1) << place))
            place += len(each.patterns)
        self._anywhere = PatternIndex([each.all_clues for each in self.patterns])
        self._here = PatternIndex([each.clues for each in self.patterns])

    def likely(self, said: Iterable[Sentence]) -> dict[str, int]:
        """The patterns that each sentence, by what patterns see of it, can match, in a message that consists of these."""
        there = {sentence.plain: beginnings(sentence.plain) for sentence in said}
        anywhere = self._anywhere.possible(frozenset[str]().union(*there.values()))
        return {plain: anywhere & self._here.possible(clues) for plain, clues in there.items()}


@once
def listened_for(rubric: Rubric, problem: Problem | None, phase: Phase) -> Listening:
    """What an answer in this phase may show. What counts in one phase alone is not read before that phase comes."""
    return Listening((*_of_rubric(rubric, phase), *(_of_problem(rubric, problem, phase) if problem else ())))


def _of_rubric(rubric: Rubric, phase: Phase) -> Iterator[Listened]:
    for criterion in rubric.criteria:
        for status, sources, bound in (
            (Status.MET, criterion.met_by, criterion.bound),
            (Status.MET, criterion.met_here, True),
            (Status.PARTIAL, criterion.partly_by, criterion.bound),
            (Status.PARTIAL, criterion.partly_here, True),
        ):
            if sources and (not bound or criterion.phase is phase):
                yield Listened(criterion.id, status, tuple(map(pattern, sources)), criterion.says)


def _of_problem(rubric: Rubric, problem: Problem, phase: Phase) -> Iterator[Listened]:
    for home, part in problem.phases.items():
        for point in part.points:
            criterion = rubric.criterion(point.serves)
            if home is phase or not (criterion.bound or criterion.points_here):
                yield Listened(criterion.id, _weight(criterion), tuple(map(pattern, point.recognised_by)), criterion.says, f"{home}.{point.id}")


def _weight(criterion: Criterion) -> Status:
    """Where a program decides, or a criterion has two sides, a recognised point is a part of the answer."""
    return Status.PARTIAL if criterion.checked_by or criterion.id in _TWO_SIDED else Status.MET

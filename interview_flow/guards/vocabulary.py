"""The words in which a criterion can be shown: what it says, how it is asked about and hinted at, what it is recognised by."""

import re

from interview_flow.guards.stems import stems
from interview_flow.once import once
from interview_flow.problems import Problem
from interview_flow.rubric import Criterion, Rubric

Words = frozenset[str]
_TERM = re.compile(r"[a-z]{3,}")


@once
def vocabulary(rubric: Rubric, problem: Problem | None) -> dict[str, Words]:
    """The stems of those words, by criterion."""
    return {criterion.id: _words(criterion, problem) for criterion in rubric.criteria}


def _words(criterion: Criterion, problem: Problem | None) -> Words:
    points = [point for part in problem.phases.values() for point in part.points if point.serves == criterion.id] if problem else []
    patterns = [*criterion.patterns, *(source for point in points for source in point.recognised_by)]
    texts = [
        criterion.says,
        *criterion.ask,
        *criterion.hints,
        *(point.says for point in points),
        *(" ".join(_TERM.findall(each)) for each in patterns),
    ]
    return frozenset(stem for text in texts for stem in stems(text) if not stem[0].isdigit())

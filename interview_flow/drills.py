"""A drill: an interview of one phase, in a few minutes, aimed at a few criteria."""

from typing import Self

from pydantic import Field, model_validator

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.rubric import Criterion, Level, Rubric

MINUTES = 10
"""How long one takes, unless somebody wants it otherwise."""
QUESTIONS = 3
"""Questions in all: the opening, and the follow-ups."""
AIMS = 3
"""Criteria that one drill can aim at."""


class Drill(Frozen):
    """What is drilled: one phase, and the criteria of it that matter this time, the most wanted first. `given` are the lines of the fact sheet that are
    told with the opening (`prepared` chooses them)."""

    phase: Phase
    criteria: tuple[str, ...] = Field(min_length=1, max_length=AIMS)
    given: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_of_one_phase(self) -> Self:
        if foreign := [name for name in self.criteria if not name.startswith(f"{self.phase}.")]:
            raise ValueError(f"“{foreign[0]}” is not part of the phase {self.phase}")
        if len(set(self.criteria)) < len(self.criteria):
            raise ValueError("a criterion is named twice")
        return self


def drillable(rubric: Rubric) -> tuple[Criterion, ...]:
    """The criteria that can be shown in a drill, in the rubric's order; the others need a whole interview around them."""
    return tuple(criterion for criterion in rubric.criteria if criterion.stands_alone)


def prepared(drill: Drill, rubric: Rubric, problem: Problem | None, level: Level) -> Drill:
    """The drill with what is given in it. Raises `ValueError` with a sentence for criteria that cannot be drilled at this level."""
    possible = {criterion.id: criterion for criterion in drillable(rubric)}
    for name in drill.criteria:
        if name not in possible:
            raise ValueError(f"“{name}” cannot be practised by itself")
        if not level.includes(possible[name].level):
            raise ValueError(f"“{name}” is expected from the level {possible[name].level} on, not of {level}")
    known = {fact.id for fact in problem.facts} if problem else set[str]()
    given = tuple(fact for fact in rubric.guide(drill.phase).drill.facts if fact in known)
    return drill.model_copy(update={"given": given})

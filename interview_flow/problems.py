"""A problem of the bank: the shapes that `prompts/problems/*.yaml` fill.

`recognised_by` and `asked_by` hold patterns; their small language is in `interview_flow.patterns`.
"""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase

LADDER = 3
"""Rungs of a ladder of hints: a nudge, a pointer, nearly the answer."""


class Difficulty(StrEnum):
    """How hard a problem is, in five words."""

    BEGINNER = "Beginner"
    EASY = "Easy"
    MEDIUM = "Medium"
    HARD = "Hard"
    EXPERT = "Expert"


class DeepDive(StrEnum):
    """Sections of the finished documents that no phase asks about by itself."""

    COMPLIANCE = "compliance"
    COST = "cost"
    TECHNOLOGY = "technology"
    LOAD_BALANCING = "load_balancing"
    DISASTER_RECOVERY = "disaster_recovery"
    MAINTAINABILITY = "maintainability"


class UserStory(Frozen):
    """As a `who`, I want `wants`, so that `so_that`."""

    who: str
    wants: str
    so_that: str


class Fact(Frozen):
    """One line of the fact sheet: the interviewer may say `answer` and nothing else."""

    id: str
    question: str
    asked_by: tuple[str, ...] = Field(min_length=1)
    answer: str


class Point(Frozen):
    """Something a good answer to this problem says; recognising it is evidence for `serves`."""

    id: str
    serves: str
    says: str
    recognised_by: tuple[str, ...] = Field(min_length=1)


class Probe(Frozen):
    """A follow-up question. Blanks such as `{store}` are filled from the candidate's own design."""

    serves: str
    ask: str


class Hints(Frozen):
    """Three hints towards one criterion, from a nudge to nearly the answer."""

    serves: str
    ladder: tuple[str, ...] = Field(min_length=LADDER, max_length=LADDER)


class ProblemPhase(Frozen):
    """What is special to this problem in one phase."""

    points: tuple[Point, ...] = Field(min_length=1)
    probes: tuple[Probe, ...] = Field(min_length=2)
    hints: Hints


class Change(Frozen):
    """Something the design must change once the twist is said."""

    id: str
    says: str
    recognised_by: tuple[str, ...] = Field(min_length=1)


class Twist(Frozen):
    """A constraint that changes late, and what must change with it."""

    says: str
    must_change: tuple[Change, ...] = Field(min_length=1)


class Pushback(Frozen):
    """A wrong objection. A good candidate holds their position for a reason."""

    says: str
    wrong_because: str
    held_by: tuple[str, ...] = Field(min_length=1)


class UnknownTopic(Frozen):
    """What stands in for a problem when the topic is not in the bank. `matters` finds the clarifying questions that shape a design."""

    twist: Twist
    pushback: Pushback
    deep_dives: dict[DeepDive, str]
    matters: tuple[str, ...]


class Related(Frozen):
    """Another problem of the bank, and what connects the two."""

    slug: str
    why: str


class Quiz(Frozen):
    """A question with four options, one or more of them right."""

    question: str
    options: tuple[str, str, str, str]
    answers: tuple[str, ...] = Field(min_length=1)
    explanation: str

    @model_validator(mode="after")
    def _answers_are_letters(self) -> Self:
        if not set(self.answers) <= set("ABCD"):
            raise ValueError(f"answers are letters A to D, not {self.answers}")
        return self


class Algorithm(Frozen):
    """The key algorithm of the problem, in a few lines."""

    title: str
    code: str
    explains: str


class Source(Frozen):
    """Something to read that exists."""

    title: str
    url: str = Field(pattern=r"^https://")
    about: str


class Minutes(Frozen):
    """How long the problem takes."""

    reading: int = Field(gt=0)
    solving: int = Field(gt=0)


class Problem(Frozen):
    """One problem, whole."""

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    aliases: tuple[str, ...] = Field(min_length=1)
    difficulty: Difficulty
    tags: tuple[str, ...] = Field(min_length=2)
    minutes: Minutes
    prompt: str
    business_context: str
    user_stories: tuple[UserStory, ...] = Field(min_length=2)
    facts: tuple[Fact, ...] = Field(min_length=8)
    phases: dict[Phase, ProblemPhase]
    deep_dives: dict[DeepDive, str]
    twist: Twist
    pushback: Pushback
    common_mistakes: tuple[str, ...] = Field(min_length=3)
    related: tuple[Related, ...] = Field(min_length=2)
    objectives: tuple[str, ...] = Field(min_length=3)
    quiz: tuple[Quiz, ...] = Field(min_length=3)
    concepts: tuple[str, ...] = Field(min_length=3)
    technologies: tuple[str, ...] = Field(min_length=2)
    patterns: tuple[str, ...] = Field(min_length=2)
    algorithm: Algorithm
    sources: tuple[Source, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if missing := set(Phase) - set(self.phases):
            raise ValueError(f"no phase {', '.join(sorted(missing))}")
        if missing := set(DeepDive) - set(self.deep_dives):
            raise ValueError(f"no deep dive {', '.join(sorted(missing))}")
        return self

    def fact(self, fact_id: str) -> Fact:
        """One line of the fact sheet; raises `KeyError` for an unknown id."""
        for fact in self.facts:
            if fact.id == fact_id:
                return fact
        raise KeyError(fact_id)

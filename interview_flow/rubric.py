"""What an interviewer listens for: the shapes that `prompts/phases/*.yaml` fill."""

import re
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.problems import UnknownTopic


class Level(StrEnum):
    """The level a candidate is interviewed for; each includes those before it."""

    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"

    def includes(self, other: "Level") -> bool:
        """Whether what `other` is expected to show is expected at this level too."""
        levels = list(Level)
        return levels.index(other) <= levels.index(self)


class Mode(StrEnum):
    """Strict never names the next topic and ends in a verdict; coach teaches and gives none."""

    STRICT = "strict"
    COACH = "coach"


class Criterion(Frozen):
    """One thing a good answer shows. `id` is `phase.name`.

    `met_by` and `partly_by` are patterns (`interview_flow.patterns`). `checked_by` names a program
    of `interview_flow.assessment` that decides instead. `bound` keeps evidence to its own phase.
    """

    id: str
    level: Level
    says: str
    called: str
    """In a few words, for a list of several: "the latency budget"."""
    met_by: tuple[str, ...] = ()
    partly_by: tuple[str, ...] = ()
    met_here: tuple[str, ...] = ()
    partly_here: tuple[str, ...] = ()
    """Patterns that count in the criterion's own phase alone, where fewer words are enough."""
    checked_by: str | None = None
    bound: bool = False
    points_here: bool = False
    """Whether a problem's points count in their own phase alone: elsewhere the same words serve another end."""
    stands_alone: bool = True
    """Whether it can be shown where only its own phase is practised (`interview_flow.drills`)."""
    heard: str = ""
    """A reaction for when this was just shown; `{quote}` is the candidate's own words."""
    ask: tuple[str, ...] = ()
    """Probes, best first. Blanks such as `{store}` are filled from the candidate's own design;
    a probe whose blanks cannot be filled is not asked."""
    drill_ask: tuple[str, ...] = ()
    """The probes of a drill, where those above lean on what was said in other phases."""
    hints: tuple[str, ...] = Field(default=(), max_length=3)

    @property
    def phase(self) -> Phase:
        """The phase whose score this criterion belongs to."""
        return Phase(self.id.partition(".")[0])

    @property
    def patterns(self) -> tuple[str, ...]:
        """Every pattern by which it is recognised."""
        return (*self.met_by, *self.met_here, *self.partly_by, *self.partly_here)


_NAME = re.compile(r"<([a-z]+)>")
_BETWEEN_ALTERNATIVES = re.compile(r"(?: [+|] | >> |^)(?:[!@~-] )*")


class DrillGuide(Frozen):
    """How the phase opens when nothing else is practised, and what is then to be taken as given: lines of the fact sheet by their ids, as far as a
    problem has them, and whether the problem's stories are told."""

    opening: str
    facts: tuple[str, ...] = ()
    stories: bool = False


class PhaseGuide(Frozen):
    """How one phase is led: what it is for, how it opens, what it listens for, when it ends.

    `words` names lists of words that many patterns share: `<part>` in a pattern stands for the alternatives under `part`.
    """

    phase: Phase
    title: str
    objective: str
    opening: str
    coaching: str
    minutes: int = Field(gt=0)
    most_probes: int = Field(ge=0)
    drill: DrillGuide
    words: dict[str, str] = Field(default_factory=dict)
    criteria: tuple[Criterion, ...]

    @model_validator(mode="after")
    def _spelled_out(self) -> Self:
        """The patterns with the words for the names."""
        lists = ("met_by", "met_here", "partly_by", "partly_here")
        criteria = tuple(
            criterion.model_copy(update={name: self._written(getattr(criterion, name)) for name in lists}) for criterion in self.criteria
        )
        object.__setattr__(self, "criteria", criteria)
        return self

    def _written(self, sources: tuple[str, ...]) -> tuple[str, ...]:
        """A list of words stands for a whole alternative; raises `ValueError` where a word stands beside it."""
        for alternative in (each for source in sources for each in _BETWEEN_ALTERNATIVES.split(source)):
            if any(name in self.words and alternative != f"<{name}>" for name in _NAME.findall(alternative)):
                raise ValueError(f"{alternative!r}: a list of words must stand alone")
        return tuple(_NAME.sub(lambda name: self.words.get(name[1], name[0]), source) for source in sources)


class Rubric(Frozen):
    """The seven guides, in order, and what stands in for a problem that is not in the bank."""

    guides: tuple[PhaseGuide, ...]
    unknown_topic: UnknownTopic

    def guide(self, phase: Phase) -> PhaseGuide:
        """The guide of one phase."""
        return next(guide for guide in self.guides if guide.phase is phase)

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """Every criterion of every phase, in order."""
        return tuple(criterion for guide in self.guides for criterion in guide.criteria)

    def criterion(self, criterion_id: str) -> Criterion:
        """One criterion; raises `KeyError` for an unknown id."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)

    @property
    def minutes(self) -> int:
        """The time of a whole interview as it was authored."""
        return sum(guide.minutes for guide in self.guides)

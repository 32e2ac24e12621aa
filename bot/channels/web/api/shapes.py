"""What goes over the wire. What is in a report (`docs/practice.json`) keeps the shape that scripts know from the command line."""

from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from bot.channels.web.practice.room import LONGEST
from interview_flow.assessment.scorecard import Verdict
from interview_flow.phases import Phase, Stage
from interview_flow.problems import Difficulty, Problem
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Kind, Speaker, Turn
from storage.search import Hit, Where
from storage.transcripts import Listed

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,80}$")]
InterviewId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
DocumentName = Literal["narrative", "hlsd", "hlsd-deep", "study-note", "problem-card", "transcript"]

DownloadName = Literal["narrative.pdf", "hlsd.pdf", "hlsd-deep.pdf", "study-note.pdf", "problem-card.pdf", "transcript.pdf", "all.zip"]


class Sent(BaseModel):
    """What somebody sends; what is not known is an error rather than ignored."""

    model_config = ConfigDict(extra="forbid")


class Me(BaseModel):
    """Whose token this is."""

    person: str
    name: str
    scopes: list[str]


class InterviewListed(BaseModel):
    """One interview of a list. `score` (0 to 100) and `verdict` are null until you may know them; `drill` is the phase of one that has only this, which
    has no verdict."""

    id: str
    topic: str
    problem: str | None
    level: Level
    mode: Mode
    candidate: str
    stage: Stage
    phase: Phase
    turns: int
    started_at: AwareDatetime
    ended_at: AwareDatetime | None
    score: float | None
    verdict: Verdict | None
    drill: Phase | None

    @classmethod
    def of(cls, listed: Listed) -> Self:
        """How `listed` is told."""
        return cls.model_validate(listed.model_dump(include=set(cls.model_fields)))


class InterviewsPage(BaseModel):
    """Some interviews, and where the list goes on: send `next` as `after`; null at the end."""

    interviews: list[InterviewListed]
    next: str | None


class Piece(BaseModel):
    """A part of a snippet."""

    text: str
    is_match: bool


class HitShown(BaseModel):
    """An interview in which words were found, in what was said or in what was written about it."""

    interview_id: str
    where: Where
    snippet: list[Piece]

    @classmethod
    def of(cls, hit: Hit) -> Self:
        """How `hit` is told."""
        return cls(interview_id=hit.interview_id, where=hit.where, snippet=[Piece(text=text, is_match=is_match) for text, is_match in hit.snippet])


class Found(BaseModel):
    """Some of what was found, and where it goes on: send `next` as `after`; null at the end."""

    hits: list[HitShown]
    next: str | None


class TurnSaid(BaseModel):
    """One thing said by one speaker; turns count from 1 over both."""

    turn: int
    speaker: Speaker
    phase: Phase
    kind: Kind
    text: str
    at: AwareDatetime

    @classmethod
    def of(cls, turn: Turn) -> Self:
        """How `turn` is told."""
        return cls(turn=turn.turn, speaker=turn.speaker, phase=turn.phase, kind=turn.kind, text=turn.text, at=turn.at)


class Held(BaseModel):
    """An interview as it is held. `turns` are those asked for, in order; `drill` is the phase of one that has only this."""

    id: str
    topic: str
    problem: str | None
    stage: Stage
    phase: Phase
    drill: Phase | None
    turns: list[TurnSaid]


class Start(Sent):
    """An interview to begin: a problem of the bank by its slug, or a topic in words. `minutes` 0 switches the clock off."""

    topic: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)] | None = None
    problem: Slug | None = None
    level: Level = Level.SENIOR
    mode: Mode = Mode.STRICT
    minutes: int = Field(default=45, ge=0, le=9999)


class Say(Sent):
    """An answer, or a word that steers: hint, next, pause, resume, end."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]


class ProblemListed(BaseModel):
    """A problem as a candidate may know it before the interview; `minutes` is how long it takes to solve."""

    slug: str
    title: str
    difficulty: Difficulty
    tags: list[str]
    minutes: int

    @classmethod
    def of(cls, problem: Problem) -> "ProblemListed":
        """How `problem` stands in a list."""
        return cls(slug=problem.slug, title=problem.title, difficulty=problem.difficulty, tags=list(problem.tags), minutes=problem.minutes.solving)


class ProblemShown(ProblemListed):
    """The same with what an interviewer would say first; `related` are slugs."""

    prompt: str
    business_context: str
    objectives: list[str]
    related: list[str]

    @classmethod
    def of(cls, problem: Problem) -> "ProblemShown":
        """How `problem` is told."""
        return cls(
            **vars(ProblemListed.of(problem)),
            prompt=problem.prompt,
            business_context=problem.business_context,
            objectives=list(problem.objectives),
            related=[each.slug for each in problem.related],
        )

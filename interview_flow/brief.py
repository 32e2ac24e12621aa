"""What an interviewer must see, and what it may answer.

An interviewer works in two stages. `judge` says what the candidate's last words showed; the machine (`interview_flow.decisions`)
then decides the move; `speak` puts that move into words. An interviewer never decides where the interview goes.
Both stages belong to one `Exchange`, so that an interviewer may do both with one call of a model.
"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from enum import StrEnum
from typing import Protocol

from interview_flow.events import Because
from interview_flow.frozen import Frozen
from interview_flow.interview import Interview
from interview_flow.model_use import ModelUse
from interview_flow.notes import Note
from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.rubric import PhaseGuide, Rubric
from interview_flow.transcript import Finding, Kind, Request, Standing, Turn, Unscorable


class Brief(Frozen):
    """All that an interviewer may know. It does not grow with the interview. `problem` is None for an unknown topic."""

    interview: Interview
    rubric: Rubric
    problem: Problem | None

    @property
    def answers(self) -> tuple[Turn, ...]:
        """The candidate's answers that nobody has replied to."""
        return tuple(turn for turn in self.interview.pending if not turn.wish)

    @property
    def guide(self) -> PhaseGuide:
        """The guide of the phase the interview is in."""
        return self.rubric.guide(self.interview.phase)


class Judgement(Frozen):
    """What an interviewer holds the answers to show: proposals, until the machine has found their quotes. `aims_at` is the criterion that it
    would ask about next; the machine takes it where that criterion is open and a question is due."""

    findings: tuple[Finding, ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    requests: tuple[Request, ...] = ()
    aims_at: str | None = None


class Cue(StrEnum):
    """The occasion to speak; a `Move` says the rest."""

    GREETING = "greeting"
    PROBE = "probe"
    DEEP_DIVE = "deep_dive"
    PUSHBACK = "pushback"
    TWIST = "twist"
    BRIDGE = "bridge"
    HINT = "hint"
    NO_HINT = "no_hint"
    WARNING = "warning"
    FACTS = "facts"
    REPEAT = "repeat"
    CLOSING = "closing"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESTARTED = "restarted"
    NO_RESTART = "no_restart"
    HELP = "help"


class Move(Frozen):
    """What the interviewer is to say next. `asks` is the criterion or deep dive it asks about, `question` an authored wording of it;
    `heard` what just moved, `requests` and `unscorable` what else the answer calls a reaction for."""

    cue: Cue
    kind: Kind
    phase: Phase
    asks: str | None = None
    question: str = ""
    rung: int = 0
    because: Because | None = None
    minutes_left: int | None = None
    words: int = 0
    """How long the answer was to which this replies; 0 when there was none."""
    heard: tuple[Standing, ...] = ()
    requests: tuple[Request, ...] = ()
    unscorable: tuple[Unscorable, ...] = ()


class Reply(Frozen):
    """What the interviewer said. `question` is the question in it, empty when there is none."""

    text: str
    question: str = ""


Say = Callable[[str], Awaitable[None]]
"""Takes the next words of a reply as they come; put together they are its text so far."""


class Exchange(Protocol):
    """One reply in the making: judged first, spoken afterwards."""

    async def judge(self) -> Judgement:
        """What the pending answers show."""
        ...

    async def speak(self, brief: Brief, move: Move, say: Say) -> Reply:
        """The words of a move; `brief` is the interview after the judgement. Words that are there before the reply is complete go to `say`;
        an interviewer that has all of them at once says nothing there."""
        ...

    def use(self) -> ModelUse | None:
        """What was asked of models for it, if anything was; when it is complete."""
        ...


class Interviewer(Protocol):
    """Whoever leads the interview: the guided interviewer, or a model."""

    @property
    def name(self) -> str:
        """How the transcript names it, such as `guided`."""
        ...

    def exchange(self, brief: Brief) -> AbstractAsyncContextManager[Exchange]:
        """The reply to what is pending; whatever is still under way when the context ends is dropped."""
        ...

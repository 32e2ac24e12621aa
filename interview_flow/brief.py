"""What an interviewer must see, and what it may answer.

An interviewer works in two stages. `judge` says what the candidate's last words showed; the machine (`interview_flow.decisions`)
then decides the move; `speak` puts that move into words. An interviewer never decides where the interview goes.
"""

from enum import StrEnum
from typing import Protocol

from interview_flow.events import Because
from interview_flow.frozen import Frozen
from interview_flow.interview import Interview
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
    """What an interviewer holds the answers to show: proposals, until the machine has found their quotes."""

    findings: tuple[Finding, ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    requests: tuple[Request, ...] = ()


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


class Interviewer(Protocol):
    """Whoever leads the interview: the guided interviewer, or a model."""

    @property
    def name(self) -> str:
        """How the transcript names it, such as `guided`."""
        ...

    async def judge(self, brief: Brief) -> Judgement:
        """What the pending answers show."""
        ...

    async def speak(self, brief: Brief, move: Move) -> Reply:
        """The words of a move; `brief` is the interview after the judgement."""
        ...

"""What we know of one interview: the state. `evolution` folds events into it.

The state does not grow with the number of turns: the words of the past stay in the log, only what was designed, shown and asked is kept.
"""

from pydantic import AwareDatetime

from interview_flow.design_record import DesignRecord
from interview_flow.drills import Drill
from interview_flow.events import (
    Because,
)
from interview_flow.frozen import Frozen
from interview_flow.model_use import Fault, Guard, Usage
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Request, Standing, Status, Turn, Unscorable

SNAPSHOT_VERSION = 5
"""Raised whenever the meaning of the state changes, so that older snapshots are rebuilt from the log."""


class Asked(Frozen):
    """The question that the candidate owes an answer to; `asks` is a criterion or a deep dive."""

    turn: int
    asks: str | None
    text: str


class Interview(Frozen):
    """One interview, as far as it is known. `seq` is the number of events folded into it."""

    id: str
    seq: int = 0
    topic: str = ""
    problem: str | None = None
    level: Level = Level.SENIOR
    mode: Mode = Mode.STRICT
    minutes: int = 45
    candidate: str = ""
    interviewer: str = ""
    drill: Drill | None = None
    """What is practised, where it is no whole interview: then it never leaves this one phase."""
    stage: Stage = Stage.NEW
    phase: Phase = Phase.RESTATE
    turn: int = 0
    pending: tuple[Turn, ...] = ()
    """The candidate's turns that are not answered yet."""
    recent: tuple[Turn, ...] = ()
    question: Asked | None = None
    asked: dict[str, int] = {}
    """How often each criterion or deep dive was asked about."""
    questions: tuple[str, ...] = ()
    """Every question asked, so that none is asked twice."""
    probes: int = 0
    """Probes asked in this phase."""
    hints: dict[str, int] = {}
    """Rungs taken towards each criterion."""
    standings: dict[str, Standing] = {}
    points: frozenset[str] = frozenset()
    requests: tuple[Request, ...] = ()
    unscorable: tuple[Unscorable, ...] = ()
    record: DesignRecord = DesignRecord()
    visited: tuple[Phase, ...] = ()
    spent: dict[Phase, float] = {}
    """Seconds for which the candidate owed an answer."""
    owing_since: AwareDatetime | None = None
    warned: frozenset[Phase] = frozenset()
    twist_turn: int | None = None
    started_at: AwareDatetime | None = None
    last_at: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    ended_because: Because | None = None
    readers: dict[str, str] = {}
    """Who was asked to score it, and may read it: the person's id and how they are shown."""
    opinions: dict[str, Opinion] = {}
    """What people think of it, by the person's id."""
    scorings: dict[str, int] = {}
    """How often each of them has said so: the first time, and once for each change."""
    revealed: bool = False
    """Whether the candidate knows how it went."""
    usage: dict[str, Usage] = {}
    """What each model was asked."""
    interventions: dict[Guard, int] = {}
    """How often each guard took something out of a model's words."""
    unaided: Fault | None = None
    """Why the latest reply was made without the model that leads this interview; None when it was made with it."""

    @classmethod
    def blank(cls, interview_id: str) -> "Interview":
        """An interview of which nothing has happened yet."""
        return cls(id=interview_id)

    @property
    def owes_reply(self) -> bool:
        """Whether the interviewer is the one to speak."""
        return self.stage is Stage.ACTIVE and (bool(self.pending) or self.turn == 0)

    @property
    def over(self) -> bool:
        """Whether it has ended, one way or another."""
        return self.stage in (Stage.FINISHED, Stage.ABANDONED)

    @property
    def drilled(self) -> Phase | None:
        """The phase of a drill; None for a whole interview."""
        return self.drill.phase if self.drill else None

    def has_met(self, criterion: str) -> bool:
        """Whether a criterion was shown in full."""
        standing = self.standings.get(criterion)
        return standing is not None and standing.status is Status.MET

    @property
    def told(self) -> dict[str, int]:
        """The facts that were given, each with the turn in which it was asked for; what a drill takes as given is told with its opening."""
        asked_for = {request.fact: request.turn for request in reversed(self.requests) if request.fact}
        return asked_for | dict.fromkeys(self.drill.given if self.drill else (), 1)

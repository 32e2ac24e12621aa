"""What a document is made from: one interview, folded."""

from pydantic import AwareDatetime

from interview_flow.assessment.scorecard import Scorecard
from interview_flow.assessment.whole import Assessment
from interview_flow.design_record import DesignRecord
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.problems import Problem
from interview_flow.rubric import Level, Mode, Rubric
from interview_flow.transcript import Turn


class Source(Frozen):
    """One interview. `told` is the turn of each fact that the interviewer gave, `hints` the rungs taken by criterion,
    `phase_minutes` the time each phase took, `times_practised` how often our records hold this problem,
    `matched` the problem's points that were shown, as `phase.id`, `titles` the title of each problem of the bank by its slug. One that is not
    `judged` is for a reader who is yet to say what they think. Of a `drill` there is the transcript alone."""

    id: str
    topic: str
    problem: Problem | None
    rubric: Rubric
    level: Level
    mode: Mode
    minutes: int
    candidate: str
    interviewer: str
    started_at: AwareDatetime
    ended_at: AwareDatetime | None
    ended_early: bool
    turns: tuple[Turn, ...]
    record: DesignRecord
    assessment: Assessment
    told: dict[str, int]
    twist_turn: int | None
    phase_minutes: dict[Phase, float]
    hints: dict[str, int]
    times_practised: int
    matched: frozenset[str] = frozenset()
    titles: dict[str, str] = {}
    judged: bool = True
    drill: Phase | None = None

    @property
    def scorecard(self) -> Scorecard:
        """The score and what it is made of."""
        return self.assessment.scorecard

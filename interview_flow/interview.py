"""What we know of one interview: the state, and `evolve`, which folds one event into it.

The state does not grow with the number of turns: the words of the past stay in the log, only what was designed, shown and asked is kept.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, assert_never

from pydantic import AwareDatetime

from interview_flow.design_record import DesignRecord
from interview_flow.drills import Drill
from interview_flow.events import (
    AnswerCorrected,
    AnswerJudged,
    AnyEvent,
    Because,
    CandidateSpoke,
    HintGiven,
    InterviewAbandoned,
    InterviewerSpoke,
    InterviewFinished,
    InterviewPaused,
    InterviewResumed,
    InterviewStarted,
    ModelAsked,
    OpinionAsked,
    OpinionGiven,
    PhaseEntered,
    ScorecardRevealed,
    TimeWarned,
    TwistIntroduced,
)
from interview_flow.frozen import Frozen
from interview_flow.model_use import Fault, Guard, Usage, counted, tallied
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase, Stage
from interview_flow.rubric import Level, Mode
from interview_flow.transcript import Kind, Request, Speaker, Standing, Status, Turn, Unscorable

SNAPSHOT_VERSION = 5
"""Raised whenever the meaning of the state changes, so that older snapshots are rebuilt from the log."""
RECENT = 6
"""Turns kept at hand for an interviewer."""
RECENT_LENGTH = 2000
"""Characters kept of each of them."""


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


def replay(interview_id: str, events: Iterable[AnyEvent]) -> Interview:
    """The state after all of these events."""
    interview = Interview.blank(interview_id)
    for event in events:
        _fold(interview, event)
    return interview


def evolve(interview: Interview, event: AnyEvent) -> Interview:
    """The state after one more event."""
    following = interview.model_copy()
    _fold(following, event)
    return following


def _fold(interview: Interview, event: AnyEvent) -> None:
    """Change a state that nobody else has seen yet: one copy for a thousand events, instead of a thousand."""
    changes = _changes(interview, event)
    vars(interview).update(changes, seq=interview.seq + 1, last_at=event.at)


def _changes(interview: Interview, event: AnyEvent) -> dict[str, Any]:
    match event:
        case CandidateSpoke():
            return _candidate_spoke(interview, event)
        case InterviewerSpoke():
            return _interviewer_spoke(interview, event)
        case AnswerCorrected():
            return _answer_corrected(interview, event) if event.in_time else {}
        case AnswerJudged():
            return _answer_judged(interview, event)
        case ModelAsked():
            used = event.use
            return {"usage": tallied(interview.usage, used), "interventions": counted(interview.interventions, used), "unaided": used.unaided}
        case InterviewStarted():
            return _started(event)
        case PhaseEntered():
            return _phase_entered(interview, event)
        case HintGiven():
            return {"hints": interview.hints | {event.criterion: event.rung}}
        case TwistIntroduced():
            return {"twist_turn": interview.turn + 1}
        case TimeWarned():
            return {"warned": interview.warned | {event.phase}}
        case InterviewPaused():
            return {"stage": Stage.PAUSED, "owing_since": None}
        case InterviewResumed():
            return {"stage": Stage.ACTIVE}
        case InterviewFinished():
            return _ended(event, Stage.FINISHED)
        case InterviewAbandoned():
            return _ended(event, Stage.ABANDONED)
        case OpinionAsked():
            return {"readers": interview.readers | {event.of: event.name}}
        case OpinionGiven():
            return _opinion_given(interview, event.opinion)
        case ScorecardRevealed():
            return {"revealed": True}
        case _:
            assert_never(event)


def _started(event: InterviewStarted) -> dict[str, Any]:
    phase = event.drill.phase if event.drill else Phase.RESTATE
    return {
        "topic": event.topic,
        "problem": event.problem,
        "level": event.level,
        "mode": event.mode,
        "minutes": event.minutes,
        "candidate": event.candidate,
        "interviewer": event.interviewer,
        "drill": event.drill,
        "stage": Stage.ACTIVE,
        "phase": phase,
        "visited": (phase,),
        "started_at": event.at,
    }


def _candidate_spoke(interview: Interview, event: CandidateSpoke) -> dict[str, Any]:
    turn = interview.turn + 1
    said = Turn(
        turn=turn,
        speaker=Speaker.CANDIDATE,
        phase=interview.phase,
        kind=Kind.COMMAND if event.wish else Kind.ANSWER,
        text=event.text,
        at=event.at,
        wish=event.wish,
    )
    changes: dict[str, Any] = {"turn": turn, "pending": (*interview.pending, said), "recent": _recent(interview, said), "owing_since": None}
    if interview.owing_since:
        seconds = max(0.0, (event.at - interview.owing_since).total_seconds())
        changes["spent"] = interview.spent | {interview.phase: interview.spent.get(interview.phase, 0.0) + seconds}
    return changes


def _answer_corrected(interview: Interview, event: AnswerCorrected) -> dict[str, Any]:
    """The new words take the place of the old; what was taken back is not owed a reply any more."""
    kind = Kind.COMMAND if event.wish else Kind.ANSWER
    old = next(turn for turn in interview.pending if turn.turn == event.turn)
    new = replace(old, text=event.text, kind=kind, wish=event.wish)
    pending = tuple(new if turn.turn == event.turn else turn for turn in interview.pending if event.text or turn.turn != event.turn)
    recent = tuple(_shortened(new) if turn.turn == event.turn else turn for turn in interview.recent)
    return {"pending": pending, "recent": recent} | ({} if pending else {"owing_since": event.at})


def _interviewer_spoke(interview: Interview, event: InterviewerSpoke) -> dict[str, Any]:
    turn = interview.turn + 1
    said = Turn(turn=turn, speaker=Speaker.INTERVIEWER, phase=interview.phase, kind=event.said, text=event.text, at=event.at)
    changes: dict[str, Any] = {"turn": turn, "pending": (), "recent": _recent(interview, said), "owing_since": event.at}
    if event.question:
        changes["question"] = Asked(turn=turn, asks=event.asks, text=event.question)
        changes["questions"] = (*interview.questions, event.question)
    if event.asks and event.said is not Kind.HINT:
        changes["asked"] = interview.asked | {event.asks: interview.asked.get(event.asks, 0) + 1}
    if event.said in (Kind.PROBE, Kind.TWIST) and event.asks:
        changes["probes"] = interview.probes + 1
    return changes


def _answer_judged(interview: Interview, event: AnswerJudged) -> dict[str, Any]:
    changes: dict[str, Any] = {"pending": tuple(turn for turn in interview.pending if turn.turn > event.up_to or turn.wish)}
    if event.standings:
        changes["standings"] = interview.standings | {standing.criterion: standing for standing in event.standings}
    if event.points:
        changes["points"] = interview.points.union(event.points)
    if event.notes:
        changes["record"] = interview.record.joined(event.notes)
    if event.requests:
        changes["requests"] = (*interview.requests, *event.requests)
    if event.unscorable:
        changes["unscorable"] = (*interview.unscorable, *event.unscorable)
    return changes


def _phase_entered(interview: Interview, event: PhaseEntered) -> dict[str, Any]:
    changes: dict[str, Any] = {"phase": event.phase, "probes": 0, "question": None}
    if event.because is Because.RESTARTED:
        prefix = f"{event.phase}."
        changes["asked"] = {criterion: count for criterion, count in interview.asked.items() if not criterion.startswith(prefix)}
        changes["spent"] = {phase: seconds for phase, seconds in interview.spent.items() if phase is not event.phase}
        changes["warned"] = interview.warned - {event.phase}
    elif event.phase not in interview.visited:
        changes["visited"] = (*interview.visited, event.phase)
    return changes


def _opinion_given(interview: Interview, opinion: Opinion) -> dict[str, Any]:
    by = opinion.by
    return {"opinions": interview.opinions | {by: opinion}, "scorings": interview.scorings | {by: interview.scorings.get(by, 0) + 1}}


def _ended(event: InterviewFinished | InterviewAbandoned, stage: Stage) -> dict[str, Any]:
    return {"stage": stage, "ended_at": event.at, "ended_because": event.because, "owing_since": None, "pending": ()}


def _recent(interview: Interview, turn: Turn) -> tuple[Turn, ...]:
    return (*interview.recent[-RECENT + 1 :], _shortened(turn))


def _shortened(turn: Turn) -> Turn:
    return replace(turn, text=turn.text[:RECENT_LENGTH]) if len(turn.text) > RECENT_LENGTH else turn

"""How the state of an interview follows from its events: `evolve` folds one of them, `replay` all."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, assert_never

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
from interview_flow.interview import Asked, Interview
from interview_flow.model_use import counted, tallied
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase, Stage
from interview_flow.transcript import Kind, Speaker, Turn

RECENT = 6
"""Turns kept at hand for an interviewer."""
RECENT_LENGTH = 2000
"""Characters kept of each of them."""


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

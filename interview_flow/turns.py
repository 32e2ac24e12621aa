"""The log as a conversation: its turns, numbered over both speakers."""

from collections.abc import Iterable
from dataclasses import replace

from interview_flow.events import AnswerCorrected, AnyEvent, CandidateSpoke, InterviewerSpoke, InterviewStarted, PhaseEntered
from interview_flow.phases import Phase
from interview_flow.transcript import Kind, Speaker, Turn


def turns(events: Iterable[AnyEvent]) -> tuple[Turn, ...]:
    """Every turn, whole, in order."""
    found: list[Turn] = []
    phase = Phase.RESTATE
    for event in events:
        match event:
            case InterviewStarted():
                phase = event.drill.phase if event.drill else Phase.RESTATE
            case PhaseEntered():
                phase = event.phase
            case CandidateSpoke():
                kind = Kind.COMMAND if event.wish else Kind.ANSWER
                said = Turn(turn=len(found) + 1, speaker=Speaker.CANDIDATE, phase=phase, kind=kind, text=event.text, at=event.at, wish=event.wish)
                found.append(said)
            case InterviewerSpoke():
                found.append(Turn(turn=len(found) + 1, speaker=Speaker.INTERVIEWER, phase=phase, kind=event.said, text=event.text, at=event.at))
            case AnswerCorrected():
                found[event.turn - 1] = _corrected(found[event.turn - 1], event)
            case _:
                pass
    return tuple(found)


def _corrected(turn: Turn, event: AnswerCorrected) -> Turn:
    if not event.in_time:
        return replace(turn, corrected=event.text)
    return replace(turn, text=event.text, wish=event.wish, kind=Kind.COMMAND if event.wish else Kind.ANSWER)

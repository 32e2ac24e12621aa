"""The log as a conversation: its turns, numbered over both speakers."""

from collections.abc import Iterable

from interview_flow.events import AnyEvent, CandidateSpoke, InterviewerSpoke, PhaseEntered
from interview_flow.phases import Phase
from interview_flow.transcript import Kind, Speaker, Turn


def turns(events: Iterable[AnyEvent]) -> tuple[Turn, ...]:
    """Every turn, whole, in order."""
    found: list[Turn] = []
    phase = Phase.RESTATE
    for event in events:
        if isinstance(event, PhaseEntered):
            phase = event.phase
        elif isinstance(event, CandidateSpoke):
            kind = Kind.COMMAND if event.wish else Kind.ANSWER
            found.append(Turn(turn=len(found) + 1, speaker=Speaker.CANDIDATE, phase=phase, kind=kind, text=event.text, at=event.at, wish=event.wish))
        elif isinstance(event, InterviewerSpoke):
            found.append(Turn(turn=len(found) + 1, speaker=Speaker.INTERVIEWER, phase=phase, kind=event.said, text=event.text, at=event.at))
    return tuple(found)

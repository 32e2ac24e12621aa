"""Interviews of a few sentences: what a candidate says phase by phase, with a plain question before each answer."""

from datetime import UTC, datetime

import interview_flow.reading as reading
from interview_flow.assessment.contradictions import Contradiction, contradictions
from interview_flow.design_record import DesignRecord
from interview_flow.phases import Phase
from interview_flow.transcript import Kind, Speaker, Turn

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
PHASES = {phase.value[:5]: phase for phase in Phase}


def conversation(*said: str) -> tuple[Turn, ...]:
    """`clari: words` is an answer in that phase, `? words` what the interviewer asks before the next answer, `! words` the twist."""
    turns: list[Turn] = []
    phase, asked, kind = Phase.RESTATE, "Go on.", Kind.PROBE
    for each in said:
        mark, _, words = each.partition(" ")
        if mark in "?!":
            asked, kind = words, Kind.TWIST if mark == "!" else Kind.PROBE
            continue
        phase = PHASES[mark.rstrip(":")]
        turns.append(Turn(turn=len(turns) + 1, speaker=Speaker.INTERVIEWER, phase=phase, kind=kind, text=asked, at=NINE))
        turns.append(Turn(turn=len(turns) + 1, speaker=Speaker.CANDIDATE, phase=phase, kind=Kind.ANSWER, text=words, at=NINE))
        asked, kind = "Go on.", Kind.PROBE
    return tuple(turns)


def record_of(turns: tuple[Turn, ...]) -> DesignRecord:
    """What the answers designed."""
    record = DesignRecord()
    for turn in turns:
        if turn.speaker is Speaker.CANDIDATE:
            record = record.joined(reading.read(turn.text, turn.turn, turn.phase))
    return record


def found(*said: str) -> tuple[Contradiction, ...]:
    """The contradictions in what was said."""
    turns = conversation(*said)
    twist = next((turn.turn for turn in turns if turn.kind is Kind.TWIST), None)
    return contradictions(turns, record_of(turns), twist)

"""Values to rows and back: the only place that knows how an event, a state and a transcript are written down."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from interview_flow.events import EVENT, AnyEvent
from interview_flow.interview import SNAPSHOT_VERSION, Interview
from storage.failures import Damaged, Refused, shown


def event_rows(interview: Interview, events: Sequence[AnyEvent]) -> list[dict[str, Any]]:
    """The rows that follow on `interview`; raises `Refused` for half a character and for a time without a zone."""
    if shown(interview.id) != interview.id:
        raise Refused(f"An interview cannot be called {shown(interview.id)!r}: the id holds half of a character (a lone surrogate) or a NUL.")
    if any(event.at.utcoffset() is None for event in events):
        raise Refused("The event cannot be stored: its time has no time zone.")
    try:
        return [
            {"interview_id": interview.id, "seq": seq, "kind": event.kind, "at": event.at, "body": event.model_dump_json()}
            for seq, event in enumerate(events, interview.seq + 1)
        ]
    except PydanticSerializationError as error:
        raise Refused("The text cannot be stored: it holds half of a character (a lone surrogate). Send it again without that character.") from error


def events_of(interview_id: str, after: int, rows: Iterable[Any]) -> list[AnyEvent]:
    """The events of rows that follow on event `after`; raises `Damaged` for one that is missing or cannot be read."""
    events: list[AnyEvent] = []
    for seq, row in enumerate(rows, after + 1):
        if row.seq != seq:
            raise Damaged(f"Event {seq} of interview {interview_id} is missing from the log. Restore a copy of the database.")
        try:
            events.append(EVENT.validate_json(row.body))
        except ValidationError as error:
            raise Damaged(
                f"Event {seq} of interview {interview_id} cannot be read: it is damaged, or was written by a later version of this program."
            ) from error
    return events


def snapshot_row(interview: Interview) -> dict[str, Any]:
    """The row that keeps this state."""
    return {"interview_id": interview.id, "seq": interview.seq, "version": SNAPSHOT_VERSION, "body": interview.model_dump_json()}


def interview_of(interview_id: str, row: Any) -> Interview | None:
    """The state that a snapshot keeps; None if it cannot be read, for the log knows it too."""
    try:
        interview = Interview.model_validate_json(row.body)
    except ValidationError:
        return None
    return interview if (interview.id, interview.seq) == (interview_id, row.seq) else None


def transcript_row(interview: Interview, events: Sequence[AnyEvent], score: float | None, verdict: str | None) -> dict[str, Any]:
    """The read model of this state, `events` being the last that were folded; a score or verdict that is not given is left as it is."""
    row: dict[str, Any] = {
        "id": interview.id,
        "topic": shown(interview.topic),
        "problem": interview.problem and shown(interview.problem),
        "level": interview.level.value,
        "mode": interview.mode.value,
        "candidate": shown(interview.candidate),
        "interviewer": shown(interview.interviewer),
        "stage": interview.stage.value,
        "phase": interview.phase.value,
        "turns": interview.turn,
        "owes_reply": interview.owes_reply,
        "started_at": interview.started_at or events[0].at,
        "last_at": interview.last_at or events[-1].at,
        "ended_at": interview.ended_at,
        "revealed": interview.revealed,
        "seq": interview.seq,
        "drill": interview.drilled and interview.drilled.value,
    }
    return row | {name: given for name, given in (("score", score), ("verdict", verdict)) if given is not None}

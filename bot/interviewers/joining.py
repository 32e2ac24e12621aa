"""What the own reading of an answer and a model's make together."""

from collections.abc import Sequence

from interview_flow.notes import AnyNote
from interview_flow.transcript import Request


def new_notes(known: Sequence[AnyNote], proposed: Sequence[AnyNote]) -> list[AnyNote]:
    """The notes whose words the reader has not found already, in a note of the same section."""
    return [
        note
        for note in proposed
        if not any(note.section == other.section and note.turn == other.turn and _overlap(note.identity, other.identity) for other in known)
    ]


def _overlap(one: str, other: str) -> bool:
    return one in other or other in one


def asked_by_either(own: Sequence[Request], proposed: Sequence[Request]) -> tuple[Request, ...]:
    """The requests of both; where the own reading found no fact and the model names one, the fact."""
    facts = {request.fact for request in own if request.fact}
    better = {_folded(request.quote): request for request in proposed if request.fact and request.fact not in facts}
    mended = [better.pop(_folded(request.quote), request) if request.fact is None else request for request in own]
    return (*mended, *(request for request in better.values() if request.fact not in {each.fact for each in mended}))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ?.!")

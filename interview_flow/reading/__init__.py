"""What a candidate typed -> notes of the design record."""

from interview_flow.design_record import Note
from interview_flow.phases import Phase


def read(message: str, turn: int, phase: Phase) -> tuple[Note, ...]:
    """The notes of one message, in the order of the record's sections."""
    return ()

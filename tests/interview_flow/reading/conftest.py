"""How these tests read: `heard("functional", message, phase)`."""

from collections.abc import Callable
from typing import Any

import pytest

from interview_flow.phases import Phase
from interview_flow.reading import read

Heard = Callable[[str, str, Phase], list[Any]]


@pytest.fixture
def heard() -> Heard:
    """The notes of one section of the record in a message."""

    def notes(section: str, message: str, phase: Phase) -> list[Any]:
        return [note for note in read(message, 4, phase) if note.section == section]

    return notes

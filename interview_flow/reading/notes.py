"""The notes of a page: every room reads it, and nothing is noted twice."""

from collections.abc import Iterator

from interview_flow.notes import Component, Entity, Note, Operation, Requirement
from interview_flow.reading.components import components
from interview_flow.reading.decisions import decisions
from interview_flow.reading.entities import entities
from interview_flow.reading.estimates import estimates
from interview_flow.reading.flows import flows
from interview_flow.reading.operations import operations
from interview_flow.reading.outline import Page
from interview_flow.reading.remarks import remarks
from interview_flow.reading.requirements import functional
from interview_flow.reading.scope import scope
from interview_flow.reading.statements import statements
from interview_flow.reading.targets import targets
from interview_flow.reading.workings import workings

MOST_OF_A_SECTION = 40
"""Notes of one section that one message may give."""


def notes(page: Page) -> tuple[Note, ...]:
    """What all rooms found, at most `MOST_OF_A_SECTION` of a section."""
    kept: dict[str, dict[str, Note]] = {}
    for note in _all(page):
        section = kept.setdefault(note.section, {})
        if note.identity in section:
            section[note.identity] = _both(section[note.identity], note)
        elif note.identity and len(section) < MOST_OF_A_SECTION:
            section[note.identity] = note
    return tuple(note for section in kept.values() for note in section.values())


def _all(page: Page) -> Iterator[Note]:
    yield from statements(page)
    yield from functional(page)
    yield from targets(page)
    yield from scope(page)
    yield from estimates(page)
    yield from entities(page)
    yield from operations(page)
    yield from components(page)
    yield from flows(page)
    yield from decisions(page)
    yield from remarks(page)
    yield from workings(page)


def _both(known: Note, later: Note) -> Note:
    match known, later:
        case (Entity(), Entity()) | (Operation(), Operation()) | (Component(), Component()):
            return known.joined(later)  # type: ignore[arg-type]  # both are of one class
        case Requirement(priority=None), Requirement():
            return known.model_copy(update={"priority": later.priority})
        case _:
            return known

"""The design record: the candidate's notes, folded one answer at a time."""

from typing import Any

from interview_flow.frozen import Frozen
from interview_flow.notes import AnyNote, Aspect, Component, Decision, Entity, Estimate, Flow, Operation, Remark, Requirement, Statement, Target

CHALLENGES = (Aspect.SCALING, Aspect.RELIABILITY, Aspect.CONSISTENCY, Aspect.SECURITY, Aspect.OPERATIONS)


class DesignRecord(Frozen):
    """Everything the candidate designed so far, in the order in which it was said."""

    restatement: tuple[Statement, ...] = ()
    users: tuple[Statement, ...] = ()
    success: tuple[Statement, ...] = ()
    hardest_part: tuple[Statement, ...] = ()
    functional: tuple[Requirement, ...] = ()
    non_functional: tuple[Target, ...] = ()
    assumptions: tuple[Statement, ...] = ()
    out_of_scope: tuple[Statement, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    entities: tuple[Entity, ...] = ()
    operations: tuple[Operation, ...] = ()
    components: tuple[Component, ...] = ()
    flows: tuple[Flow, ...] = ()
    decisions: tuple[Decision, ...] = ()
    remarks: tuple[Remark, ...] = ()
    workings: tuple[Statement, ...] = ()
    """What was said of how something works while the problem was taken apart."""
    summary: tuple[Statement, ...] = ()
    weaknesses: tuple[Statement, ...] = ()
    next_steps: tuple[Statement, ...] = ()
    metrics: tuple[Statement, ...] = ()

    @property
    def challenges(self) -> dict[Aspect, tuple[Remark, ...]]:
        """The remarks of the five kinds of challenge."""
        return {kind: self.about(kind) for kind in CHALLENGES}

    def about(self, aspect: Aspect) -> tuple[Remark, ...]:
        """The remarks about one aspect."""
        return tuple(remark for remark in self.remarks if remark.aspect is aspect)

    def joined(self, notes: tuple[AnyNote, ...]) -> "DesignRecord":
        """The record with more notes: what is new is appended and numbered, what is known is completed, nothing is said twice."""
        sections: dict[str, dict[str, AnyNote]] = {}
        changed: set[str] = set()
        for note in notes:
            if note.section not in sections:
                sections[note.section] = {item.identity: item for item in getattr(self, note.section)}
            if _entered(sections[note.section], note):
                changed.add(note.section)
        return self.model_copy(update={section: tuple(sections[section].values()) for section in changed}) if changed else self


def _entered(items: dict[str, AnyNote], note: AnyNote) -> bool:
    """Whether the note added anything."""
    known: Any = items.get(note.identity)
    if known is None:
        items[note.identity] = note.model_copy(update={"number": len(items) + 1}) if isinstance(note, Requirement) else note
        return True
    whole = known.joined(note)
    items[note.identity] = whole
    return whole is not known

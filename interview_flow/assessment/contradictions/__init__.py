"""Contradictions across the phases: what the candidate said in one place and takes for granted to be otherwise in another.

Start with `contradictions`. `statements` are the candidate's sentences with how firmly each stands; `figures` compares the `quantities`, `sizes` and
`durations` in them; `consistency`, `promises`, `scope` and `parts` look for the rest. Nobody is accused on a guess: what is corrected, supposed, a range, or
qualified in another way stays out.
"""

from collections.abc import Iterable

from interview_flow.assessment.contradictions.consistency import two_strengths
from interview_flow.assessment.contradictions.figures import two_values
from interview_flow.assessment.contradictions.kinds import Contradiction, Kind
from interview_flow.assessment.contradictions.parts import never_introduced
from interview_flow.assessment.contradictions.promises import broken_promises
from interview_flow.assessment.contradictions.scope import designed_all_the_same
from interview_flow.assessment.contradictions.statements import folded, statements
from interview_flow.design_record import DesignRecord
from interview_flow.transcript import Turn

__all__ = ["Contradiction", "Kind", "contradictions"]


def contradictions(turns: Iterable[Turn], record: DesignRecord, twist_turn: int | None) -> tuple[Contradiction, ...]:
    """Every contradiction in an interview, in the order in which it was completed; `turns` are those of both speakers."""
    heard = tuple(turns)
    said = statements(heard, twist_turn)
    twist = next((folded(turn.text) for turn in heard if turn.turn == twist_turn), "")
    found = (
        *two_values(said, twist),
        *two_strengths(said),
        *broken_promises(said),
        *designed_all_the_same(said, record, twist),
        *never_introduced(heard, record),
    )
    return tuple(sorted(found, key=lambda each: each.second.turn))

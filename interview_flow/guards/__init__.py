"""What watches over a model interviewer's words: whatever a model says, only what an interviewer may say goes out."""

from collections.abc import Sequence

from interview_flow.brief import Brief, Move
from interview_flow.model_use import Intervention
from interview_flow.notes import AnyNote
from interview_flow.transcript import Finding, Request


def guarded_findings(brief: Brief, proposed: Sequence[Finding]) -> tuple[tuple[Finding, ...], tuple[Intervention, ...]]:
    """The findings that hold."""
    return tuple(proposed), ()


def guarded_notes(brief: Brief, proposed: Sequence[AnyNote]) -> tuple[tuple[AnyNote, ...], tuple[Intervention, ...]]:
    """The notes in the candidate's own words."""
    return tuple(proposed), ()


def guarded_requests(brief: Brief, proposed: Sequence[Request]) -> tuple[tuple[Request, ...], tuple[Intervention, ...]]:
    """The questions the candidate asked."""
    return tuple(proposed), ()


def guarded_sentence(brief: Brief, move: Move, sentence: str, before: str) -> tuple[str, tuple[Intervention, ...]]:
    """One sentence of the reaction, "" when cut; `before` is what was released already."""
    return sentence, ()


def guarded_question(brief: Brief, move: Move, question: str) -> tuple[str, tuple[Intervention, ...]]:
    """The one question, "" when it cannot be used."""
    return question, ()


def refuses(text: str) -> bool:
    """Whether a text is a moderation refusal in words."""
    return False

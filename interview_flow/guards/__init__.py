"""What watches over a model interviewer's words: whatever a model says, only what an interviewer may say goes out.

Start with `speech` (what is said aloud) and `findings` and `material` (what enters the log). Each other module looks for one thing that an
interviewer must not do; `ground` and `answers` are what they look it up in, `seeing` and `stems` how a text is looked at.
"""

from interview_flow.guards.findings import guarded_findings
from interview_flow.guards.material import guarded_notes, guarded_requests
from interview_flow.guards.refusal import refuses
from interview_flow.guards.speech import guarded_question, guarded_sentence

__all__ = ["guarded_findings", "guarded_notes", "guarded_question", "guarded_requests", "guarded_sentence", "refuses"]

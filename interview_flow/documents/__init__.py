"""What the finished documents show of an interview. Start at `context`; `source` is what it is made from, `topics` what has a place in a document,
`features` what belongs to a requirement, `narrative` what is told when words are scarce. The words between stand in `prompts/documents`."""

from interview_flow.documents.context import Context, context
from interview_flow.documents.source import Source

__all__ = ["Context", "Source", "context"]

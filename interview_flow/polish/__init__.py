"""Prose of a finished document that a model may smooth, and what it must leave as it is.

Start with `passages`: the paragraphs that may be reworded. `claims` reads what a passage states, `comparing` tells what a rewording changed;
`replaced` puts in those that change nothing, and only those. Why so strict: docs/decisions/0014-polished-prose.md."""

from interview_flow.polish.comparing import Change, change, keeps
from interview_flow.polish.passages import Passage, passages, replaced

__all__ = ["Change", "Passage", "change", "keeps", "passages", "replaced"]

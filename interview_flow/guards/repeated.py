"""A question is asked once: said again in other words it is still the same."""

from collections.abc import Iterable

from interview_flow.brief import Cue, Move
from interview_flow.guards.seeing import undisguised
from interview_flow.guards.stems import stems
from interview_flow.sentences import sentences

ALIKE = 0.75
"""The share of the words of two questions together that both have, from which they are the same one; no two authored ones come near it."""
_AGAIN = frozenset({Cue.REPEAT, Cue.RESUMED, Cue.RESTARTED, Cue.HELP, Cue.PAUSED, Cue.NO_HINT, Cue.NO_RESTART, Cue.HINT, Cue.WARNING})
"""Occasions on which the question that stands is said again."""
_FILLING = frozenset(
    stems(
        "tell explain describe walk talk through say more elaborate could can exactly actually precisely concretely here system design think specifically curious wondering know understand happens"
    )
)


def was_asked(move: Move, question: str, asked: Iterable[str]) -> bool:
    """Whether this, or nearly this, was asked before."""
    if move.cue in _AGAIN:
        return False
    new = _words(question)
    core = _words(_asking(question))
    return any(alike(new, _words(old)) or alike(core, _words(_asking(old))) for old in asked)


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two questions, each as its words, are the same one."""
    return bool(one & other) and len(one & other) >= ALIKE * len(one | other)


def _asking(question: str) -> str:
    """The part of it that asks."""
    return " ".join(each.text for each in sentences(question) if each.asks) or question


def _words(question: str) -> frozenset[str]:
    words = frozenset(stems(undisguised(question)))
    return words - _FILLING or words

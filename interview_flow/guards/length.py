"""An interviewer is brief: the candidate is the one to talk."""

from interview_flow.brief import Cue
from interview_flow.sentences import sentences

MOST_SENTENCES = 3
FEW_SENTENCES = 2
"""Of a reaction, and where it only leads over to something that was written."""
MOST_WORDS = 60
"""Of a reaction, and of a question."""
LONGEST_QUESTION = 400
"""Characters."""
LONGEST_WORD = 45
_BRIEF = frozenset({Cue.BRIDGE, Cue.FACTS, Cue.CLOSING})


def overruns(cue: Cue, before: str, sentence: str) -> bool:
    """Whether a reaction is too long with one more sentence."""
    whole = f"{before} {sentence}".strip()
    most = FEW_SENTENCES if cue in _BRIEF else MOST_SENTENCES
    return len(whole.split()) > MOST_WORDS or len(sentences(whole)) > most or any(len(word) > LONGEST_WORD for word in sentence.split())


def rambles(question: str) -> bool:
    """Whether a question is too long."""
    words = question.split()
    return len(words) > MOST_WORDS or len(question) > LONGEST_QUESTION or any(len(word) > LONGEST_WORD for word in words)

"""Moved to `interview_flow.sentences` (patterns need it too, and must not import this package); this name goes away soon."""

from interview_flow.sentences import LONGEST, Sentence, plain, sentences

__all__ = ["LONGEST", "Sentence", "plain", "sentences"]

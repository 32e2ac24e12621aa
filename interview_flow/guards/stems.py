"""A text as its words with content, by their stems, and as runs of them."""

import re
from functools import lru_cache

from interview_flow.assessment.worthless.vocabulary import FILLING, stem
from interview_flow.sentences import plain

RUN = 3
"""Words with content in a row by which one text is known in another: of three in a row too many are common talk (measured over the bank)."""
Run = tuple[str, ...]
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_EMPTY = FILLING | frozenset("then now well okay ok please just really let lets let's about like may might some same such".split())


@lru_cache(maxsize=2048)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words with content, in order; figures count."""
    return tuple(stem(word) for word in _WORD.findall(plain(text)) if word not in _EMPTY)


@lru_cache(maxsize=2048)
def runs(text: str) -> frozenset[Run]:
    """Every run of `RUN` words with content; figures are not among them, since many ways lead to one."""
    words = tuple(word for word in stems(text) if not word[0].isdigit())
    return frozenset(words[at : at + RUN] for at in range(len(words) - RUN + 1))

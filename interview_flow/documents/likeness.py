"""Which statements are about which requirement, by the words that they share."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TypeVar

_Thing = TypeVar("_Thing")
_WORD = re.compile(r"[a-z]+|\d+")
_ENDING = re.compile(r"(?:ments?|ations?|ings?|ions?|ers?|ies|ed|es|e|s|y)$")
_SHORTEST_STEM = 3
_SYNONYM = 0.5
"""What a word of the same kind counts, where the same word counts 1."""
_LONGEST_LABEL = 4
"""Words before a colon that still make a label."""
_FEW, _FEW_OF = 3, 0.15
"""A word stands in few texts when it is in at most three, or in at most this part of them."""
_KINDS = tuple(
    frozenset(re.findall(r"\w+", kind))
    for kind in (
        "write creat post add sav submit send publish insert put plac",
        "read get fetch view open show display list brows redirect",
        "delet remov cancel expir",
        "count analytic statistic metric aggregat",
        "book reserv hold purchas buy",
    )
)
"""Stems of one kind of act."""
_EMPTY = re.compile(
    r"^(?:the|an?|and|or|of|to|in|on|for|from|with|by|at|as|is|are|be|its?|that|this|can|may|must|per|each|every|when|then|users?|system|"
    r"how|many|much|more|see|one|two|only|they|their|them|not|no|all|any|so|if|who|which|people|new|also|about|than|do|has|have|will|we|us|our|browsers?)$"
)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, without their endings."""
    words = (word for word in _WORD.findall(text.casefold()) if not _EMPTY.match(word))
    return frozenset(_stem(word) for word in words)


def _stem(word: str) -> str:
    cut = _ENDING.sub("", word)
    return cut if len(cut) >= _SHORTEST_STEM else word


def alike(one: frozenset[str], other: frozenset[str], weights: dict[str, float]) -> float:
    """How much two texts share; a word weighs less the more topics it belongs to."""
    same = sum(weights.get(stem, 1.0) for stem in one & other)
    kinds = sum(_SYNONYM for kind in _KINDS if one & kind and other & kind and not one & other & kind)
    return same + kinds


def shared_out(topics: Sequence[str], things: Iterable[_Thing], text: Callable[[_Thing], str], least: float) -> tuple[tuple[_Thing, ...], ...]:
    """For each topic the things that are more about it than about any other, `least` being enough; the rest belongs to none.
    What stands before a colon, as in `Redirect: ...`, counts twice. Of two topics that share as much the shorter one has the better claim."""
    subjects = [stems(topic) for topic in topics]
    known = [(thing, stems(text(thing))) for thing in things]
    weights = _weights(subjects, [words for _, words in known])
    found: list[list[_Thing]] = [[] for _ in topics]
    for thing, words in known:
        opening = stems(_label(text(thing)))
        scores = [
            (alike(subject, words, weights) + alike(subject, opening, weights), -len(subject), -place) for place, subject in enumerate(subjects)
        ]
        score, _, place = max(scores, default=(0.0, 0, 0))
        if score >= least:
            found[-place].append(thing)
    return tuple(tuple(each) for each in found)


def _label(text: str) -> str:
    label, colon, _ = text.partition(":")
    return label if colon and len(label.split()) <= _LONGEST_LABEL else ""


def _weights(subjects: Sequence[frozenset[str]], texts: Sequence[frozenset[str]]) -> dict[str, float]:
    """A word weighs 1 when one topic alone has it, and half of that when it stands in more than a few of the texts."""
    topics = Counter(stem for subject in subjects for stem in subject)
    spread = Counter(stem for words in texts for stem in words)
    few = max(_FEW, _FEW_OF * len(texts))
    return {stem: (1.0 if spread[stem] <= few else 0.5) / times for stem, times in topics.items()}

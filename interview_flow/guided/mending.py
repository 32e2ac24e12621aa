"""Typing errors forgiven: a long word with two letters swapped or one dropped is read as the word that is listened for.

Only what patterns look at is mended; a quote stays as it was typed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from interview_flow.brief import Brief
from interview_flow.once import once
from interview_flow.problems import Problem
from interview_flow.rubric import Rubric
from interview_flow.sentences import Sentence, plain

SWAPPED = 6
"""Letters of a word in which a swap is forgiven."""
DROPPED = 7
"""Letters of a word in which a missing letter is forgiven; a shorter one may be another word."""
_LONG = re.compile(r"(?<![a-z0-9])[a-z]{6,24}(?![a-z0-9])")
_TERM = re.compile(r"[a-z]{6,24}\*?")


@dataclass(frozen=True, eq=False)  # as itself it can be looked up; by its words it would have to be hashed each time
class Vocabulary:
    """The long words of the patterns: whole ones and beginnings, and what each is without one of its letters."""

    words: frozenset[str]
    beginnings: frozenset[str]
    shortened: dict[str, str]
    lengths: tuple[int, ...]


@dataclass(frozen=True)
class Mended(Sentence):
    """A sentence that patterns see without its typing errors."""

    vocabulary: Vocabulary = field(compare=False, repr=False, kw_only=True)

    @cached_property
    def plain(self) -> str:
        """`plain(text)`, long words mended."""
        return _read(self.text, self.vocabulary)


@lru_cache(maxsize=512)  # a sentence is mended for its questions, for what stands over it, and for what it shows
def _read(text: str, known: Vocabulary) -> str:
    return _LONG.sub(lambda match: _mended(match[0], known), plain(text))


def mended(said: Iterable[Sentence], brief: Brief) -> tuple[Sentence, ...]:
    """The sentences as they were meant."""
    words = _vocabulary(brief.rubric, brief.problem)
    return tuple(Mended(sentence.text, sentence.start, vocabulary=words) for sentence in said)


@once
def _vocabulary(rubric: Rubric, problem: Problem | None) -> Vocabulary:
    return vocabulary(_sources(rubric, problem))


def vocabulary(sources: tuple[str, ...]) -> Vocabulary:
    """The long words of these patterns."""
    written = {word for source in sources for word in source.split()}
    terms = {term for word in written for term in _TERM.findall(plain(word.removesuffix("*")) + "*" * word.endswith("*"))}
    words = frozenset(term for term in terms if not term.endswith("*"))
    beginnings = frozenset(term[:-1] for term in terms if term.endswith("*") and len(term) > SWAPPED)
    shortened = {
        word[:place] + word[place + 1 :]: word for word in (*words, *beginnings) if len(word) >= DROPPED for place in range(1, len(word) - 1)
    }
    return Vocabulary(words, beginnings, shortened, tuple(sorted({len(word) for word in beginnings})))


def _sources(rubric: Rubric, problem: Problem | None) -> tuple[str, ...]:
    """Every pattern that is listened for in an interview."""
    general = tuple(source for criterion in rubric.criteria for source in criterion.patterns)
    if problem is None:
        return general
    points = (source for part in problem.phases.values() for point in part.points for source in point.recognised_by)
    return (*general, *points, *(source for fact in problem.facts for source in fact.asked_by))


def _mended(word: str, known: Vocabulary) -> str:
    """The word, or the one word of the vocabulary that it is a slip of."""
    if _is_known(word, known):
        return word
    for place in range(1, len(word) - 1):
        swapped = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
        if _is_known(swapped, known):
            return swapped
    if whole := known.shortened.get(word) or known.shortened.get(word.removesuffix("s")):
        return whole
    return next((known.shortened[word[: length - 1]] + word[length - 1 :] for length in known.lengths if _begins(word, length, known)), word)


def _is_known(word: str, known: Vocabulary) -> bool:
    return word in known.words or word.removesuffix("s") in known.words or any(word[:length] in known.beginnings for length in known.lengths)


def _begins(word: str, length: int, known: Vocabulary) -> bool:
    return len(word) >= length - 1 and known.shortened.get(word[: length - 1], "") in known.beginnings

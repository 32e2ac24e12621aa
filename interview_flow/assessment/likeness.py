"""How much a text is about a requirement: the more of its words it takes up, and the fewer other requirements have them, the more."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from interview_flow.meaning import GENERIC, concepts, meanings
from interview_flow.reading.verbs import THIRD

ENOUGH = 0.7
"""One word that no other requirement has, or two that it shares with one other."""
_GENERIC = 0.35
"""What a deed counts that nearly every system has."""
_WHOLE = 0.4
_READS = frozenset({"see", "search", "visit", "download", "play", "receive", "count"})
_WRITES = frozenset(
    {
        "create",
        "send",
        "post",
        "upload",
        "pay",
        "book",
        "choose",
        "remove",
        "change",
        "subscribe",
        "share",
        "rate",
        "block",
        "schedule",
        "login",
        "scan",
    }
)

_CAN = re.compile(
    r"^\W*(?:as an? \w+,? )?(?:(?:an?|the|each|every|any|all|our|registered|logged[- ]in) )*(?P<kind>\w+ )?\w+ (?:who (?:was|is|are|were) \w+ )?"
    r"(?:also )?(?:can|could|may|must|should|shall|will|is able to|are able to|wants? to|needs? to)(?: also)?(?: be able to)? (?=\w)",
    re.IGNORECASE,
)
_DOES = re.compile(r"^\W*(?:an?|the|each|every) (?P<kind>\w+ )??\w+ (?=(?P<verb>[a-z]+s)\b)", re.IGNORECASE)

Words = tuple[frozenset[str], ...]
"""A text as what each of its words stands for."""


class Needs:
    """The requirements of one design, each by its words; `weights` says how much a word tells of which one is meant."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = tuple(deed(text) for text in texts)
        self.words: tuple[Words, ...] = tuple(meanings(text) for text in self.texts)
        spread = Counter(concept for words in self.words for concept in frozenset[str]().union(*words))
        self.weights = {concept: (_GENERIC if concept in GENERIC else 1.0) / times for concept, times in spread.items()}

    def score(self, place: int, said: frozenset[str]) -> float:
        """How much a text, given by its concepts, is about one requirement."""
        return sum(self._weight(word, said) for word in self.words[place])

    def all(self, place: int) -> frozenset[str]:
        """Every concept of a requirement."""
        return frozenset[str]().union(*self.words[place])

    def share(self, place: int, said: frozenset[str]) -> float:
        """Which part of the words of a requirement a text takes up, 0 to 1."""
        words = self.words[place]
        return sum(1 for word in words if word & said) / len(words) if words else 0.0

    def scores(self, said: frozenset[str], aside: frozenset[str] = frozenset()) -> list[float]:
        """The same for every requirement; what is said aside counts half, and a requirement that is taken up whole counts more."""
        whole = (_WHOLE if self.share(place, said) == 1.0 else 0.0 for place in range(len(self.words)))
        return [self.score(place, said) + 0.5 * self.score(place, aside - said) + more for place, more in enumerate(whole)]

    def closest(self, scores: Sequence[float], least: float = ENOUGH, nearly: float = 0.7) -> list[int]:
        """The requirements that a text is about, given its scores: the closest, and those that come `nearly` as close."""
        best = max(scores, default=0.0)
        return [place for place, score in enumerate(scores) if score >= least and score >= nearly * best]

    def names(self, place: int, said: frozenset[str]) -> bool:
        """Whether a requirement speaks of a thing by its name, however many others do."""
        return any(word & said - GENERIC for word in self.words[place])

    def _weight(self, word: frozenset[str], said: frozenset[str]) -> float:
        return max((self.weights[concept] for concept in word & said), default=0.0)


def deed(requirement: str) -> str:
    """A requirement without the person who has it: "a buyer pays for a seat" -> "pays for a seat"."""
    can, does = _CAN.match(requirement), _DOES.match(requirement)
    found = can or (does if does and does["verb"].casefold() in THIRD else None)
    return (found["kind"] or "") + requirement[found.end() :] if found else requirement


@lru_cache(maxsize=512)
def direction(text: str) -> int:
    """1 for something that changes what is kept, -1 for something that only looks, 0 where it is not clear; the first deed counts."""
    for word in meanings(text):
        writes, reads = bool(word & _WRITES), bool(word & _READS)
        if writes is not reads:
            return 1 if writes else -1
    return 0


def said_in(text: str) -> frozenset[str]:
    """The concepts of a text."""
    return concepts(text)

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
        self._places = _places(self.words)
        self._taken_up = lru_cache(maxsize=1024)(self._weighed)  # the texts of a record come back after every answer

    def score(self, place: int, said: frozenset[str]) -> float:
        """How much a text, given by its concepts, is about one requirement."""
        return sum(self._taken_up(said).get(place, {}).values())

    def all(self, place: int) -> frozenset[str]:
        """Every concept of a requirement."""
        return frozenset[str]().union(*self.words[place])

    def share(self, place: int, said: frozenset[str]) -> float:
        """Which part of the words of a requirement a text takes up, 0 to 1."""
        words = self.words[place]
        return len(self._taken_up(said).get(place, {})) / len(words) if words else 0.0

    def scores(self, said: frozenset[str], aside: frozenset[str] = frozenset()) -> list[float]:
        """The same for every requirement; what is said aside counts half, and a requirement that is taken up whole counts more."""
        told, half = self._taken_up(said), self._taken_up(aside - said)
        return [
            sum(told.get(place, {}).values())
            + 0.5 * sum(half.get(place, {}).values())
            + (_WHOLE if words and len(told.get(place, {})) == len(words) else 0.0)
            for place, words in enumerate(self.words)
        ]

    def closest(self, scores: Sequence[float], least: float = ENOUGH, nearly: float = 0.7) -> list[int]:
        """The requirements that a text is about, given its scores: the closest, and those that come `nearly` as close."""
        best = max(scores, default=0.0)
        return [place for place, score in enumerate(scores) if score >= least and score >= nearly * best]

    def names(self, place: int, said: frozenset[str]) -> bool:
        """Whether a requirement speaks of a thing by its name, however many others do."""
        return any(word & said - GENERIC for word in self.words[place])

    def _weighed(self, said: frozenset[str]) -> dict[int, dict[int, float]]:
        """What each word counts that a text takes up: requirement -> word -> weight, the words in their order.

        Looked up by concept, since most texts take up two words of twenty: weighing them all was a quarter of judging an answer.
        """
        found: dict[tuple[int, int], float] = {}
        for concept in self.weights.keys() & said:
            weight = self.weights[concept]
            for place in self._places[concept]:
                found[place] = max(found.get(place, 0.0), weight)
        taken: dict[int, dict[int, float]] = {}
        for place, word in sorted(found):
            taken.setdefault(place, {})[word] = found[place, word]
        return taken


def _places(texts: Sequence[Words]) -> dict[str, list[tuple[int, int]]]:
    """Where each concept stands: the requirement, and the word of it."""
    places: dict[str, list[tuple[int, int]]] = {}
    for place, words in enumerate(texts):
        for number, word in enumerate(words):
            for concept in word:
                places.setdefault(concept, []).append((place, number))
    return places


@lru_cache(maxsize=16)
def needs_of(texts: tuple[str, ...]) -> Needs:
    """The same for the same requirements, which seldom change from one answer to the next."""
    return Needs(texts)


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

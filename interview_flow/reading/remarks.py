"""Sentences about one aspect of the design, recognised by their words."""

import re
from collections.abc import Iterator
from functools import cache

from interview_flow.design_record import CHALLENGES
from interview_flow.notes import Aspect, Remark
from interview_flow.patterns import Pattern, pattern
from interview_flow.phases import Phase
from interview_flow.reading import entities, flows, operations, scope
from interview_flow.reading.aspects import WORDS
from interview_flow.reading.idle import idle
from interview_flow.reading.lists import listed
from interview_flow.reading.outline import Page, Passage

MOST_ASPECTS = 2
_FEWEST_WORDS = 5
_WORD = re.compile(r"[a-z0-9]+")
_CLUE = 3
"""Letters at the beginning of a word."""
_LABEL = 3.0
_PHASE = 0.5
_OTHER = frozenset(
    "functional non_functional out_of_scope assumptions estimates entities operations users success restatement hardest_part next_steps metrics summary".split()
)


def remarks(page: Page) -> Iterator[Remark]:
    """The remarks of a message; a sentence may be about two aspects at most, the clearest first."""
    early = page.among(Phase.RESTATE, Phase.CLARIFY)
    for passage in page.passages:
        labelled = passage.section == "remarks" and passage.firm
        if labelled or (not early and _says_something(passage, page)):
            for aspect in _aspects(passage, page):
                yield Remark(text=passage.quote, turn=page.turn, aspect=aspect)


def _says_something(passage: Passage, page: Page) -> bool:
    if (passage.section in _OTHER and passage.firm) or idle(passage) or len(passage.said.split()) < _FEWEST_WORDS:
        return False
    if passage.section == "components" and not passage.sentence.numbered and (passage.own or listed(passage.said)):
        return False
    if flows.arrows(passage) or operations.contracts(passage.said) or entities.shaped(passage, page) or scope.leaves_out(passage, page.phase):
        return False
    return page.phase is not Phase.WRAP_UP


def _aspects(passage: Passage, page: Page) -> list[Aspect]:
    """The aspects of a passage, best first."""
    scores: dict[Aspect, float] = {}
    for aspect, known in _worth_a_look(passage.plain):
        if known.found_in(passage.sentence):
            scores[aspect] = scores.get(aspect, 0.0) + 1.0
    own = passage.opening.aspect
    if own and (passage.firm or own in scores):
        scores[own] = scores.get(own, 0.0) + (_LABEL if passage.firm else _PHASE)
    if page.phase is Phase.CHALLENGES:
        scores = {aspect: score + (_PHASE if aspect in CHALLENGES else 0.0) for aspect, score in scores.items()}
    return sorted(scores, key=lambda aspect: -scores[aspect])[:MOST_ASPECTS]


def _worth_a_look(text: str) -> list[tuple[Aspect, Pattern]]:
    """The patterns of which a word begins as one in the text does, in the order of the vocabulary: a few out of all."""
    vocabulary, beginnings, always = _vocabulary()
    places = set(always)
    for word in set(_WORD.findall(text)):
        places.update(beginnings.get(word[:_CLUE], ()))
    return [vocabulary[place] for place in sorted(places)]


@cache
def _vocabulary() -> tuple[list[tuple[Aspect, Pattern]], dict[str, list[int]], list[int]]:
    """Every pattern, the places of those that a beginning of a word points to, and the places of those that any text may hold."""
    vocabulary = [(aspect, source) for aspect, sources in WORDS.items() for source in sources]
    beginnings: dict[str, list[int]] = {}
    always: list[int] = []
    for place, (_, source) in enumerate(vocabulary):
        clues = [_clue(alternative) for alternative in source.split(" + ")[0].split(" | ")]
        if not all(clues):
            always.append(place)
        for clue in clues if all(clues) else ():
            beginnings.setdefault(clue, []).append(place)
    return [(aspect, pattern(source)) for aspect, source in vocabulary], beginnings, always


def _clue(alternative: str) -> str:
    words = [word for word in alternative.split() if "#" not in word and word[:_CLUE].isalnum() and len(word.rstrip("*")) >= _CLUE]
    return max(words, key=len, default="")[:_CLUE]

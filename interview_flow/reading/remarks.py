"""Sentences about one aspect of the design, recognised by their words."""

from collections.abc import Iterator
from functools import lru_cache

from interview_flow.design_record import CHALLENGES, Aspect, Remark
from interview_flow.patterns import Pattern, pattern
from interview_flow.phases import Phase
from interview_flow.reading import entities, flows, operations, scope
from interview_flow.reading.aspects import WORDS
from interview_flow.reading.idle import idle
from interview_flow.reading.outline import Page, Passage

MOST_ASPECTS = 2
_FEWEST_WORDS = 5
_LABEL = 3.0
_PHASE = 0.5
_OTHER = frozenset({"functional", "non_functional", "out_of_scope", "assumptions", "estimates", "entities", "operations", "users", "success", "restatement", "hardest_part", "next_steps", "metrics", "summary"})


def remarks(page: Page) -> Iterator[Remark]:
    """The remarks of a message; a sentence may be about two aspects at most, the clearest first."""
    early = page.among(Phase.RESTATE, Phase.CLARIFY)
    for passage in page.passages:
        labelled = passage.section == "remarks" and passage.firm
        if labelled or not early and _says_something(passage, page):
            for aspect in _aspects(passage, page):
                yield Remark(text=_quote(passage), turn=page.turn, aspect=aspect)


def _says_something(passage: Passage, page: Page) -> bool:
    if passage.section in _OTHER and passage.firm or idle(passage) or len(passage.said.split()) < _FEWEST_WORDS:
        return False
    if flows.arrows(passage) or operations.contracts(passage.said) or entities.shaped(passage) or scope.leaves_out(passage, page.phase):
        return False
    return page.phase is not Phase.WRAP_UP


def _quote(passage: Passage) -> str:
    return passage.quote


def _aspects(passage: Passage, page: Page) -> list[Aspect]:
    """The aspects of a passage, best first."""
    scores = {aspect: score for aspect in Aspect if (score := _score(aspect, passage))}
    own = passage.opening.aspect
    if own and (passage.firm or scores):
        scores[own] = scores.get(own, 0.0) + (_LABEL if passage.firm else _PHASE)
    if page.phase is Phase.CHALLENGES:
        scores = {aspect: score + (_PHASE if aspect in CHALLENGES else 0.0) for aspect, score in scores.items()}
    return sorted(scores, key=lambda aspect: -scores[aspect])[:MOST_ASPECTS]


def _score(aspect: Aspect, passage: Passage) -> float:
    return float(sum(pattern.found_in(passage.sentence) for pattern in _compiled(aspect) if pattern.possible_in(passage.plain)))


@lru_cache(maxsize=None)
def _compiled(aspect: Aspect) -> tuple[Pattern, ...]:
    return tuple(pattern(source) for source in WORDS[aspect])

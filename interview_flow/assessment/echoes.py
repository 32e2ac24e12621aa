"""Words that come back: the rubric's, the fact sheet's and the interviewer's own words are no evidence of anything the candidate knows."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from interview_flow.brief import Brief
from interview_flow.sentences import Sentence, plain, sentences
from interview_flow.transcript import Speaker

ALIKE = 0.75
"""The share of a sentence's runs of three words that stand in one other text when it is that text said again."""
FEWEST_RUNS = 5
LIKE_A_CRITERION = 0.8
"""The share of content words that a paraphrase of criteria has in common with them."""
FEWEST_WORDS = 4
LISTED = 0.75
"""The share of items that are words of the rubric in a list that is nothing else."""
FEWEST_ITEMS = 3
FEWEST_LISTED = 6
"""Words of such a list where nothing parts its items."""
_RUN = 3
_WORD = re.compile(r"[a-z0-9%']+")
_PIECE = re.compile(r"[,;./|:]\s|[,;|]|\s+/\s+|\s-\s|\sand\s")
_JARGON = "p99 trade off tradeoff accepted ttl input output tenfold cache store key quote see above none"
"""Words that every list of this sort has, and no criterion."""
_PLAIN = "user users thing something people person name data client system part use come reader uses take takes"
"""Words of the rubric that anybody uses."""
_FILLING = frozenset(
    "a an the of to for and or in on at by with without from as than then is are be was were been it its i my we our you your they their this that these those what which who how each every all any own one two three more least "
    "above below up out into not no do does did so if when where will would can could should must have has had me us them here there yes also just only very own merely".split()
)
_PREDICATES = frozenset(
    "is are was were be been being has had do does did will would can could should may might i we it they he she this that because so if when while until since goes go gets get needs need means keeps keep".split()
)


class Given(NamedTuple):
    """What a candidate may repeat: what is listened for, what stands on paper, what the interviewer said."""

    criteria: tuple[str, ...]
    sheet: tuple[str, ...]
    spoken: tuple[str, ...]


def given(brief: Brief) -> Given:
    """What was given in this interview so far."""
    problem, interview = brief.problem, brief.interview
    guides = tuple(text for guide in brief.rubric.guides for text in (guide.objective, guide.opening, guide.coaching))
    facts = (*(fact.answer for fact in problem.facts), problem.prompt, problem.twist.says, problem.pushback.says) if problem else ()
    return Given(
        criteria=tuple(f"{criterion.says} {criterion.id.partition('.')[2].replace('_', ' ')}" for criterion in brief.rubric.criteria),
        sheet=(*(criterion.says for criterion in brief.rubric.criteria), *guides, *facts),
        spoken=(*(turn.text for turn in interview.recent if turn.speaker is Speaker.INTERVIEWER), *interview.questions),
    )


def is_echo(sentence: Sentence, known: Given) -> bool:
    """Whether a sentence is words of the rubric, the fact sheet or the interviewer said again."""
    return _said_again(sentence.plain, known) or _like_criteria(sentence.plain, known.criteria)


def is_buzz(text: str, known: Given) -> bool:
    """Whether a text is a list of the rubric's words, without anything being said of them. A heading is no list."""
    words = _WORD.findall(plain(text))
    items = [stems for piece in _PIECE.split(f"{text.lower()} ") if (stems := _stems(piece))]
    is_list = len(items) >= FEWEST_ITEMS
    if not (is_list or len(words) >= FEWEST_LISTED) or set(words) & (_PREDICATES if is_list else _FILLING):
        return False
    vocabulary = _vocabulary(known.criteria)
    return sum(len(stems & vocabulary) * 3 >= len(stems) * 2 for stems in items) >= LISTED * len(items)


def _said_again(text: str, known: Given) -> bool:
    """Whether it is a whole sentence of what was given, or runs along one of the texts for most of its length."""
    if text in _sentences(known.sheet) or any(text in _sentences((spoken,)) for spoken in known.spoken):
        return True
    runs = _runs(text)
    if len(runs) < FEWEST_RUNS:
        return False
    shared = Counter(place for run in runs for place in _index(known.sheet).get(run, ()))
    most = max((*shared.values(), *(len(runs & _runs_of(spoken)) for spoken in known.spoken)), default=0)
    return most >= ALIKE * len(runs)


def _like_criteria(text: str, criteria: tuple[str, ...]) -> bool:
    """Whether a sentence consists of the words of one criterion, or of two."""
    stems = _stems(text)
    if len(stems) < FEWEST_WORDS or any(character.isdigit() for character in text):
        return False
    shares = sorted((stems & _stems(criterion) for criterion in criteria), key=len, reverse=True)
    return len(shares[0] | shares[1]) >= LIKE_A_CRITERION * len(stems) and len(shares[0]) >= 2


@lru_cache(maxsize=256)
def _sentences(texts: tuple[str, ...]) -> frozenset[str]:
    """The sentences of the texts, those of a word or two left out: anybody says yes."""
    return frozenset(sentence.plain for text in texts for sentence in sentences(text) if len(sentence.text.split()) > 2)


@lru_cache(maxsize=32)
def _index(texts: tuple[str, ...]) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Each run of words with the places of the texts that have it."""
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for place, text in enumerate(texts):
        for run in _runs(plain(text)):
            found[run] = (*found.get(run, ()), place)
    return found


@lru_cache(maxsize=256)
def _runs_of(text: str) -> frozenset[tuple[str, ...]]:
    return _runs(plain(text))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text)
    return frozenset(tuple(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1))


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(plain(text)) if word not in _FILLING and not word[0].isdigit())


@lru_cache(maxsize=8)
def _vocabulary(criteria: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for text in criteria for stem in _stems(text)) - _stems(_PLAIN) | _stems(_JARGON)


def _stem(word: str) -> str:
    for ending in ("encies", "ency", "ations", "ation", "ings", "ing", "ions", "ion", "ent", "ied", "ies", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word

"""Words that come back: the rubric's, the fact sheet's and the interviewer's own words are no evidence of anything the candidate knows."""

import re
from functools import lru_cache

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
_FILLING = frozenset(
    "a an the of to for and or in on at by with without from as than then is are be was were been it its i my we our you your they their this that these those what which who how each every all any own one two three more least "
    "above below up out into not no do does did so if when where will would can could should must have has had me us them here there yes also just only very own merely".split()
)
_PREDICATES = frozenset(
    "is are was were be been being has had do does did will would can could should may might i we it they he she this that because so if when while until since goes go gets get needs need means keeps keep".split()
)


def is_echo(sentence: Sentence, brief: Brief) -> bool:
    """Whether a sentence is words of the rubric, the fact sheet or the interviewer said again."""
    return _said_again(sentence.plain, _given(brief)) or _like_criteria(sentence.plain, _criteria(brief))


def is_buzz(text: str, brief: Brief) -> bool:
    """Whether a text is a list of the rubric's words, without anything being said of them. A heading is no list."""
    words = _WORD.findall(plain(text))
    items = [stems for piece in _PIECE.split(f"{text.lower()} ") if (stems := _stems(piece))]
    is_list = len(items) >= FEWEST_ITEMS
    if not (is_list or len(words) >= FEWEST_LISTED) or set(words) & (_PREDICATES if is_list else _FILLING):
        return False
    vocabulary = _vocabulary(_criteria(brief))
    return sum(len(stems & vocabulary) * 3 >= len(stems) * 2 for stems in items) >= LISTED * len(items)


def _given(brief: Brief) -> tuple[str, ...]:
    """What the candidate was given: texts that a sentence may repeat."""
    problem = brief.problem
    facts = tuple(fact.answer for fact in problem.facts) if problem else ()
    spoken = tuple(turn.text for turn in brief.interview.recent if turn.speaker is Speaker.INTERVIEWER)
    prompt = (problem.prompt, problem.twist.says, problem.pushback.says) if problem else ()
    return (*_criteria(brief), *_guides(brief), *facts, *prompt, *spoken, *brief.interview.questions)


def _criteria(brief: Brief) -> tuple[str, ...]:
    return tuple(f"{criterion.says} {criterion.id.partition('.')[2].replace('_', ' ')}" for criterion in brief.rubric.criteria)


def _guides(brief: Brief) -> tuple[str, ...]:
    return tuple(text for guide in brief.rubric.guides for text in (guide.objective, guide.opening, guide.coaching))


def _said_again(text: str, given: tuple[str, ...]) -> bool:
    if text in _whole_sentences(given):
        return True
    runs = _runs(text)
    return len(runs) >= FEWEST_RUNS and any(len(runs & _runs(plain(other))) >= ALIKE * len(runs) for other in given)


def _like_criteria(text: str, criteria: tuple[str, ...]) -> bool:
    """Whether a sentence consists of the words of one criterion, or of two."""
    stems = _stems(text)
    if len(stems) < FEWEST_WORDS or any(character.isdigit() for character in text):
        return False
    shares = sorted((stems & _stems(criterion) for criterion in criteria), key=len, reverse=True)
    return len(shares[0] | shares[1]) >= LIKE_A_CRITERION * len(stems) and len(shares[0]) >= 2


@lru_cache(maxsize=64)
def _whole_sentences(given: tuple[str, ...]) -> frozenset[str]:
    """The sentences of the given texts, those of a word or two left out: anybody says yes."""
    return frozenset(sentence.plain for text in given for sentence in sentences(text) if len(sentence.text.split()) > 2)


@lru_cache(maxsize=1024)
def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text)
    return frozenset(tuple(words[place : place + _RUN]) for place in range(len(words) - _RUN + 1))


@lru_cache(maxsize=1024)
def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(plain(text)) if word not in _FILLING and not word[0].isdigit())


@lru_cache(maxsize=8)
def _vocabulary(criteria: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem for text in criteria for stem in _stems(text)) | _stems(_JARGON)


def _stem(word: str) -> str:
    for ending in ("encies", "ency", "ations", "ation", "ings", "ing", "ions", "ion", "ent", "ied", "ies", "ed", "es", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word

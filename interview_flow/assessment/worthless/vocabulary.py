"""The words of the rubric, cut to their stems, and the words that say nothing by themselves."""

import re
from functools import lru_cache

from interview_flow.sentences import plain

WORD = re.compile(r"[a-z0-9%']+")
FILLING = frozenset(
    "a an the of to for and or in on at by with without from as than then is are be was were been it its i my we our you your they their this that these those what which who how each every all any own one two three more least "
    "above below up out into not no do does did so if when where will would can could should must have has had me us them here there yes also just only very own merely".split()
)
"""Words without content."""
JOINING = FILLING | frozenset(
    "had may might he she because since while until goes go gets get needs need means keeps keep some after before between but".split()
)
"""Words that join others to a sentence."""
_JARGON = "p99 trade off tradeoff accepted ttl input output tenfold cache store key quote see above none"
"""Words that every list of this sort has, and no criterion."""
_PLAIN = "user users thing something people person name data client system part use come reader uses take takes"
"""Words of the rubric that anybody uses."""
_TALK = "i clearly also already always truly really fully well done do did nicely everything here up give correctly explicitly covered"
"""Words that say no more when they join the rubric's."""
_WORKADAY = "read write written cache store storage request serve load save put get see second first next look leave left work way time times per miss misses sync async both once keep hold key copy fail error"
"""Words of the rubric in which anybody tells how a system works."""
_ENDINGS = (
    "izations",
    "ization",
    "izing",
    "ized",
    "izes",
    "ize",
    "encies",
    "ency",
    "ements",
    "ement",
    "ations",
    "ation",
    "ings",
    "ing",
    "ions",
    "ion",
    "ent",
    "ied",
    "ies",
    "ed",
    "es",
    "s",
    "y",
    "e",
)


def stem(word: str) -> str:
    """A word without its endings, two at most, at least three letters of it."""
    return _cut(_cut(word))


def _cut(word: str) -> str:
    return next((word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= 3), word)


@lru_cache(maxsize=1024)
def content(text: str) -> tuple[str, ...]:
    """The stems of the words with content, in order."""
    return tuple(stem(word) for word in WORD.findall(plain(text)) if len(word) > 1 and word not in FILLING and not word[0].isdigit())


@lru_cache(maxsize=8)
def vocabulary(criteria: tuple[str, ...]) -> frozenset[str]:
    """The stems of the criteria's words, but for those that anybody uses."""
    return frozenset(stem for text in criteria for stem in content(text)) - frozenset(content(_PLAIN)) | frozenset(content(_JARGON))


@lru_cache(maxsize=8)
def everyday(criteria: tuple[str, ...]) -> frozenset[str]:
    """All stems of the criteria's words, and those of the talk about them."""
    return frozenset(stem for text in criteria for stem in content(text)).union(content(_PLAIN), content(_JARGON), content(_TALK))


@lru_cache(maxsize=8)
def telltale(criteria: tuple[str, ...]) -> frozenset[str]:
    """The stems of the words that belong to the rubric rather than to a system."""
    return vocabulary(criteria) - frozenset(content(_WORKADAY))

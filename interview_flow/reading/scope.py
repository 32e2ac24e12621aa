"""What is left out, and what is assumed."""

import re
from collections.abc import Iterator
from functools import lru_cache

from interview_flow.notes import Statement
from interview_flow.phases import Phase
from interview_flow.reading.lists import items, listed, trimmed
from interview_flow.reading.outline import Page, Passage

_OUT = re.compile(
    r"\b(?:out of scope|off the table|not in scope|non-goals?|(?:i|we)(?:'d| would|'ll| will)? (?:deliberately |explicitly )?leave (?:\S+ ){0,6}?(?:out|aside|to (?:another|other|a later))|"
    r"(?:i|we)(?:'d| would|'ll| will)? (?:deliberately |explicitly )?leave out|leaving (?:\S+ ){0,6}?(?:out|aside)|left out|"
    r"(?:won't|will not|wouldn't|would not|don't|do not|am not|'m not|are not|aren't|not) (?:be )?(?:going to )?"
    r"(?:build(?:ing)?|cover(?:ed|ing)?|design(?:ing)?|support(?:ing)?|tackl(?:e|ing)|includ(?:e|ing))|no need for|deliberately not built|can wait for v2|(?:i(?:'m| am)|we(?:'re| are)) parking|not (?:ours|mine|my job|our job|touching|part of (?:my|our|the|this|it))|"
    r"steer(?:ing)? clear of|(?:is|are)(?:n't| not) in(?: scope| it| v1)?(?=[.,;]|$)|(?:i|we) (?:leave|drop|skip|exclude)(?=[.,;]|$))\b|^\W*(?:no|not ours|refused|excluded|parked):\s|^\W*no (?:[\w' -]{2,30}, )+no \w+|"
    r"\b(?:i|we) (?:skip|leave out|drop)(?=,? also\b|[.;]|$)",
    re.IGNORECASE,
)
_SKIPPED = re.compile(
    r"^\W*(?:skip|ignore|leave out|exclude)(?:ping)? (?=\w+(?: \w+){0,3}\W*$)|^\W*(?:so )?(?:i'm |i am |we're |we are )?not (?:doing|handling|going into|building|solving)\b|\b(?:(?:i|we)(?:'d| would|'ll| will)? (?:skip|ignore|omit|exclude|drop)(?:p?ed|d)?|for now (?:i|we) ignore)\b",
    re.IGNORECASE,
)
_ASSUMED = re.compile(
    r"^\W*(?:so |and |ok,? |okay,? |then )?(?:(?:i|we)(?:'ll| will|'d| would| can)?(?: also)? (?:assume|suppose|take it)\b|i(?:'m| am)(?: going to)? assum(?:e|ing)\b|assum(?:e|ing)\b|"
    r"let(?:'s| us|s) (?:say|assume|suppose)\b|suppose\b|my assumption)|\b(?:i|we)(?:'ll| will)?(?: also)? assume\b",
    re.IGNORECASE,
)
_SCOPING = (Phase.RESTATE, Phase.CLARIFY, Phase.BREAK_DOWN, Phase.WRAP_UP)
_FIRM = frozenset(
    "functional non_functional entities operations estimates decisions next_steps weaknesses users success hardest_part metrics".split()
)


def leaves_out(passage: Passage, phase: Phase) -> bool:
    """Whether a passage says what is not built."""
    if passage.section == "out_of_scope" and passage.firm:
        return True
    if passage.firm and passage.section in _FIRM and (passage.sentence.numbered or passage.own or passage.section != "functional"):
        return False
    return _left_out(passage.said, phase in _SCOPING)


@lru_cache(maxsize=512)
def _left_out(said: str, scoping: bool) -> bool:
    return bool(_OUT.search(said) or (scoping and _SKIPPED.search(said)))


def assumes(passage: Passage) -> bool:
    """Whether a passage is taken for granted by the candidate."""
    return (passage.section == "assumptions" and passage.firm) or (
        bool(_ASSUMED.search(passage.said)) and passage.section not in ("functional", "entities")
    )


def scope(page: Page) -> Iterator[Statement]:
    """The assumptions and what is out of scope."""
    for passage in page.passages:
        if leaves_out(passage, page.phase):
            firm = passage.section == "out_of_scope" and passage.firm
            yield from (Statement(section="out_of_scope", text=text, turn=page.turn) for text in _listed(passage, firm))
        elif assumes(passage):
            firm = passage.section == "assumptions" and passage.own and listed(passage.said) and not passage.sentence.numbered
            yield from (Statement(section="assumptions", text=text, turn=page.turn) for text in _listed(passage, firm))


def _listed(passage: Passage, firm: bool) -> tuple[str, ...]:
    if firm and not passage.sentence.numbered:
        return tuple(" ".join(item.split()) for item in items(passage.said))
    text = trimmed(passage.said) if passage.sentence.numbered or firm else passage.quote
    return (" ".join(text.split()),) if text else ()

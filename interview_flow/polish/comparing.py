"""Whether a rewording of a passage states the same: the same claims with the same turns, and nothing else."""

import re
from enum import StrEnum
from itertools import takewhile

from interview_flow.polish.claims import JOINTS, LONGEST, NEGATIONS, Claim, Token, claims, tokenised

SHORTEST_PART, LONGEST_PART = 0.6, 1.4
"""How long a rewording may be, as a part of the original's characters."""
_LIST_OR_BLOCK = re.compile(r"[-–—+*>#=|~:!<%()]|\d+[.)](?:\s|$)")
_MARK_AS_LINK = re.compile(r"\][(\[:]")
_GLUED = re.compile(r"\w++[.:]\w++")
_PAUSES = re.compile(r"[,;:.–—…]\s?[,;:.–—…]")
_TWICE = re.compile(r"\b(\w++) \1\b", re.IGNORECASE)


class Change(StrEnum):
    """What a rewording did that it must not."""

    SHAPE = "shape"
    """It is not one paragraph of plain text."""
    LENGTH = "length"
    TURNS = "turns"
    FIGURES = "figures"
    NEGATION = "negation"
    NAMES = "names"
    """Names, code, links or quoted words."""
    WORDS = "words"
    """Something is said that was not, is said no more, or is said in another order."""


def keeps(original: str, polished: str) -> bool:
    """Whether the rewording may stand for the original."""
    return change(original, polished) is None


def is_plain(text: str) -> bool:
    """Whether it is one paragraph of text that could be reworded at all; such a text keeps itself."""
    return 0 < len(text) <= LONGEST and _one_paragraph(text, text)


def change(original: str, polished: str) -> Change | None:
    """What the rewording changed; None if nothing but flow and wording. Never raises, in linear time."""
    if len(original) > LONGEST or not SHORTEST_PART * len(original) <= len(polished) <= LONGEST_PART * len(original):
        return Change.LENGTH
    if not _one_paragraph(original, polished):
        return Change.SHAPE
    before, after = claims(original), claims(polished)
    if [claim.mark for claim in before] != [claim.mark for claim in after]:
        return Change.TURNS
    for was, now in zip(before, after, strict=True):
        if not _same(was, now):
            return _kind(was, now)
    return None if _same_names(original, polished) else Change.NAMES


def _one_paragraph(original: str, polished: str) -> bool:
    return (
        polished == " ".join(polished.split())
        and polished.isprintable()
        and not _LIST_OR_BLOCK.match(polished)
        and not _MARK_AS_LINK.search(polished)
        and polished[-1:] == original[-1:]
        and set(_GLUED.findall(polished)) <= set(_GLUED.findall(original))
        and set(_PAUSES.findall(polished)) <= set(_PAUSES.findall(original))
        and set(_TWICE.findall(polished.casefold())) <= set(_TWICE.findall(original.casefold()))
    )


def _same(was: Claim, now: Claim) -> bool:
    """The same words in the same order, but for the end of a clause that came to its front: `B if A`, `if A, B`."""
    before, after = was.keys, now.keys
    if before == after:
        return True
    if len(before) != len(after):
        return False
    start = _alike(before, after)
    end = len(before) - _alike(before[start:][::-1], after[start:][::-1])
    if not {start, end} <= was.clauses | {len(before)}:
        return False
    return _turned(before[start:end], after[start:end])


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many words from the start are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=True)))


def _turned(was: tuple[str, ...], now: tuple[str, ...]) -> bool:
    """Whether a clause is the other with its end at its front. One that is negated, or would end with what needs more to follow, stays."""
    if NEGATIONS & set(was) or now[-1] in JOINTS or now[-1][:1].isdigit():
        return False
    return any(now == was[place:] + was[:place] for place in range(1, len(was)) if was[place] == now[0])


def _kind(was: Claim, now: Claim) -> Change:
    for kinds, change in ((("figure",), Change.FIGURES), (("exact", "name"), Change.NAMES)):
        if _of(was, kinds) != _of(now, kinds):
            return change
    negated = [[token.key for token in claim.tokens if token.key in NEGATIONS] for claim in (was, now)]
    return Change.NEGATION if negated[0] != negated[1] else Change.WORDS


def _of(claim: Claim, kinds: tuple[str, ...]) -> list[str]:
    return sorted(token.text.casefold() for token in claim.tokens if token.kind in kinds)


def _same_names(original: str, polished: str) -> bool:
    """Whether what has a capital letter in the midst of a sentence is written the same in both."""
    before, after = list(tokenised(original)), list(tokenised(polished))
    return _names(after) <= _forms(before) and _names(before) <= _forms(after)


def _names(tokens: list[Token]) -> set[str]:
    return {token.text for token in tokens if token.kind == "name"}


def _forms(tokens: list[Token]) -> set[str]:
    return {token.text for token in tokens}

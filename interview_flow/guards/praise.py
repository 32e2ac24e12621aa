"""Praise is owed to a finding: without one there is none, and what is too much is never said."""

import re

from interview_flow.brief import Move
from interview_flow.guards.seeing import undisguised
from interview_flow.transcript import Status

_MILD = r"good|great|nice|nicely|solid|strong|sensible|right|correct|fair|neat|clear|sound|smart|clever|thoughtful|thorough|reasonable|helpful|fine|cool|interesting"
_HIGH = r"excellent|amazing|brilliant|fantastic|awesome|wonderful|outstanding|superb|impressive|terrific|marvell?ous|incredible|stellar|flawless|exceptional|phenomenal|fabulous|genius"
_DEEDS = (
    r"answer|question|point|job|work|thinking|thought|choice|start|idea|call|catch|design|reasoning|observation|explanation|approach|instinct|insight|breakdown|"
    r"summary|move|decision|progress|stuff|one|effort|structure|list|clarification|clarifications|questions|points|ideas|choices|detail|try|attempt|response"
)
_TOO_MUCH = re.compile(
    rf"\b(?:{_HIGH})\b|\b(?:spot on|nailed it|you nailed|nail(?:ed)? (?:it|that)|could not have|couldn't have|well done|(?:good|great|nice|amazing) job|kudos|bravo|congrat\w*|"
    rf"i (?:really |absolutely |truly |just )?(?:love|adore|admire)|love (?:it|that|this|how|the way)|perfect(?:ly)? (?:{_DEEDS}|said|put|reasonable|sensible|right|done)|"
    rf"(?:that(?:'s| is)|this is|sounds|looks|absolutely|just|simply) perfect|you(?:'re| are) (?:doing|clearly|obviously|very|really|so|such) (?:great|well|strong|good|talented|skilled|experienced|a strong)|"
    rf"proud of you|10 out of 10|top notch|first[- ]class|world[- ]class)\b|^\W*perfect\b(?! \w)",
    re.IGNORECASE,
)
_SOME = re.compile(
    rf"\b(?:that(?:'s| is| was)|this is|it(?:'s| is)|what|you(?:'ve| have)? (?:made|given|gave|had|asked)|those are|these are|such) (?:all |both )?(?:an? )?(?:very |really |quite |pretty |actually |also |absolutely |exactly )*(?:{_MILD}) (?:\w+ )?(?:{_DEEDS})\b"
    rf"|^\W*(?:yes|ok|okay|ah|oh|and|so|again|indeed)?\W*(?:very |really |quite |pretty |an? )?(?:{_MILD}) (?:{_DEEDS})\b"
    rf"|\b(?:that|this|it|which|all of (?:that|this|it))(?:'s| is| sounds| looks| seems) (?:very |really |quite |pretty |absolutely |exactly |perfectly |all )*(?:good|great|nice|solid|strong|right|correct|sensible|smart|clever|thoughtful|reasonable|spot on)(?=\W*$|\s*[,;:.!—–-])"
    rf"|\bi (?:really |also |quite )?(?:like|appreciate|enjoy\w*)\b (?:that|this|how|the|your|where)"
    rf"|\b(?:well|nicely|neatly|clearly) (?:said|thought(?: out| through)?|put|explained|reasoned|structured|spotted|caught|argued|handled)\b"
    rf"|\b(?:exactly|absolutely|precisely|totally|completely) right\b|\byou(?:'re| are) (?:absolutely |exactly |quite |completely )?(?:right|correct)\b",
    re.IGNORECASE,
)
_OPENER = re.compile(
    rf"^\W*(?:(?:great|good|nice|excellent|perfect|awesome|amazing|brilliant|fantastic|wonderful|lovely|super|cool|solid|correct|exactly|impressive|superb|terrific|outstanding|right on|very good|very nice)"
    rf"(?: (?:{_DEEDS}))?)\s*(?:[,;:!.—–-]+\s*|$)",
    re.IGNORECASE,
)

FEWEST_LEFT = 3
"""Words that are worth saying without the praise before them."""


def is_due(move: Move) -> bool:
    """Whether something was just shown whole."""
    return any(standing.status is Status.MET for standing in move.heard)


def without_opener(text: str) -> str:
    """A sentence without the praise it begins with: "Great, so ..." is "So ..."."""
    found = _OPENER.match(text)
    rest = text[found.end() :].strip() if found else text
    if found and len(rest.split()) < FEWEST_LEFT:
        return ""
    return rest[:1].upper() + rest[1:] if found else text


def flatters(text: str, due: bool) -> bool:
    """Whether a text praises more than it may."""
    seen = " ".join(undisguised(text).split())
    return bool(_TOO_MUCH.search(seen)) or (not due and bool(_SOME.search(seen)))

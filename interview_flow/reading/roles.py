"""What a sentence says that a component is there for."""

import re

from interview_flow.reading.lists import trimmed
from interview_flow.reading.verbs import BASE, THIRD

LONGEST = 240
_VERB = re.compile(r"\s+(?P<relative>(?:that|which|who)\s+|,\s+which\s+)?(?:then |only |also |just |simply )?(?P<verb>[a-z]+)\b")
_MODAL = re.compile(r"\s+(?:will|can|must|should)\s+(?P<verb>[a-z]+)\b")
_PURPOSE = re.compile(
    r"\s+(?P<role>(?:for|as|holding|storing|serving|keyed by|keeping|running|handling|in front of|responsible for|(?:is|are) (?:responsible for|for|used (?:for|to)))\b)"
)
_PURPOSE_END = re.compile(r"\s(?:and|then)\s(?=(?:an?|the|use|then)\s)|\sthen\s")
_TO = re.compile(r"\s+to\s+(?P<verb>[a-z]+)\b")
_ASIDE = re.compile(r"\s*\((?P<role>[^()]{3,80})\)")
_END = re.compile(r"[,;:](?=\s)|\s[-–—]\s|\.(?=\s|$)|\)")
_ALSO = frozenset("takes gets goes does adds tries tells asks uses has".split())
_OTHER = re.compile(r",?\s(?:and|while|but)\s(?:an?|the|its)\s(?:[\w'-]+\s){1,3}?(?P<verb>[a-z]+s)\s")
_GOES_ON = re.compile(r"\s*(?:and |then |and then )?(?P<verb>[a-z]+)\b")


def role_of(text: str, stop: int, plural: bool) -> str:
    """The role of the component whose name ends at `stop`; empty when the sentence gives none."""
    rest = text[stop:]
    if (found := _VERB.match(rest)) and (found["verb"] in THIRD or (plural and found["verb"] in BASE)):
        return _clause(rest, found.start("verb"), goes_on=not found["relative"])
    if (found := _MODAL.match(rest)) and found["verb"] in BASE:
        return _clause(rest, found.start("verb"), goes_on=False)
    if found := _PURPOSE.match(rest):
        return _clause(_PURPOSE_END.split(rest, maxsplit=1)[0], found.start("role"), goes_on=False)
    if (found := _TO.match(rest)) and found["verb"] in BASE:
        return _clause(rest, found.start() + 1, goes_on=False)
    if found := _ASIDE.match(rest):
        return found["role"].strip()
    return ""


def _clause(rest: str, start: int, goes_on: bool) -> str:
    """From a verb to the end of its clause; a main clause goes on over commas as long as verbs follow."""
    stop = len(rest)
    if (other := _OTHER.search(rest, start)) and other["verb"] in THIRD:
        rest = rest[: other.start()]
        stop = len(rest)
    for end in _END.finditer(rest, start):
        verb = _GOES_ON.match(rest, end.end())
        if end[0] == "," and goes_on and verb and (verb["verb"] in THIRD or verb["verb"] in _ALSO):
            continue
        stop = end.start()
        break
    return trimmed(_short(rest[start:stop]))


def _short(clause: str) -> str:
    """At most `LONGEST` characters, cut at a comma if there is one, else between words."""
    if len(clause) <= LONGEST:
        return clause
    return clause[: max(clause.rfind(", ", 40, LONGEST), 0) or max(clause.rfind(" ", 0, LONGEST), 0) or LONGEST]

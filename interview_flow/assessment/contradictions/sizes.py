"""Sizes of a thing, lengths of a code, members of a group, reads for each write, shares of time in which the system is up."""

import re
from collections.abc import Iterator

from interview_flow.assessment.contradictions.numerals import DIGITS, NUMBER, value
from interview_flow.assessment.contradictions.quantities import Quantity
from interview_flow.assessment.contradictions.statements import Statement

_UNITS = {"b": 1.0, "byte": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "t": 1e12}
_BYTES = rf"(?P<number>{DIGITS})[\s-]?(?P<unit>bytes?|[kmgt]i?b|b)\b(?!\s?(?:/|per\s(?:s|sec|second|day|month|year)\b|a\s(?:s|sec|second|day|month|year)\b|[*x×=+]))"
_ABOUT = r"(?:about\s|around\s|roughly\s|some\s|only\s)?"
_NOUN = (
    "message|msg|photo|image|video|link|url|post|record|row|event|order|seat|paste|value|document|file|entry|profile|page|update|position|job|task|notification|tweet|comment|item|counter|product|user|ticket|"
    "request|click|score|suggestion|key"
)
_THING = rf"(?P<thing>(?:[a-z]+\s)?(?:{_NOUN}))"
_SIZES = (
    re.compile(
        rf"(?:^|[,;:.(]\s|\b(?:one|each|every|an?|the|our|average|and|if)\s){_THING}s?\s(?:is|are|takes?|has|of|size\sis|size\sof|at|needs?)\s{_ABOUT}{_BYTES}"
    ),
    re.compile(rf"{_BYTES}(?:\s?/\s?|\s(?:per|a|an|each|every)\s)(?:average\s)?{_THING}s?(?=$|[\s,;.)])"),
    re.compile(rf"{_BYTES}\s(?P<thing>(?:{_NOUN}))s?(?=$|[\s,;.)])"),
)
_CODES = re.compile(
    rf"(?P<number>{NUMBER})[\s-](?:characters?|chars?|letters?|digits?)(?:\slong)?\s(?:random\s|short\s|base-?\s?62\s)?(?P<thing>codes?|keys?|slugs?|ids?|aliases)\b"
)
_GROUPS = re.compile(
    rf"(?:^|[,;:.(]\s?|\b(?:and|a|the|in|has|have|allow|support|with|because|that|our|all|so)\s)(?P<thing>groups?|rooms?|channels?)\s(?:of|up\sto|with|have|has|can\shave|may\shave|hold|are|is|of\sup\sto|of\sat\smost|with\sup\sto|have\sat\smost|have\sup\sto|<=|≤|max)\s"
    rf"(?:up\sto\s|at\smost\s)?(?P<number>{NUMBER})(?=$|[,;.)]|\s(?:people|members|ppl|users|persons)(?=$|[,;.)]))"
)
_RATIO = re.compile(
    rf"(?P<number>{NUMBER})\s?(?::|to)\s?(?:1|one)\b|(?P<times>{NUMBER})\s(?:reads|redirects|views|openings)\s(?:per|for\s(?:each|every)|to\s(?:a|each|every|one))\s(?:one\s)?(?:write|link|post)\b"
)
_UP = re.compile(r"(?<![\w.,])(?P<share>99(?:\.[0-9]{1,6})?)\s?%|\b(?P<nines>two|three|four|five|six)\snines\b")
_NINES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_DIGIT = re.compile("[0-9]")
"""Without one there is no amount of data, and no need to look closer."""
_OTHER = re.compile(
    r"\b(?:compressed|thumbnails?|attachments?|metadata|overhead|index(?:es)?|replicas?|copies|maximum|max|most|limit|over|under|cached?|memory|header|largest|biggest|big|large|small)\b"
)
_DETERMINERS = frozenset("a an the one each every our average text of that this for and per".split())
_WHOLE = re.compile(r"\b(?:for|of|on|against|rest)\b")


def sized(statement: Statement) -> Iterator[Quantity]:
    """The bytes of one thing, where nothing says that it is a special case or a limit."""
    text = statement.folded
    if not _DIGIT.search(text) or _OTHER.search(text):
        return
    for match in (match for pattern in _SIZES for match in pattern.finditer(text)):
        amount = value(match["number"]) * _UNITS[match["unit"][:1] if match["unit"][:1] in "kmgt" else "b"]
        yield Quantity(("size", _single(match["thing"])), amount, _typed(match))


def shaped(statement: Statement) -> Iterator[Quantity]:
    """The length of a code, and the members of a group."""
    for kind, pattern in (("length", _CODES), ("members", _GROUPS)):
        for match in pattern.finditer(statement.folded):
            yield Quantity((kind, _single(match["thing"])), value(match["number"]), _typed(match))


def compared(statement: Statement) -> Iterator[Quantity]:
    """How many reads there are for each write."""
    text = statement.folded
    if not (re.search(r"\bread", text) and re.search(r"\bwrit|\bread[\s-]heavy", text)):
        return
    found = list(_RATIO.finditer(text))
    if len(found) == 1:
        yield Quantity(("reads for a write",), value(found[0]["number"] or found[0]["times"]), _typed(found[0]))


def available(statement: Statement) -> Iterator[Quantity]:
    """The share of time in which the whole system is down."""
    text = statement.folded
    found = list(_UP.finditer(text))
    if (
        len(found) != 1
        or not re.search(r"\bavailab|\buptime|\bnines\b", text)
        or re.search(r"\b(?:durab\w*|hit|cache|read\w*|writ\w*|each|per)\b", text)
    ):
        return
    down = 10.0 ** -_NINES[found[0]["nines"]] if found[0]["nines"] else (100.0 - float(found[0]["share"])) / 100.0
    if down > 0 and not _WHOLE.search(text[found[0].end() :].removeprefix(" of availability")):
        yield Quantity(("availability",), down, _typed(found[0]))


def _single(thing: str) -> str:
    word = " ".join(each for each in thing.split() if each not in _DETERMINERS)
    return {"entries": "entry", "aliases": "alias", "msg": "message"}.get(word) or word.removesuffix("s").replace("msg", "message")


def _typed(match: re.Match[str]) -> str:
    return " ".join(match[0].split()).strip(" ,;:(.")

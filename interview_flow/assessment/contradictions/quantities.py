"""What a figure measures: two figures can only contradict each other where everything that qualifies them is the same.

A `Quantity` is read where noun, unit and qualifiers are plain, and left alone where they are not: a figure that is not read accuses nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from interview_flow.assessment.contradictions.numerals import NUMBER, value
from interview_flow.assessment.contradictions.statements import Statement

_SECONDS = {
    "second": 1.0,
    "sec": 1.0,
    "s": 1.0,
    "minute": 60.0,
    "min": 60.0,
    "hour": 3600.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2.6e6,
    "year": 3.15e7,
}
_PERIOD = r"(?P<period>second|sec|s|minute|min|hour|day|week|month|year)s?\b"
_RATE = rf"(?:\s?/\s?|\s(?:per|a|an|each|every|in\sa|in\sone)\s){_PERIOD}"
_PEOPLE = frozenset("user users ppl people person dau mau".split())
_ACTIVE = {"dau": "day", "mau": "month"}
_SAME = {"msg": "message", "req": "request", "sm": "message"}
_DEMAND = (
    "users?|ppl|people|dau|mau|customers?|subscribers?|players?|drivers?|riders?|buses|bus|schools?|parents?|sellers?|buyers?|merchants?|devices?|vehicles?|stores?|tenants?|teams?|"
    "messages?|msgs?|links?|urls?|redirects?|clicks?|requests?|reqs?|calls?|reads?|writes?|sends?|orders?|tickets?|bookings?|views?|posts?|photos?|images?|videos?|files?|events?|uploads?|"
    "downloads?|searches|search|queries|query|checks?|trips?|rides?|jobs?|tasks?|notifications?|pages?|pastes?|documents?|openings?|deliveries|updates?|positions?|likes?|comments?|tweets?|"
    "qps|rps|tps|crawls?|scores?|games?|views?|streams?|plays?|sales?|payments?|transactions?|entries"
)
_POPULATION = frozenset(
    "user customer subscriber player driver rider bus school parent seller buyer merchant device vehicle store tenant team".split()
)
_MODIFIER = r"(?:\s(?!(?:per|a|an|each|every|and|or|of|to|in|at|for|the|is|are|x|by|with|on|from)\b)[a-z][a-z-]*)"
_COUNT = re.compile(rf"(?P<number>{NUMBER})(?P<modifiers>{_MODIFIER}{{0,3}}?)[\s-](?P<noun>{_DEMAND})\b(?:{_RATE})?")
_LABELLED = re.compile(
    rf"(?:^|[,;:(.]\s?|\b(?:the|our|with|of|and)\s)(?P<modifiers>(?:[a-z][a-z-]*\s){{0,2}}?)(?P<noun>{_DEMAND})(?:{_RATE})?\s?(?:[:=]|\sis|\sare)\s?(?:about\s|around\s|roughly\s|=\s?)?(?P<number>{NUMBER})\s?(?=$|[,;.)])"
)
FEWEST = 100
"""Of a population; "two people" are an example."""
_NEUTRAL = frozenset("new active overall different about around roughly short text".split())
_TIMED = {"daily": "a day", "monthly": "a month", "weekly": "a week"}
_PEAK = re.compile(r"\b(?:peaks?|worst|spikes?|bursts?|max\w*|busiest|rush|evenings?|top|onsale|on-sale|hour|times?|x)\b")
_SCOPED = re.compile(
    r"\b(?:each|every|per|one|single|shards?|nodes?|servers?|gateways?|box(?:es)?|machines?|regions?|partitions?|replicas?|workers?|instances?|rooms?|groups?|channels?|conversations?|hosts?|clusters?|"
    r"top|first|last|biggest|largest|busiest|extra|more|another|additional|remaining|rest|tests?|beta|up\sto|at\smost|over|under|above|below|cell|bucket|batch\w*|any|than|handles?|holds?|capacity|limit\w*|"
    r"cap(?:s|ped)?|fan-?out|spare|cached?|queue\w*|hot|warm|celebrit\w*|those|of\sthem|least|free|paid|paying|premium)\b"
)
_TAIL = re.compile(
    r"\s(?P<word>in|on|at|within|around|near|who|that|connected|online|watching|waiting|behind|across|per|each|of|with|for|via|through|from|during|from|to)\b(?P<rest>(?:\s[a-z0-9-]+){0,3})"
)
_WORKED = re.compile(r"divided by|86,?400|[0-9]\s?/\s?[0-9]|=|->|\b(?:that's|that is|makes|so about|so around|so roughly|is about|comes to)\b")
"""A result that was worked out: if it is wrong, it is a slip of arithmetic, and judged as one."""
_CLAUSE = re.compile(r"[,;:()]|\b(?:and|but|so|while|whereas|because)\b|->|=>")


@dataclass(frozen=True)
class Quantity:
    """One figure: `key` is what it measures with all its qualifiers, `amount` in the key's base unit, `text` as it was typed."""

    key: tuple[str, ...]
    amount: float
    text: str


def counted(statement: Statement) -> Iterator[Quantity]:
    """Populations, and things per time; both without anything that narrows them to a part of the system."""
    text = statement.folded
    for pattern in (_COUNT, _LABELLED):
        for match in pattern.finditer(text):
            if quantity := _quantity(text, match):
                yield quantity


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    before, after = _around(text, match)
    if _SCOPED.search(before) or _ranged(text, match):
        return None
    noun = _noun(match["noun"])
    words = {word for word in match["modifiers"].replace("-", " ").split() if word not in _NEUTRAL}
    if words & set(_SECONDS) or any(_SCOPED.fullmatch(word) for word in words):
        return None
    tail = _TAIL.match(after)
    narrowed = tuple(sorted(words)) + ((" ".join(f"{tail['word']}{tail['rest']}".split()),) if tail else ())
    amount, period = value(match["number"]), match["period"]
    if match["noun"] in ("qps", "rps", "tps"):
        noun, period = "request", "second"
    typed = " ".join(match[0].split()).strip(" ,;:(.")
    if match["noun"] in _ACTIVE:
        period = _ACTIVE[match["noun"]]
    if noun in _POPULATION:
        if amount < FEWEST:
            return None
        return _population(noun, words, narrowed, period, amount, typed)
    return _rate(noun, narrowed, period, amount, typed, f"{before} {after[:40]}") if period and not _WORKED.search(text) else None


def _population(noun: str, words: set[str], narrowed: tuple[str, ...], period: str | None, amount: float, typed: str) -> Quantity | None:
    timed = next((_TIMED[word] for word in words if word in _TIMED), f"a {period}" if period else "")
    if period and timed not in _TIMED.values():
        return None
    return Quantity(("count", noun, timed, *(word for word in narrowed if word not in _TIMED)), amount, typed)


def _rate(noun: str, narrowed: tuple[str, ...], period: str, amount: float, typed: str, near: str) -> Quantity | None:
    """A rate over a day or more is an average; over less it is one only where that is said, as a bare one may be a peak."""
    seconds = _SECONDS[period]
    if _PEAK.search(near):
        return Quantity(("peak rate", noun, *narrowed), amount / seconds, typed) if re.search(r"\bpeak\b", near) else None
    if seconds < _SECONDS["day"] and not re.search(r"\b(?:average|avg|mean)\b", near):
        return None
    return Quantity(("rate", noun, *narrowed), amount / seconds, typed)


def _around(text: str, match: re.Match[str]) -> tuple[str, str]:
    """The clause before a figure, and what follows it."""
    before = text[max(0, match.start() - 120) : match.start()]
    return _CLAUSE.split(before)[-1], text[match.end() : match.end() + 80]


def _ranged(text: str, match: re.Match[str]) -> bool:
    """Whether the figure is an end of a range, a term of a sum, or what a sum comes to."""
    before, after = text[max(0, match.start() - 6) : match.start()], text[match.end() : match.end() + 4]
    return bool(
        re.search(r"(?:[0-9]\s?-\s?|\bto\s|\bor\s|[*x×/=]\s?)$", before) or re.match(r"\s?(?:-\s?[0-9]|[*×/+]|x\s|to\s[0-9]|or\s[0-9])", after)
    )


def _noun(word: str) -> str:
    if word in _PEOPLE:
        return "user"
    single = {"buses": "bus", "searches": "search", "queries": "query", "deliveries": "delivery", "entries": "entry"}.get(word) or word.removesuffix(
        "s"
    )
    return _SAME.get(single, single)

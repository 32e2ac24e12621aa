"""How long things are kept, and how fast an operation has to be."""

import math
import re
from collections.abc import Iterator

from interview_flow.assessment.contradictions.numerals import DIGITS, WORDS, value
from interview_flow.assessment.contradictions.quantities import Quantity
from interview_flow.assessment.contradictions.statements import Statement

_SECONDS = {
    "ms": 0.001,
    "milli": 0.001,
    "s": 1.0,
    "sec": 1.0,
    "min": 60.0,
    "h": 3600.0,
    "hour": 3600.0,
    "d": 86_400.0,
    "day": 86_400.0,
    "week": 604_800.0,
    "month": 2.6e6,
    "year": 3.15e7,
    "yr": 3.15e7,
}
_UNIT = r"(?P<unit>ms|milliseconds?|s|secs?|seconds?|mins?|minutes?|h|hours?|days?|weeks?|months?|years?|yrs?)\b"
_LASTS = rf"(?:(?:about|around|roughly|only)\s)?(?:(?P<number>{DIGITS}|{WORDS}|\ban?\b)[\s-]?{_UNIT}|(?P<forever>forever|indefinitely|for\sever))"
_DET = r"(?:(?:an?|one|the|all|our|every|each|any|these|its|their)\s)?"
_SUBJECT = r"(?P<subject>(?:[a-z][a-z-]+\s){0,2}?[a-z][a-z-]+)"
_BEGIN = r"(?:^|[,;:.(]\s?|\b(?:and|so|that|but|because|then|with)\s)"
_AUX = r"(?:(?:are|is|be|get|gets|will|must|should|stay|stays|will\sbe|must\sbe|should\sbe)\s)?"
_KEPT = (
    re.compile(
        rf"{_BEGIN}{_DET}{_SUBJECT}\s{_AUX}(?:kept|retained|stored|stay|stays|live|lives|remain|remains|held|reserved|last|lasts)\s(?:for\s|around\s(?:for\s)?|set\saside\sfor\s)?{_LASTS}"
    ),
    re.compile(
        rf"\b(?:keep|retain|store|hold|reserve)s?\s{_DET}{_SUBJECT}\s(?:for\s(?:up\sto\s)?(?=[^f])|(?=forever|indefinitely|for\sever)){_LASTS}"
    ),
    re.compile(rf"\bttl\sof\s{_LASTS}\s(?:on|for)\s{_DET}{_SUBJECT}(?=$|[,;.)]|\s(?:so|and|which|because|to|in)\b)"),
    re.compile(rf"{_BEGIN}{_DET}{_SUBJECT}\s(?:have|has|get|gets|with|carry|carries)\sa\sttl\sof\s{_LASTS}"),
    re.compile(rf"\b(?:delete|drop|purge|remove|erase)s?\s{_DET}{_SUBJECT}\s(?:after|older\sthan)\s{_LASTS}"),
    re.compile(
        rf"{_BEGIN}{_DET}{_SUBJECT}\s{_AUX}(?:deleted|dropped|purged|removed|erased|expire|expires|expired|die|dies|go|released|lapse|lapses|thrown\saway)\safter\s{_LASTS}"
    ),
    re.compile(rf"{_BEGIN}{_DET}{_SUBJECT}\s{_AUX}(?P<forever>never\s(?:deleted|expire|expires|removed|die|dies))\b(?P<number>)(?P<unit>)"),
    re.compile(rf"\b(?P<forever>never\sdelete)s?\s{_DET}{_SUBJECT}(?P<number>)(?P<unit>)(?=$|[,;.)])"),
    re.compile(rf"\bretention\sof\s{_DET}{_SUBJECT}\s(?:is|of|:)\s{_LASTS}"),
    re.compile(rf"{_BEGIN}{_DET}{_SUBJECT}\sretention\s?(?:is|of|:|=)\s?{_LASTS}"),
    re.compile(rf"\b(?P<subject>retention)\s?(?:is|of|:|=)\s?{_LASTS}"),
)
_ELSEWHERE = re.compile(
    r"\b(?:cache[sd]?|redis|memory|hot|warm|cold|ssd|edge|cdn|kafka|queue|archiv\w*|tier\w*|cheap\w*|snapshots?|backups?|replicas?|local\w*|inactive|unused|idle|anonymous|guests?|free|soft)\b"
)
_NOT_THINGS = frozenset("it they them this that which we you he she users user people everybody somebody one those these what who there".split())
_FILLING = frozenset("the all our every each any a an these its their for of text old".split())
_PERCENTILE = re.compile(
    rf"\bp(?P<share>50|95|99|999)\b(?P<between>[^0-9;:()]{{0,60}}?)(?P<number>{DIGITS})\s?(?P<unit>ms|s|seconds?)\b|(?P<number2>{DIGITS})\s?(?P<unit2>ms|s|seconds?)\s(?:at\s)?p(?P<share2>50|95|99|999)\b"
)
_DURATION = re.compile(rf"{DIGITS}\s?(?:ms|milliseconds?|s|secs?|seconds?)\b")
_PROMISED = re.compile(
    rf"\b(?:within|under|below|in\sless\sthan|at\smost|faster\sthan|in)\s(?P<number>{DIGITS})\s?(?P<unit>ms|milliseconds?|s|secs?|seconds?)\b"
)
_DOING = re.compile(
    r"\b(?P<verb>redirect|open|read|writ|creat|send|deliver|search|suggest|hold|book|pay|check|upload|download|load|lookup|query|map|decision|post|login|sync|match|play|start|fetch|publish|feed|refresh|accept)\w*"
)
_INNER = re.compile(
    r"\b(?:cache[sd]?|db|database|stores?|replicas?|network|hops?|lookups?|memory|edge|regions?|regional|time[sd]?\s?out|timeouts?|retry|retries|ttl|lag\w*|every|after|redis|round\strip|budget|adds?|plus|leaves|miss|hit|stale|behind|old|poll\w*|batch\w*|median|"
    r"from|each|warn\w*|alarm\w*|per|second\sregion|cold|first\stime)\b"
)


def kept(statement: Statement) -> Iterator[Quantity]:
    """How long a thing is kept in the end; copies, tiers and special cases are left out."""
    text = statement.folded
    if _ELSEWHERE.search(text):
        return
    for match in (match for pattern in _KEPT for match in pattern.finditer(text)):
        words = {_single(word) for word in match["subject"].split()} - _FILLING
        if words and not words & _NOT_THINGS:
            amount = math.inf if match["forever"] else value(match["number"]) * _seconds(match["unit"])
            yield Quantity(("kept", *sorted(words)), amount, " ".join(match[0].split()).strip(" ,;:(."))


def fast(statement: Statement) -> Iterator[Quantity]:
    """The time that one operation may take, in a sentence that speaks of nothing else."""
    text = statement.folded
    if len(_DURATION.findall(text)) != 1 or _INNER.search(text):
        return
    doing = tuple(sorted({match["verb"] for match in _DOING.finditer(text)}))
    if match := _PERCENTILE.search(text):
        share, number, unit = (match[name] or match[f"{name}2"] for name in ("share", "number", "unit"))
        yield Quantity((f"p{share}", *doing), value(number) * _seconds(unit), f"{' '.join(number.split())} {unit}")
    elif doing and (promised := _PROMISED.search(text)):
        yield Quantity(("latency", *doing), value(promised["number"]) * _seconds(promised["unit"]), f"{promised['number']} {promised['unit']}")


def _seconds(unit: str) -> float:
    return next(_SECONDS[each] for each in (unit, unit.removesuffix("s"), unit[:5], unit[:3], unit[:1]) if each in _SECONDS)


def _single(word: str) -> str:
    return {"msgs": "message", "msg": "message", "reservations": "reservation"}.get(word) or (
        word.removesuffix("s") if not word.endswith("ss") else word
    )

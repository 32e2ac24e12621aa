"""Strong consistency in one place and eventual consistency in another, for the same thing and without naming an exception."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interview_flow.assessment.contradictions.kinds import Contradiction, Kind
from interview_flow.assessment.contradictions.statements import Statement
from interview_flow.patterns import negated

EVERYTHING = frozenset({"everything"})
_STRENGTH = re.compile(
    r"\b(?:(?P<strong>strong(?:ly)?|linearizable|strict(?:ly)?)|eventual(?:ly)?)\s(?:consisten(?:t|cy)|reads?)\b|\b(?P<lin>linearizable|linearizability)\b"
)
_EVERYWHERE = re.compile(
    r"\b(?:everywhere|across\sthe\sboard|throughout|for\s(?:all|everything|the\swhole)|everything|(?:it's|it\sis)\s(?:all\s)?$|it's\sall|all\sof\sit|(?:every|all)\s(?:reads?|writes?|operations?|data)|"
    r"(?:the\s(?:whole\s)?|this\s(?:is\s)?a?|our\s|an?\s)(?:[a-z-]+,?\s){0,4}(?:system|architecture|design|platform|service)\s(?:is|with|has|uses|that\sis))\b|\boverall\b"
)
_PARTS = re.compile(r"[,;:()]|\b(?:but|while|whereas|however|except|though|although|only)\b|->")
_EXCEPTS = re.compile(
    r"\b(?:except|apart\sfrom|other\sthan|unless|only|but|while|whereas|exception|otherwise|most|mostly|mainly|largely|rest|others?|elsewhere|not\severy\w*|depends)\b"
)
_FOR = re.compile(r"^\s?(?:for|on|of|when|in)\s(?P<thing>[^,;:.()]{3,60}?)(?=$|[,;:.()]|\s(?:because|since|as|so|in|with|is)\b)")
_BEFORE = re.compile(
    r"(?P<thing>(?:[a-z]+\s){0,3}[a-z]+)\s(?:needs?(?:\sto\sbe)?|requires?|must\sbe|has\sto\sbe|have\sto\sbe|is|are|should\sbe|will\sbe|be|wants?|gets?|with|can\sbe|may\sbe)\s(?:an?\s)?(?:always\s)?$"
)
_FROM_COPY = re.compile(
    r"(?P<thing>(?:[a-z]+\s){0,3}[a-z]+)\s(?:(?:is|are|come|comes|go|goes|get)\s)?(?:read\s|served\s|answered\s|fetched\s|loaded\s)?(?:from|to|by|out\sof)\s(?:an?\s|the\s)?(?:nearest\s|regional\s|local\s|asynchronous\s|async\s)?(?:read\s)?"
    r"(?:replicas?|followers?|secondar(?:y|ies)|cached?|cdn)\b"
)
_HEEDED = re.compile(
    r"\b(?:primary|leader|master|stale\w*|lag\w*|behind|invalidat\w*|sync\w*|version\w*|quorum|fall\w*|miss|unless|except|only|check\w*|confirm\w*|strong\w*|may|can|could|if|when|old|first|then|write)\b"
)
_FILLING = frozenset(
    "the a an all our every each any for on of in to and is are be it its that this we i must needs need so read reads reading data consistency consistent".split()
)


@dataclass(frozen=True)
class Strength:
    """How consistent a thing has to be, or is: `about` are its words, or `EVERYTHING`."""

    statement: Statement
    strong: bool
    about: frozenset[str]


def two_strengths(said: Iterable[Statement]) -> Iterator[Contradiction]:
    """The first contradiction about consistency of each thing."""
    known: dict[frozenset[str], Strength] = {}
    told = [statement for statement in said if statement.settled and not statement.bent]
    for statement in told:
        strength = _strength(statement)
        if strength is None:
            continue
        earlier = known.get(strength.about)
        if earlier is None or statement.revises:
            known[strength.about] = strength
        elif earlier.strong is not strength.strong and earlier.statement.turn != statement.turn:
            known[strength.about] = strength
            yield _contradiction(earlier, strength)
    yield from _from_copies(told, [each for each in known.values() if each.strong and each.about != EVERYTHING])


def _strength(statement: Statement) -> Strength | None:
    """What a sentence says about one thing or about everything; None where it tells things apart."""
    text = statement.folded
    found = list(_STRENGTH.finditer(text))
    if len(found) != 1 or negated(text, found[0].start(), found[0].end()):
        return None
    strong = bool(found[0]["strong"] or found[0]["lin"])
    if _EVERYWHERE.search(text) and not _EXCEPTS.search(text):
        return Strength(statement, strong, EVERYTHING)
    about = _about(text, found[0])
    return Strength(statement, strong, about) if about and not _EXCEPTS.search(text) else None


def _about(text: str, match: re.Match[str]) -> frozenset[str]:
    after = _FOR.match(text[match.end() :])
    before = _BEFORE.search(_PARTS.split(text[: match.start()])[-1])
    return _content(before["thing"] if before else "") or _content(after["thing"] if after else "")


def _from_copies(told: Iterable[Statement], demanded: list[Strength]) -> Iterator[Contradiction]:
    """What must be strongly consistent, read from a copy that may be behind."""
    for statement in told if demanded else ():
        match = _FROM_COPY.search(statement.folded)
        if match is None or _HEEDED.search(statement.folded) or negated(statement.folded, match.start(), match.end()):
            continue
        about = _content(match["thing"])
        for each in demanded:
            if each.about == about and each.statement.turn < statement.turn:
                yield _contradiction(each, Strength(statement, False, about))


def _contradiction(earlier: Strength, later: Strength) -> Contradiction:
    thing = "" if earlier.about == EVERYTHING else f" for the same thing ({' '.join(sorted(earlier.about))})"
    first, second = ("Strong", "eventual") if earlier.strong else ("Eventual", "strong")
    return Contradiction(
        kind=Kind.CONSISTENCY,
        first=earlier.statement.quote,
        second=later.statement.quote,
        says=f"{first} consistency in one place, {second} consistency in another{thing}.",
        grave=True,
    )


def _content(thing: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", thing) if word not in _FILLING)

"""What people can do, told in prose: "a buyer can look at a map, they can hold a seat, and they get told when it is sold"."""

import re
from dataclasses import dataclass

from interview_flow.reading.lists import items, trimmed
from interview_flow.reading.verbs import BASE, THIRD

DEEDS = BASE | frozenset(
    "take see scroll unfollow deposit suppress withdraw shift drive enter exit answer accept decline win try hit say ask go scrub order rate tip type swipe decide turn know find enter sign login register vote bid learn write set start open use apply reach "
    "change pay book watch pick press tap click shop chat meet plan ship return borrow keep have view close flip pull kill pause resume request rent bookmark reply report block mute star archive print import explore filter zoom skip retrieve shorten redirect crawl reset livestream stream like comment call schedule".split()
)
"""What a person does with a system."""
_MODAL = re.compile(
    r"\b(?:can|could|may|(?:should|must|will|would|shall) be able to|(?:is|are) able to|gets? to|wants? to|needs? to|should|must)\s(?:also |then |just |even |either |only )?(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(r"[,;:(]\s|\s[-–—]\s|\b(?:and|or|that|so|then|because|if|when|while|whether|what|but|functionally|plus)\s", re.IGNORECASE)
_FURTHER = re.compile(
    r"(?:[,;]\s(?:and\s|then\s)?|\sand\s)(?=(?:they|he|she|he/she|(?:an?|the|every|each)\s\w+(?:\swho\s[^,;]{3,40}?)?)\s(?:then\s|also\s)?(?P<verb>[a-z]+)\b)",
    re.IGNORECASE,
)
_ALSO_THIRD = frozenset("gets get sees takes goes wins finds pays books".split())
_NOBODY = frozenset("i we it this that these those which what who nothing nobody none neither there everything something all also".split())
_PERSON = re.compile(
    r"(?:(?:an?|the|any|every|each|some|our|both|other|one|two)\s(?:[\w'-]+\s){0,3}?[\w'-]+|they|he|she|he/she|you|one|people|folks|some(?:body|one)|any(?:body|one)|every(?:body|one)|(?:[\w'-]+\s){0,2}?[\w'-]+s|"
    r"(?:[\w'-]+\s)?(?:user|admin|[a-z]+(?:er|or|ist|ant|ent|ee)))$",
    re.IGNORECASE,
)
_SURELY = re.compile(r"(?:an?|the|any|every|each)\s(?:[\w'-]+\s){0,3}?[\w'-]+|they|he|she", re.IGNORECASE)
_STATIVE = frozenset(
    "be have not never only lag wait lose trail grow die live survive happen tolerate stay remain fail mean matter seem differ drop miss expect afford hurt cost break become depend need know help "
    "take get go come hold differ fall stand last vary serve scale handle cope exist appear reach bite limp".split()
)
"""What is or happens, and is no deed."""
_AS = re.compile(r"\bas an? [\w -]{2,24}?,? (?:i|you)$", re.IGNORECASE)
_LONGEST_SUBJECT = 60
_FEWEST = 3
_MOSTLY = 0.6


@dataclass(frozen=True)
class _Clause:
    start: int
    verb: int


def abilities(said: str) -> tuple[str, ...]:
    """What a sentence says that people can do, each as it was said; empty when it says nothing of the kind."""
    found = _clauses(said)
    if not found:
        return ()
    stops = [*(clause.start for clause in found[1:]), len(said)]
    pieces = [trimmed(_CONNECTED.sub("", said[clause.start : stop].strip())) for clause, stop in zip(found, stops, strict=True)]
    return tuple(deed for piece in pieces for deed in _deeds(piece))


_CONNECTED = re.compile(r"[,;]?\s(?:and|or|but|so|while)[,;]?$", re.IGNORECASE)


def bare_deeds(said: str) -> tuple[str, ...]:
    """A list of nothing but deeds: "search, book, pay, cancel, plus a mobile app"."""
    found = tuple(item for item in items(said) if item)
    doing = [item for item in found if item.split()[0].casefold() in DEEDS and len(item.split()) <= 6]
    return found if len(found) >= _FEWEST and len(doing) >= _MOSTLY * len(found) else ()


def _clauses(said: str) -> list[_Clause]:
    found: list[_Clause] = []
    for match in _MODAL.finditer(said):
        verb = match["verb"].casefold()
        start = _subject_start(said, match.start())
        subject = said[start : match.start()].strip()
        person = bool(_PERSON.fullmatch(subject)) and subject.split()[0].casefold() not in _NOBODY
        own = person or bool(_AS.search(said[: match.start()].strip()))
        known = verb in DEEDS or (bool(_SURELY.fullmatch(subject)) and verb not in _STATIVE)
        if known and (own or (not subject and found)):
            found.append(_Clause(start if subject else match.start(), match.end()))
    if found:
        found += [_Clause(match.end(), match.end()) for match in _FURTHER.finditer(said) if _goes_on(match, found)]
    return _apart(sorted(found, key=lambda clause: clause.start))


def _goes_on(match: re.Match[str], found: list[_Clause]) -> bool:
    verb = (match["verb"] or match["third"]).casefold()
    return match.end() > found[0].start and (verb in THIRD or verb in _ALSO_THIRD or verb in BASE)


def _apart(found: list[_Clause]) -> list[_Clause]:
    """Clauses in order, none inside of the one before."""
    kept: list[_Clause] = []
    for clause in found:
        if not kept or clause.start >= kept[-1].verb:
            kept.append(clause)
    return kept


def _subject_start(said: str, modal: int) -> int:
    """Where the clause of a modal begins: after the last comma or joining word."""
    begin = max(0, modal - _LONGEST_SUBJECT)
    stops = [match.end() for match in _BOUNDARY.finditer(said, begin, modal)]
    return stops[-1] if stops else (begin if begin == 0 else modal)


def _deeds(piece: str) -> tuple[str, ...]:
    """A clause cut into its deeds: "users can post, follow others and search"."""
    found = items(piece)
    parted = len(found) > 1 and all(_deed_first(item) for item in found[1:])
    return found if parted else (piece,)


def _deed_first(item: str) -> bool:
    words = item.casefold().split()
    return words[words[0] == "to" and len(words) > 1] in DEEDS


def does(item: str) -> bool:
    """Whether an item says that something is done, in one of its first words."""
    words = re.findall(r"[a-z']+", item.casefold())[:4]
    return any(word in DEEDS or word in THIRD or (word.endswith("ing") and len(word) > 5) for word in words) and not _ASIDE.search(item)


_ASIDE = re.compile(r"\b(?:i guess|i think|i suppose|obviously|that's|you mentioned)\b", re.IGNORECASE)

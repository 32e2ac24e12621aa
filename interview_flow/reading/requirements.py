"""What the system must do."""

import re
from collections.abc import Iterator

from interview_flow.notes import Priority, Requirement
from interview_flow.phases import Phase
from interview_flow.reading.abilities import DEEDS, abilities, bare_deeds, does
from interview_flow.reading.blocks import Block
from interview_flow.reading.figures import figures
from interview_flow.reading.idle import idle
from interview_flow.reading.lists import items, trimmed
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.ranks import RANKS, musts, priority_of, ranked_in, requirement, with_ranks
from interview_flow.reading.scope import assumes, leaves_out
from interview_flow.reading.targets import is_target
from interview_flow.reading.verbs import THIRD

_ABLE = re.compile(
    r"^\W*(?:(?:so|and|also|then|first|second|third|finally),? )?(?:(?:the|a|an|any|each|every|our|other|logged in|registered) )*"
    r"(?:users?|people|person|customers?|clients?|they|it|we|system|service|any(?:body|one)|every(?:body|one)|admins?|members?|senders?|readers?|writers?|owners?|operators?|callers?|[a-z]+(?:ers?|ors?|ists?|ants?))"
    r"\s+(?:can|could|should|must|may|needs? to|wants? to|has to|have to|is able to|are able to)\s+(?:also |be able to )?[a-z]+",
    re.IGNORECASE,
)
_SHOULD_DO = re.compile(
    r"^\W*(?:so,? |then,? )?(?:the )?(?:[a-z]+(?:ers?|ors?|ants?|ists?)|users?|people) (?:can|could|should|must|may|need to|will)(?: be able to)?:\s+",
    re.IGNORECASE,
)
"""A list of deeds behind a colon: "players should be able to: see a board, see their rank"."""
_PEOPLE_DO = re.compile(
    r"^\W*(?:and |also,? )?(?:users|people|customers|admins|members|guests|[a-z]+(?:ers|ors|ists|ants)|parents|fans) (?:also )?(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
_PERSON_DOES = re.compile(
    r"^\W*(?:(?:so|and|then|also|first|next),? )?(?:an?|the|each|every) (?:\w+ )?(?:user|[a-z]+(?:er|or|ist|ant|ent|ee)|person|team) (?:then |also )?(?P<verb>[a-z]+s)\b",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"\b(?:can|could|should|must|may|has to|have to|needs? to) (?:also )?(?:not )?(?:be(?! able)|have|stay|remain|wait|lag|trail)\b", re.IGNORECASE
)
_BOUNDED = re.compile(
    r"\b(?:within|in less than|in under|in at most|no (?:more|later) than|under a) (?:an? |one |\d+ ?|few |some )?(?:ms|milli\w+|seconds?|minutes?|hours?|s)\b",
    re.IGNORECASE,
)
"""How soon something must be is a target."""
_NO_COMMAND = frozenset(
    "i i'm i'll i'd we it it's the a an that that's this these those there they he she you but so and or no not nothing what who how also plus live then thanks ok".split()
)
_SUPPOSING = re.compile(r"\W*(?:if|when|should|suppose|beyond|order of)\b", re.IGNORECASE)
_RANKS_THEM = re.compile(r"\b(?:if|when|cut|half|importan\w+|first|order|priorit\w+|drop|slips?)\b", re.IGNORECASE)
_WHAT_IT_DOES = re.compile(
    r"^.{0,40}?\bwhat (?:it|the system|this|that) (?:needs? to|should|has to|must|will|can) do\b,?\s(?:well,?\s)?", re.IGNORECASE
)
_RANKING = re.compile(
    r"\bnice[- ]to[- ]haves?\b|\bmust[- ]haves?\b|\bcan (?:come|wait)\b|\bfor now\b|\b(?:week|month|year)s? later\b|\bto one\b|\bper write\b|\btimes (?:as|more|for|of)\b|^\W*\d[\d\s,–-]*(?:(?:to|and|through)\s\d+)?\W*$",
    re.IGNORECASE,
)
"""What ranks or counts, and is no requirement of its own."""
_JARGON = re.compile(
    r"\W*(?:non[- ])?functional requirements?|.*\b(?:the candidate|verdict|criteri\w+|rubric|full marks|strong hire)\b.*|\W*(?:must|nice|should)[- ](?:to[- ])?haves?\b.*|.*\bout of scope\b.*|.*\bread[- ](?:to[- ])?write ratio\b.*|.*\bper operation\b.*|\W*(?:consistency|availability|scalability|latency|trade-?offs?|p99|hot key|partition key)\W*",
    re.IGNORECASE,
)
"""Words of a rubric, which name what a list would hold."""


def functional(page: Page) -> Iterator[Requirement]:
    """The functional requirements; a ranking of what was listed in the same message marks those."""
    listed: list[Requirement] = []
    ranked: list[tuple[str, Priority]] = []
    enumerated: set[str] = set()
    for passage in page.passages:
        if leaves_out(passage, page.phase):
            continue
        if passage.sentence.numbered:
            enumerated.add(passage.title)
        priority = passage.opening.priority
        ranks = listed and not passage.sentence.numbered and priority is not Priority.NICE and RANKS.search(passage.sentence.body)
        if ranks and (first := musts(passage.said)):
            listed = [each.model_copy(update={"priority": Priority.MUST if at < first else Priority.NICE}) for at, each in enumerate(listed)]
        elif passage.section == "functional" and passage.firm and priority and listed and not passage.sentence.numbered:
            ranked += [(text, priority) for text in ranked_in(passage.said) if not _RANKING.search(text)]
        else:
            listed += [
                requirement(text, page.turn, priority) for text in _wanted(passage, page, passage.title in enumerated) if _is_one(text, passage)
            ]
    for block in page.blocks:
        listed += _tabled(block, page)
    yield from with_ranks(listed, ranked, page.turn)


def _tabled(block: Block, page: Page) -> list[Requirement]:
    """The rows of a table of requirements: `| F1 | Author creates a snippet | P0 |`."""
    header = [cell.casefold() for cell in block.rows[0]] if block.kind == "table" and block.rows else []
    place = next((at for at, cell in enumerate(header) if _WANTED_HERE.search(cell)), None)
    if place is None or not page.among(Phase.CLARIFY, Phase.RESTATE):
        return []
    rank = next((at for at, cell in enumerate(header) if "priorit" in cell or "rank" in cell or "must" in cell), None)
    rows = [row for row in block.rows[1:] if len(row) > place and len(row[place].split()) > 1]
    return [requirement(trimmed(row[place]), page.turn, priority_of(row[rank]) if rank is not None and len(row) > rank else None) for row in rows]


_WANTED_HERE = re.compile(r"requirement|feature|function(?!al requirement id)|use case|user can|user story|what (?:a|the) \w+ (?:can|does)|wish")


def _wanted(passage: Passage, page: Page, enumerated: bool) -> tuple[str, ...]:
    """What a passage asks of the system; after an enumeration a sentence of its own is no item any more."""
    listing = passage.sentence.numbered or passage.own or not enumerated
    if passage.section == "functional" and passage.firm and listing:
        if passage.opening.asked and not passage.sentence.numbered and not _commands(passage.said):
            return ()
        if passage.said.count(" / ") > 1 and all(does(part) for part in passage.said.split(" / ")):
            return tuple(trimmed(part) for part in passage.said.split(" / "))
        if passage.sentence.numbered or (passage.own and not passage.opening.bare):
            return (trimmed(passage.said),)
        return _abilities(passage.said) if passage.opening.asked or _ABLE.match(passage.said) else items(passage.said)
    if not page.among(Phase.CLARIFY) or is_target(passage, page) or idle(passage) or assumes(passage):
        return ()
    if found := _SHOULD_DO.match(passage.said):
        return items(passage.said[found.end() :])
    if passage.section not in ("", "functional") or _ranks(passage) or any(figure.telling for figure in figures(passage.said)):
        return ()
    if _BOUNDED.search(passage.said):
        return ()
    return _told(passage.said)


def _commands(said: str) -> bool:
    """Whether a sentence begins with a deed: "Plant a bed."."""
    first = next(iter(re.findall(r"[a-z']+", said.casefold())), "")
    return does(said) or first not in _NO_COMMAND


def _ranks(passage: Passage) -> bool:
    """Whether a sentence ranks what was listed before."""
    return bool(_RANKING.search(passage.said) or (passage.sentence.label and _RANKS_THEM.search(passage.title)))


def _is_one(text: str, passage: Passage) -> bool:
    """Whether an item is a requirement, rather than a ranking of others or the words of a rubric."""
    return not _JARGON.fullmatch(text) and bool(text.strip()) and (passage.sentence.numbered or not _RANKING.search(text))


def _told(said: str) -> tuple[str, ...]:
    """What a sentence outside of a list says that somebody can do."""
    if found := abilities(said):
        return found
    if found := _WHAT_IT_DOES.match(said):
        return tuple(item for item in items(said[found.end() :]) if does(item))
    if (_ABLE.match(said) and not _BEING.search(said)) or _deed(said):
        return _abilities(said)
    return () if _SUPPOSING.match(said) else bare_deeds(said)


def _deed(said: str) -> bool:
    """Whether a kind of person does something: "Operators set prices"."""
    found = _PEOPLE_DO.match(said)
    if found is not None and found["verb"].casefold() in DEEDS:
        return True
    third = _PERSON_DOES.match(said)
    return third is not None and (third["verb"] in THIRD or third["verb"].removesuffix("s") in DEEDS)


def _abilities(said: str) -> tuple[str, ...]:
    """What somebody can do, apart when each part is a deed of its own: "users can post, follow others, and search"."""
    found = items(said)
    parted = len(found) > 1 and all(len(item.split()) > 1 and item.split()[item.startswith("to ")].casefold() in DEEDS for item in found[1:])
    return found if parted else (trimmed(said),)

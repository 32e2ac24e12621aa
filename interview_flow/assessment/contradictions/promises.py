"""Promises that are broken later: one machine that is many, a value that is unique and may stand there twice, a step that waits and does not."""

import re
from collections.abc import Callable, Iterable, Iterator

from interview_flow.assessment.contradictions.kinds import Contradiction, Kind
from interview_flow.assessment.contradictions.statements import Statement

_Claim = tuple[str, bool]
"""What a sentence claims about which thing: (thing, the claim or its opposite)."""

_MACHINE = r"(?:(?:database|db|postgres\w*|mysql|relational|big|decent|beefy|single)\s){0,2}(?:server|machine|box|node|instance|database|db|primary)"
_ONE_MACHINE = re.compile(
    rf"\b(?:fits?|fit|lives?|runs?)\s(?:easily\s|comfortably\s|all\s)?(?:on|in|into)\s(?:one|a\ssingle)\s{_MACHINE}\b|\b(?:one|a\ssingle)\s{_MACHINE}\s(?:is|will\sbe)\s(?:enough|plenty|fine)\b"
)
_SHARDED = re.compile(
    r"\b(?:(?:we|i|we'd|i'd|we'll|i'll|it's|it\sis|is|are|database|db|store|table)\s(?:would\s|will\s|then\s)?(?:shard|partition)(?:ed|s)?\s(?:it|this|that|the\s(?:database|db|table|store|data)|by|across|on|over)|that's\ssharded)\b"
)
_REASON = re.compile(
    r"\b(?:writes?|throughput|qps|load\sof|per\ssecond|a\ssecond|ready|room|prepared|month|day|time|event|append\w*|hot|grow\w*|logical\w*)\b"
)
_SYNC = re.compile(
    r"(?:^|[,;:.(]\s?|\b(?:the|and|so|that|a)\s)(?P<thing>[a-z]+(?:\s[a-z]+)?)\s(?:step\s|hop\s|call\s)?(?:is|are|happens|runs|goes|must\sbe)\s(?:fully\s|done\s|all\s)?(?P<not>not\s)?(?P<how>a?synchronous(?:ly)?|a?sync)(?=$|[,;:.)]|\s(?:because|since|as|so|and)\b)"
)
_UNIQUE = re.compile(
    r"(?:^|[,;:.(]\s?|\b(?:the|every|each|and|so|that|all)\s)(?P<thing>[a-z]+(?:\s[a-z]+)?)\s(?:must\sbe|is|are|has\sto\sbe|have\sto\sbe|stays?)\s(?:always\s|globally\s)?unique(?=$|[,;:.)]|\s(?:because|since|as|so|and|by|across)\b)|\bno\s(?:two\s(?:identical\s)?|duplicate\s)(?P<thing2>[a-z]+(?:\s[a-z]+)?)(?=$|[,;:.)]|\sever\b|\sare\sthe\ssame\b)"
)
_DUPLICATE = re.compile(
    r"\bduplicate\s(?P<thing>[a-z]+(?:\s[a-z]+)?)\s(?:are|is)\s(?:ok|okay|fine|allowed|acceptable|possible|no\sproblem|not\sa\sproblem)\b|\btwo\s(?P<thing2>[a-z]+(?:\s[a-z]+)?)\s(?:may|can)\s(?:be|have)\s(?:the\ssame|identical|equal)\b"
)
_VAGUE = frozenset("it this that they these those all everything which rest one other others part most some".split())


def broken_promises(said: Iterable[Statement]) -> Iterator[Contradiction]:
    """The first broken promise of each sort and thing."""
    settled = [statement for statement in said if statement.settled and not statement.bent]
    for claims, tells in _SORTS:
        yield from _broken(settled, claims, tells)


def _broken(said: list[Statement], claims: Callable[[str], Iterator[_Claim]], tells: tuple[str, str]) -> Iterator[Contradiction]:
    known: dict[str, tuple[Statement, bool]] = {}
    for statement in said:
        for thing, holds in claims(statement.folded):
            earlier = known.get(thing)
            if earlier is None or statement.revises:
                known[thing] = (statement, holds)
            elif earlier[1] is not holds and earlier[0].turn != statement.turn:
                known[thing] = (statement, holds)
                one, other = tells if earlier[1] else tells[::-1]
                says = f"{f'{thing} '.capitalize() if thing else ''}{one} in one place, {other} in another."
                yield Contradiction(kind=Kind.PROMISE, first=earlier[0].quote, second=statement.quote, says=says[:1].upper() + says[1:])


def _machines(text: str) -> Iterator[_Claim]:
    if _ONE_MACHINE.search(text):
        yield "", True
    elif _SHARDED.search(text) and not _REASON.search(text):
        yield "", False


def _waiting(text: str) -> Iterator[_Claim]:
    found = list(_SYNC.finditer(text))
    for match in found if len(found) == 1 else ():
        if not _VAGUE & set(match["thing"].split()):
            yield match["thing"], match["how"].startswith("s") is not bool(match["not"])


def _unique(text: str) -> Iterator[_Claim]:
    for pattern, holds in ((_UNIQUE, True), (_DUPLICATE, False)):
        for match in pattern.finditer(text):
            thing = match["thing"] or match["thing2"]
            if not _VAGUE & set(thing.split()):
                yield re.sub(r"^(?:the|an?|every|each|all)\s|(?<=s)es$|(?<![aisu])s$", "", thing), holds


_SORTS: tuple[tuple[Callable[[str], Iterator[_Claim]], tuple[str, str]], ...] = (
    (_machines, ("fits on one machine", "spread over shards")),
    (_waiting, ("synchronous", "asynchronous")),
    (_unique, ("unique", "allowed twice")),
)

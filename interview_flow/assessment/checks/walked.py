"""Checks of the flows: is a write followed to where it is kept, a read to its miss, and over parts that were introduced?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from interview_flow.assessment.checks.counting import said
from interview_flow.assessment.parts import mentioned
from interview_flow.brief import Brief
from interview_flow.design_record import DesignRecord
from interview_flow.notes import Component, ComponentKind
from interview_flow.phases import Phase
from interview_flow.reading.kinds import KINDS, PRODUCTS, singular
from interview_flow.reading.outline import Page, Passage, outline
from interview_flow.sentences import plain
from interview_flow.transcript import Finding, Quote, Turn

FEWEST_WORDS = 8
STOPS = 2
"""Places that a walk passes at least, the client included."""
LONGEST_QUOTE = 400
_WALKED = (Phase.FLOWS, Phase.CHALLENGES)
"""Phases in which a flow is told: what is left of an answer may be said a phase later."""
_CLIENT = re.compile(
    r"\b(?:client|browser|app|phone|tablet|device|users?|customers?|buyers?|riders?|drivers?|readers?|viewers?|callers?|sender|person|people|marketer|fan|player|ui|frontend)\b"
)
_SAVES = re.compile(
    r"\b(?:writ\w+|creat\w+|post\w*|put\w*|sen[dt]\w*|upload\w*|book\w*|submit\w*|publish\w*|ingest\w*|insert\w*|sav\w+|stor(?:e[sd]?|ing)|record\w*|schedul\w*|updat\w+|edit\w*|plac\w+|request\w*|sync\w*|"
    r"making|make|order\w*|pay\w*|hold\w*|reserv\w+|add\w*|append\w*|commit\w*|claim\w*|vote\w*|report\w*|increment\w*|flip\w*|upsert\w*|persist\w*|enter\w*)\b"
)
_KEEPS = re.compile(
    r"\b(?:writ\w+|insert\w*|append\w*|commit\w*|persist\w*|sav\w+|stor(?:e[sd]?|ing)|put\w*|record(?:s|ed)|updat\w+|upsert\w*|claim\w*|flip\w*|mark(?:s|ed)|set\w*|keep\w*|kept|land(?:s|ed)|on disk|disks|transaction|tx|row|rows)\b|->|→|=>|-->"
)
_STORE = re.compile(
    r"\b(?:databases?|db|stores?|tables?|disks?|log|buckets?|storage|replicas?|shards?|leader|primary|wal|mysql|postgres\w*|cassandra|dynamo\w*|s3|mongo\w*|"
    + "|".join(sorted(PRODUCTS - {"nginx", "envoy", "stripe", "redis", "memcached"}))
    + r")\b"
)
_READS = re.compile(
    r"\b(?:read\w*|gets?|view\w*|redirect\w*|fetch\w*|download\w*|search\w*|look\w*|quer\w+|list\w*|load(?! balanc)\w*|open\w*|watch\w*|display\w*|play\w*|receiv\w+|suggest\w*|top|rank\w*|brows\w+|click\w*|scroll\w*|see|sees|touched|asks?|asking|show\w*|visit\w*|catch up|comes? back|type|types|lookup|select)\b"
)
_MISS = re.compile(
    r"\b(?:miss(?:es|ed)?|not (?:found|there|in|cached|present|yet)|absent|falls? (?:back|through)|404|otherwise|(?:has|have|had)(?:n't| not) (?:got|it|the)|hasn't|haven't|isn't (?:in|there|it|cached)|no (?:row|such|entry|hit)|not in (?:memory|cache)|"
    r"if (?:not|it's not|it isn't|there's no|there is no|it hasn't|it doesn't)|if .{1,40} (?:empty|gone|stale|cold)|cold|nobody(?:'s| has| ever)|else|hit|no\?)\b"
)


_LOOK = re.compile(r"\b(?:kindly|please|let me|let us|let's|you can|as you|you will|you'll) (?:see|look|read|show)\b")
"""What is said to the listener reads nothing."""


@dataclass(frozen=True)
class Walk:
    """One stretch of an answer that goes from part to part."""

    turn: int
    text: str
    parts: tuple[Component, ...]

    @property
    def plain(self) -> str:
        """What patterns look at."""
        return plain(self.text)

    @property
    def stops(self) -> int:
        """How many places it passes."""
        return len(self.parts) + bool(_CLIENT.search(self.plain) and not any(part.kind is ComponentKind.CLIENT for part in self.parts))

    @property
    def start(self) -> str:
        """Its beginning, which says what it is about."""
        return " ".join(_LOOK.sub(" ", self.plain).split()[:14])


def write_path(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A walk that saves something and reaches durable storage."""
    told = [walk for walk in walks(brief.interview.record, answers) if walk.stops >= STOPS and _SAVES.search(walk.plain)]
    durable = [walk for walk in told if _reaches_store(walk)]
    return said(criterion, _quotes(durable or told), met=bool(durable))


def read_path(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """A walk that reads something, with what happens on a miss."""
    told = [walk for walk in walks(brief.interview.record, answers) if walk.stops >= STOPS and _READS.search(walk.start)]
    missed = [walk for walk in told if _MISS.search(walk.plain)]
    return said(criterion, _quotes(missed or told), met=bool(missed))


def known_components(brief: Brief, answers: tuple[Turn, ...], criterion: str) -> Finding | None:
    """Walks over parts that were introduced before; a few that join on the way make it a part of the answer."""
    record = brief.interview.record
    turns = {turn.turn for turn in answers if turn.phase in _WALKED[:1]}
    walked = [walk for walk in walks(record, answers) if walk.turn in turns]
    parts = {part.identity: part for walk in walked for part in walk.parts if part.kind is not ComponentKind.CLIENT}
    known = [
        part for part in parts.values() if part.turn not in turns or any(part is not other and _within(part, other) for other in record.components)
    ]
    joined = len(parts) - len(known)
    using = [walk for walk in walked if any(part in known for part in walk.parts)]
    if len(known) < STOPS:
        return _known_kinds(record, walked, criterion)
    return said(criterion, _quotes(using), met=not joined) if joined <= len(known) else None


def _known_kinds(record: DesignRecord, walked: list[Walk], criterion: str) -> Finding | None:
    """The same where parts have no names of their own: "the server", "a disk"."""
    turns = {walk.turn for walk in walked}
    before = _kinds(each.text for each in (*record.components, *record.workings) if each.turn not in turns)
    told = [walk for walk in walked if len(_kinds([walk.text]) & before) >= STOPS and not _kinds([walk.text]) - before]
    return said(criterion, _quotes(told), met=False)


def _kinds(texts: Iterable[str]) -> set[str]:
    return {
        noun
        for text in texts
        for word in re.findall(r"[a-z]+", text.casefold())
        if (noun := singular(word)) in KINDS and KINDS[noun] is not ComponentKind.CLIENT
    }


def walks(record: DesignRecord, answers: Iterable[Turn]) -> list[Walk]:
    """The stretches of the answers that could be a walk."""
    return [
        Walk(turn.turn, text, tuple(mentioned(text, record.components)))
        for turn in answers
        if turn.phase in _WALKED
        for text in _stretches(outline(turn.text, turn.turn, turn.phase))
        if len(text.split()) >= FEWEST_WORDS
    ]


def _stretches(page: Page) -> Iterator[str]:
    """Sentences that belong together: until a label, a new paragraph, or a new title."""
    run: list[Passage] = []
    for passage in page.passages:
        if run and _starts_anew(run[-1], passage):
            yield _whole(run, page)
            run = []
        run.append(passage)
    if run:
        yield _whole(run, page)
    yield from (" ".join(block.text.split()) for block in page.blocks)


def _starts_anew(before: Passage, passage: Passage) -> bool:
    if passage.sentence.numbered:
        return before.sentence.numbered and passage.title != before.title
    return bool(passage.sentence.label) or passage.line - before.line > 1 or before.sentence.numbered


def _whole(run: list[Passage], page: Page) -> str:
    first, last = run[0].sentence, run[-1].sentence
    return " ".join(page.message[first.start : last.start + len(last.text)].split())


def _reaches_store(walk: Walk) -> bool:
    keeps = any(part.kind is ComponentKind.STORE for part in walk.parts) or bool(_STORE.search(walk.plain))
    return keeps and bool(_KEEPS.search(walk.plain) or "->" in walk.text)


def _within(part: Component, other: Component) -> bool:
    """Whether a name is another part's, said shorter or longer: "edge" for "edge cache"."""
    words, others = set(part.identity.split()), set(other.identity.split())
    return bool(words & others) and (words <= others or others <= words) and other.turn < part.turn


def _quotes(found: list[Walk]) -> list[Quote]:
    return [
        Quote(turn=walk.turn, quote=walk.text if len(walk.text) <= LONGEST_QUOTE else walk.text[: walk.text.rfind(" ", 0, LONGEST_QUOTE)])
        for walk in found[:2]
    ]

"""A message as passages, each with the section that its label, or the heading above it, opens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from interview_flow.phases import Phase
from interview_flow.reading.blocks import Block, blocks, prose
from interview_flow.reading.labels import NOTHING, Opening, opening
from interview_flow.reading.lists import trimmed
from interview_flow.sentences import LONGEST, Sentence, sentences

MOST_CHARACTERS = 24_000
"""What is read of one message: some 4,000 words."""
MOST_SENTENCES = 400

_NUMBER = re.compile(r"\(?\d{1,2}[.)]")
_BOLD_LINE = re.compile(r"^(?:\*\*|__)[^*_]{2,60}(?:\*\*|__):?$")
_ARROWS = ("->", "-->", "→", "=>", "⇒")
_LEANING = re.compile(
    r"(?:it|they|this|that|these|those|which|so|then|returns?|errors?|or|i (?:accept|reject|rul|chos|prefer)\w*|the (?:cost|price|trade|downside)|i accept|we accept|\d{3})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A sentence in its place. `own` says that its own label opened the section, `firm` that its label, its heading or its list did,
    not only the sentence before it."""

    sentence: Sentence
    opening: Opening = NOTHING
    title: str = ""
    firm: bool = False
    own: bool = False
    line: int = 0

    @property
    def section(self) -> str:
        """The section of the record, empty when nothing opened one."""
        return self.opening.section

    @property
    def start(self) -> int:
        """Where it stands in the message."""
        return self.sentence.start

    @cached_property
    def said(self) -> str:
        """What it says after its bullet and its label."""
        return self.sentence.unlabelled if self.sentence.label else self.sentence.body

    @cached_property
    def quote(self) -> str:
        """The sentence without its bullet; a label stays when it says more than the name of a section."""
        text = self.said if self.own and self.opening.bare and len(self.said.split()) > 2 else self.sentence.body
        return " ".join(text.split()).rstrip(",; ")

    @cached_property
    def plain(self) -> str:
        """What patterns look at."""
        return self.sentence.plain


_MODELLED = re.compile(
    r"\b[a-z]+_(?:id|at)\b|\b(?:PK|FK|pk)\b|\((?:key|pk)\)|\bprimary key\b|^[ \t*-]{0,6}[a-z]\w{1,30}\([^()\n]{0,80}\)\s?(?:->|=>|:|returns)|\b(?:GET|POST|PUT|DELETE)\s+/|\bCREATE TABLE\b",
    re.MULTILINE,
)
_MANY_MARKS = 3
"""Marks of records and calls in a message that make it one about them."""


@dataclass(frozen=True)
class Page:
    """One message, ready to be read."""

    message: str
    turn: int
    phase: Phase
    passages: tuple[Passage, ...]
    blocks: tuple[Block, ...]

    def among(self, *phases: Phase) -> bool:
        """Whether it was said in one of some phases."""
        return self.phase in phases

    @cached_property
    def models(self) -> bool:
        """Whether it is a message about records and calls: said in that phase, or full of their marks in the one before or after it."""
        if self.phase in (Phase.BREAK_DOWN, Phase.FLOWS):
            return len(_MODELLED.findall(self.message)) >= _MANY_MARKS
        return self.phase is Phase.DATA_MODEL

    def between(self, first: Passage, last: Passage) -> str:
        """The text from one passage to another, both included."""
        whole = self.message[first.start : last.start + len(last.sentence.text)]
        own = first.sentence.text.find(first.said) if first.sentence.label else first.sentence.text.find(first.sentence.body)
        return " ".join(whole[max(0, own) :].split()).rstrip(",; ")


@lru_cache(maxsize=32)  # the notes and three of the checks read the outline of one answer
def outline(message: str, turn: int, phase: Phase) -> Page:
    """The passages and blocks of a message; questions are left out."""
    message = message[:MOST_CHARACTERS]
    apart = blocks(message)
    found = [sentence for start, text in prose(message, apart) for sentence in _numbered(message, start, sentences(text))]
    placed = _placed(message, phase, _joined(message, found[:MOST_SENTENCES], phase is Phase.RESTATE))
    return Page(message, turn, phase, tuple(placed), apart)


def _numbered(message: str, offset: int, found: tuple[Sentence, ...]) -> Iterator[Sentence]:
    """Sentences in their place in the message, a number and its item in one."""
    number: int | None = None
    for sentence in found:
        start, stop = offset + sentence.start, offset + sentence.start + len(sentence.text)
        if number is not None and "\n" not in message[number:start]:
            start = number
        number = start if _NUMBER.fullmatch(message[start:stop]) else None
        if number is None:
            yield Sentence(message[start:stop], start)


def _joined(message: str, found: list[Sentence], always: bool) -> list[Sentence]:
    """Sentences put together again whose second half leans on the first: "...; it runs on three nodes"."""
    whole: list[Sentence] = []
    for sentence in found:
        last = whole[-1] if whole else None
        gap = message[last.start + len(last.text) : sentence.start].count("\n") if last else 0
        if last and _belongs(last, sentence, gap, always):
            whole[-1] = Sentence(message[last.start : sentence.start + len(sentence.text)], last.start)
        else:
            whole.append(sentence)
    return whole


def _belongs(last: Sentence, sentence: Sentence, gap: int, always: bool) -> bool:
    if sentence.start + len(sentence.text) - last.start > LONGEST:
        return False
    if sentence.text.startswith(_ARROWS) and gap < 2 and not (last.label and not last.unlabelled):
        return True
    if gap or not last.text.endswith(";") or sentence.numbered or sentence.label:
        return False
    return always or len(sentence.text.split()) < 5 or bool(_LEANING.match(sentence.text))


@dataclass(frozen=True)
class _Heading:
    opening: Opening
    title: str
    lasting: bool
    line: int


def _placed(message: str, phase: Phase, found: list[Sentence]) -> Iterator[Passage]:
    heading = _Heading(NOTHING, "", False, -1)
    last: Passage | None = None
    end = line = 0
    for place, sentence in enumerate(found):
        gap = message[end : sentence.start].count("\n")
        line, end = line + gap, sentence.start + len(sentence.text)
        if gap > 1 and not heading.lasting and not sentence.numbered and heading.line != line - gap:
            heading = _Heading(NOTHING, "", False, -1)
        if last and last.sentence.numbered and sentence.label and not sentence.numbered and not heading.lasting:
            heading = _Heading(NOTHING, "", False, -1)
        follower = found[place + 1] if place + 1 < len(found) else None
        if above := _heading(sentence, follower, phase, message, line):
            heading, last = above, None
            continue
        last = _passage(sentence, heading, last if gap < 2 else None, phase, line)
        if last.own and last.firm and not heading.lasting and not sentence.numbered:
            heading = _Heading(NOTHING, "", False, -1)
        if not sentence.asks:
            yield last


def _heading(sentence: Sentence, follower: Sentence | None, phase: Phase, message: str, line: int) -> _Heading | None:
    """The sentence as a heading, if it is one: marked as such, or a label with nothing after it."""
    content = follower.text if follower else ""
    if sentence.text.startswith("#") or _BOLD_LINE.match(sentence.text):
        title = _bare(sentence.body)
        return _Heading(opening(title, phase, content), title, sentence.text.startswith("#"), line)
    if _ASKED.fullmatch(sentence.body) and (found := opening(_bare(sentence.body), phase, content)).section in (
        "functional",
        "out_of_scope",
        "non_functional",
    ):
        return _Heading(replace(found, asked=True), _bare(sentence.body), False, line)
    if _TITLED.fullmatch(sentence.body) and follower and (found := opening(_bare(sentence.body), phase, content)).section and found.bare:
        return _Heading(found, _bare(sentence.body), False, line)
    if sentence.label and not sentence.unlabelled:
        return _Heading(opening(sentence.label, phase, content), sentence.title, False, line)
    if (
        follower
        and follower.numbered
        and not sentence.numbered
        and not sentence.label
        and _alone(sentence, message)
        and len(sentence.body.split()) <= 5
    ):
        found = opening(_bare(sentence.body), phase, content)
        return _Heading(found, _bare(sentence.body), False, line) if (found.section and found.bare) or found.section == "flows" else None
    if follower and follower.numbered and sentence.body.endswith(":") and not sentence.numbered and _alone(sentence, message):
        return _Heading(NOTHING, trimmed(sentence.body), False, line)
    return None


_TITLED = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}\.")
"""A title that ends like a sentence: "Pieces."."""
_ASKED = re.compile(r"(?:(?:ok|okay|so|right|then|now|well|good),? )*what (?:[\w']+ ){2,8}?[\w']+[?.:]", re.IGNORECASE)
"""A question that the candidate goes on to answer: "What can a player do?"."""


def _alone(sentence: Sentence, message: str) -> bool:
    end = sentence.start + len(sentence.text)
    return message[end : end + 1] == "\n"


def _bare(title: str) -> str:
    return title.strip().strip("#*_:.? ").strip()


def _passage(sentence: Sentence, heading: _Heading, last: Passage | None, phase: Phase, line: int) -> Passage:
    own = opening(sentence.label, phase, sentence.unlabelled) if sentence.label else NOTHING
    above = Passage(sentence, heading.opening, heading.title, line=line)
    item = sentence.numbered or heading.lasting
    if own.section and not (item and heading.opening.section and own.section in _SOFT):
        return replace(above, opening=own, title=sentence.title, firm=True, own=True)
    if sentence.label:
        return replace(above, title=sentence.title, firm=bool(heading.opening.section))
    if heading.opening.section or heading.title:
        loose = not sentence.numbered and last is not None and last.line == line and last.sentence.numbered
        return replace(above, firm=not loose)
    if last and last.firm and last.line == line and last.sentence.text.endswith(";") and not last.sentence.numbered:
        return replace(above, opening=last.opening, title=last.title, firm=True)
    listed = sentence.numbered and not (last and last.own and last.sentence.numbered)
    if last and last.opening.section and (listed or last.line == line):
        return replace(above, opening=last.opening, title=last.title, firm=sentence.numbered and last.firm)
    return above


_SOFT = frozenset(
    {"users", "restatement", "remarks", "estimates", "components", "metrics", "entities", "success", "next_steps", "summary", "operations"}
)
"""Sections whose labels are everyday words: under a heading they are labels of items."""

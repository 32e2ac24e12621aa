"""How the parts serve the requirements, told while the problem is taken apart: what a label, a row or a sentence says that something takes."""

import re
from collections.abc import Iterator

from interview_flow.notes import Statement
from interview_flow.phases import Phase
from interview_flow.reading import entities, operations
from interview_flow.reading.blocks import Block
from interview_flow.reading.idle import idle
from interview_flow.reading.nouns import named
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.scope import leaves_out

LONGEST = 500
"""Characters of one working."""
_FEWEST_WORDS = 4
_TAKES_UP = re.compile(r"\W*(?:for|when|whenever|if|to|on|as (?:for|to)|regarding|once|after|[a-z]+ing)\b", re.IGNORECASE)
_LISTING = re.compile(r"[A-Z][^.:;\n]{1,50}:\s")
"""A label of several things: "Put, delete: ..."."""
_ELSEWHERE = frozenset("out_of_scope estimates assumptions non_functional functional entities operations".split())


def workings(page: Page) -> Iterator[Statement]:
    """The workings of a message; a sentence without a label of its own goes on with the labelled one before it."""
    if not page.among(Phase.BREAK_DOWN, Phase.DATA_MODEL):
        return
    for group in _groups(page):
        yield Statement(section="workings", text=_told(group, page), turn=page.turn)
    for block in page.blocks:
        yield from _rows(block, page)


def _told(group: list[Passage], page: Page) -> str:
    """From the label, which says what is taken up, to the end."""
    first, last = group[0].sentence, group[-1].sentence
    start = first.start + first.text.index(first.body)
    return " ".join(page.message[start : last.start + len(last.text)].split()).rstrip(",; ")


def _groups(page: Page) -> list[list[Passage]]:
    groups: list[list[Passage]] = []
    last: Passage | None = None
    for passage in page.passages:
        if not _tells(passage, page):
            last = None
            continue
        start = groups[-1][0] if groups else passage
        whole = passage.start + len(passage.sentence.text) - start.start
        if (
            last
            and start.sentence.label
            and not passage.sentence.label
            and not _LISTING.match(passage.said)
            and passage.line == last.line
            and whole <= LONGEST
        ):
            groups[-1].append(passage)
        else:
            groups.append([passage])
        last = passage
    return groups


def _tells(passage: Passage, page: Page) -> bool:
    if (passage.section in _ELSEWHERE and passage.firm) or idle(passage) or leaves_out(passage, page.phase):
        return False
    if entities.shaped(passage, page) or operations.contracts(passage.said):
        return False
    if len(passage.sentence.body.split()) < _FEWEST_WORDS:
        return False
    if page.among(Phase.DATA_MODEL):
        return bool(passage.sentence.label) and bool(named(passage.said))
    return bool(passage.sentence.label or passage.sentence.numbered or named(passage.said) or _TAKES_UP.match(passage.said))


def _rows(block: Block, page: Page) -> Iterator[Statement]:
    """The rows of a table, its head left out."""
    if block.kind != "table" or not page.among(Phase.BREAK_DOWN):
        return
    for line, cells in block.lines[1:40]:
        if len(line.split()) >= _FEWEST_WORDS and len(cells) > 1:
            yield Statement(section="workings", text=line, turn=page.turn)

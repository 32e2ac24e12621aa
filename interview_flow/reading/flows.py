"""Flows that are drawn with arrows, told in numbered steps, or told in prose."""

import re
from collections.abc import Iterator
from functools import lru_cache

from interview_flow.notes import Flow, Hop
from interview_flow.phases import Phase
from interview_flow.reading.blocks import Block
from interview_flow.reading.hops import Stop, hops, stop_at
from interview_flow.reading.nouns import named
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.telling import told

_ARROW = re.compile(r"\s*(?:--+>{1,2}|-{1,2}>{1,2}|→|⟶|➔|➜|⇒|=>|—>|–>)\s*(?:\|[^|]{0,40}\|\s*)?")
_ALIAS = re.compile(r"\b(?P<id>\w{1,20})[\[({>]{1,3}\"?(?P<name>[^\[\](){}\"|\n]{1,40})\"?[\])}]")
_THEN = re.compile(r",?\s+then\s+")
_CONTRACT = re.compile(r"\b(?:GET|POST|PUT|PATCH|DELETE|HEAD)\s+`?/|^\W*(?:rpc\s+)?\w+\([^()]*\)\s*(?:->|→|=>)")
_LONGEST_TITLE = 60


def drawn(passage: Passage) -> bool:
    """Whether a passage draws a flow: names with arrows between them, or with "then"."""
    return len(_elements(passage.said)) > 1 and passage.section not in ("functional", "operations", "estimates")


def arrows(passage: Passage) -> bool:
    """Whether a passage has an arrow at all."""
    return bool(_ARROW.search(passage.said))


def after_arrows(text: str) -> str:
    """What is said after the last element of a drawn flow."""
    return _ARROW.split(text)[-1].partition(", ")[2]


def ends(passage: Passage) -> tuple[str, ...]:
    """The names that a drawn flow connects."""
    return tuple(dict.fromkeys(name for hop in hops(_stops(passage)) for name in (hop.source, hop.target)))


def flows(page: Page) -> Iterator[Flow]:
    """The flows of a message: those with arrows, then those told in steps."""
    for run in _runs(page):
        found = tuple(hop for passage_hops in _continued(run) for hop in passage_hops)
        if found:
            yield Flow(text=page.between(run[0], run[-1]), turn=page.turn, name=_name(run[0], found), hops=found)
    for block in page.blocks:
        if found := tuple(hop for _, line_hops in drawn_in(block) for hop in line_hops):
            yield Flow(text=" ".join(block.text.split()), turn=page.turn, name=f"{found[0].source} to {found[-1].target}", hops=found)
    if page.among(Phase.FLOWS, Phase.BREAK_DOWN, Phase.CHALLENGES):
        yield from told(page, drawn)


def drawn_in(block: Block) -> list[tuple[str, tuple[Hop, ...]]]:
    """The lines of a code fence that draw, Mermaid's ids replaced by what they stand for."""
    if block.kind != "code" or block.language not in ("", "mermaid", "text", "txt", "plain"):
        return []
    known = {match["id"]: match["name"].strip() for match in _ALIAS.finditer(block.text)}
    found: list[tuple[str, tuple[Hop, ...]]] = []
    for line in block.text.split("\n")[:200]:
        if not _CONTRACT.search(line) and (line_hops := hops([stop_at(each) for each in _cut(line.strip().rstrip(";"))])):
            named_hops = (Hop(source=known.get(hop.source, hop.source), target=known.get(hop.target, hop.target), note=hop.note) for hop in line_hops)
            found.append((line.strip(), tuple(named_hops)))
    return found


@lru_cache(maxsize=512)
def _elements(text: str) -> tuple[str, ...]:
    """What stands between the arrows of a text; empty when it has none, or when they are a contract or a sum."""
    if _ARROW.search(text):
        return () if _CONTRACT.search(text) or re.search(r"\d\s*[*x×/]\s*\d", text) else tuple(_cut(text))
    if not _THEN.search(text):
        return ()
    chain = [piece for part in text.split(";")[0].split(",") for piece in _THEN.split(f" {part.strip()}") if piece.strip()]
    places = [stop_at(piece) for piece in chain]
    return tuple(chain) if len(chain) > 2 and all(_plain_place(place, piece) for place, piece in zip(places, chain, strict=True)) else ()


def _plain_place(place: Stop, piece: str) -> bool:
    """Whether an element of a chain of "then" is a component alone."""
    phrase = named(piece)
    return bool(phrase) and len(piece.split()) <= 5 and not place.before


def _cut(text: str) -> list[str]:
    return [element.strip() for element in _ARROW.split(text)] if _ARROW.search(text) else []


def _stops(passage: Passage) -> list[Stop]:
    return [stop_at(element) for element in _elements(passage.said)]


def _runs(page: Page) -> list[list[Passage]]:
    """Drawn passages that follow each other under one title make one flow."""
    runs: list[list[Passage]] = []
    before: Passage | None = None
    for passage in page.passages:
        if drawn(passage):
            if before and runs and runs[-1][-1] is before and _goes_on(before, passage):
                runs[-1].append(passage)
            else:
                runs.append([passage])
        before = passage
    return runs


def _goes_on(before: Passage, passage: Passage) -> bool:
    if passage.sentence.label or passage.line == before.line or passage.title != before.title:
        return False
    return bool(passage.title) or _stops(passage)[0].name in ends(before)


def _continued(run: list[Passage]) -> Iterator[tuple[Hop, ...]]:
    """The hops line by line; a line that starts with an arrow goes on from the one before."""
    last = ""
    for passage in run:
        stops = _stops(passage)
        if stops and not stops[0].name and last:
            stops[0] = Stop(last)
        found = hops(stops)
        last = found[-1].target if found else last
        yield found


def _name(first: Passage, found: tuple[Hop, ...]) -> str:
    if first.title:
        return " ".join(first.title.split())
    lead = re.match(r"(?:when|on|for|to|if|as)\s[^,:]{3,50}(?=[,:])", first.sentence.body, re.IGNORECASE)
    return lead[0] if lead else f"{found[0].source} to {found[-1].target}"

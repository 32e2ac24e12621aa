"""Flows that are drawn with arrows, told in numbered steps, or told in prose."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from interview_flow.design_record import Flow, Hop
from interview_flow.phases import Phase
from interview_flow.reading.hops import Stop, hops, stop_at
from interview_flow.reading.nouns import named
from interview_flow.reading.outline import Page, Passage
from interview_flow.reading.telling import told

_ARROW = re.compile(r"\s*(?:--+>{1,2}|-{1,2}>{1,2}|→|⟶|➔|➜|⇒|=>|—>|–>)\s*(?:\|[^|]{0,40}\|\s*)?")
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
        if block.kind == "code" and (found := tuple(hop for line in block.text.split("\n") for hop in hops([stop_at(each) for each in _cut(line)]))):
            yield Flow(text=" ".join(block.text.split()), turn=page.turn, name=f"{found[0].source} to {found[-1].target}", hops=found)
    if page.among(Phase.FLOWS, Phase.BREAK_DOWN, Phase.CHALLENGES):
        yield from told(page, drawn)


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
    for before, passage in pairwise((None, *page.passages)):
        if passage is None or not drawn(passage):
            continue
        joined = before is not None and runs and runs[-1][-1] is before and not passage.sentence.label and passage.line > before.line
        if joined and (passage.title == before.title) and (bool(passage.title) or passage.sentence.body.startswith(("-", "→", "="))):
            runs[-1].append(passage)
        else:
            runs.append([passage])
    return runs


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

"""Passages of a text, marked: a tree in which whatever overlaps stands inside one another, so that no markup can cross.

A passage that begins inside another and ends after it is cut in two: its second part has the same number and no id of its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup, escape

from interview_flow.printable import harmless


@dataclass(frozen=True)
class Passage:
    """`text[start:stop]`. `id` is what links lead to, `css` what it looks like, `number` what notes call it; 0 for none. What `goes_on` has a second part."""

    start: int
    stop: int
    id: str
    css: str = ""
    number: int = 0
    goes_on: bool = False


def found_in(text: str, quote: str) -> tuple[int, int] | None:
    """Where a quote stands in a text, white space and case aside (as `assessment.evidence` looks it up); None if it does not."""
    wanted = " ".join(quote.casefold().split())
    if not wanted:
        return None
    exact = text.find(quote)
    if exact >= 0:
        return exact, exact + len(quote)
    folded, places = _folded(text)
    at = folded.find(wanted)
    return (places[at], places[at + len(wanted) - 1] + 1) if at >= 0 else None


@lru_cache(maxsize=256)  # every quote of a turn is looked up in it
def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text in lower case with single spaces, and the place that each of its characters comes from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        if not character.isspace():
            folded = character.casefold()
        elif not letters or letters[-1] == " ":
            continue
        else:
            folded = " "
        letters += folded
        places += [place] * len(folded)
    return "".join(letters), places


def marked(text: str, passages: Iterable[Passage]) -> Markup:
    """The text as HTML with its passages in `<mark>`; its white space is kept."""
    written: list[str] = []
    opened: list[Passage] = []
    at = 0
    for passage in sorted(_apart(passages), key=lambda each: (each.start, -each.stop)):
        at = _closed(text, at, passage.start, opened, written)
        written.append(_shown(text[at : passage.start]) + _opening(passage))
        opened.append(passage)
        at = passage.start
    at = _closed(text, at, len(text), opened, written)
    return Markup("".join(written) + _shown(text[at:]))  # every part was escaped


def _closed(text: str, at: int, until: int, opened: list[Passage], written: list[str]) -> int:
    """Close what ends by then; how far the text is written."""
    while opened and opened[-1].stop <= until:
        last = opened.pop()
        written.append(_shown(text[at : last.stop]) + "</mark>")
        at = last.stop
    return at


def _apart(passages: Iterable[Passage]) -> list[Passage]:
    """The passages with those cut in two that begin inside another and end after it."""
    waiting = sorted((each for each in passages if each.start < each.stop), key=lambda each: (each.start, -each.stop))
    open_until: list[int] = []
    kept: list[Passage] = []
    while waiting:
        passage = waiting.pop(0)
        open_until = [stop for stop in open_until if stop > passage.start]
        around = min(open_until, default=passage.stop)
        if passage.stop > around:
            rest = replace(passage, start=around, id="")
            passage = replace(passage, stop=around, goes_on=True)
            waiting = sorted([*waiting, rest], key=lambda each: (each.start, -each.stop))
        kept.append(passage)
        open_until.append(passage.stop)
    return kept


def _opening(passage: Passage) -> str:
    looks = f"{passage.css} n{passage.number}" if passage.number else passage.css
    told = {"id": passage.id, "class": looks, "data-note": str(passage.number) if passage.number and not passage.goes_on else ""}
    return "<mark" + "".join(f' {name}="{escape(value)}"' for name, value in told.items() if value) + ">"


def _shown(text: str) -> str:
    """Without what a page cannot show; lines stay lines, and a tab is some spaces."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    return str(escape("\n".join(map(harmless, lines))))

"""The paragraphs of a finished document that may be reworded, and the document with some of them replaced."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from interview_flow.polish.claims import tokenised
from interview_flow.polish.comparing import is_plain, keeps

FEWEST_WORDS = 8
"""Shorter ones have nothing to smooth."""
MOST_ARROWS = 1
"""A walk told in arrows is a drawing."""
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_LABEL = re.compile(r"(?P<item>- )?(?:\*\*(?:[^*\\]|\\.){1,1000}+\*\* )?")
_OTHER = re.compile(r"\s|[#>|<=*+~:!-]|\d+[.)](?:\s|$)")
"""How a line starts that is no prose: headings, quotes, tables, rules, lists, indented code."""
_BARE = frozenset("*_<|#$~[]{}\\@^`")
"""Signs of markup, where they stand for themselves."""


@dataclass(frozen=True)
class Passage:
    """A paragraph that may be reworded: `text` starts at character `start` of the document's line `place`, counted from 0."""

    place: int
    start: int
    text: str


def passages(markdown: str) -> tuple[Passage, ...]:
    """The prose of a document that cites turns. Nothing above its first section, in a table, a quote, a fence, a heading, or a list of facts."""
    return tuple(found for place, line in _below_the_head(markdown.split("\n")) if (found := _passage(place, line)))


def replaced(markdown: str, texts: Mapping[int, str]) -> str:
    """The document with the passages at these places in other words. A rewording that does not keep what its passage says is not taken."""
    lines = markdown.split("\n")
    for passage in passages(markdown):
        text = texts.get(passage.place)
        if text is not None and keeps(passage.text, text):
            lines[passage.place] = lines[passage.place][: passage.start] + text
    return "\n".join(lines)


def _below_the_head(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines of the sections, each with its number, without what stands in a fence."""
    fence, below = "", False
    for place, line in enumerate(lines):
        found = _FENCE.match(line)
        if fence:
            fence = "" if found and found[1].startswith(fence) and line.strip() == found[1] else fence
        elif found:
            fence = found[1]
        elif line.startswith("## "):
            below = True
        elif below:
            yield place, line


def _passage(place: int, line: str) -> Passage | None:
    label = _LABEL.match(line)
    start = label.end() if label else 0
    text = line[start:]
    if _OTHER.match(text) or not is_plain(text):
        return None
    tokens = list(tokenised(text))
    marks = [token.text for token in tokens if token.kind == "mark"]
    listed = bool(label and label["item"])
    if not marks or (listed and (len(marks) == 1 or any("fact" in mark for mark in marks))):
        return None
    drawn = text.count("->") + text.count("→") > MOST_ARROWS
    marked_up = any(token.kind == "sign" and token.text in _BARE for token in tokens)
    return None if len(text.split()) < FEWEST_WORDS or drawn or marked_up else Passage(place, start, text)

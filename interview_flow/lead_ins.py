"""What stands over a sentence: the heading, the lead-in of its list, the head of its table, a question the speaker answers himself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from interview_flow.sentences import Sentence, plain

LONGEST = 120
"""Characters of a lead-in that are kept."""
_HEADING = re.compile(r"#{1,6}\s|(?:\*\*|__)[^*_\n]{2,60}(?:\*\*|__)$")
_OWN = re.compile(r"(?P<label>[A-Za-z#'\"*_][^:=\n|.,;]{0,60}?)\W{0,3}?(?:\s*\([^()]{1,40}\))?(?::(?=\W*\s|$)|\s(?:=|->|=>|→|–|—|-{1,2})\s|(?<=\w)—)")
"""What a sentence announces itself: `good = ...`, `must: ...`, `hard -> ...`."""
_MOST_WORDS = 9
"""Words of such an announcement; a longer one is a sentence of its own."""


@dataclass(frozen=True)
class _Over:
    """The lead-ins in force: `heading` until the next one, `block` until a blank line, `line` until the line ends, `table` while its rows last."""

    heading: str = ""
    block: str = ""
    line: str = ""
    table: str = ""

    def after(self, newlines: int, sentence: Sentence, just_opened: bool) -> "_Over":
        """What is still in force at a sentence so many line ends later."""
        over = self if sentence.text.startswith("|") else replace(self, table="")
        if newlines:
            over = replace(over, line="")
        if newlines > 1 and not just_opened and not sentence.numbered:
            over = replace(over, block="")
        return over

    def opened_by(self, sentence: Sentence, alone: bool) -> "_Over":
        """What is in force after it."""
        text = sentence.text
        if _HEADING.match(text):
            return _Over(heading=_kept(text))
        if text.startswith("|"):
            return self if self.table else replace(self, table=_kept(text))
        if text.rstrip("*_ ").endswith(":") or (alone and sentence.asks and not sentence.numbered):
            return replace(self, block=_kept(text), line="")
        if sentence.asks or text.endswith(("...", "…")):
            return replace(self, line=_kept(text))
        own = own_lead_in(sentence)
        return replace(self, line=own) if own else self

    @property
    def text(self) -> str:
        """All of it, the widest first, one a line."""
        return "\n".join(filter(None, (self.heading, self.block, self.table, self.line)))


def with_lead_ins(message: str, said: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a message, each with what stands over it and what was said just before it in the same paragraph."""
    placed: list[Sentence] = []
    over, end, just_opened, before = _Over(), 0, False, ("", "")
    for sentence in said:
        stop = sentence.start + len(sentence.text)
        newlines = message.count("\n", end, sentence.start) if placed else 0
        over = over.after(newlines, sentence, just_opened)
        before = before if newlines < 2 else ("", "")
        lead_in = "\n".join(filter(None, (over.text, own_lead_in(sentence))))
        placed.append(replace(sentence, lead_in=lead_in, before=" ".join(filter(None, before))))
        alone = message[sentence.start - 1 : sentence.start] in ("", "\n") and message[stop : stop + 1] in ("", "\n")
        opened = over.opened_by(sentence, alone)
        just_opened, over, end, before = opened.block != over.block, opened, stop, (before[1], sentence.plain)
    return tuple(placed)


def own_lead_in(sentence: Sentence) -> str:
    """The words before a colon, an equals sign, an arrow or a dash with which a sentence announces what it says; empty when it does not."""
    found = _OWN.match(sentence.body[: LONGEST + 60])
    if found and not sentence.body[found.end() :].strip("*_ "):
        return ""
    label = plain(found["label"]) if found else ""
    return f"{label}:" if label and len(label.split()) <= _MOST_WORDS else ""


def _kept(text: str) -> str:
    return plain(text[:LONGEST]).strip("# ")

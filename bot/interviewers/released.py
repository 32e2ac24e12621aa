"""A reply as it is told while it is made: sentence by sentence, each once it is whole."""

import re
from dataclasses import dataclass

from interview_flow.brief import Say

_SENTENCE = re.compile(r"""[.!?…]["”’)]*\s+(?=\S)""")


@dataclass
class Told:
    """What was told of a reply so far. `excuse` is what it begins with, "" for nothing."""

    to: Say
    excuse: str
    words: str = ""

    @property
    def first(self) -> str:
        """The beginning of the whole text."""
        return f"{self.excuse}\n\n" if self.excuse else ""

    async def say(self, words: str) -> None:
        """The next words."""
        words = words if self.words else f"{self.first}{words}"
        self.words += words
        await self.to(words)

    def interrupted(self, reaction: str, excuse: str) -> str:
        """The reaction of a reply whose end has to be said without the model; what was told is not taken back."""
        if self.words:
            return f"{reaction}\n\n{excuse}"
        self.excuse = excuse
        return reaction


def sentences_of(text: str, *, complete: bool) -> list[str]:
    """The sentences that are there whole; the last one only of a text that is complete."""
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    found = [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]
    last = text[ends[-1] if ends else 0 :].strip()
    return [*found, last] if complete and last else found

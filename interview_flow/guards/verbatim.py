"""Where a quote stands in a turn: white space and case aside, word for word."""

from dataclasses import dataclass
from functools import cached_property

from interview_flow.assessment.worthless import heard
from interview_flow.brief import Brief
from interview_flow.sentences import Sentence, sentences
from interview_flow.transcript import Turn


def folded(text: str) -> str:
    """A text as quotes are compared."""
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Heard:
    """One pending answer as far as it can show anything."""

    turn: Turn

    @cached_property
    def folded(self) -> str:
        """Its text as quotes are compared."""
        return folded(self.turn.text)

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """Its sentences that ask, folded."""
        return tuple(folded(each.text) for each in self._sentences if each.asks)

    @cached_property
    def statements(self) -> tuple[str, ...]:
        """Its other sentences, folded."""
        return tuple(folded(each.text) for each in self._sentences if not each.asks)

    @cached_property
    def _sentences(self) -> tuple[Sentence, ...]:
        return sentences(self.turn.text)

    def has(self, quote: str) -> bool:
        """Whether these words stand in it."""
        bare = folded(quote)
        return bool(bare) and bare in self.folded

    def asks(self, quote: str) -> bool:
        """Whether these words are a question, or stand in nothing but questions."""
        bare = folded(quote)
        if any(bare in each for each in self.statements):
            return False
        parts = [folded(each.text) for each in sentences(quote)]
        return bool(parts) and all(any(part in each for each in self.questions) for part in parts)

    def place(self, quote: str) -> tuple[int, int]:
        """From where to where it stands."""
        bare = folded(quote)
        start = self.folded.find(bare)
        return start, start + len(bare)


def pending(brief: Brief) -> dict[int, Heard]:
    """The pending answers by their turns."""
    return {turn.turn: Heard(heard(turn, brief)) for turn in brief.answers}

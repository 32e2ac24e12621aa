"""What goes back, before a dialect puts it on the wire."""

from dataclasses import dataclass

from tests.fakes.model.asked import tokens


@dataclass(frozen=True)
class Spent:
    """Tokens of one call; those read from the cache and written to it are a part of the input."""

    read: int
    cached: int
    stored: int
    written: int


@dataclass(frozen=True)
class Answer:
    """`text` is what was generated, `pieces` the same as it streams. `ending` is stop, length or refusal. `tool` is the function whose arguments it is."""

    number: int
    model: str
    text: str
    pieces: tuple[str, ...]
    ending: str
    tool: str | None
    refusal: str | None
    spent: Spent

    @property
    def id(self) -> str:
        """One per call."""
        return f"{self.number:08}"


def shortened(text: str, longest: int | None) -> tuple[str, str]:
    """The text as far as the tokens reach, and how it ended."""
    if longest is None or tokens(text) <= longest:
        return text, "stop"
    return text[: longest * 4], "length"

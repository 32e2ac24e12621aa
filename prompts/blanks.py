"""Texts with named blanks: `{blank}`. A blank that is missing, or one that is not there, is an error."""

from collections.abc import Iterator
from string import Formatter


class WrongBlanks(ValueError):
    """A text was given other blanks than it has."""

    def __init__(self, name: str, given: set[str], wanted: set[str]) -> None:
        super().__init__(f"{name} has the blanks {sorted(wanted)}, not {sorted(given)}")


def blanks_of(text: str) -> set[str]:
    """The blanks of a text."""
    return set(_blanks(text))


def filled_in(name: str, text: str, given: dict[str, object]) -> str:
    """The text with its blanks filled; `name` is what an error calls it. Raises `WrongBlanks` unless exactly its blanks are given."""
    wanted = blanks_of(text)
    if wanted != set(given):
        raise WrongBlanks(name, set(given), wanted)
    return text.format_map(given)


def _blanks(text: str) -> Iterator[str]:
    return (field for _, field, _, _ in Formatter().parse(text) if field is not None)

"""What a person reads in Slack: `slack/*.yaml`. A text is named by its file and its place in it, such as `scores.finding.gap`.

Blanks are strict: `{blanks}` that are missing or unknown are errors. Nothing is escaped here; the channel does that.
"""

from functools import cache
from importlib.resources import files
from typing import Any, cast

from prompts.blanks import blanks_of, filled_in
from prompts.library import parsed

_FOLDER = files("prompts") / "slack"


@cache
def texts() -> dict[str, str]:
    """Every text by its name."""
    found: dict[str, str] = {}
    for file in sorted(_FOLDER.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".yaml"):
            found |= _named(file.name.removesuffix(".yaml"), parsed(file))
    return found


def blanks(name: str) -> set[str]:
    """The blanks of one text; raises `KeyError` for an unknown name."""
    return blanks_of(texts()[name])


def filled(name: str, /, **given: object) -> str:
    """A text with its blanks filled. Raises `KeyError` for an unknown name, `WrongBlanks` unless exactly its blanks are given."""
    return filled_in(name, texts()[name], given)


def _named(place: str, value: object) -> dict[str, str]:
    if isinstance(value, str):
        return {place: value}
    if not isinstance(value, dict):
        raise TypeError(f"{place} holds {value!r}, not a text")
    inside = cast(dict[Any, Any], value)
    if odd := [key for key in inside if not isinstance(key, str)]:
        raise TypeError(f"{place} has keys that YAML does not take for words: {odd}")
    return {name: text for key, each in inside.items() for name, text in _named(f"{place}.{key}", each).items()}

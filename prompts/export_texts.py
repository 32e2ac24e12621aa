"""What a reader of a page or a file is told by the program that made it: `exports/wording.yaml`, with strict blanks as everywhere."""

from functools import cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

from prompts.blanks import filled_in

_FOLDER = files("prompts") / "exports"


def filled(name: str, /, **given: object) -> str:
    """A text with its blanks filled. Raises `KeyError` for an unknown name, `WrongBlanks` unless exactly its blanks are given."""
    return filled_in(name, wording()[name], given)


@cache
def wording() -> dict[str, str]:
    """Every text by its name."""
    said = yaml.safe_load((_FOLDER / "wording.yaml").read_text(encoding="utf-8"))
    return {
        f"{place}.{name}": text
        for place, texts in TypeAdapter(dict[str, dict[str, str]]).validate_python(said).items()
        for name, text in texts.items()
    }


def typst() -> str:
    """The layout of a printed document, in Typst's language."""
    return (_FOLDER / "document.typ").read_text(encoding="utf-8")

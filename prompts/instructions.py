"""What a model is told: `interviewer/*.md`, with named blanks, and how its manner changes with level and mode."""

from functools import cache
from importlib.resources import files

from pydantic import TypeAdapter

from prompts.blanks import filled_in
from prompts.library import parsed

_FOLDER = files("prompts") / "interviewer"


@cache
def instruction(name: str) -> str:
    """One text as it was written, such as `system`; raises `FileNotFoundError`."""
    return _FOLDER.joinpath(f"{name}.md").read_text(encoding="utf-8")


def instructed(name: str, /, **given: object) -> str:
    """One text with its blanks filled. Raises `WrongBlanks` unless exactly its blanks are given."""
    return filled_in(f"interviewer/{name}.md", instruction(name), given)


@cache
def manner() -> dict[str, dict[str, str]]:
    """`level` and `mode`, each with a sentence for every value, and how a `place` is told."""
    return TypeAdapter(dict[str, dict[str, str]]).validate_python(parsed(_FOLDER / "manner.yaml"))

"""A message as lines, of which those of prose may be changed: lists, tables, code, chains and labels keep their words and their place."""

import re
from collections.abc import Callable

from interview_flow.reading.blocks import blocks
from interview_flow.sentences import sentences

_FIXED = re.compile(r"^\s*(?:[-*+•#>|]|\(?\d{1,2}[.)]\s|[\w ()/]{1,40}:\s*$)|->|→|=>|\t|[{}|]|^\s*(?:GET|POST|PUT|PATCH|DELETE)\b|\bPK\b")
_WHOLE = re.compile(r"[.!?][\"')]*$")


def changed(message: str, change: Callable[[str], str]) -> str:
    """The message with every line of prose changed."""
    apart = blocks(message)
    lines: list[str] = []
    start = 0
    for line in message.split("\n"):
        fixed = any(block.start <= start < block.stop or start <= block.start < start + len(line) for block in apart)
        lines.append(line if fixed or not is_prose(line) else change(line))
        start += len(line) + 1
    return "\n".join(lines)


def is_prose(line: str) -> bool:
    """Whether a line is sentences: a whole one at least, and neither item, label, chain nor call."""
    return bool(_WHOLE.search(line.strip())) and len(line.split()) >= 4 and not _FIXED.search(line)


def told(line: str) -> list[str]:
    """The sentences of a line of prose."""
    return [sentence.text for sentence in sentences(line)]


def units(message: str) -> list[str]:
    """What a message consists of: the sentences of its prose, and its other lines."""
    return [unit for line in message.split("\n") for unit in (told(line) if is_prose(line) else [line]) if unit.strip()]

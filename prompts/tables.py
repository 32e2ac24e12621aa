"""The last pass over a rendered document: columns of tables made even, blank lines in a row folded into one."""

import re
from collections.abc import Iterator
from itertools import groupby

_FENCE = re.compile(r"^\s*(`{3,})")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^:?-+:?$")
WIDEST = 60
"""A column is padded no further than this."""


def aligned(text: str) -> str:
    """The same document, easier to read as plain text; what stands in a fence is left alone."""
    written: list[str] = []
    for kind, lines in groupby(_kinds(text), key=lambda each: each[0]):
        block = [line for _, line in lines]
        written += _table(block) if kind == "table" else block if kind == "fence" else _folded(block)
    return "\n".join(_without_double_blanks(written)).strip("\n") + "\n"


def _kinds(text: str) -> Iterator[tuple[str, str]]:
    fence = ""
    for line in text.split("\n"):
        found = _FENCE.match(line)
        inside = bool(fence)
        if fence and found and found[1] == fence and line.strip() == fence:
            fence = ""
        elif not fence and found:
            fence = found[1]
        kind = "fence" if inside or fence else "table" if line.startswith("|") else "text"
        yield kind, line if kind == "fence" else line.rstrip()


def _folded(lines: list[str]) -> list[str]:
    return [line for line, before in zip(lines, ["x", *lines], strict=False) if line or before]


def _without_double_blanks(lines: list[str]) -> Iterator[str]:
    """Blank lines can meet where two blocks do."""
    before, fence = "x", False
    for line in lines:
        fence ^= bool(_FENCE.match(line))
        if line or before or fence:
            yield line
        before = line


def _table(lines: list[str]) -> list[str]:
    rows = [[cell.strip() for cell in _PIPE.split(line)[1:-1]] for line in lines]
    widths = [min(WIDEST, max(len(row[column]) for row in rows if column < len(row))) for column in range(max(map(len, rows)))]
    return ["| " + " | ".join(_cell(cell, width) for cell, width in zip(row, widths, strict=False)) + " |" for row in rows]


def _cell(cell: str, width: int) -> str:
    return "-" * max(3, width) if _RULE.match(cell) else cell.ljust(width)

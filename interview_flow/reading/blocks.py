"""What stands apart from prose: code fences, Markdown tables, SQL."""

import re
from dataclasses import dataclass
from functools import cached_property

_CREATE = re.compile(r"(?i)\bcreate\s{1,4}table\s{1,4}(?:if not exists\s)?[^\s(]{1,80}\s{0,4}\(")
_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*$")
_LONGEST_STATEMENT = 4_000


@dataclass(frozen=True)
class Block:
    """A stretch of a message that is not prose. `kind` is `code`, `table` or `sql`; `text` starts at `start` and has no fence."""

    kind: str
    start: int
    stop: int
    text: str
    language: str = ""

    @cached_property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of a table, its rule left out."""
        return tuple(_cells(line) for line in self.text.split("\n") if line.strip() and not _RULE.match(line))

    @cached_property
    def lines(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The rows of a table as they were typed, each with its cells."""
        lines = (line.strip().strip("|").strip() for line in self.text.split("\n") if line.strip() and not _RULE.match(line))
        return tuple((" ".join(line.split()), _cells(line)) for line in lines)


def blocks(message: str) -> tuple[Block, ...]:
    """Every block of a message, in order and without overlap."""
    found = _fenced(message)
    found += [block for block in _tables(message) + _statements(message) if not _inside(block, found)]
    return tuple(sorted(found, key=lambda block: block.start))


def prose(message: str, apart: tuple[Block, ...]) -> list[tuple[int, str]]:
    """What is left of a message between its blocks, each piece with its offset."""
    edges = [0, *(edge for block in apart for edge in (block.start, block.stop)), len(message)]
    return [(start, message[start:stop]) for start, stop in zip(edges[::2], edges[1::2], strict=True) if start < stop]


def _inside(block: Block, others: list[Block]) -> bool:
    return any(other.start < block.stop and block.start < other.stop for other in others)


def _lines(message: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    start = 0
    for line in message.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _fenced(message: str) -> list[Block]:
    marks = [(start, line) for start, line in _lines(message) if line.lstrip().startswith(("```", "~~~"))]
    found: list[Block] = []
    for (start, line), (end, closing) in zip(marks[::2], marks[1::2], strict=False):
        inner = start + len(line) + 1
        found.append(Block("code", start, end + len(closing), message[inner:end], line.strip().lstrip("`~").strip().lower()))
    return found[:40]


def _tables(message: str) -> list[Block]:
    found: list[Block] = []
    run: list[tuple[int, str]] = []
    for start, line in [*_lines(message), (len(message), "")]:
        if line.count("|") >= 2 or (run and _RULE.match(line)) or (run and line.count("|") == 1 and not run[0][1].lstrip().startswith("|")):
            run.append((start, line))
            continue
        if _is_table(run):
            stop = run[-1][0] + len(run[-1][1])
            found.append(Block("table", run[0][0], stop, message[run[0][0] : stop]))
        run = []
    return found[:40]


def _is_table(run: list[tuple[int, str]]) -> bool:
    return len(run) > 1 and (bool(_RULE.match(run[1][1])) or all(line.lstrip().startswith("|") for _, line in run))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def _statements(message: str) -> list[Block]:
    found: list[Block] = []
    past = 0
    for match in _CREATE.finditer(message):
        stop = _closed(message, match.end()) if match.start() >= past else 0
        if stop and len(found) < 40:
            past = stop + message[stop : stop + 1].count(";")
            found.append(Block("sql", match.start(), past, message[match.start() : past]))
    return found


def _closed(message: str, start: int) -> int:
    """Where the bracket that opens before `start` is closed; 0 when it never is."""
    depth = 1
    for match in re.finditer(r"[()]", message[start : start + _LONGEST_STATEMENT]):
        depth += 1 if match[0] == "(" else -1
        if not depth:
            return start + match.end()
    return 0

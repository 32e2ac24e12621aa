"""Which of many patterns a sentence can match, told from the beginnings of its words without asking one pattern after the other."""

from collections.abc import Iterator, Sequence


class PatternIndex:
    """An index from clue to pattern, as bits: a set of patterns is a number with one bit for each of them.

    A pattern has several rows of clues, and a text must hold one clue of each. The bits of all first rows stand side by side, above them those
    of all second rows, and so on. So what a text holds is the union of a number for each of its clues, and a pattern is possible where its bit
    is set in every row.
    """

    def __init__(self, clues: Sequence[tuple[frozenset[str], ...]]) -> None:
        self._all = (1 << len(clues)) - 1
        self._rows = [row * len(clues) for row in range(max(map(len, clues), default=0))]
        self._open = 0  # the rows that a pattern does not have
        self._holding: dict[str, int] = {}
        for place, rows in enumerate(clues):
            for row, start in enumerate(self._rows):
                bit = 1 << (start + place)
                if row >= len(rows):
                    self._open |= bit
                for clue in rows[row] if row < len(rows) else ():
                    self._holding[clue] = self._holding.get(clue, 0) | bit

    def possible(self, there: frozenset[str]) -> int:
        """The patterns that a text can match which holds these clues."""
        held, possible = self._open, self._all
        for clue in there:
            held |= self._holding.get(clue, 0)
        for start in self._rows:
            possible &= held >> start
        return possible


def numbers(patterns: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while patterns:
        lowest = patterns & -patterns
        yield lowest.bit_length() - 1
        patterns ^= lowest

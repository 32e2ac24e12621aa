"""The piece of a text that shows best what was looked for."""

import re
import unicodedata
from collections.abc import Iterator

from storage.words import Asked

WIDTH = 180
"""Characters of a snippet, more or less."""
BEFORE = 50
"""Characters before its first match."""
MOST_PLACES = 12
"""Places of each word that are weighed."""
SLACK = 20
"""Characters given up so that no word is cut at an end."""
ELLIPSIS = "…"
MOST_TRIES = 2_000
"""Words that hold a word of the question somewhere, and are looked at."""
_NO_WORD = re.compile(r"[\W_]")
_SPACE = re.compile(r"\s+")

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is a match."""


class _Plain(dict[int, int]):
    """One character for one, without case and accent; learns a character when it is first met."""

    def __missing__(self, code: int) -> int:
        base = unicodedata.normalize("NFKD", chr(code))[:1].casefold()
        self[code] = ord(base) if len(base) == 1 else code
        return self[code]


_PLAIN = _Plain()


def snippet(text: str, asked: Asked) -> tuple[int, Pieces]:
    """How many of the words stand in the piece that holds most of them, and that piece; nothing of a text without any."""
    places = _places(text.lower(), text, asked)
    if len({word for _, _, word in places}) < len(asked.words) and not text.isascii():
        places = _places(text.translate(_PLAIN), text, asked)
    if not places:
        return 0, ()
    shown, first = (1, places[0][0]) if len(asked.words) == 1 else max(_windows(places), key=lambda window: (window[0], -window[1]))
    start, end = _ends(text, first)
    inside = [(begin, min(stop, end)) for begin, stop, _ in places if start <= begin < end]
    return shown, tuple(_pieces(text, start, end, inside))


def _places(plain: str, text: str, asked: Asked) -> list[tuple[int, int, int]]:
    """Where the words stand: begin, end and which word, in order. `plain` must be as long as the text."""
    if len(plain) != len(text):
        return []
    found = [
        (begin, end, number)
        for number, word in enumerate(asked.words)
        for begin, end in _places_of(plain, word, prefix=asked.prefix and number == len(asked.words) - 1)
    ]
    return sorted(found)


def _places_of(plain: str, word: str, *, prefix: bool) -> Iterator[tuple[int, int]]:
    at, left = 0, MOST_PLACES
    for _ in range(MOST_TRIES):
        if not left or (begin := plain.find(word, at)) < 0:
            return
        end = begin + len(word)
        at = _end_of_word(plain, end)  # never twice into one word, however long it is
        if (prefix or at == end) and not plain[begin - 1 : begin].isalnum():
            left -= 1
            yield begin, at


def _end_of_word(plain: str, at: int) -> int:
    found = _NO_WORD.search(plain, at)
    return found.start() if found else len(plain)


def _windows(places: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """How many words stand within `WIDTH` of each place."""
    for number, (begin, _, _) in enumerate(places):
        yield len({word for other, _, word in places[number:] if other - begin < WIDTH - BEFORE}), begin


def _ends(text: str, first: int) -> tuple[int, int]:
    start = max(0, first - BEFORE)
    if start and (space := text.rfind(" ", start, min(start + SLACK, first))) >= 0:
        start = space + 1
    end = min(len(text), start + WIDTH)
    if end < len(text) and (space := text.rfind(" ", max(end - SLACK, first), end)) > first:
        end = space
    return start, end


def _pieces(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    if start:
        yield ELLIPSIS, False
    at = start
    for begin, stop in inside:
        if begin < at:  # two words of the question at one place
            continue
        if begin > at:
            yield _SPACE.sub(" ", text[at:begin]), False
        yield text[begin:stop], True
        at = stop
    if at < end:
        yield _SPACE.sub(" ", text[at:end]), False
    if end < len(text):
        yield ELLIPSIS, False

"""Text that somebody typed, made fit to stand on one line of a page."""

import re
import unicodedata

_GONE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad\U000e0000-\U000e007f]")
_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]")
_REPLACEMENT = "\ufffd"
MOST_MARKS = 8
"""Accents, vowels and the like on one letter; the fullest scripts of people need about half as many."""


def printable(text: str) -> str:
    """The text on one line: marks that turn the direction of writing are dropped, control characters become U+FFFD."""
    return " ".join(harmless(" ".join(text.split())).split())


def harmless(line: str) -> str:
    """The same for a line whose spaces matter, such as a line of code."""
    if line.isascii() and line.isprintable():
        return line
    return _BROKEN.sub(_REPLACEMENT, _GONE.sub("", line))


def unstacked(text: str) -> str:
    """At most `MOST_MARKS` marks on one letter: what lays text out takes time that grows with the cube of a stack of them."""
    if text.isascii():
        return text
    kept: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.category(character).startswith("M") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut at a word where there is one, with an ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at_word = cut.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > most // 2 else cut).rstrip(" ,;:.") + "…"

"""Letters that look like others, and marks that nobody sees: undone before a sentence is looked at."""

import re
import unicodedata

_LOOKALIKES = str.maketrans("аеорсхуіѕјԁһкмтвнАВЕКМНОРСТХІЅЈαεορντκιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcxyisjdhkmtbhABEKMHOPCTXISJaeopvtkiABEZHIKMNOPTYX")
"""Cyrillic and Greek letters with the Latin ones that they are taken for."""
_WORD = re.compile(r"\w+")
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_]([ .*_-])[^\W\d_](?:\1[^\W\d_]){2,}(?![^\W_])")
"""m-a-r-k: a word with something between its letters."""


def unmasked(text: str) -> str:
    """The text as it is meant to be read: no invisible marks, no look-alikes inside Latin words, no word pulled apart."""
    if not text.isascii():
        seen = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
        text = _WORD.sub(_latin, seen)
    return _SPACED.sub(lambda found: found[0].replace(found[1], ""), text)


def _latin(found: re.Match[str]) -> str:
    """A word with letters of two scripts, in one."""
    word = found[0]
    return word.translate(_LOOKALIKES) if not word.isascii() and any(map(str.isascii, word)) else word

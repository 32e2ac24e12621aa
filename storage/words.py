"""What a word is to the search: letters and digits, without case and accents; the same for what is indexed and for what is asked, in both databases."""

import re
import unicodedata
from dataclasses import dataclass

from storage.failures import shown

LONGEST = 40
"""Characters of a word that count."""
MOST_BYTES = 500_000
"""Of the distinct words of one interview, in UTF-8; a tsvector holds twice as much (https://www.postgresql.org/docs/current/textsearch-limitations.html)."""
MOST_ASKED = 16
"""Distinct words of a question that count."""
QUESTION = 2_000
"""Characters of a question that are looked at."""
_WORD = re.compile(r"[^\W_]+")


class _Unaccented(dict[int, int | None]):
    """Takes combining marks away; learns a character when it is first met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_UNACCENTED = _Unaccented()


@dataclass(frozen=True)
class Asked:
    """The words of a question, all of which are to be there; with `prefix` the last may go on."""

    words: tuple[str, ...]
    prefix: bool


def words_of(text: str) -> list[str]:
    """The words of a text in order, repetitions among them, each cut to `LONGEST`."""
    return [word[:LONGEST] for word in _WORD.findall(_folded(text))]


def distinct(*texts: str) -> list[str]:
    """The words of some texts, each once, as many as an index can hold."""
    found: dict[str, None] = {}
    size = 0
    for text in texts:
        for word in words_of(text):
            if word not in found:
                size += len(word.encode())
                if size > MOST_BYTES:
                    return list(found)
                found[word] = None
    return list(found)


def asked(question: str) -> Asked:
    """What somebody is looking for. The last word may be the beginning of one, unless it is a single plain letter or digit."""
    words = words_of(question[:QUESTION])
    if not words:
        return Asked((), prefix=False)
    last = words[-1]
    kept = [word for word in dict.fromkeys(words) if word != last][: MOST_ASKED - 1]
    return Asked((*kept, last), prefix=len(last) > 1 or not last.isascii())


def _folded(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", shown(text)).casefold().translate(_UNACCENTED)

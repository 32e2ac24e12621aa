"""The small language in which the words of a rubric or a fact sheet are written.

    "cache + miss | ttl | evict*"

A pattern is found in a **sentence** when every term (separated by ` + `) is found in it, in any order.
A term is one or more alternatives separated by ` | `. An alternative is one word or several in a row:

| written      | finds                                                      |
|--------------|------------------------------------------------------------|
| `cache`      | cache, caches                                              |
| `replicat*`  | replicate, replicated, replication                         |
| `hot key`    | hot key, hot keys, hot-key                                 |
| `leave … out`| leave it out, leave that part out (at most five words between) |
| `#`          | a number: 50, 1,000, 2.5, 10k, 3M, 99.99%                  |

Case, hyphens and British or American spelling make no difference. What is negated does not count: "we won't need a
cache" is no cache, "a cache is not needed" neither. A pattern that starts with `! ` counts even so.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from interview_flow.sentences import Sentence, plain

_NUMBER = r"\d[\d,.]*(?:\s?(?:k|m|b|bn|million|billion|thousand|trillion|percent|%))?"
_NEGATORS = re.compile(
    r"(?:\b(?:no|not|never|without|neither|nor|cannot|skip|skipping|avoid\w*|omit\w*|drop|instead of|rather than|"
    r"leave out|leaving out|left out|exclud\w*)|n't)\b(?! only| just| merely)"
)
_CLAUSE = re.compile(r"[,;:()]| but | because | so that | whereas | while ")
_NOT_NEEDED = re.compile(
    r"^(?:\W*\w+){0,3}?\W*(?:(?:is|are|was|be|would be|seems?)\s+)?"
    r"(?:(?:not|n't|never)\s+(?:\w+\s+)?(?:need\w*|requir\w*|necessary|worth)|unnecessary|overkill|out of scope|off the table)\b"
)
_WORD = re.compile(r"[a-z0-9]+")
_CLUE = 3
"""Letters at the beginning of a word that tell whether a text is worth a closer look."""
_WINDOW = 5
"""Words before a match in which a negator still reaches it."""


@dataclass(frozen=True)
class Pattern:
    """One pattern, compiled."""

    source: str
    terms: tuple[re.Pattern[str], ...]
    beginnings: tuple[frozenset[str], ...]
    """For each term the beginnings of which one must be in a text; none for a term that gives no clue."""
    even_negated: bool

    def possible_in(self, plain_text: str) -> bool:
        """A quick look: False means that no sentence of the text can match."""
        there = _beginnings(plain_text)
        return all(not beginnings or not beginnings.isdisjoint(there) for beginnings in self.beginnings)

    def found_in(self, sentence: Sentence) -> bool:
        """Whether every term is in the sentence, and not negated away."""
        text = sentence.plain
        return self.possible_in(text) and all(self._holds(term, text) for term in self.terms)

    def _holds(self, term: re.Pattern[str], text: str) -> bool:
        return any(self.even_negated or not negated(text, match.start(), match.end()) for match in term.finditer(text))


@cache
def pattern(source: str) -> Pattern:
    """A pattern from its text; raises `ValueError` when a term is empty."""
    even_negated = source.startswith("! ")
    terms: list[re.Pattern[str]] = []
    beginnings: list[frozenset[str]] = []
    for term in source.removeprefix("! ").split(" + "):
        alternatives = [plain_alternative(alternative) for alternative in term.split(" | ")]
        if not all(alternatives):
            raise ValueError(f"an empty term in {source!r}")
        body = "|".join(_regex(alternative) for alternative in alternatives)
        terms.append(re.compile(rf"(?<![a-z0-9])(?:{body})(?![a-z0-9])"))
        found = [_beginning(alternative) for alternative in alternatives]
        beginnings.append(frozenset(found) if all(found) else frozenset())
    return Pattern(source, tuple(terms), tuple(beginnings), even_negated)


def plain_alternative(alternative: str) -> str:
    """An alternative folded as sentences are, its marks kept."""
    words = alternative.replace("…", " … ").replace("...", " … ").split()
    return " ".join(plain(word[:-1]) + "*" if word.endswith("*") and len(word) > 1 else plain(word) if word != "…" else word for word in words)


def _regex(alternative: str) -> str:
    parts: list[str] = []
    for word in alternative.split(" "):
        if word == "…":
            parts.append(r"(?:\S+\s+){0,5}?")
        elif word == "#":
            parts.append(_NUMBER + r"\s?")
        elif "#" in word:
            parts.append(re.escape(word).replace(r"\#", _NUMBER) + r"\s+")
        elif word.endswith("is*"):  # summaris*: the ending is folded only where the whole word is known
            parts.append(re.escape(word[:-2]) + r"[sz][\w']*\s+")
        elif word.endswith("*"):
            parts.append(re.escape(word[:-1]) + r"[\w']*\s+")
        else:
            parts.append(re.escape(word) + r"(?:e?s|'s)?\s+")
    last = parts[-1].removesuffix(r"\s+").removesuffix(r"\s?")
    return "".join([*parts[:-1], last])


def _beginning(alternative: str) -> str:
    """The first letters of a word that must be there; empty when no word is long enough to tell."""
    words = [_WORD.findall(word.removesuffix("is*"))[:1] for word in alternative.split(" ") if "#" not in word and word != "…"]
    longest = max((word[0] for word in words if word), key=len, default="")
    return longest[:_CLUE] if len(longest) >= _CLUE else ""


@lru_cache(maxsize=256)
def _beginnings(plain_text: str) -> frozenset[str]:
    return frozenset(word[:_CLUE] for word in _WORD.findall(plain_text))


def negated(text: str, start: int, end: int) -> bool:
    """Whether what stands between two places of a plain text is said not to be wanted."""
    before = text[max(0, start - 80) : start]
    if stops := list(_CLAUSE.finditer(before)):
        before = before[stops[-1].end() :]
    reach = " ".join(before.split(" ")[-_WINDOW - 1 :])
    return bool(_NEGATORS.search(reach)) or bool(_NOT_NEEDED.match(text[end : end + 60]))

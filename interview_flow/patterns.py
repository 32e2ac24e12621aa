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
| `#`          | a number in digits: 50, 1,000, 2.5, 10k, 3M, 99.99%        |
| `<rate>`     | a class of figures (`interview_flow.quantities`): 70k/s    |
| `^must`      | must, at the beginning of the sentence or the lead-in      |

A term may have several steps, ` >> ` between them: "rather | sooner >> than" wants one after the other, at most six words apart.
A term that begins with `@ ` looks at the sentence's **lead-in** instead: the heading, the line before a list, the label, the head of
the table, the speaker's own question ("@ out of scope | not doing" finds every item under "Not doing:").
One that begins with `~ ` may also stand in the two sentences before it. One that begins with `- ` must **not** be there, negated or not.

The guides of the phases have lists of words with names of their own (`PhaseGuide.words`), which stand in the same brackets.

Case, hyphens and British or American spelling make no difference. What is negated does not count: "we won't need a
cache" is no cache, "a cache is not needed" neither. A pattern that starts with `! ` counts even so.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property, lru_cache

from interview_flow.pattern_grammar import beginnings, choice
from interview_flow.sentences import Sentence

_NEGATORS = re.compile(
    r"(?:\b(?:no|not|never|without|neither|nor|cannot|skip|skipping|avoid\w*|omit\w*|drop|instead of|rather than|"
    r"leave out|leaving out|left out|exclud\w*)|n't)\b(?! only| just| merely)"
)
_CLAUSE = re.compile(r"[,;:()]|[.!?] | but | because | so that | whereas | while ")
_NOT_NEEDED = re.compile(
    r"^(?:\W*\w+){0,3}?\W*(?:(?:is|are|was|be|would be|seems?)\s+)?"
    r"(?:(?:not|n't|never)\s+(?:\w+\s+)?(?:need\w*|requir\w*|necessary|worth)|unnecessary|overkill|out of scope|off the table)\b"
)
_WINDOW = 5
"""Words before a match in which a negator still reaches it."""


_BETWEEN = r"[^a-z0-9']+(?:[a-z0-9']++(?:[.,][0-9]++)*+[^a-z0-9']+?){0,6}?"
"""What may stand between two steps of a term: words that end in one place only, or a wall of `1,1,1,` is tried in every cut."""


class Place(StrEnum):
    """Where a term is looked for."""

    SENTENCE = ""
    LEAD_IN = "@ "
    NEAR = "~ "


@dataclass(frozen=True)
class Term:
    """One term. For each of its steps that gives a clue `clues` has the beginnings of words of which one must be in a text."""

    place: Place
    regex: str
    clues: tuple[frozenset[str], ...]

    @cached_property
    def words(self) -> re.Pattern[str]:
        """The regular expression, compiled when a text first has the clues: all those of an interview take most of a second, a single answer needs a few."""
        return re.compile(self.regex, re.MULTILINE)

    def possible_in(self, plain_text: str) -> bool:
        """A quick look: False means that it cannot be found."""
        return not any(map(_beginnings(plain_text).isdisjoint, self.clues))

    def found_in(self, sentence: Sentence, even_negated: bool) -> bool:
        """Whether it is there, and not negated away."""
        if self.place is Place.SENTENCE:
            text = sentence.plain
        else:
            text = sentence.lead_in if self.place is Place.LEAD_IN else sentence.near
            if not self.possible_in(text):
                return False
        match = self.words.search(text)
        if match is None or even_negated:  # nothing is asked as often, and nine times of ten in vain
            return match is not None
        return any(not negated(text, match.start(), match.end()) for match in self.words.finditer(text))


@dataclass(frozen=True)
class Pattern:
    """One pattern, read."""

    source: str
    terms: tuple[Term, ...]
    even_negated: bool
    unwanted: tuple[Term, ...] = ()

    @cached_property
    def clues(self) -> tuple[frozenset[str], ...]:
        """The beginnings of words of which the sentence itself must hold one each."""
        return tuple(clues for term in self.terms if term.place is Place.SENTENCE for clues in term.clues)

    @cached_property
    def all_clues(self) -> tuple[frozenset[str], ...]:
        """Those of which the message must hold one each."""
        return tuple(clues for term in self.terms for clues in term.clues)

    @cached_property
    def _shortest_first(self) -> tuple[Term, ...]:
        """The terms, those that are searched fast before classes of figures: most patterns fail at one of them."""
        return tuple(sorted(self.terms, key=lambda term: len(term.regex)))

    def possible_in(self, plain_text: str) -> bool:
        """A quick look: False means that no sentence of the text can match."""
        return not any(map(_beginnings(plain_text).isdisjoint, self.all_clues))

    def found_in(self, sentence: Sentence) -> bool:
        """Whether every term is in the sentence, or where else it may stand, and not negated away."""
        there = _beginnings(sentence.plain)
        for clues in self.clues:
            if clues.isdisjoint(there):
                return False
        for term in self._shortest_first:
            if not term.found_in(sentence, self.even_negated):
                return False
        return not any(term.found_in(sentence, even_negated=True) for term in self.unwanted)


@cache
def pattern(source: str) -> Pattern:
    """A pattern from its text; raises `ValueError` when a term is empty or a class of figures unknown."""
    written = source.removeprefix("! ").split(" + ")
    terms = tuple(_term(term) for term in written if not term.startswith("- "))
    unwanted = tuple(_term(term.removeprefix("- ")) for term in written if term.startswith("- "))
    return Pattern(source, terms, source.startswith("! "), unwanted)


def _term(written: str) -> Term:
    place = Place(written[:2]) if written[:2] in set(Place) else Place.SENTENCE
    steps = [choice(step) for step in written.removeprefix(place).split(" >> ")]
    found = _BETWEEN.join(f"(?:{regex})" for regex, _ in steps)
    return Term(place, found, tuple(clues for _, clues in steps if clues))


@lru_cache(maxsize=256)
def _beginnings(plain_text: str) -> frozenset[str]:
    return beginnings(plain_text)


def negated(text: str, start: int, end: int) -> bool:
    """Whether what stands between two places of a plain text is said not to be wanted."""
    before = text[max(0, start - 80) : start]
    if stops := list(_CLAUSE.finditer(before)):
        before = before[stops[-1].end() :]
    reach = " ".join(before.split(" ")[-_WINDOW - 1 :])
    return bool(_NEGATORS.search(reach)) or bool(_NOT_NEEDED.match(text[end : end + 60]))

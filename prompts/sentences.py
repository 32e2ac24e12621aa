"""How a statement stands in a document: it opens with a capital letter, carries its turn, and ends with one stop."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from markupsafe import Markup

from interview_flow.documents.facts import Told
from interview_flow.notes import Item
from prompts.markdown import escaped

_LEADER = re.compile(r"^(?:(?:[-*+•–—>#]+|\(?\d{1,2}[.)]|\([a-h]\))\s+)+")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_TRAILING = re.compile(r"[\s.;,:]+([\"'”’)]*)$")
_PLAIN_WORD = re.compile(r"^[a-zà-ÿ]+(?=[\s,:;.'’\-]|$)")
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|may|might|must|should|has|have|had|do|does|did|need|needs|go|goes|get|gets|take|takes|keep|keeps|"
    r"make|makes|use|uses|lets?|run|runs|hold|holds|serve|serves|succeeds?|means?|want|wants|work|works|i'd|i'll|we'd|we'll|it's|isn't|don't|can't)\b"
    r"|\b(?:i|we|they|it|you|people|users?|anybody|everybody)\s+(?!(?:with|who|on|in|of|from|that|and|or|at)\b)\w+",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[A-Z][\w/-]*(?: [\w/-]+){0,3}: \S")
"""`Out of scope: billing` stands alone as well."""
_FEWEST_WORDS = 4


class Cited(Protocol):
    """A text with the turn it was said in."""

    @property
    def text(self) -> str: ...
    @property
    def turn(self) -> int: ...


def mark(item: Cited) -> Markup:
    """`[t4]`; a fact of the interviewer is `[fact, t5]`, an assumption `[assumed, t4]`."""
    kind = "fact, " if isinstance(item, Told) else "assumed, " if isinstance(item, Item) and getattr(item, "section", "") == "assumptions" else ""
    return Markup(f"[{kind}t{item.turn}]")


@lru_cache(maxsize=4096)
def trimmed(text: str) -> str:
    """The words without bullet, bold marks and final stop."""
    words = _STRONG.sub(r"\1", _LEADER.sub("", " ".join(text.split())))
    return _TRAILING.sub(r"\1", words)


def opened(text: str) -> str:
    """The words with a capital letter, unless they open with a name such as `p99` or `long_url`."""
    return text[:1].upper() + text[1:] if _PLAIN_WORD.match(text) else text


def phrase(text: str) -> Markup:
    """A text as a heading or the start of a line: opened, without a stop."""
    return escaped(opened(trimmed(text)))


def said(item: Cited) -> Markup:
    """A statement as a sentence with its turn."""
    return ended(phrase(item.text), mark(item))


def ended(words: Markup, marker: Markup) -> Markup:
    """A sentence, its marker and one stop; a question or a cry keeps its own."""
    return Markup(f"{words} {marker}") if words.endswith(("?", "!", "…")) else Markup(f"{words} {marker}.")


def tell(items: Iterable[Cited]) -> Markup:
    """Statements one after the other."""
    return Markup(" ").join(said(item) for item in items)


def quote(text: str) -> Markup:
    """Words in quotation marks, which fit into any sentence."""
    return Markup(f"“{escaped(trimmed(text))}”")


def quotes(texts: Iterable[str]) -> Markup:
    """Several texts, each in quotation marks, as a series."""
    return series(quote(text) for text in texts)


def woven(items: Sequence[Cited], lead: str) -> Markup:
    """Whole sentences as they are; bare phrases are quoted behind the lead, in one sentence."""
    whole = [said(item) for item in items if is_sentence(item.text)]
    bare = [Markup(f"{quote(item.text)} {mark(item)}") for item in items if not is_sentence(item.text)]
    if bare:
        whole.append(Markup(f"{escaped(lead)} {series(bare)}."))
    return Markup(" ").join(whole)


def is_sentence(text: str) -> bool:
    """Whether words could stand alone, as far as a few common verbs tell."""
    words = trimmed(text)
    return len(words.split()) >= _FEWEST_WORDS and bool(_VERB.search(words) or _LABEL.match(words))


def series(items: Iterable[str]) -> Markup:
    """`a, b and c`."""
    names = [escaped(item) for item in items]
    if len(names) < 2:
        return Markup("").join(names)
    return Markup(f"{Markup(', ').join(names[:-1])} and {names[-1]}")


def words(name: str) -> str:
    """`strong_hire` as words."""
    return str(name).replace("_", " ")

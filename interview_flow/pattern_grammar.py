"""How one alternative of a pattern is read: words, gaps and figures, in a row."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from interview_flow.quantities import A_DIGIT, DIGITS, QUANTITIES, openings
from interview_flow.sentences import plain

CLUE = 3
"""Letters at the beginning of a word that tell whether a text is worth a closer look."""
_CLASS = re.compile(r"<([a-z]+)>")
_WORD = re.compile(r"[a-z0-9]+")
_DIGIT = re.compile(r"[0-9]")
_BEFORE, _AFTER = "(?<![a-z0-9])", "(?![a-z0-9])"
_GAP = r"(?:\S+\s+){0,5}?"
_START = r"(?:^[^a-z\n]{0,8})"


@dataclass(frozen=True)
class Piece:
    """What one place of an alternative finds, what parts it from the next place, and the clues of which one must be there."""

    regex: str
    parting: str = r"\s+"
    clues: frozenset[str] = frozenset()
    bounded: bool = True
    """Whether it is a whole word; a colon or an arrow may touch one."""


def beginnings(plain_text: str) -> frozenset[str]:
    """The clues that a text holds."""
    clues = frozenset(word[:CLUE] for word in _WORD.findall(plain_text))
    return clues | {A_DIGIT} if _DIGIT.search(plain_text) else clues


@dataclass(frozen=True, slots=True)
class Row:
    """One alternative: its places in a row, the clues of the one that tells most, and whether it begins and ends with a whole word."""

    regex: str
    clues: frozenset[str]
    before: bool
    after: bool


def choice(source: str) -> tuple[str, frozenset[str]]:
    """A regular expression for any of the alternatives, and clues of which one must be in a text; none when nothing can be told."""
    rows = [_row(alternative) for alternative in source.split(" | ")]
    told = all(row.clues for row in rows)
    return _any_of(rows), frozenset(chain.from_iterable(row.clues for row in rows)) if told else frozenset()


@cache  # two thirds of the alternatives come from lists of words that many patterns share
def _row(alternative: str) -> Row:
    pieces = [piece for word in alternative.replace("…", " … ").replace("...", " … ").split() for piece in _pieces(word)]
    if not pieces:
        raise ValueError(f"an empty term: {alternative!r} finds nothing")
    regex = "".join(piece.regex + _parting(piece, following) for piece, following in pairwise(pieces)) + pieces[-1].regex
    return Row(regex, _telling(pieces), pieces[0].bounded, pieces[-1].bounded)


def _telling(pieces: list[Piece]) -> frozenset[str]:
    """The clues of the place that tells most: the fewest, of the longest letters."""
    return min((piece.clues for piece in pieces if piece.clues), key=lambda clues: (len(clues), -max(map(len, clues))), default=frozenset[str]())


def _any_of(rows: list[Row]) -> str:
    kinds: dict[tuple[bool, bool], list[str]] = {}
    for row in rows:
        kinds.setdefault((row.before, row.after), []).append(row.regex)
    return "|".join(f"{_BEFORE if before else ''}(?:{_by_letter(found)}){_AFTER if after else ''}" for (before, after), found in kinds.items())


def _by_letter(regexes: list[str]) -> str:
    """The same choice, the first letter looked at once: a long list of words is searched several times faster."""
    letters: dict[str, list[str]] = {}
    for regex in regexes:
        letters.setdefault(regex[0] if regex[0].isalnum() else "", []).append(regex)
    others = letters.pop("", [])
    return "|".join([*(f"{letter}(?:{'|'.join(regex[1:] for regex in found)})" for letter, found in letters.items()), *others])


def _parting(piece: Piece, following: Piece) -> str:
    """What is skipped may begin after a mark: "gone, an eighth of it"."""
    return rf"[,:;)]?{piece.parting}" if following.regex == _GAP and piece.parting else piece.parting


def _pieces(word: str) -> list[Piece]:
    if word == "…":
        return [Piece(_GAP, parting="")]
    if word.startswith("^"):
        return [Piece(_START, parting=""), *_pieces(word[1:])] if word[1:] else []
    if found := _CLASS.fullmatch(word):
        return [_quantity(found[1])]
    stem = word.endswith("*") and len(word) > 1
    folded = plain(word.removesuffix("*") if stem else word).split()
    return [*map(_word, folded[:-1]), *([_stem(folded[-1]) if stem else _word(folded[-1])] if folded else [])]


def _quantity(name: str) -> Piece:
    if name not in QUANTITIES:
        raise ValueError(f"no class of figures is called {name!r}")
    return Piece(QUANTITIES[name], parting=r"\s?", clues=frozenset(_clue(word) for word in openings(name)))


def _stem(word: str) -> Piece:
    if word.endswith("is"):  # summaris*: the ending is folded only where the whole word is known
        return Piece(re.escape(word[:-1]) + r"[sz][\w']*", clues=_clues(word[:-1], whole=False))
    return Piece(re.escape(word) + r"[\w']*", clues=_clues(word, whole=False))


def _word(word: str) -> Piece:
    if word == "#":
        return Piece(DIGITS, parting=r"\s?", clues=frozenset([A_DIGIT]))
    if not _WORD.search(word) and "#" not in word:
        return Piece(re.escape(word), bounded=False)
    if "#" in word:
        return Piece(re.escape(word).replace(r"\#", DIGITS))
    return Piece(re.escape(word) + r"(?:e?s|'s)?", clues=_clues(word, whole=True))


def _clues(word: str, *, whole: bool) -> frozenset[str]:
    first = _WORD.findall(word)[:1]
    if not first or (len(first[0]) < CLUE and not (whole and word == first[0])):
        return frozenset()
    if len(first[0]) < CLUE:  # db: it may stand as db or dbs
        return frozenset((first[0] + ending)[:CLUE] for ending in ("", "s", "es"))
    return _one(_clue(first[0]))


@cache  # a set for each clue and not for each word: what lives long is looked through again and again by the garbage collector
def _one(clue: str) -> frozenset[str]:
    return frozenset([clue])


def _clue(word: str) -> str:
    return word[:CLUE]

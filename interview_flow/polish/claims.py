"""What a passage states: for each turn mark the words before it that carry meaning, in their order.

Articles, pronouns, forms of `be` and the like carry none: they may come and go. Whatever else there is counts, above all the small words that turn a
statement round: `not`, `or`, `only`, `before`, `from`, `can`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 4000
"""Characters of a passage; what is longer is left alone."""

FLOW = frozenset(
    "a an the it its itself this that these those they them their there here he him his she her i me my we us our you your who whom whose which "
    "is are was were be been being am do does did doing will would shall and but while whereas though although however moreover furthermore likewise "
    "as of to in on at for with into where also too then thereby um uh okay ok anyway basically actually "
    "say says said put puts described stated noted mentioned remark remarked".split()
)
"""Words that make a sentence run and state nothing. Those at the end are how a document reports, or how people speak."""
NEGATIONS = frozenset("no not never none nor neither nothing nobody nowhere without cannot hardly barely unless except".split())
JOINTS = NEGATIONS | frozenset(
    "so because since if when whenever until till before after by from or than per via over under above below between through against within during "
    "at about up down more less fewer most least only each every all any some both either".split()
)
"""Words that need what follows them: nothing can end with one that did not before."""
_SO = frozenset({"so", "therefore", "thus", "hence", "consequently", "accordingly"})
_ENDINGS = ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y")
_PAUSES = frozenset(",.;:'’‘-–—…")
_CLAUSE_ENDS = frozenset(",;:.—–…")
_TOKEN = re.compile(
    r"""(?P<mark>\[(?:(?:fact|assumed),\ )?t[0-9]{1,9}\])
      | (?P<exact>`[^`]+` | “[^“”]*” | \[[^\[\]]*\]\([^()\s]*\) | \\\S | &\#?\w{1,10};)
      | (?P<figure>(?:(?<!\w)[-−])?\d+(?:[.,:/–-]\d+)*\w*%?)
      | (?P<word>\w+(?:['’]\w+)*)
      | (?P<sign>[^\s])""",
    re.VERBOSE,
)
_SENTENCE_END = frozenset(".!?:“")


@dataclass(frozen=True)
class Token:
    """A piece of a passage; `kind` is `mark`, `exact`, `figure`, `name`, `word` or `sign`, `key` what it is compared by."""

    kind: str
    text: str
    key: str


@dataclass(frozen=True)
class Claim:
    """What is said up to a turn mark; after the last mark `mark` is empty. `clauses` are the places in `tokens` at which a clause begins."""

    mark: str
    tokens: tuple[Token, ...]
    clauses: frozenset[int] = frozenset({0})

    @property
    def keys(self) -> tuple[str, ...]:
        """The words that carry it, in order."""
        return tuple(token.key for token in self.tokens)


def claims(text: str) -> tuple[Claim, ...]:
    """The claims of a passage, in order."""
    found: list[Claim] = []
    tokens: list[Token] = []
    clauses = {0}
    for token in tokenised(text):
        if token.kind == "mark":
            found.append(Claim(token.text, tuple(tokens), frozenset(clauses)))
            tokens, clauses = [], {0}
        elif token.text in _CLAUSE_ENDS:
            clauses.add(len(tokens))
        elif token.key and (tokens or token.key != "so"):  # the `so` by which people start to speak
            tokens.append(token)
    return (*found, Claim("", tuple(tokens), frozenset(clauses)))


def tokenised(text: str) -> Iterator[Token]:
    """The pieces of a passage; those that state nothing have no key."""
    for found in _TOKEN.finditer(text):
        kind, piece = found.lastgroup or "sign", found[0]
        if kind == "word":
            yield from _word(piece, starts=_starts(text, found.start()))
        elif kind == "sign":
            yield Token(kind, piece, "" if piece in _PAUSES else piece)
        else:
            yield Token(kind, piece, piece)


def _starts(text: str, place: int) -> bool:
    """Whether a sentence starts here; a turn mark ends one as well."""
    before = text[max(0, place - 3) : place].rstrip()
    return not before or before[-1] in _SENTENCE_END or before[-1] == "]"


def _word(piece: str, *, starts: bool) -> Iterator[Token]:
    word, *denied = _apart(piece.casefold().replace("’", "'"))
    named = _is_name(piece, starts=starts)
    if word in FLOW and not (named and piece.isupper()):
        yield Token("word", piece, "")
    else:
        yield Token("name" if named else "word", piece, piece if _inside(piece) else _key(word))
    yield from (Token("word", piece, key) for key in denied)


def _key(word: str) -> str:
    return "so" if word in _SO else word if word in JOINTS else root(word)


def _is_name(piece: str, *, starts: bool) -> bool:
    return _inside(piece) or (piece[:1].isupper() and not starts and piece != "I" and not piece.startswith(("I'", "I’")))


def _inside(piece: str) -> bool:
    """Whether it is written as only a name is: `user_id`, `p99`, `WebSocket`, `API`."""
    return any(character.isupper() or character.isdigit() or character == "_" for character in piece[1:])


def _apart(word: str) -> tuple[str, ...]:
    """`don't` is two words; what else an apostrophe joins on counts for nothing."""
    if word == "cannot":
        return "can", "not"
    head, _, tail = word.partition("'")
    if tail == "t" and head.endswith("n"):
        return {"can": "can", "won": "will", "shan": "shall"}.get(head, head.removesuffix("n")), "not"
    return (head,) if tail in ("", "s", "d", "ll", "re", "ve", "m") else (word,)


def root(word: str) -> str:
    """`retries`, `retrying`, `retry` are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word.endswith("ss")):
            bare = word[: -len(ending)]
            return bare[:-1] if ending in ("ing", "ings", "ed") and bare[-1] == bare[-2] and bare[-1] not in "lsz" and len(bare) > 3 else bare
    return word

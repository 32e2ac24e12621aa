"""A message cut into sentences, each with its place, so that a quote is always a verbatim slice."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

LONGEST = 600
"""Characters of one sentence; a run without any stop is cut here, so that no pattern meets a wall of text."""

_BREAK = re.compile(
    r"""\n+                                     # a line of its own
      | (?<=[.!?])(?<![=(,]\?)(?<![=(,][ ]\?)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bapprox\.)(?<!^\d\.)(?<!^\d\d\.)["')\]]*\s+(?=[^a-z\s])
      | (?<=[\w)\]%]{2}[.!?])(?<!\bvs\.)(?<!\betc\.)(?<!\b(?:min|max|req|sec|avg|est)\.)(?<!\bincl\.)(?<!\bapprox\.)[ ]+(?=[a-z])
      | (?<=;)\s+
      | (?<=[\s,;:.])(?<!\d:)(?=\(?\d{1,2}\)\s+\S)      # 1) first, 2) second
      | (?<=[,;:.][ ])(?=\d{1,2}\.[ ]+[A-Za-z])  # 1. first, 2. second
      | (?<![ ])[ ]+(?=[•‣][ ])
    """,
    re.VERBOSE | re.MULTILINE,
)
_PLACEHOLDER = re.compile(r"[=(,]\s?\?[\"')*_ ]*$")
"""`WHERE id = ?` asks nothing."""
_LEADER = re.compile(r"^(?:[-*+•‣–]\s+(?:\[[ xX]\]\s+)?|#{1,6}\s+|>\s+|\(?\d{1,2}[.)]\s+|\([a-h]\)\s+)+")
_LABEL = re.compile(
    r"^(?:\*\*|__|\*|_)?(?P<label>[A-Za-z][\w /&'’-]{1,46}?)(?:\*\*|__|\*|_)?(?:\s*\([^()]{1,40}\))?\s*:(?:\*\*|__|\*|_)?(?=\s|$)(?!//)"
)
_WRAPPED = 45
"""A line this long that stops in the middle of a sentence was wrapped by hand."""
_DASHES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "-": " ", "–": " ", "—": " ", "_": " ", "/": " ", "*": " ", "`": " "})
_IZE = re.compile(r"is(e[sdr]?|ers|ing|ations?|able)\b")
_OR = re.compile(r"\b(behavi|col|fav|flav|hon|lab|neighb)our")
_PER = re.compile(r"(?<=[\w.)]) ?/ ?(?=(?:ms|s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|y|yrs?|years?|users?|machines?)\b)")
"""70k/s is 70k per s."""
_SHORT = {
    "w/o": "without",
    "w/": "with",
    "b/c": "because",
    "bc": "because",
    "cuz": "because",
    "svc": "service",
    "svcs": "services",
    "msg": "message",
    "msgs": "messages",
    "idx": "index",
    **{
        f"{word}nt": f"{word}n't"
        for word in ("do", "does", "did", "is", "are", "was", "were", "wo", "ca", "would", "should", "could", "has", "have", "need")
    },
}
_SHORTENED = re.compile(rf"(?<![\w/'])(?:{'|'.join(map(re.escape, _SHORT))})(?![\w/'])")
"""What is typed in haste, and the word it stands for."""


@dataclass(frozen=True)
class Sentence:
    """One sentence or list item. `text` is `message[start:start + len(text)]`.

    `lead_in` holds what stands over it, one a line, and `before` the two sentences before it (`interview_flow.lead_ins`).
    """

    text: str
    start: int
    lead_in: str = ""
    before: str = ""

    @cached_property
    def body(self) -> str:
        """The sentence without its bullet or number."""
        return _LEADER.sub("", self.text).strip()

    @cached_property
    def numbered(self) -> bool:
        """Whether it is an item of a list."""
        return bool(_LEADER.match(self.text))

    @cached_property
    def label(self) -> str:
        """`functional` of `Functional: a, b`; empty when there is none."""
        found = _LABEL.match(self.body)
        return found["label"].strip().lower() if found else ""

    @cached_property
    def title(self) -> str:
        """The label as it was typed."""
        found = _LABEL.match(self.body)
        return found["label"].strip() if found else ""

    @cached_property
    def unlabelled(self) -> str:
        """The body after its label."""
        return _LABEL.sub("", self.body, count=1).strip()

    @cached_property
    def asks(self) -> bool:
        """Whether it is a question."""
        return self.text.rstrip("\"')*_ ").endswith("?") and not _PLACEHOLDER.search(self.text)

    @cached_property
    def near(self) -> str:
        """The sentence with the two before it, as patterns look at them."""
        return f"{self.before} {self.plain}"

    @cached_property
    def plain(self) -> str:
        """What patterns look at: `plain(text)`."""
        return plain(self.text)


def plain(text: str) -> str:
    """Lower case, straight quotes, no hyphens, American spelling, common short forms written out, single spaces."""
    return _plain(text) if len(text) <= LONGEST else _plain.__wrapped__(text)  # what is longer would fill the memory


@lru_cache(maxsize=2048)  # the sentences of an answer, the names and the requirements of a design are asked for by every room
def _plain(text: str) -> str:
    whole = text.lower()
    whole = _PER.sub(" per ", whole) if "/" in whole else whole
    whole = _SHORTENED.sub(lambda short: _SHORT[short[0]], whole)
    folded = " ".join(whole.translate(_DASHES).split())
    folded = _IZE.sub(r"iz\1", folded)
    return _OR.sub(r"\1or", folded) if "our" in folded else folded


@lru_cache(maxsize=64)  # one answer is looked at by several rooms
def sentences(message: str) -> tuple[Sentence, ...]:
    """The sentences of a message, in order; white space alone gives none."""
    found: list[Sentence] = []
    start = line = 0
    for stop, following in [*(match.span() for match in _BREAK.finditer(message)), (len(message), len(message))]:
        if message[stop:following] == "\n":
            wrapped = _wrapped(message, line, start, stop)
            line = following
            if wrapped:
                continue
        elif "\n" in message[stop:following]:
            line = following
        found += _pieces(message[start:stop], start)
        start = following
    return tuple(found)


def _wrapped(message: str, line: int, start: int, stop: int) -> bool:
    """Whether the line that ends here goes on in the next one."""
    return (
        stop - line >= _WRAPPED
        and stop - start < LONGEST // 2
        and message[stop - 1] not in ".!?:;|"
        and message[stop + 1 : stop + 2].islower()
        and not _LABEL.match(message[stop + 1 : stop + 60])
    )


def _pieces(text: str, start: int) -> list[Sentence]:
    pieces: list[Sentence] = []
    while text:
        length = _cut(text)
        piece, text = text[:length], text[length:]
        if body := piece.strip():
            pieces.append(Sentence(body, start + piece.index(body[0])))
        start += length
    return pieces


def _cut(text: str) -> int:
    """How much of a text makes one sentence: all of it, or what ends at the last space before the limit."""
    if len(text) <= LONGEST:
        return len(text)
    return text.rfind(" ", LONGEST // 2, LONGEST) + 1 or LONGEST

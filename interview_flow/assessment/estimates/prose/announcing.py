"""What announces a result in a sentence: `so we need 80 shards`, `that takes about 80 minutes`, `hence 189 GB/day and about 69 TB/yr`."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.pieces import Mark, Piece, Stop, Word, at, is_stop
from interview_flow.assessment.estimates.quantities import Quantity

_ANNOUNCING = frozenset(
    "take takes took taking need needs needed needing become becomes became becoming leave leaves leaving hold holds store stores keep keeps ingest "
    "ingests write writes produce produces generate generates last lasts get gets getting reach reaches require requires requiring order buy use uses "
    "see sees have has having do does send sends receive receives move moves pay pays cost costs spend lose loses push pushes add adds fill fills "
    "be read reads handle run runs serve process want wants make makes give gives create creates want fetch fetches".split()
)
"""Verbs after which a result may stand."""
_TAKEN = frozenset("take takes need needs become becomes leave leaves last lasts require requires cost costs ingest write produce generate lose".split())
"""Those which say by themselves that what follows comes of what went before."""
_PASSED = frozenset("of to at about up track just only around some a total the in all on for down".split())
"""Words between such a verb, or a mark, and the figure."""
_BETWEEN = frozenset("and or so then also plus again".split())
_OPENING = frozenset("with at over given on for if assuming in from across".split())
_GIVEN = frozenset("at with for in if".split())
"""Words with which a mark ends that announces a condition, not a result: `so at 10 rps`."""
_REACH = 8


@dataclass(frozen=True, slots=True)
class Announced:
    """A figure that is said to be a result."""

    place: int
    how: str
    """`so`, `that`, `arrow`, `sign`, `or`, `verb`, or `linked` where it only follows a result."""
    strong: bool
    """Whether it is tied to the figures before it so that it can be called wrong."""
    start: int
    """Where the announcement begins in the text."""
    same: bool = False
    """Whether it says that the same is told once more."""


def announced(pieces: Sequence[Piece], place: int) -> Announced | None:
    """How the figure at a place is announced; None when it is not."""
    words, behind = _words_before(pieces, place)
    before = at(pieces, behind)
    if isinstance(before, Mark) and (before.negated or before.last in _GIVEN or _gives_a_name(pieces, behind)):
        return None
    if isinstance(before, Mark) and before.how != "bound" and _leads(words):
        strong = before.how != "or" or isinstance(at(pieces, behind - 1), Quantity)
        return Announced(place, before.how, strong, before.start, before.same)
    if any(word in _ANNOUNCING for word in words[-1:]) or (len(words) > 1 and words[-1] in _PASSED and _verb_within(words)):
        strong = _opened(pieces, behind) or (_taken(words) and (_pronoun(words) or _begins(pieces, behind + 1)))
        return Announced(place, "verb", strong, _start_of(pieces, behind, place))
    linked = isinstance(before, Quantity) and set(words) <= _BETWEEN and words
    if linked or (not words and (is_stop(before, ",") or (isinstance(before, Mark) and before.how == "or")) and isinstance(at(pieces, behind - 1), Quantity)):
        figure = pieces[place]
        strong = bool(linked) or isinstance(before, Mark) or (isinstance(figure, Quantity) and figure.about)
        return Announced(place, "linked", strong, figure.start)
    return None


def _gives_a_name(pieces: Sequence[Piece], mark: int) -> bool:
    """`N = 3` is no result."""
    sign, name, before = pieces[mark], at(pieces, mark - 1), at(pieces, mark - 2)
    return isinstance(sign, Mark) and sign.how == "sign" and isinstance(name, Word) and (before is None or isinstance(before, Stop))


def _words_before(pieces: Sequence[Piece], place: int) -> tuple[list[str], int]:
    words: list[str] = []
    behind = place - 1
    while behind >= 0 and len(words) < _REACH and isinstance(word := pieces[behind], Word):
        words.append(word.text)
        behind -= 1
    return words[::-1], behind


def _leads(words: Sequence[str]) -> bool:
    """Whether the words between a mark and a figure lead from the one to the other: `so we must keep track of`."""
    return not words or words[-1] in _ANNOUNCING or words == ["we"] or (words[-1] in _PASSED and _verb_within(words))


def _verb_within(words: Sequence[str]) -> bool:
    return any(word in _ANNOUNCING for word in words[-4:]) and words[-1] not in ("a", "the")


def _taken(words: Sequence[str]) -> bool:
    return any(word in _TAKEN for word in words[-3:])


def _pronoun(words: Sequence[str]) -> bool:
    return any(word in ("that", "it", "this", "we", "which") for word in words)


def _opened(pieces: Sequence[Piece], behind: int) -> bool:
    """Whether a `so` stands before in the clause."""
    for place in range(behind, max(-1, behind - 3 * _REACH), -1):
        piece = pieces[place]
        if isinstance(piece, Mark) and piece.how in ("so", "that", "arrow"):
            return not piece.negated
        if isinstance(piece, Stop) and piece.sign in (".", "line", "?", ":"):
            return False
    return False


def _begins(pieces: Sequence[Piece], place: int) -> bool:
    """Whether the sentence begins like `With 25M members`."""
    for back in range(place - 1, max(-1, place - 4 * _REACH), -1):
        piece = pieces[back]
        if isinstance(piece, Stop) and piece.sign in (".", "line", "?", ":"):
            return isinstance(first := pieces[back + 1], Word) and first.text in _OPENING
    return bool(pieces) and isinstance(first := pieces[0], Word) and first.text in _OPENING


def _start_of(pieces: Sequence[Piece], behind: int, place: int) -> int:
    """From the verb on."""
    first = min(place, max(behind + 1, place - 2))
    return pieces[first].start

"""What announces a result in a sentence: `so we need 80 shards`, `that takes about 80 minutes`, `hence 189 GB/day and about 69 TB/yr`."""

from collections.abc import Sequence
from dataclasses import dataclass

from interview_flow.assessment.estimates.kinds import is_copies, is_duration
from interview_flow.assessment.estimates.numerals import Measure
from interview_flow.assessment.estimates.pieces import Mark, Op, Piece, Stop, Word, at, is_stop
from interview_flow.assessment.estimates.prose.verbs import ANNOUNCING, TAKEN, TURNING
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.units import kind

_PASSED = frozenset("of to at about up track just only around some a an total the in all on for us me into with".split())
"""Words between such a verb, or a mark, and the figure."""
_BETWEEN = frozenset("and or so then also plus again".split())
_OPENING = frozenset("with at over given on for if assuming in from across".split())
_GIVEN = frozenset("at with for in if".split())
"""Words with which a mark ends that announces a condition, not a result: `so at 10 rps`."""
_GIVING = frozenset("have has had do does did see sees run runs read reads use uses".split())
"""Verbs with which a figure is mostly given: `and we have 2 GB/s coming in`."""
_DONE = frozenset("done finished over through ready complete processed sent copied moved drained delivered".split())
_PRONOUNS = frozenset("that it this we which they you".split())
_UTMOST = frozenset("max maximum at most only".split())
_REACH = 8


@dataclass(frozen=True, slots=True)
class Announced:
    """A figure that is said to be a result."""

    place: int
    how: str
    """`so`, `that`, `arrow`, `sign`, `or`, `verb`, or `linked` where it only follows another figure."""
    strong: bool
    """Whether it is tied to the figures before it so that it can be called wrong."""
    start: int
    """Where the announcement begins in the text."""
    same: bool = False
    """Whether it says that the same is told once more."""
    led: bool = False
    """Whether a verb stands between: `so the ingest sees`."""


def announced(pieces: Sequence[Piece], place: int) -> Announced | None:
    """How the figure at a place is announced; None when it is not."""
    words, behind = _words_before(pieces, place)
    before, after = at(pieces, behind), at(pieces, place + 1)
    if (isinstance(after, Op) and not after.worded and after.sign in "*/+^") or only_one(pieces[place]):
        return None
    if isinstance(before, Mark):
        return _marked(pieces, place, before, behind, words)
    if words[-3:] == ["in", "other", "words"] and is_stop(before, ",."):
        return Announced(place, "so", True, pieces[place - 3].start, same=True)
    return _by_verb(pieces, place, before, behind, words) or _linked(pieces, place, before, behind, words)


def _by_verb(pieces: Sequence[Piece], place: int, before: Piece | None, behind: int, words: Sequence[str]) -> Announced | None:
    spoken = [*before.label[-1:], *words] if isinstance(before, Quantity) else words
    if spoken[-1:] == ["a"] and len(spoken) > 1 and spoken[-2] in TAKEN and _sized(pieces[place]):
        spoken, words = spoken[:-1], words[:-1]
    verb = _verb_before(spoken)
    if verb is None:
        return None
    subject = isinstance(before, Quantity) and not TAKEN.isdisjoint([*before.label[-1:], *words[:1]])
    lasting = isinstance(figure := pieces[place], Quantity) and is_duration(figure)
    strong = _opened(pieces, behind) or subject or (_taken(spoken) and (lasting or _pronoun(words) or _begins(pieces, behind + 1)))
    strong = strong or (is_stop(before, ",") and words[:1] == spoken[-verb:][:1] and words[0].endswith("ing") and words[0] in TAKEN)
    strong = strong and _GIVING.isdisjoint(spoken[-verb:])
    start = pieces[max(behind + 1, place - verb)].start
    return Announced(place, "verb", strong, start, same=not TURNING.isdisjoint(spoken), led=True)


def _sized(figure: Piece) -> bool:
    """`needs a 20 GB filter`."""
    return isinstance(figure, Quantity) and any(kind(unit).data for unit, _ in figure.measures[0].units)


def only_one(piece: Piece) -> bool:
    """`one agent` is no figure to work with."""
    return isinstance(piece, Quantity) and piece.measures[0] == Measure(1.0) and not piece.multiplier


def _marked(pieces: Sequence[Piece], place: int, mark: Mark, behind: int, words: Sequence[str]) -> Announced | None:
    if mark.negated or mark.how == "bound" or mark.last in _GIVEN or _gives_a_name(pieces, behind) or not _leads(mark, words):
        return None
    if mark.how == "or":
        return _linked(pieces, place, mark, behind, words)
    strong = (not words or words[-1] not in ("a", "an", "the", "of")) and not (mark.how == "so" and _a_term(pieces, place))
    if mark.how == "verb":
        strong = (not _of_its_own(pieces, behind) or (_opened(pieces, behind) and not isinstance(pieces[behind - 2], Word))) and (
            strong or words[-1] == "of"
        )
    return Announced(place, mark.how, strong, mark.start, mark.same, bool(words))


def _a_term(pieces: Sequence[Piece], place: int) -> bool:
    """Whether `so 30M receipts → 60 GB` goes on with it."""
    after = at(pieces, place + 1)
    return isinstance(after, Mark) and after.how in ("sign", "arrow", "verb") and isinstance(at(pieces, place + 2), Quantity)


def _linked(pieces: Sequence[Piece], place: int, before: Piece | None, behind: int, words: Sequence[str]) -> Announced | None:
    """`hence 189 GB/day and about 69 TB/yr`: the figure follows another one."""
    figure = pieces[place]
    if not isinstance(figure, Quantity) or figure.bound or figure.percent or not set(words) <= _BETWEEN:
        return None
    if words == ["then"] and is_stop(before, ","):
        return Announced(place, "so", False, figure.start)
    if isinstance(before, Quantity) and (before.per or before.each) and figure.about and not words:
        return Announced(place, "linked", False, figure.start)
    if isinstance(before, Quantity):
        return Announced(place, "linked", bool(words), figure.start) if words or before.percent or before.multiplier or is_copies(before) else None
    if isinstance(at(pieces, behind - 1), Quantity) and (isinstance(before, Mark) or is_stop(before, ",")):
        return Announced(place, "linked", isinstance(before, Mark) or figure.about, figure.start)
    if is_stop(before, ",") and figure.about and not words and _sized(figure) and isinstance(at(pieces, behind - 1), Word):
        return Announced(place, "linked", False, figure.start)
    return Announced(place, "linked", False, figure.start) if is_stop(before, ":") and not words else None


def _gives_a_name(pieces: Sequence[Piece], mark: int) -> bool:
    """`N = 3` is no result."""
    sign, name, before = pieces[mark], at(pieces, mark - 1), at(pieces, mark - 2)
    return (
        isinstance(sign, Mark) and sign.how == "sign" and isinstance(name, Word) and (before is None or isinstance(before, Stop) or _ornament(before))
    )


def _ornament(piece: Piece) -> bool:
    return isinstance(piece, Word) and not piece.text[:1].isalnum()


def _words_before(pieces: Sequence[Piece], place: int) -> tuple[list[str], int]:
    words: list[str] = []
    behind = place - 1
    while behind >= 0 and len(words) < _REACH and isinstance(word := pieces[behind], Word):
        words.append(word.text)
        behind -= 1
    return words[::-1], behind


def _leads(mark: Mark, words: Sequence[str]) -> bool:
    """Whether the words between a mark and a figure lead from the one to the other: `so we must keep track of`, `gives a bill of`."""
    done = words[-1:] == ["in"] and not _DONE.isdisjoint(words[-2:-1])
    return (
        not words
        or words == ["we"]
        or set(words) <= _UTMOST
        or done
        or _verb_before(words) is not None
        or (mark.how in ("verb", "that") and words[-1] == "of")
    )


def _verb_before(words: Sequence[str]) -> int | None:
    """How many words before the figure a verb of results stands, with nothing but small words after it."""
    if not words or words[-1] in ("a", "an", "the"):
        return None
    for behind, word in enumerate(reversed(words[-5:]), 1):
        if word in ANNOUNCING:
            return behind
        if word not in _PASSED:
            return None
    return None


def _of_its_own(pieces: Sequence[Piece], mark: int) -> bool:
    """Whether the verb has a subject that is none of the figures: `the client timeout is 1 s`."""
    subject = at(pieces, mark - 1)
    return isinstance(subject, Word) and subject.text not in _PRONOUNS and not isinstance(at(pieces, mark - 2), Quantity)


def _taken(words: Sequence[str]) -> bool:
    return any(word in TAKEN for word in words[-3:])


def _pronoun(words: Sequence[str]) -> bool:
    return not _PRONOUNS.isdisjoint(words)


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
    return isinstance(first := pieces[0], Word) and first.text in _OPENING

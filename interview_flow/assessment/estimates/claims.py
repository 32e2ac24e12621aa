"""The claims of a text, in order, each judged from what it starts from."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice

from interview_flow.assessment.estimates.candidates import Candidate
from interview_flow.assessment.estimates.finding import candidates
from interview_flow.assessment.estimates.joining import pieces
from interview_flow.assessment.estimates.judging import judge
from interview_flow.assessment.estimates.naming import named_figures
from interview_flow.assessment.estimates.pieces import Piece, Word
from interview_flow.assessment.estimates.prose.announcing import announced
from interview_flow.assessment.estimates.prose.fractions import with_fractions
from interview_flow.assessment.estimates.prose.scenes import scene
from interview_flow.assessment.estimates.prose.verdict import judge_prose
from interview_flow.assessment.estimates.quantities import Quantity
from interview_flow.assessment.estimates.reporting import Estimated, Verdict, begun, estimated
from interview_flow.assessment.estimates.surroundings import surroundings
from interview_flow.assessment.estimates.tokens import tokens
from interview_flow.assessment.estimates.weighing import Judged
from interview_flow.assessment.estimates.words import CORRECTIONS

__all__ = ["Estimated", "Verdict", "estimates"]

_ROUND_DAY = re.compile(r"\b(?:100k|100,000|10\^5|1e5|10⁵)\s*(?:s\b|sec|seconds)|(?:100k|100,000|10\^5|1e5)\s+seconds", re.IGNORECASE)
_MOST = 200
"""Candidates of one text; nobody estimates more in a message."""
_CORRECTING = 6
_MOST_PROSE = 60
"""Results that are looked for in sentences."""

Told = tuple[Candidate, Judged]


@dataclass(slots=True)
class _Walk:
    """The results of a text while they are judged one after the other."""

    text: str
    pieces: Sequence[Piece]
    used: frozenset[int]
    round_day: bool
    found: list[Estimated] = field(default_factory=list[Estimated])
    ratios: dict[int, float] = field(default_factory=dict[int, float])
    """How wrong the results were that were wrong, by their places in the text."""
    results: set[int] = field(default_factory=set[int])
    """Their places among the pieces."""
    spent: set[int] = field(default_factory=set[int])
    """Where the figures begin that they were worked out from."""
    last: Candidate | None = None
    """What was looked at last."""
    ended: int = 0
    searched: int = 0


def estimates(text: str) -> tuple[Estimated, ...]:
    """Every claim of back-of-envelope arithmetic that can be read with certainty. Never raises."""
    there = with_fractions(named_figures(pieces(tokens(text))))
    possible = list(islice(candidates(there), _MOST))
    used = frozenset(each.start for one in possible if one.worked for each in (*one.terms, one.result) if isinstance(each, Quantity))
    walk = _Walk(text, there, used, bool(_ROUND_DAY.search(text)))
    for place, here in _by_place(there, possible):
        told = _told(walk, place, here)
        if told:
            _report(walk, *told)
    return tuple(walk.found)


def _by_place(there: Sequence[Piece], possible: Sequence[Candidate]) -> Iterator[tuple[int, list[Candidate]]]:
    """The figures in order, each with what it may be the result of."""
    found: dict[int, list[Candidate]] = defaultdict(list)
    for one in possible:
        found[one.place].append(one)
    for place, piece in enumerate(there):
        if isinstance(piece, Quantity):
            yield place, found.get(place, [])


def _told(walk: _Walk, place: int, here: Sequence[Candidate]) -> Told | None:
    """What is said of a result: by the terms that are written before it, else by the figures of the sentence."""
    unchecked: Told | None = None
    walk.last = here[0] if here else walk.last
    for one in here:
        if one.result.start < walk.ended:
            continue
        before = walk.ratios.get(one.head.start) if one.head else None
        judged = judge(one, partial(surroundings, one, walk.pieces, walk.used), round_day=walk.round_day, before=before)
        if judged and judged.ratio is not None:
            return one, judged
        unchecked = unchecked or ((one, judged) if judged else None)
    if (told := _again(walk, place)) is not None:
        return told
    told = _in_prose(walk, place) if walk.pieces[place].start >= walk.ended else None
    return told if told and (told[1].right or not unchecked) else unchecked


def _again(walk: _Walk, place: int) -> Told | None:
    """`→ 200/s, sorry, 20/s`: the sum before, with another result; only if that is right."""
    result, back = walk.pieces[place], place - 1
    while back >= 0 and place - back < _CORRECTING and not isinstance(walk.pieces[back], Quantity):
        back -= 1
    between = walk.pieces[back + 1 : place]
    corrected = any(isinstance(piece, Word) and piece.text in CORRECTIONS for piece in between)
    if not corrected or walk.last is None or walk.last.place != back or not isinstance(result, Quantity):
        return None
    one = replace(walk.last, result=result, place=place, start=result.start)
    judged = judge(one, partial(surroundings, one, walk.pieces, walk.used), round_day=walk.round_day, before=None)
    return (one, judged) if judged and judged.right else None


def _in_prose(walk: _Walk, place: int) -> Told | None:
    told = announced(walk.pieces, place)
    if told is None or walk.searched >= _MOST_PROSE:
        return None
    walk.searched += 1
    around = scene(walk.pieces, place, walk.results, frozenset(walk.spent))
    return judge_prose(walk.pieces, told, around, round_day=walk.round_day) if around else None


def _report(walk: _Walk, candidate: Candidate, judged: Judged) -> None:
    start = begun(walk.text, candidate.start, walk.ended)
    if judged.ratio and not judged.right:
        walk.ratios[candidate.result.start] = judged.ratio
    linked = bool(candidate.head and walk.found and candidate.start <= candidate.head.start < walk.ended)
    walk.found.append(estimated(walk.text, start, candidate, judged, linked=linked))
    walk.results.add(candidate.place)
    walk.spent.update(term.start for term in candidate.terms if isinstance(term, Quantity))
    walk.ended = start + len(walk.found[-1].claim)

"""The words that findings rest on: one numbered passage for each stretch of words, with all that it shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.channels.web.review.passages import Passage, found_in
from interview_flow.assessment.contradictions import Contradiction
from interview_flow.assessment.scorecard import CriterionScore
from interview_flow.assessment.whole import Assessment
from interview_flow.transcript import Quote, Turn

_Place = tuple[int, int, int]
"""Turn, start and stop."""


@dataclass(frozen=True)
class Note:
    """What a passage shows; `id` is the passage's, `number` counts within its turn."""

    id: str
    number: int
    shows: tuple[CriterionScore, ...]
    against: tuple[Contradiction, ...]


@dataclass(frozen=True)
class Evidence:
    """The notes of each turn, the passages they are about, and where each quote stands."""

    notes: Mapping[int, tuple[Note, ...]]
    passages: Mapping[int, tuple[Passage, ...]]
    places: Mapping[Quote, str]

    def place(self, quote: Quote) -> str:
        """The id of the words of a quote; of its turn, should they not be found."""
        return self.places.get(quote, turn_id(quote.turn))


NONE = Evidence({}, {}, {})
"""For who may not know how it went."""


def turn_id(turn: int) -> str:
    """What a link to a turn leads to."""
    return f"turn-{turn}"


def evidence(assessment: Assessment, turns: Iterable[Turn]) -> Evidence:
    """Everything that the judgement quotes of what was said."""
    texts = {turn.turn: turn.text for turn in turns}
    shown: dict[_Place, list[CriterionScore]] = {}
    against: dict[_Place, list[Contradiction]] = {}
    of: dict[Quote, _Place] = {}

    def placed(quote: Quote) -> _Place | None:
        found = found_in(texts.get(quote.turn, ""), quote.quote)
        if found:
            of[quote] = (quote.turn, *found)
        return of.get(quote)

    for criterion in assessment.scorecard.criteria:
        for place in dict.fromkeys(filter(None, map(placed, criterion.evidence))):
            shown.setdefault(place, []).append(criterion)
    for each in assessment.contradictions:
        for place in dict.fromkeys(filter(None, map(placed, (each.first, each.second)))):
            against.setdefault(place, []).append(each)
    return _numbered(shown, against, of)


def _numbered(shown: Mapping[_Place, list[CriterionScore]], against: Mapping[_Place, list[Contradiction]], of: Mapping[Quote, _Place]) -> Evidence:
    notes: dict[int, list[Note]] = {}
    passages: dict[int, list[Passage]] = {}
    ids: dict[_Place, str] = {}
    for place in sorted({*shown, *against}, key=lambda each: (each[0], each[1], -each[2])):
        turn, start, stop = place
        number = len(notes.setdefault(turn, [])) + 1
        ids[place] = f"{turn_id(turn)}-{number}"
        notes[turn].append(Note(ids[place], number, tuple(shown.get(place, ())), tuple(against.get(place, ()))))
        looks = "evidence" if place in shown else "against"
        passages.setdefault(turn, []).append(Passage(start, stop, ids[place], looks, number))
    return Evidence(
        {turn: tuple(each) for turn, each in notes.items()},
        {turn: tuple(each) for turn, each in passages.items()},
        {quote: ids[place] for quote, place in of.items()},
    )

"""The transcript: what was said in each phase, with the words that are rested on and the sums worked out where they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from markupsafe import Markup

from bot.archive import Kept
from bot.channels.web.review.evidence import Evidence, Note, turn_id
from bot.channels.web.review.passages import Passage, found_in, marked
from interview_flow.assessment.contradictions import Contradiction
from interview_flow.assessment.scorecard import CriterionScore
from interview_flow.assessment.sums import Sum
from interview_flow.phases import Phase
from interview_flow.transcript import Speaker, Turn, UnscorableReason


@dataclass(frozen=True)
class Checked:
    """A sum with the id of the words that claim it."""

    sum: Sum
    id: str


@dataclass(frozen=True)
class Noted:
    """What words of a turn show, or contradict."""

    criterion: CriterionScore | None
    against: Contradiction | None
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Said:
    """One turn as it is shown. `into` is minutes since the interview began, `words` what was said, as HTML."""

    turn: Turn
    id: str
    into: float
    words: Markup
    notes: tuple[Note, ...] = ()
    sums: tuple[Checked, ...] = ()
    worthless: UnscorableReason | None = None

    @property
    def noted(self) -> tuple[Noted, ...]:
        """What the turn shows, each thing once, with all of its words."""
        found: dict[tuple[CriterionScore | None, Contradiction | None], list[Note]] = {}
        for note in self.notes:
            for criterion in note.shows:
                found.setdefault((criterion, None), []).append(note)
            for against in note.against:
                found.setdefault((None, against), []).append(note)
        return tuple(Noted(*what, tuple(notes)) for what, notes in found.items())

    @property
    def is_candidate(self) -> bool:
        """Whether the candidate said it."""
        return self.turn.speaker is Speaker.CANDIDATE


@dataclass(frozen=True)
class Part:
    """Turns of one phase in a row. `id` is set where a phase begins for the first time."""

    phase: Phase
    id: str
    said: tuple[Said, ...]


def parts(kept: Kept, found: Evidence, *, judged: bool) -> tuple[Part, ...]:
    """The transcript; without a word of how it was judged for who may not know."""
    worthless = {each.turn: each.reason for each in kept.interview.unscorable} if judged else {}
    sums = _by_turn(kept.assessment.sums) if judged else {}
    said = [_said(turn, kept.source.started_at, found, sums.get(turn.turn, ()), worthless) for turn in kept.turns]
    begun: set[Phase] = set()
    made: list[Part] = []
    for phase, here in groupby(said, key=lambda each: each.turn.phase):
        made.append(Part(phase, "" if phase in begun else f"part-{phase}", tuple(here)))
        begun.add(phase)
    return tuple(made)


def _said(turn: Turn, began: datetime, found: Evidence, sums: Sequence[Sum], worthless: Mapping[int, UnscorableReason]) -> Said:
    checked = tuple(Checked(each, f"{turn_id(turn.turn)}-sum-{number}") for number, each in enumerate(sums, 1))
    passages = (*found.passages.get(turn.turn, ()), *filter(None, (_claim(each, turn) for each in checked)))
    return Said(
        turn=turn,
        id=turn_id(turn.turn),
        into=max(0.0, (turn.at - began).total_seconds() / 60),
        words=marked(turn.text, passages),
        notes=found.notes.get(turn.turn, ()),
        sums=checked,
        worthless=worthless.get(turn.turn),
    )


def _claim(checked: Checked, turn: Turn) -> Passage | None:
    """Where the claim stands: at its place, or where its words are first found."""
    claim, start = checked.sum.claim, checked.sum.start
    place = (start, start + len(claim)) if turn.text[start : start + len(claim)] == claim else found_in(turn.text, claim)
    return Passage(*place, id=checked.id, css=f"sum {checked.sum.verdict}") if place else None


def _by_turn(sums: Iterable[Sum]) -> dict[int, tuple[Sum, ...]]:
    found: dict[int, tuple[Sum, ...]] = {}
    for each in sums:
        found[each.turn] = (*found.get(each.turn, ()), each)
    return found

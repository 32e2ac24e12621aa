"""Where an interview is, as a page shows it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.bank import Bank
from interview_flow import clock
from interview_flow.interview import Interview
from interview_flow.phases import ONLY_IN, Command, Phase, Stage
from interview_flow.rubric import Mode
from interview_flow.transcript import Turn, Wish


class Reached(StrEnum):
    """How far a phase is."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    MISSED = "missed"
    """The interview ended before it."""


@dataclass(frozen=True)
class Place:
    """One phase. `number` counts from 1 and is 0 in a drill, which has no other; `planned` and `spent` are minutes, `planned` None without a clock."""

    phase: Phase
    title: str
    number: int
    reached: Reached
    planned: float | None
    spent: float


@dataclass(frozen=True)
class Standing:
    """`whole` and `here` are the seconds left of the interview and of its phase, None without a clock; the clock `runs` while an answer is owed."""

    interview: Interview
    title: str
    places: tuple[Place, ...]
    whole: float | None
    here: float | None
    runs: bool
    may: frozenset[Wish]

    @property
    def place(self) -> Place:
        """The phase that the interview is in, or ended in."""
        return next(place for place in self.places if place.phase is self.interview.phase)

    @property
    def saved(self) -> float:
        """Minutes that the parts before this one left over; below 0 they used some of this one's."""
        before = self.places[: max(0, self.place.number - 1)]
        return sum(place.planned - place.spent for place in before if place.planned is not None)


@dataclass(frozen=True)
class Said:
    """A turn as it is shown, and its phase; the first of a phase comes `under` the title of that phase."""

    turn: Turn
    place: Place
    under: Place | None


def standing(interview: Interview, bank: Bank, now: datetime) -> Standing:
    """Where an interview is at this moment."""
    here, whole = clock.left_in_phase(interview, bank.rubric, now), clock.left(interview, now)
    return Standing(
        interview=interview,
        title=bank.title(interview.problem, interview.topic, interview.drilled),
        places=places(interview, bank),
        whole=whole,
        here=here if here is None or whole is None else min(here, whole),
        runs=interview.stage is Stage.ACTIVE and interview.owing_since is not None,
        may=_may(interview),
    )


def minutes_and_seconds(seconds: float) -> str:
    """A time that is left: 12:05."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def places(interview: Interview, bank: Bank) -> tuple[Place, ...]:
    """The phases in order; of a drill its one."""
    phases = [(0, interview.drill.phase)] if interview.drill else list(enumerate(Phase, 1))
    return tuple(
        Place(
            phase=phase,
            title=bank.rubric.guide(phase).title,
            number=number,
            reached=_reached(interview, phase),
            planned=clock.seconds(interview, bank.rubric, phase) / 60 if interview.minutes else None,
            spent=interview.spent.get(phase, 0.0) / 60,
        )
        for number, phase in phases
    )


def said(turns: tuple[Turn, ...], all_places: tuple[Place, ...]) -> list[Said]:
    """Every turn with what it is shown under."""
    by_phase = {place.phase: place for place in all_places}
    before = [None, *(turn.phase for turn in turns)]
    return [
        Said(turn, by_phase[turn.phase], by_phase[turn.phase] if turn.phase is not last else None) for turn, last in zip(turns, before, strict=False)
    ]


def _reached(interview: Interview, phase: Phase) -> Reached:
    if interview.over:
        return Reached.DONE if phase in interview.visited else Reached.MISSED
    if phase is interview.phase:
        return Reached.CURRENT
    return Reached.DONE if phase in interview.visited else Reached.AHEAD


def _may(interview: Interview) -> frozenset[Wish]:
    """What can be asked for by a button now."""
    if interview.over:
        return frozenset()
    if interview.stage is Stage.PAUSED:
        return frozenset({Wish.RESUME, Wish.END})
    if interview.drill:
        return frozenset({Wish.HINT, Wish.PAUSE, Wish.END})
    further = {Wish.NEXT} if interview.phase in ONLY_IN[Command.ADVANCE] else set[Wish]()
    over_again = {Wish.RESTART} if interview.mode is Mode.COACH else set[Wish]()
    return frozenset({Wish.HINT, Wish.PAUSE, Wish.END} | further | over_again)

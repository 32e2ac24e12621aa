"""The scorecard, phase by phase, each finding with links to the words it rests on."""

from collections import Counter
from dataclasses import dataclass

from bot.archive import Kept
from bot.channels.web.review.evidence import Evidence
from interview_flow.assessment.scorecard import VERDICTS, CriterionScore, Scorecard, Verdict
from interview_flow.phases import Phase
from interview_flow.rubric import Rubric
from interview_flow.transcript import Initiative, Quote, Status


@dataclass(frozen=True)
class Words:
    """What the candidate said, and the id of the place where it stands."""

    quote: Quote
    place: str


@dataclass(frozen=True)
class Line:
    """One criterion. `above` says that its level is above the one that was chosen, so that nothing is lost by it."""

    criterion: CriterionScore
    above: bool
    evidence: tuple[Words, ...]

    @property
    def id(self) -> str:
        """What a link to it leads to."""
        return line_id(self.criterion.id)


@dataclass(frozen=True)
class PhaseLine:
    """One phase. `minutes`, `planned` and `own` (how the candidate scored it, 0 to 100) are None where they are not known."""

    phase: Phase
    title: str
    score: float
    reached: bool
    minutes: float | None
    planned: float | None
    own: int | None
    lines: tuple[Line, ...]

    @property
    def counts(self) -> dict[Status, int]:
        """How many criteria stand how; those above the chosen level count where they were shown."""
        counted = Counter(line.criterion.status for line in self.lines if not (line.above and line.criterion.status is Status.ABSENT))
        return {status: counted[status] for status in Status}


@dataclass(frozen=True)
class Band:
    """A verdict with the scores that give it: from `low` up to `high`."""

    verdict: Verdict
    low: float
    high: float


def line_id(criterion: str) -> str:
    """What a link to a criterion leads to."""
    return f"criterion-{criterion.replace('.', '-')}"


def bands() -> tuple[Band, ...]:
    """Every verdict, the lowest first."""
    lows = [float(bound) for bound, _ in reversed(VERDICTS)]
    names = [verdict for _, verdict in reversed(VERDICTS)]
    return tuple(Band(verdict, low, high) for verdict, low, high in zip(names, lows, [*lows[1:], 100.0], strict=True))


def phase_lines(kept: Kept, rubric: Rubric, found: Evidence) -> tuple[PhaseLine, ...]:
    """Every phase, in order."""
    used = {each.phase: each for each in kept.assessment.time}
    own = next((each for each in kept.interview.opinions.values() if each.by == kept.interview.candidate), None)
    level = kept.scorecard.level
    return tuple(
        PhaseLine(
            phase=each.phase,
            title=rubric.guide(each.phase).title,
            score=each.score,
            reached=each.phase in kept.interview.visited,
            minutes=used[each.phase].minutes if each.phase in used else None,
            planned=used[each.phase].planned if each.phase in used else None,
            own=own.phases.get(each.phase) if own else None,
            lines=tuple(_line(criterion, found, above=not level.includes(criterion.level)) for criterion in each.criteria),
        )
        for each in kept.scorecard.phases
    )


def initiatives(card: Scorecard) -> dict[Initiative, int]:
    """How many of the things that were shown came by themselves, when asked, or after a hint."""
    counted = Counter(each.initiative for each in card.criteria)
    return {each: counted[each] for each in Initiative}


def _line(criterion: CriterionScore, found: Evidence, *, above: bool) -> Line:
    return Line(criterion, above, tuple(Words(quote, found.place(quote)) for quote in criterion.evidence))

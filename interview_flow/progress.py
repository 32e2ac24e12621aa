"""How somebody gets on: their finished interviews beside one another.

Claims rest on the strict interviews where there are any: a coach names the next topic, so what was shown there shows less.
"""

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property

from pydantic import AwareDatetime

from interview_flow.assessment.scorecard import SLOPE, WEIGHTS, Scorecard, Verdict, phase_score
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.rubric import Criterion, Level, Mode, Rubric
from interview_flow.transcript import Initiative, Status

LATEST = 6
"""Interviews that a claim about a criterion rests on, at most."""
SHOWN_WELL = 0.6
"""What a criterion must have earned on average (0 to 1) to be a strength."""
MOST = 5
"""Criteria that are named as strengths, and as weaknesses."""
RECENT = 12
"""Interviews over which a score is called rising or falling, at most."""
FEWEST = 3
"""Values before anything is said of where they are going."""
NOTICEABLE = 0.1
"""Share of the whole by which the later values must differ from the earlier ones to be called a change."""


class Outcome(Frozen):
    """How one criterion came out in one interview. `earned` is 0 to 1, `expected` whether the level asks for it."""

    criterion: str
    status: Status
    initiative: Initiative | None
    earned: float
    expected: bool

    @property
    def phase(self) -> Phase:
        """Where it belongs."""
        return Phase(self.criterion.partition(".")[0])


class Sitting(Frozen):
    """One finished interview. `phase` is the last one it came to, `score` 0 to 100; coach mode has no verdict, and neither has a drill, which is of the
    one phase `drill`."""

    id: str
    title: str
    problem: str | None
    level: Level
    mode: Mode
    at: AwareDatetime
    score: float
    verdict: Verdict | None
    phase: Phase
    outcomes: tuple[Outcome, ...]
    drill: Phase | None = None

    def reached(self, phase: Phase) -> bool:
        """Whether the interview came to this phase."""
        return phase in self._scores

    def phase_score(self, phase: Phase) -> float | None:
        """0 to 100; None for a phase that was not reached."""
        return self._scores.get(phase)

    def count(self, status: Status) -> int:
        """How many of the criteria that the level asks for came out like this."""
        return self._counts[status]

    @cached_property
    def _scores(self) -> dict[Phase, float]:
        of: dict[str, list[Outcome]] = {phase.value: [] for phase in Phase}
        for each in self.outcomes:
            of[each.criterion.partition(".")[0]].append(each)
        reached = [self.drill] if self.drill else list(Phase)[: list(Phase).index(self.phase) + 1]
        return {
            phase: phase_score([each.earned for each in of[phase]], sum(each.expected for each in of[phase])) for phase in reached if of[phase.value]
        }

    @cached_property
    def _counts(self) -> Counter[Status]:
        return Counter(each.status for each in self.outcomes if each.expected)


class Trend(StrEnum):
    """Where values are going."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    OPEN = "open"
    """There are too few to tell."""


class Sighting(Frozen):
    """A criterion in one interview."""

    interview: str
    title: str
    problem: str | None
    level: Level
    at: AwareDatetime
    status: Status
    initiative: Initiative | None
    earned: float


class Thread(Frozen):
    """One criterion through the latest interviews that asked for it, the oldest first. `worth` is what one interview gives for it, in points of 100."""

    criterion: str
    says: str
    phase: Phase
    level: Level
    sightings: tuple[Sighting, ...]
    worth: float

    @property
    def mean(self) -> float:
        """What it earned on average, 0 to 1."""
        return sum(each.earned for each in self.sightings) / len(self.sightings)

    @property
    def lost(self) -> float:
        """Points of 100 that it cost on average."""
        return round(self.worth * (1 - self.mean), 2)

    @property
    def trend(self) -> Trend:
        """Whether it is shown better than before, by the same rule as a score: among the latest that were held to the same level."""
        return trend([each.earned for each in self.sightings if each.level is self.sightings[-1].level], 1.0)


def outcomes(card: Scorecard) -> tuple[Outcome, ...]:
    """What a scorecard says of each criterion that it counts."""
    return tuple(
        Outcome(criterion=each.id, status=each.status, initiative=each.initiative, earned=each.earned, expected=card.level.includes(each.level))
        for each in card.criteria
    )


def trend(values: Sequence[float], whole: float) -> Trend:
    """The mean of the later half against that of the earlier half; the one in the middle of an odd number belongs to neither."""
    if len(values) < FEWEST:
        return Trend.OPEN
    half = len(values) // 2
    change = (sum(values[-half:]) - sum(values[:half])) / half / whole
    if abs(change) < NOTICEABLE:
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def basis(sittings: Sequence[Sitting]) -> tuple[Sitting, ...]:
    """The interviews and drills that claims rest on: the strict ones, or all where no whole interview was strict."""
    strict = tuple(each for each in sittings if each.mode is Mode.STRICT)
    return strict if whole(strict) else tuple(sittings)


def whole(sittings: Sequence[Sitting]) -> tuple[Sitting, ...]:
    """Those that are no drills: a few criteria of one phase make no score of an interview."""
    return tuple(each for each in sittings if each.drill is None)


def comparable(sittings: Sequence[Sitting]) -> tuple[Sitting, ...]:
    """The latest whole interviews that were held to the same level, so that a higher bar is not taken for a step back."""
    found = basis(whole(sittings))
    return tuple(each for each in found if each.level is found[-1].level)[-RECENT:]


def threads(sittings: Sequence[Sitting], rubric: Rubric) -> tuple[Thread, ...]:
    """Every criterion that was asked for, in the rubric's order. `sittings` stand with the oldest first."""
    sighted: dict[str, list[Sighting]] = {}
    for sitting in basis(sittings):
        for outcome in sitting.outcomes:
            if outcome.expected and sitting.reached(outcome.phase):
                sighted.setdefault(outcome.criterion, []).append(_sighting(sitting, outcome))
    known = [criterion for criterion in rubric.criteria if criterion.id in sighted]
    level = basis(sittings)[-1].level if sittings else Level.SENIOR
    return tuple(_thread(criterion, sighted[criterion.id][-LATEST:], worth(criterion, rubric, level)) for criterion in known)


def strongest(found: Sequence[Thread]) -> tuple[Thread, ...]:
    """What is shown best and most reliably; of equals, what is worth more."""
    return tuple(sorted((each for each in found if each.mean >= SHOWN_WELL), key=lambda each: (-round(each.mean, 3), -each.worth)))[:MOST]


def weakest(found: Sequence[Thread]) -> tuple[Thread, ...]:
    """What costs most points; a strength is not among them."""
    strong = {each.criterion for each in strongest(found)}
    open_ = [each for each in found if each.lost > 0 and each.criterion not in strong]
    return tuple(sorted(open_, key=lambda each: (-each.lost, list(Level).index(each.level))))[:MOST]


def worth(criterion: Criterion, rubric: Rubric, level: Level) -> float:
    """Points of 100 at a level; criteria weigh alike within a phase."""
    expected = sum(level.includes(each.level) for each in rubric.guide(criterion.phase).criteria)
    return 100 * SLOPE * WEIGHTS[criterion.phase] / sum(WEIGHTS.values()) / max(1, expected)


def _sighting(sitting: Sitting, outcome: Outcome) -> Sighting:
    return Sighting(
        interview=sitting.id,
        title=sitting.title,
        problem=sitting.problem,
        level=sitting.level,
        at=sitting.at,
        status=outcome.status,
        initiative=outcome.initiative,
        earned=outcome.earned,
    )


def _thread(criterion: Criterion, sightings: Sequence[Sighting], worth: float) -> Thread:
    return Thread(criterion=criterion.id, says=criterion.says, phase=criterion.phase, level=criterion.level, sightings=tuple(sightings), worth=worth)

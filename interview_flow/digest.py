"""What somebody practised in a week, what moved by it, and for how long there was nothing.

Nothing is compared that was not held to the same level, and nothing is told of an interview before its candidate was shown how it went.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo
from enum import IntEnum

from pydantic import AwareDatetime

from interview_flow.assessment.scorecard import Verdict
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.progress import Outcome, Sitting, basis, worth
from interview_flow.rubric import Mode, Rubric
from interview_flow.schedule.walls import local_instant
from interview_flow.transcript import Initiative, Status

WEEK = timedelta(days=7)
MOST_MOVES = 3
"""Criteria that are named as better, and as worse."""
KIND_LINES = 2
"""Weeks in a row without practice in which a line is still said; then it is for them to come back."""


class Week(Frozen):
    """Seven days by somebody's own clock: an hour more or less when it is changed. `until` is not part of it."""

    since: AwareDatetime
    until: AwareDatetime

    def holds(self, at: datetime) -> bool:
        """Whether this moment lies in it."""
        return self.since <= at < self.until


def week_before(wall: datetime, zone: tzinfo) -> Week:
    """The seven days before a local time (without a zone), so that two digests that follow each other leave nothing out and tell nothing twice."""
    return Week(since=local_instant(wall - WEEK, zone), until=local_instant(wall, zone))


class Held(Frozen):
    """An interview or, of the phase `drill`, a drill that was finished. `seconds` are those in which the candidate had the word; `is_known` says that
    they were shown how it went."""

    id: str
    title: str
    at: AwareDatetime
    seconds: float
    mode: Mode
    is_known: bool
    drill: Phase | None = None
    verdict: Verdict | None = None


class Quizzed(Frozen):
    """An answer to a question of a quiz."""

    at: AwareDatetime
    is_right: bool


class Step(IntEnum):
    """How well a criterion was shown, the least first."""

    MISSING = 0
    IN_PART = 1
    HINTED = 2
    PROMPTED = 3
    UNPROMPTED = 4


class Move(Frozen):
    """A criterion that came out otherwise than the last time before this week; `interview` (called `title`) is the evidence, `points` of 100 what
    hangs on it."""

    criterion: str
    says: str
    before: Step
    after: Step
    interview: str
    title: str
    points: float


class Digest(Frozen):
    """A week. `quiet_weeks` counts those without practice up to and with this one, since the digest was asked for."""

    week: Week
    interviews: tuple[Held, ...] = ()
    drills: tuple[Held, ...] = ()
    answered: int = 0
    right: int = 0
    minutes: int = 0
    better: tuple[Move, ...] = ()
    worse: tuple[Move, ...] = ()
    quiet_weeks: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was practised."""
        return not (self.interviews or self.drills or self.answered)

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to say, not even a kind word once more."""
        return self.quiet_weeks > KIND_LINES


def digest(
    held: Iterable[Held], sittings: Sequence[Sitting], quizzed: Sequence[Quizzed], rubric: Rubric, week: Week, zone: tzinfo, asked_at: datetime
) -> Digest:
    """`held` are a person's latest, known to them or not, and `sittings` what these came to; `asked_at` is when they asked for the digest."""
    all_held = [each if each.is_known else each.model_copy(update={"verdict": None}) for each in held]
    secret = {each.id for each in all_held if not each.is_known}
    within = sorted((each for each in all_held if week.holds(each.at)), key=lambda each: (each.at, each.id))
    answers = [each for each in quizzed if week.holds(each.at)]
    better, worse = _moves([each for each in sittings if each.id not in secret], rubric, week)
    return Digest(
        week=week,
        interviews=tuple(each for each in within if each.drill is None),
        drills=tuple(each for each in within if each.drill is not None),
        answered=len(answers),
        right=sum(each.is_right for each in answers),
        minutes=round(sum(each.seconds for each in within) / 60),
        better=better,
        worse=worse,
        quiet_weeks=quiet_weeks([each.at for each in (*all_held, *quizzed)], week, zone, asked_at),
    )


def quiet_weeks(practised: Iterable[datetime], week: Week, zone: tzinfo, asked_at: datetime) -> int:
    """How many weeks in a row, up to this one, nothing was practised; those before the digest was asked for count for nothing."""
    latest = max((each for each in practised if each < week.until), default=None)
    until = _wall(week.until, zone)
    asked_for = max(1, -((_wall(asked_at, zone) - until) // WEEK))
    return asked_for if latest is None else min(asked_for, (until - _wall(latest, zone)) // WEEK)


def step(outcome: Outcome) -> Step:
    """How well it was shown. A hint weighs no more where it was shown only in part."""
    if outcome.status is Status.ABSENT:
        return Step.MISSING
    if outcome.status is Status.PARTIAL:
        return Step.IN_PART
    return {Initiative.HINTED: Step.HINTED, Initiative.UNPROMPTED: Step.UNPROMPTED}.get(outcome.initiative or Initiative.PROMPTED, Step.PROMPTED)


def _moves(sittings: Sequence[Sitting], rubric: Rubric, week: Week) -> tuple[tuple[Move, ...], tuple[Move, ...]]:
    """What came out better and what came out worse, what costs or gives most first."""
    seen: dict[str, list[tuple[Sitting, Outcome]]] = {}
    for sitting in sorted(basis(sittings), key=lambda each: (each.at, each.id)):
        for outcome in sitting.outcomes:
            if outcome.expected and sitting.reached(outcome.phase) and sitting.at < week.until:
                seen.setdefault(outcome.criterion, []).append((sitting, outcome))
    known = {criterion.id for criterion in rubric.criteria}
    found = [move for name, each in seen.items() if name in known and (move := _move(each, rubric, week))]
    found.sort(key=lambda each: (-each.points, each.criterion))
    return tuple(each for each in found if _is_better(each))[:MOST_MOVES], tuple(each for each in found if _is_worse(each))[:MOST_MOVES]


def _move(seen: Sequence[tuple[Sitting, Outcome]], rubric: Rubric, week: Week) -> Move | None:
    """The last time in this week against the last time before it at the same level."""
    sitting, outcome = seen[-1]
    earlier = [each for held, each in seen if held.at < week.since and held.level is sitting.level]
    if not earlier or not week.holds(sitting.at):
        return None
    criterion = rubric.criterion(outcome.criterion)
    change = abs(outcome.earned - earlier[-1].earned)
    return Move(
        criterion=criterion.id,
        says=criterion.says,
        before=step(earlier[-1]),
        after=step(outcome),
        interview=sitting.id,
        title=sitting.title,
        points=round(worth(criterion, rubric, sitting.level) * change, 4),
    )


def _is_better(move: Move) -> bool:
    return move.after > move.before


def _is_worse(move: Move) -> bool:
    """Who was asked before they came to it themselves has not forgotten it."""
    return min(move.after, Step.PROMPTED) < min(move.before, Step.PROMPTED)


def _wall(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)

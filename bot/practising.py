"""What somebody should practise, from what they have shown: the one place that Slack, the web, reminders and the digest ask."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.app import App
from bot.bank import Bank
from bot.history import what_is_known
from bot.preferences import preferences
from interview_flow.phases import Phase
from interview_flow.practice.forecast import DayDue, forecast
from interview_flow.practice.memory import Skill, skills
from interview_flow.practice.next_drill import Suggestion, drill_for, next_drill
from interview_flow.practice.reviews import Review
from interview_flow.practice.streak import WEEKS, Streak, streak
from interview_flow.rubric import Level, Mode
from storage.marks import Mark
from storage.people import People, Person
from storage.reminders import Reminders
from storage.tallies import Tallies
from storage.transcripts import Listed

LOOKED_BACK = timedelta(weeks=53)
"""How far the weeks with practice are followed back."""


@dataclass(frozen=True)
class Practice:
    """Where somebody stands at a moment: `skills` in the rubric's order, at the `level` of their latest strict interview. `forecast` and `streak` go by the
    calendar of `zone`; of `waiting` more interviews the marks are still to be made."""

    skills: tuple[Skill, ...]
    suggestion: Suggestion | None
    forecast: tuple[DayDue, ...]
    streak: Streak
    level: Level
    zone: tzinfo
    now: datetime
    waiting: int
    bank: Bank = field(repr=False)
    reviews: tuple[Review, ...] = field(repr=False)

    @property
    def due(self) -> tuple[Skill, ...]:
        """What is due, the most at stake first."""
        return tuple(sorted((each for each in self.skills if each.is_due(self.now)), key=lambda each: -each.at_stake(self.now)))

    def drill(self, criterion: str) -> Suggestion | None:
        """The drill of a skill that they chose themselves; the suggested one for none."""
        if not criterion:
            return self.suggestion
        return drill_for(criterion, self.skills, self.reviews, self.bank.problems, self.bank.rubric, self.now)

    def drill_of(self, phase: Phase) -> Suggestion | None:
        """The drill of a phase that they chose themselves, on what is most at stake in it; None where nothing of it was ever on."""
        its = sorted((each for each in self.skills if each.phase is phase), key=lambda each: -each.at_stake(self.now))
        return next((drill for each in its if (drill := self.drill(each.criterion))), None)


async def practice(app: App, person: str, now: datetime) -> Practice:
    """A person's. What they were not shown yet does not count. Raises `StorageFailed`."""
    finished, marks = await what_is_known(app, person)
    known = await People(app.database).find(person)
    practised = await Tallies(app.database).practised_at(person, now - LOOKED_BACK)
    zone = zone_called(await Reminders(app.database).zone(person))
    return await asyncio.to_thread(_made, app.bank, known, finished, marks, practised, zone, now)


def zone_called(name: str) -> tzinfo:
    """The zone of an IANA name; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def reviews_of(finished: Sequence[Listed], marks: Iterable[Mark]) -> tuple[Review, ...]:
    """The marks of these interviews, the oldest first. A phase that an interview did not come to was not asked for."""
    phases = list(Phase)
    of = {each.id: (each, {phase.value for phase in phases[: phases.index(each.phase) + 1]}) for each in finished}
    found = (_review(mark, *of[mark.interview_id]) for mark in marks if mark.interview_id in of)
    return tuple(sorted(found, key=lambda each: (each.at, each.interview_id)))


def _review(mark: Mark, of: Listed, reached: set[str]) -> Review:
    return Review(
        criterion=mark.criterion,
        at=mark.at,
        status=mark.status,
        initiative=mark.initiative,
        earned=mark.earned,
        expected=mark.expected and mark.criterion.partition(".")[0] in reached,
        problem=mark.problem,
        interview_id=mark.interview_id,
        coached=of.mode is Mode.COACH,
        drill=of.drill,
    )


def _made(
    bank: Bank, person: Person, finished: Sequence[Listed], marks: Sequence[Mark], practised: Sequence[datetime], zone: tzinfo, now: datetime
) -> Practice:
    """Takes long enough that others would wait for it on the event loop."""
    reviews = reviews_of(finished, marks)
    level = _level(person, finished)
    found = skills(reviews, bank.rubric, level, now)
    return Practice(
        skills=found,
        suggestion=next_drill(found, reviews, bank.problems, bank.rubric, now),
        forecast=forecast(found, now, zone),
        streak=streak(practised, now, zone, WEEKS),
        level=level,
        zone=zone,
        now=now,
        waiting=len({each.id for each in finished} - {mark.interview_id for mark in marks}),
        bank=bank,
        reviews=reviews,
    )


def _level(person: Person, finished: Sequence[Listed]) -> Level:
    whole = [each for each in finished if each.drill is None] or finished
    latest = ([each for each in whole if each.mode is Mode.STRICT] or whole)[-1:]
    return latest[0].level if latest else preferences(person).level


@dataclass(frozen=True)
class Practising:
    """The same, for who is asked about one person after the other."""

    app: App = field(repr=False)
    clock: Callable[[], datetime]

    async def of(self, person: str) -> Practice:
        """A person's, now. Raises `StorageFailed`."""
        return await practice(self.app, person, self.clock())

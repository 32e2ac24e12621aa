"""What a team practised in a week: counts in which nobody can be picked out, and by name only those who agreed."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum

from pydantic import AwareDatetime

from interview_flow.digest import KIND_LINES, WEEK, Week, week_before
from interview_flow.frozen import Frozen
from interview_flow.phases import Phase
from interview_flow.small_groups import FEWEST, Attendance, Count, total


class Practice(StrEnum):
    """What somebody did."""

    INTERVIEW = "interview"
    DRILL = "drill"
    QUIZ = "quiz"


class Practised(Frozen):
    """Something that one person finished: an interview or a drill with the phases it came to, or an answer to a quiz."""

    person: str
    kind: Practice
    at: AwareDatetime
    phases: tuple[Phase, ...] = ()


class Thanked(Frozen):
    """Somebody who agreed to be named, and on how many days they practised."""

    person: str
    days: int


class TeamDigest(Frozen):
    """A team's week. `people` is None where too few practised for anything to be told; of a kind that too few did, nothing is told either.
    `quiet_weeks` counts the weeks up to and with this one in which there were too few."""

    week: Week
    people: int | None = None
    counts: dict[Practice, int] = {}
    phase: Phase | None = None
    """What was practised most, if enough people did."""
    thanked: tuple[Thanked, ...] = ()
    quiet_weeks: int = 0

    @property
    def is_silent(self) -> bool:
        """Whether that there is nothing to count was said often enough."""
        return self.quiet_weeks > KIND_LINES


def team_digest(practised: Iterable[Practised], named: Collection[str], week: Week, zone: tzinfo, asked_at: datetime) -> TeamDigest:
    """Of everybody who counts, over the last weeks; `named` have agreed to be named, `asked_at` is when the digest was set up."""
    done = list(practised)
    within = [each for each in done if week.holds(each.at)]
    whole = total(_attended(within))
    if whole is None:
        return TeamDigest(week=week, quiet_weeks=_quiet_weeks(done, week, zone, asked_at))
    kinds = {kind: total(_attended(each for each in within if each.kind is kind)) for kind in Practice}
    phases = {phase: total(_attended(each for each in within if phase in each.phases)) for phase in Phase}
    return TeamDigest(
        week=week,
        people=whole.people,
        counts={kind: count.interviews for kind, count in kinds.items() if count},
        phase=max((phase for phase, count in phases.items() if count), key=lambda each: _times(phases[each]), default=None),
        thanked=_thanked(within, named, zone),
    )


def _attended(done: Iterable[Practised]) -> list[Attendance]:
    """How often each person did it. Of a kind that too few did nothing is told, and no sum over the kinds, from which it could be worked out."""
    times = Counter(each.person for each in done)
    return [Attendance(group="", person=person, interviews=count, finished=count) for person, count in times.items()]


def _times(count: Count | None) -> int:
    return count.interviews if count else 0


def _thanked(within: Sequence[Practised], named: Collection[str], zone: tzinfo) -> tuple[Thanked, ...]:
    """Whoever practised most days first; nobody where the few who are not named would stand out."""
    days: dict[str, set[object]] = {}
    for each in within:
        days.setdefault(each.person, set()).add(each.at.astimezone(zone).date())
    if 0 < len(days.keys() - set(named)) < FEWEST:
        return ()
    found = [Thanked(person=person, days=len(its)) for person, its in days.items() if person in named]
    return tuple(sorted(found, key=lambda each: (-each.days, each.person)))


def _quiet_weeks(done: Sequence[Practised], week: Week, zone: tzinfo, asked_at: datetime) -> int:
    """This week, and those before it in which too few practised, since it was set up."""
    quiet, wall, each = 0, week.until.astimezone(zone).replace(tzinfo=None), week
    while quiet <= KIND_LINES and (quiet == 0 or each.until > asked_at) and len({one.person for one in done if each.holds(one.at)}) < FEWEST:
        quiet += 1
        each = week_before(wall - quiet * WEEK, zone)
    return quiet

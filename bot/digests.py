"""Digests, from the database: a person's week for themselves alone, and a team's in counts."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.app import App
from bot.history import MOST, called, history, knows_all
from bot.practising import Practice, practice, zone_called
from interview_flow import team_digest
from interview_flow.assessment.scorecard import Verdict
from interview_flow.digest import WEEK, Digest, Held, Quizzed, Week, digest, week_before
from interview_flow.phases import Phase
from interview_flow.reminding.reminders import Reminder, ReminderKind
from interview_flow.team_digest import Practised, TeamDigest
from storage.attendance import Attendances
from storage.failures import UnknownInterview
from storage.occurrences import Claimed
from storage.people import People
from storage.reminders import Reminders
from storage.tallies import Tallies
from storage.transcripts import Listed

PERSONAL, TEAM = "every monday at 9:00", "every friday at 16:00"
"""When a digest comes for who says nothing else."""
UNTIMED = 60
"""Minutes that an interview without a clock counts for at most."""
LOOKED_BACK = 4 * WEEK
"""How far back it is looked for the last week with practice."""


@dataclass(frozen=True)
class OwnWeek:
    """A person's week, and where they stand after it."""

    digest: Digest
    practice: Practice


@dataclass(frozen=True)
class TeamWeek:
    """A team's week. `names` are those of the people who are thanked."""

    digest: TeamDigest
    names: dict[str, str]


async def own_week(app: App, due: Claimed, now: datetime) -> OwnWeek | None:
    """The week before an occasion; None where there is nothing to say. Raises `StorageFailed`."""
    person = due.reminder.person
    zone = zone_called(due.reminder.zone or await Reminders(app.database).zone(person))
    week = week_before(due.occurrence.wall, zone)
    standing = await practice(app, person, now)
    finished = await Tallies(app.database).finished(person, MOST, knows_all=True)
    answers = await Attendances(app.database).answered([person], week.until - LOOKED_BACK, week.until)
    held = await _held(app, finished, week, everything=await knows_all(app, person))
    found = digest(
        held,
        (await history(app, person)).sittings,
        [Quizzed(at=each.at, is_right=each.is_right) for each in answers],
        app.bank.rubric,
        week,
        zone,
        due.reminder.created_at,
    )
    return None if found.is_silent else OwnWeek(found, standing)


async def team_week(app: App, due: Claimed) -> TeamWeek | None:
    """The week before an occasion, of everybody who has signed up in the channel; None where there is nothing to say. Raises `StorageFailed`."""
    reminders, zone = Reminders(app.database), zone_called(due.zone)
    week = week_before(due.occurrence.wall, zone)
    people = await signed_up(reminders, due.reminder)
    if not people:
        return None
    done = await _practised(app, people, week)
    agreed = {person for person, routine in (await reminders.routines(people)).items() if routine.named}
    found = team_digest.team_digest(done, agreed, week, zone, due.reminder.created_at)
    if found.is_silent:
        return None
    known = People(app.database)
    return TeamWeek(found, {each.person: (await known.find(each.person)).name or "" for each in found.thanked})


async def signed_up(reminders: Reminders, of: Reminder) -> set[str]:
    """Everybody who is counted in, in the channel of a reminder."""
    theirs = await reminders.of_channel(of.team, of.channel or "")
    return {each.person for team in theirs if team.kind is ReminderKind.TEAM for each in await reminders.followers(team.id)}


async def _held(app: App, finished: Iterable[Listed], week: Week, *, everything: bool) -> list[Held]:
    return [
        Held(
            id=each.id,
            title=called(app.bank, each.problem, each.topic, each.drill),
            at=at,
            seconds=await _seconds(app, each) if week.holds(at) else 0.0,
            mode=each.mode,
            is_known=everything or each.revealed,
            drill=each.drill,
            verdict=Verdict(each.verdict) if each.verdict else None,
        )
        for each in finished
        for at in (each.ended_at or each.last_at,)
    ]


async def _seconds(app: App, listed: Listed) -> float:
    """For how long the candidate had the word; who walks away for a night has not practised for a night."""
    with suppress(UnknownInterview):  # deleted meanwhile
        interview = await app.log.load(listed.id)
        return min(sum(interview.spent.values()), 60.0 * (interview.minutes or UNTIMED))
    return 0.0


async def _practised(app: App, people: Collection[str], week: Week) -> list[Practised]:
    attendances, since = Attendances(app.database), week.until - LOOKED_BACK
    order = list(Phase)
    held = [
        Practised(
            person=each.person,
            kind=team_digest.Practice.DRILL if each.drill else team_digest.Practice.INTERVIEW,
            at=each.at,
            phases=(each.drill,) if each.drill else tuple(order[: order.index(each.phase) + 1]),
        )
        for each in await attendances.finished(people, since, week.until)
    ]
    answered = await attendances.answered(people, since, week.until)
    return [*held, *(Practised(person=each.person, kind=team_digest.Practice.QUIZ, at=each.at) for each in answered)]

"""Many people are reminded for a while in which everything goes wrong: each time that a schedule asks for is said once, or it is known why it was not.

CHAOS_REMINDERS=2000 CHAOS_DAYS=30 CHAOS_REMINDER_KILLS=100 CHAOS_MINUTES=60 CHAOS_SEED=7 pytest -s -o faulthandler_timeout=0 tests/bot/slack/test_reminders_chaos.py
"""

import os
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from interview_flow.reminding.planning import GRACE, spread
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, State
from storage.tables import OCCURRENCES
from tests.asked_of import DAY, shown_at
from tests.bot.slack.reminding_month import BEGAN, Asked, Month, Posted, month
from tests.postgresql import postgresql
from tests.servers import valkey

REMINDERS = int(os.environ.get("CHAOS_REMINDERS", "30"))
DAYS = int(os.environ.get("CHAOS_DAYS", "3"))
KILLS = int(os.environ.get("CHAOS_REMINDER_KILLS", "3"))
MINUTES = float(os.environ.get("CHAOS_MINUTES", "4"))
SEED = int(os.environ.get("CHAOS_SEED", "20261021"))
ON_TIME = timedelta(minutes=10)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_each_time_is_said_once_or_it_is_known_why_not_in_any_chaos(tmp_path: Path, kind: str) -> None:
    with ExitStack() as stack:
        url, queue, workers = f"sqlite:///{tmp_path}/reminders.db", "", 1
        if kind == "postgresql":
            url, queue, workers = stack.enter_context(postgresql()).blank(), stack.enter_context(valkey()).url, 2
        async with month(tmp_path, url, queue, SEED, workers) as world:
            await world.populate(REMINDERS)

            await world.live(DAYS, KILLS, MINUTES)

            found = await rows(world)
            tell(world, found)
            assert_everything_asked_for_is_known(world, found)
            assert_said_once(world, found)
            assert_nobody_is_woken(world, found)
            assert_nobody_is_told_too_often(world, found)
            assert_no_backlog(world, found)
            assert_notes_are_true(world, found)


async def rows(world: Month) -> dict[tuple[str, str], Occurrence]:
    """Every occurrence, by its name."""
    async with world.database.connect() as connection:
        found = [Occurrence.model_validate(dict(row)) for row in (await connection.execute(select(OCCURRENCES))).mappings()]
    return {(each.reminder_id, each.occasion): each for each in found}


def assert_everything_asked_for_is_known(world: Month, found: dict[tuple[str, str], Occurrence]) -> None:
    """Each time that a schedule asked for is settled, and no other. Who flies loses none but on the days about the flight; what was left out, or is still to
    come, by the clock that they had before is known all the same: Slack is not asked where somebody is who is away."""
    over, waits = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for each in found.values():
        assert each.state is not State.CLAIMED, each
        if each.state is State.WAITING:
            assert each.due_at > world.clock(), each
            waits[each.reminder_id].add(each.occasion)
        elif each.kind is OccurrenceKind.REGULAR:
            over[each.reminder_id].add(each.occasion)
    for name, asked in world.asked.items():
        wanted, unsure = asked_for(asked, world.clock())
        flew = not asked.reminder.zone and len(asked.who.places) > 1
        to_come = {each for each in wanted if flew and waits[name] and each >= min(waits[name])}
        known = over[name] | to_come
        assert wanted - unsure <= known, (asked, sorted(wanted - unsure - known))
        assert flew or over[name] <= wanted, (asked, sorted(over[name] - wanted))


def asked_for(asked: Asked, end: datetime) -> tuple[set[str], set[str]]:
    """The occasions that should be settled by now, and those of the days about a flight."""
    wanted, unsure, late = set[str](), set[str](), spread(asked.reminder)
    flights = [] if asked.reminder.zone else asked.who.places[1:]
    for wall in asked.recipe.walls(BEGAN.date() - DAY, end.date() + DAY):
        name = wall.isoformat(timespec="minutes")
        at = asked_at(asked, wall, end)
        if any(abs(at - since) < 2 * DAY for since, _ in flights):
            unsure.add(name)
        if BEGAN < at <= end - late and not any(_rested(asked, each, late) for each in (at, *_by_other_clocks(asked, wall))):
            wanted.add(name)
    return wanted, unsure


def _rested(asked: Asked, at: datetime, late: timedelta) -> bool:
    """Whether the reminder was paused at an instant, or by the time its spread had passed."""
    return any(since < at + late and at <= until for since, until in asked.rests)


def _by_other_clocks(asked: Asked, wall: datetime) -> list[datetime]:
    """When it was elsewhere: nobody hears of a flight while a reminder rests, so what falls into the pause by the clock of before is left out with it."""
    return [] if asked.reminder.zone else [shown_at(wall, zone) for _, zone in asked.who.places]


def asked_at(asked: Asked, wall: datetime, moment: datetime) -> datetime:
    """The instant of a local time, where the person was then."""
    if asked.reminder.zone:
        return shown_at(wall, asked.reminder.zone)
    places = asked.who.places
    there = [shown_at(wall, zone) for since, zone in places]
    return next((at for at, (since, _) in reversed(list(zip(there, places, strict=True))) if at >= since), there[0])


def assert_said_once(world: Month, found: dict[tuple[str, str], Occurrence]) -> None:
    """No occasion twice; what is said to be sent was, what was left out was not."""
    said = Counter((each.reminder_id, each.occasion) for each in world.posts)
    assert [name for name, times in said.items() if times > 1] == []
    sent = {name for name, each in found.items() if each.state is State.SENT}
    doubtful = {name for name, each in found.items() if each.state is State.IN_DOUBT}
    assert sent <= said.keys(), sent - said.keys()
    assert said.keys() <= sent | doubtful, said.keys() - sent


def assert_nobody_is_woken(world: Month, found: dict[tuple[str, str], Occurrence]) -> None:
    """Not in anybody's quiet hours, unless they want it then and it comes on time."""
    for each in world.posts:
        asked = world.asked[each.reminder_id]
        local = each.at.astimezone(ZoneInfo(asked.who.zone_at(each.at)))
        if asked.who.routine.is_quiet(local):
            assert asked.reminder.kept_at_night, (each, local)
            assert "nudge" not in each.occasion, each
            assert each.at - due(world, each, found) <= ON_TIME + timedelta(minutes=2), (each, local)


def due(world: Month, post: Posted, found: dict[tuple[str, str], Occurrence]) -> datetime:
    """When what was posted was asked for; where somebody has flown, by their clock."""
    its, asked = found[post.reminder_id, post.occasion], world.asked[post.reminder_id]
    return asked_at(asked, its.wall, post.at) if its.kind is OccurrenceKind.REGULAR else its.at


def assert_nobody_is_told_too_often(world: Month, found: dict[tuple[str, str], Occurrence]) -> None:
    """No more a day than they want, but for what they asked for by name."""
    days = Counter[tuple[str, object]]()
    for each in sorted(world.posts, key=lambda each: each.at):
        asked, its = world.asked[each.reminder_id], found[each.reminder_id, each.occasion]
        who = asked.who
        if len(who.places) > 1:
            continue
        day = (who.id, each.at.astimezone(ZoneInfo(who.zone_at(each.at))).date())
        if its.kind is not OccurrenceKind.SNOOZE and not (asked.reminder.schedule.once and its.kind is OccurrenceKind.REGULAR):
            assert days[day] < who.routine.most_a_day, (each, days[day])
        days[day] += 1


def assert_no_backlog(world: Month, found: dict[tuple[str, str], Occurrence]) -> None:
    """What is late is not said to somebody who has heard of us since it should have come; nothing is very late."""
    latest: dict[str, datetime] = {}
    for each in sorted(world.posts, key=lambda each: each.at):
        who = world.asked[each.reminder_id].who
        should = due(world, each, found)
        assert each.at - should <= GRACE + timedelta(minutes=3), (each, should)
        if each.at - should > ON_TIME + timedelta(minutes=2) and who.id in latest:
            assert latest[who.id] < should, (each, should, latest[who.id])
        latest[who.id] = each.at


def assert_notes_are_true(world: Month, found: dict[tuple[str, str], Occurrence]) -> None:
    """Nothing was left out for a reason that was none."""
    for each in found.values():
        if each.state is not State.SKIPPED:
            continue
        asked = world.asked[each.reminder_id]
        who, was_down = asked.who, any(since - GRACE <= each.at <= until for since, until in world.downtimes)
        flew = len(who.places) > 1
        match each.note:
            case Note.AWAY:
                assert who.away, each
            case Note.PAUSED:
                assert asked.rests, each
            case Note.WEEKEND:
                assert not who.routine.weekends, each
            case Note.LATE | Note.ONE_FOR_ALL:
                assert was_down or flew or who.person.quiet or each.note is Note.ONE_FOR_ALL, (each, world.downtimes)
            case Note.UNREACHABLE | Note.NOTHING_TO_SAY:
                raise AssertionError(each)
            case _:
                pass


def tell(world: Month, found: dict[tuple[str, str], Occurrence]) -> None:
    """What this run has seen, for whoever runs it by hand."""
    states = Counter(str(each.state) for each in found.values())
    notes = Counter(str(each.note) for each in found.values() if each.note)
    kinds = Counter(str(each.kind) for each in found.values() if each.state is State.SENT)
    seconds, days = time.monotonic() - world.began, (world.clock() - BEGAN) / DAY
    print(
        f"\nseed {SEED}, {len(world.asked)} reminders, {days:.1f} days in {seconds:.0f} s: {dict(states)}, sent {dict(kinds)}\n  left out {dict(notes)}"
    )
    print(f"  {len(world.downtimes)} downtimes, {dict(world.counts)}")

"""Reminders are kept, each time one is due is claimed once, and the next one always waits."""

import asyncio
from datetime import timedelta

from interview_flow.reminding.planning import next_of, nudge, planned, snoozed, spread
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Outcome, Reminder, Routine, State
from storage.database import Database
from storage.deliveries import Deliveries
from storage.occurrences import Claimed, Occurrences, Plan
from storage.people import People, Person
from storage.reminders import Reminders, posted_under
from tests.reminders import BERLIN, MONDAY, daily, once, reminder

DAY = timedelta(days=1)


async def kept(database: Database, *reminders: Reminder, zone: str = "UTC") -> Occurrences:
    for each in reminders:
        await Reminders(database).save(each, lambda taken, its=each: planned(its, zone, MONDAY, taken))
    return Occurrences(database)


def plan(zone: str | None = None) -> Plan:
    def following(each: Claimed, taken: frozenset[str]) -> list[Occurrence]:
        found = next_of(each.reminder, zone or each.zone, each.occurrence, each.occurrence.due_at, taken)
        return [found] if found else []

    return following


async def test_a_reminder_is_kept_as_it_was_asked(database: Database) -> None:
    asked = reminder(schedule=daily("09:00", "17:30"), zone=BERLIN, paused_at=MONDAY, paused_until=MONDAY + DAY, channel="C1")

    await kept(database, asked)

    assert await Reminders(database).find("r1") == asked
    assert await Reminders(database).of_person("slack:T1:U1") == [asked]
    assert await Reminders(database).of_channel("T1", "C1") == [asked]
    assert await Reminders(database).find("r\x002") is None


async def test_what_has_come_is_claimed_once_and_the_next_one_waits(database: Database) -> None:
    asked = reminder()
    occurrences = await kept(database, asked)
    when = MONDAY + timedelta(hours=9) + spread(asked)

    early = await occurrences.claim(when - timedelta(seconds=1), 10, plan())
    first = await occurrences.claim(when, 10, plan())
    again = await occurrences.claim(when, 10, plan())

    assert (early, again) == ([], [])
    assert [each.occurrence.occasion for each in first] == ["2026-11-30T09:00"]
    assert first[0].reminder == asked
    assert [each.occasion for each in (await occurrences.waiting(["r1"]))["r1"]] == ["2026-12-01T09:00"]


async def test_two_who_claim_at_one_moment_share_what_has_come(database: Database) -> None:
    reminders = [reminder(f"r{number}", person=f"slack:T1:U{number}") for number in range(40)]
    occurrences = await kept(database, *reminders)

    shares = await asyncio.gather(*(occurrences.claim(MONDAY + DAY, 7, plan()) for _ in range(6)))

    names = [each.occurrence.reminder_id for share in shares for each in share]
    assert len(names) == len(set(names))
    rest = await occurrences.claim(MONDAY + DAY, 100, plan())
    assert {*names, *(each.occurrence.reminder_id for each in rest)} == {each.id for each in reminders}


async def test_an_occurrence_is_settled_once(database: Database) -> None:
    occurrences = await kept(database, reminder())
    [claimed] = await occurrences.claim(MONDAY + DAY / 2, 10, plan())

    first = await occurrences.settled(claimed.occurrence, State.SENT, MONDAY + DAY / 2, then=nudge(claimed.occurrence, MONDAY + DAY / 2))
    second = await occurrences.settled(claimed.occurrence, State.SKIPPED, MONDAY + DAY, Note.LATE)

    assert (first, second) == (True, False)
    assert [(each.occasion, each.kind) for each in (await occurrences.waiting(["r1"]))["r1"]] == [
        ("2026-11-30T09:00/nudge", OccurrenceKind.NUDGE),
        ("2026-12-01T09:00", OccurrenceKind.REGULAR),
    ]
    assert [each.occasion for each in await occurrences.sent("slack:T1:U1", MONDAY)] == ["2026-11-30T09:00"]


async def test_what_was_postponed_does_not_plan_a_second_next_one(database: Database) -> None:
    occurrences = await kept(database, reminder())
    [claimed] = await occurrences.claim(MONDAY + DAY / 2, 10, plan())
    later = MONDAY + timedelta(hours=13)
    await Reminders(database).save(reminder(schedule=daily("10:00")), lambda taken: planned(reminder(schedule=daily("10:00")), "UTC", later, taken))

    await occurrences.postponed(claimed.occurrence, later)
    again = await occurrences.claim(later, 10, plan())

    assert [each.occurrence.occasion for each in again] == ["2026-11-30T09:00"]
    assert [each.occasion for each in (await occurrences.waiting(["r1"]))["r1"]] == ["2026-12-01T10:00"]


async def test_what_a_dead_worker_left_is_found_by_one_other(database: Database) -> None:
    occurrences = await kept(database, reminder())
    now = MONDAY + DAY / 2
    await occurrences.claim(now, 10, plan())

    later = now + timedelta(seconds=70)
    taken = await asyncio.gather(*(occurrences.taken_up(now + timedelta(seconds=1), later, 10) for _ in range(3)))

    assert [each.occasion for share in taken for each in share] == ["2026-11-30T09:00"]
    assert await occurrences.taken_up(later, later, 10) == []


async def test_a_snooze_is_an_occurrence_of_its_own_and_takes_the_nudge_away(database: Database) -> None:
    occurrences = await kept(database, reminder())
    now = MONDAY + DAY / 2
    [claimed] = await occurrences.claim(now, 10, plan())
    await occurrences.settled(claimed.occurrence, State.SENT, now, then=nudge(claimed.occurrence, now))

    await occurrences.followed("r1", claimed.occurrence.first, Outcome.SNOOZED)
    added = [await occurrences.add(snoozed(claimed.occurrence, now + timedelta(hours=1), 1)) for _ in range(2)]

    assert added == [True, False]
    found = await occurrences.of_occasion("r1", "2026-11-30T09:00")
    assert [(each.occasion, each.outcome) for each in found] == [("2026-11-30T09:00", Outcome.SNOOZED), ("2026-11-30T09:00/snooze-1", None)]


async def test_where_somebody_is_comes_with_the_claim(database: Database) -> None:
    await People(database).save(Person(id="slack:T1:U1", zone="Asia/Kolkata"))
    await People(database).save(Person(id="slack:T1:U2", zone="Asia/Kolkata"))
    await Reminders(database).keep_routine(Routine(person="slack:T1:U2", zone=BERLIN))
    people = [reminder("r1"), reminder("r2", person="slack:T1:U2"), reminder("r3", zone="America/New_York"), reminder("r4", person="slack:T1:U4")]
    occurrences = await kept(database, *people)

    claimed = await occurrences.claim(MONDAY + DAY, 10, plan())

    assert {each.reminder.id: each.zone for each in claimed} == {"r1": "Asia/Kolkata", "r2": BERLIN, "r3": "America/New_York", "r4": "UTC"}


async def test_who_has_flown_is_not_reminded_of_a_time_twice(database: Database) -> None:
    occurrences = await kept(database, reminder(), zone=BERLIN)
    now = MONDAY + timedelta(hours=8, minutes=30)
    await occurrences.claim(now, 10, plan(BERLIN))

    await Reminders(database).replanned("r1", lambda _, taken: planned(reminder(), "America/New_York", now, taken))

    assert [each.occasion for each in (await occurrences.waiting(["r1"]))["r1"]] == ["2026-12-01T09:00"]


async def test_a_reminder_goes_on_though_somebody_has_flown_and_its_next_time_was_there_already(database: Database) -> None:
    tokyo = MONDAY - timedelta(hours=9)
    asked = reminder(schedule=daily("09:00", "17:00"))
    await Reminders(database).save(asked, lambda taken: planned(asked, "Asia/Tokyo", tokyo, taken))
    occurrences = Occurrences(database)
    await occurrences.claim(tokyo + timedelta(hours=9, minutes=5), 10, plan("Asia/Tokyo"))

    await occurrences.claim(tokyo + timedelta(hours=17, minutes=5), 10, plan("America/New_York"))

    assert [each.occasion for each in (await occurrences.waiting(["r1"]))["r1"]] == ["2026-12-01T09:00"]


async def test_what_was_postponed_is_settled_whatever_becomes_of_its_reminder(database: Database) -> None:
    occurrences = await kept(database, reminder())
    now = MONDAY + timedelta(hours=9, minutes=5)
    [claimed] = await occurrences.claim(now, 10, plan())
    await occurrences.postponed(claimed.occurrence, now + timedelta(minutes=1))

    await Reminders(database).replanned("r1", lambda _, taken: planned(reminder(), BERLIN, now, taken))

    again = await occurrences.claim(now + timedelta(minutes=1), 10, plan())
    assert [each.occurrence.occasion for each in again] == ["2026-11-30T09:00"]
    assert [each.at.hour for each in (await occurrences.waiting(["r1"]))["r1"]] == [8]


async def test_what_may_have_been_said_counts_as_said(database: Database) -> None:
    occurrences, deliveries = await kept(database, *(reminder(f"r{number}") for number in range(4))), Deliveries(database)
    claimed = {each.reminder.id: each.occurrence for each in await occurrences.claim(MONDAY + DAY / 2, 10, plan())}
    for name in ("r1", "r2"):
        await deliveries.attempted(posted_under(name), "2026-11-30T09:00", "D1", MONDAY + DAY / 2)
    await occurrences.postponed(claimed["r2"], MONDAY + DAY)
    await occurrences.settled(claimed["r3"], State.IN_DOUBT, MONDAY + DAY / 2)

    told = await occurrences.sent("slack:T1:U1", MONDAY)

    assert {each.reminder_id for each in told} == {"r1", "r2", "r3"}
    assert {each.told_at for each in told} == {MONDAY + DAY / 2}


async def test_one_person_in_a_zone_that_nobody_knows_does_not_hold_up_the_others(database: Database) -> None:
    await People(database).save(Person(id="slack:T1:U1", zone="Mars/Olympus"))
    occurrences = await kept(database, reminder(), reminder("r2", person="slack:T1:U2"))

    claimed = await occurrences.claim(MONDAY + DAY, 10, plan())

    assert {each.reminder.id: each.zone for each in claimed} == {"r1": "UTC", "r2": "UTC"}


async def test_a_reminder_that_is_removed_leaves_nothing(database: Database) -> None:
    occurrences = await kept(database, reminder(), reminder("r2", follows="r1", person="slack:T1:U2"))
    await occurrences.claim(MONDAY + DAY, 10, plan())

    await Reminders(database).remove("r1")

    follower = await Reminders(database).find("r2")
    assert await occurrences.find("r1", "2026-11-30T09:00") is None
    assert follower is not None
    assert follower.follows is None


async def test_a_single_time_comes_and_nothing_waits_after_it(database: Database) -> None:
    occurrences = await kept(database, reminder(schedule=once("2026-11-30T11:20")))

    claimed = await occurrences.claim(MONDAY + timedelta(hours=11, minutes=20), 10, plan())

    assert [each.occurrence.due_at for each in claimed] == [MONDAY + timedelta(hours=11, minutes=20)]
    assert (await occurrences.waiting(["r1"]))["r1"] == []


async def test_what_became_of_it_long_ago_is_forgotten(database: Database) -> None:
    occurrences = await kept(database, reminder())
    [claimed] = await occurrences.claim(MONDAY + DAY / 2, 10, plan())
    await occurrences.settled(claimed.occurrence, State.SENT, MONDAY + DAY / 2)
    under, deliveries = posted_under("r1"), Deliveries(database)
    for name in (claimed.occurrence.occasion, "another"):
        await deliveries.attempted(under, name, "D1", MONDAY)

    forgotten = [await occurrences.forget(MONDAY + days * DAY, 10) for days in (0, 1, 1)]

    assert forgotten == [0, 1, 0]
    assert set(await deliveries.of(under, [claimed.occurrence.occasion, "another"])) == {"another"}
    assert len((await occurrences.waiting(["r1"]))["r1"]) == 1


async def test_how_somebody_likes_to_be_reminded_is_kept(database: Database) -> None:
    reminders = Reminders(database)
    routine = Routine(person="slack:T1:U1", weekends=False, most_a_day=1, named=True, away_since=MONDAY)

    before = await reminders.routine("slack:T1:U1")
    await reminders.keep_routine(routine)

    assert before == Routine(person="slack:T1:U1")
    assert await reminders.routine("slack:T1:U1") == routine
    assert await reminders.routines(["slack:T1:U1", "slack:T1:U2"]) == {"slack:T1:U1": routine}


async def test_what_is_removed_stays_removed_whatever_was_under_way(database: Database) -> None:
    asked = reminder()
    await kept(database, asked)
    await Reminders(database).remove("r1")

    changed = await Reminders(database).change(asked, lambda taken: planned(asked, "UTC", MONDAY, taken))
    await Reminders(database).replanned("r1", lambda _, taken: planned(asked, "Asia/Tokyo", MONDAY, taken))

    assert changed is False
    assert await Reminders(database).find("r1") is None
    assert (await Occurrences(database).waiting(["r1"]))["r1"] == []

"""Each time that a reminder is due. Who claims one in the database sends it, and nobody else does; whoever claims it plans the next in the same commit."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, exists, func, literal, literal_column, not_, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from interview_flow.frozen import Frozen
from interview_flow.reminding.reminders import Note, Occurrence, OccurrenceKind, Outcome, Reminder, State
from storage.database import Database
from storage.failures import shown
from storage.reminder_rows import ANYWHERE, posted_under, reminder_of, sound_zone
from storage.tables import DELIVERIES, OCCURRENCES, PEOPLE, REMINDERS, ROUTINES

Next = Callable[[frozenset[str]], Occurrence | None]
"""Finds the next occurrence, given the occasions that were there already."""
Over = Callable[[Reminder, Occurrence], Sequence[Occurrence]]
"""Finds what is to be noted as left out, given a reminder and what had waited of it."""


class Claimed(Frozen):
    """An occurrence that is ours to send, with its reminder, and where its person is."""

    occurrence: Occurrence
    reminder: Reminder
    zone: str


Plan = Callable[[Claimed, frozenset[str]], Sequence[Occurrence]]
"""Finds what is to be noted after an occurrence that was claimed for the first time: what was missed since, and the next, which is none of these occasions."""

_GIVEN = [OCCURRENCES.c[name] for name in Occurrence.model_fields]
_ITS_REMINDER = [REMINDERS.c[name].label(f"its_{name}") for name in Reminder.model_fields]
_WHERE = func.coalesce(REMINDERS.c.zone, ROUTINES.c.zone, PEOPLE.c.zone, ANYWHERE).label("where_they_are")
_ALL = (
    select(*_GIVEN, *_ITS_REMINDER, _WHERE)
    .join(REMINDERS, REMINDERS.c.id == OCCURRENCES.c.reminder_id)
    .outerjoin(PEOPLE, PEOPLE.c.id == REMINDERS.c.person)
    .outerjoin(ROUTINES, ROUTINES.c.person == REMINDERS.c.person)
)
_WAITING = OCCURRENCES.c.state == literal_column("'waiting'")
_IS_DUE = OCCURRENCES.c.due_at <= bindparam("now", type_=OCCURRENCES.c.due_at.type)
_ANY_DUE = select(OCCURRENCES.c.due_at).where(_WAITING, _IS_DUE).limit(1)
_LOCKED = {"skip_locked": True, "key_share": True, "of": [OCCURRENCES, REMINDERS]}
DUE = _ALL.where(_WAITING, _IS_DUE).order_by(OCCURRENCES.c.due_at).limit(bindparam("most")).with_for_update(**_LOCKED)
"""The state is written out, not bound: so both databases see that the small index of what waits will do. The reminder is locked too: who changes it
(`put_in_place`) and who plans its next occurrence do so one after the other."""
_NEXT = (OCCURRENCES.c.kind == literal_column("'regular'"), _WAITING, OCCURRENCES.c.claimed_at.is_(None))
"""The next one of a reminder. One that waits and was claimed before was postponed: it is settled in its own time, whatever becomes of the reminder."""
_CLAIMED = (
    update(OCCURRENCES)
    .where(OCCURRENCES.c.reminder_id == bindparam("its"), OCCURRENCES.c.occasion == bindparam("its_occasion"))
    .values(state=State.CLAIMED.value, claimed_at=bindparam("now", type_=OCCURRENCES.c.claimed_at.type))
)
_ADDED = text(
    f"INSERT INTO occurrences ({', '.join(Occurrence.model_fields)}) VALUES ({', '.join(f':{name}' for name in Occurrence.model_fields)}) "
    "ON CONFLICT (reminder_id, occasion) DO NOTHING"
).bindparams(*(bindparam(name, type_=OCCURRENCES.c[name].type) for name in Occurrence.model_fields))
"""Both databases understand it. What is there already is not due once more."""


_FORGOTTEN = delete(OCCURRENCES).where(OCCURRENCES.c.reminder_id == bindparam("its"), OCCURRENCES.c.occasion == bindparam("its_occasion"))
_ITS_MESSAGE_FORGOTTEN = delete(DELIVERIES).where(DELIVERIES.c.interview_id == bindparam("under"), DELIVERIES.c.name == bindparam("its_occasion"))
_TOLD, _OPEN = (State.SENT.value, State.IN_DOUBT.value), (State.CLAIMED.value, State.WAITING.value)
_MAY_BE_THERE = (*_TOLD, State.CLAIMED.value)


_UNDER = DELIVERIES.c.interview_id == literal(posted_under("")) + OCCURRENCES.c.reminder_id
_ATTEMPTED = exists().where(_UNDER, DELIVERIES.c.name == OCCURRENCES.c.occasion)
"""Slack was called about it: who was at it may have died before it was noted as sent."""


class Occurrences:
    """The occurrences of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, now: datetime, most: int, plan: Plan) -> list[Claimed]:
        """Those whose time has come, the oldest first, at most so many: nobody else gets them. What `plan` finds waits from now on."""
        if not await self._is_any_due(now):  # a writer's turn is not taken for nothing
            return []
        async with self._database.begin() as connection:
            rows = (await connection.execute(DUE, {"now": now, "most": most})).mappings().all()
            claimed = [_claimed(row) for row in rows]
            if claimed:
                await connection.execute(_CLAIMED, [_name_of(each.occurrence) | {"now": now} for each in claimed])
                await _planned(connection, [each for each in claimed if each.occurrence.claimed_at is None], plan)
        return claimed

    async def _is_any_due(self, now: datetime) -> bool:
        async with self._database.connect() as connection:
            return (await connection.execute(_ANY_DUE, {"now": now})).first() is not None

    async def taken_up(self, before: datetime, now: datetime, most: int) -> list[Occurrence]:
        """What was claimed before an instant and is still not settled, at most so many: its sender has died, or is late. Nobody else gets it for a while."""
        left = (OCCURRENCES.c.state == literal_column("'claimed'"), OCCURRENCES.c.claimed_at < before)
        if not await self._all(select(*_GIVEN).where(*left).limit(1)):
            return []
        query = select(*_GIVEN).where(*left).order_by(OCCURRENCES.c.claimed_at).limit(most).with_for_update(skip_locked=True)
        async with self._database.begin() as connection:
            found = [Occurrence.model_validate(dict(row)) for row in (await connection.execute(query)).mappings()]
            if found:
                await connection.execute(_CLAIMED, [_name_of(each) | {"now": now} for each in found])
        return found

    async def find(self, reminder_id: str, occasion: str) -> Claimed | None:
        """One of them, with its reminder as it is now."""
        query = _ALL.where(OCCURRENCES.c.reminder_id == shown(reminder_id), OCCURRENCES.c.occasion == shown(occasion))
        async with self._database.connect() as connection:
            row = (await connection.execute(query)).mappings().first()
        return _claimed(row) if row else None

    async def settled(self, occurrence: Occurrence, state: State, now: datetime, note: Note | None = None, then: Occurrence | None = None) -> bool:
        """It was sent, left out, or is in doubt; `then` waits from now on, unless its person has done something with it already. False if that was known
        already, or it was removed."""
        async with self._database.begin() as connection:
            if then:  # locked before its occurrence, as by everybody else, or two would wait for each other
                await connection.execute(
                    select(REMINDERS.c.id).where(REMINDERS.c.id == occurrence.reminder_id).with_for_update(read=True, key_share=True)
                )
            values = {"state": state.value, "note": note.value if note else None, "settled_at": now}
            mine = (*_this(occurrence), OCCURRENCES.c.state == State.CLAIMED.value)
            done = (await connection.execute(update(OCCURRENCES).where(*mine).values(**values).returning(OCCURRENCES.c.outcome))).first()
            if done and then and not done.outcome:
                await connection.execute(_ADDED, _row(then))
            return done is not None

    async def postponed(self, occurrence: Occurrence, until: datetime) -> None:
        """It waits again; that it was claimed before stays known."""
        mine = (*_this(occurrence), OCCURRENCES.c.state == State.CLAIMED.value)
        async with self._database.begin() as connection:
            await connection.execute(update(OCCURRENCES).where(*mine).values(state=State.WAITING.value, due_at=until))

    async def add(self, occurrence: Occurrence) -> bool:
        """It waits from now on; False if it was there already."""
        async with self._database.begin() as connection:
            return (await connection.execute(_ADDED, _row(occurrence))).rowcount == 1

    async def followed(self, reminder_id: str, first: str, outcome: Outcome) -> None:
        """What its person did with an occasion, though it may not be noted yet that it is there; what was to come of it besides, a nudge or an earlier
        snooze, does not come any more, unless it may have come already."""
        its = (OCCURRENCES.c.reminder_id == shown(reminder_id), _of_occasion(first))
        async with self._database.begin() as connection:
            await connection.execute(update(OCCURRENCES).where(*its, OCCURRENCES.c.state.in_(_MAY_BE_THERE)).values(outcome=outcome.value))
            later = (OCCURRENCES.c.kind != OccurrenceKind.REGULAR.value, OCCURRENCES.c.state == State.WAITING.value, not_(_ATTEMPTED))
            await connection.execute(delete(OCCURRENCES).where(*its, *later))

    async def of_occasion(self, reminder_id: str, first: str) -> list[Occurrence]:
        """An occasion with its snoozes and its nudge, by their names."""
        its = (OCCURRENCES.c.reminder_id == shown(reminder_id), _of_occasion(first))
        return await self._all(select(*_GIVEN).where(*its).order_by(OCCURRENCES.c.occasion))

    async def sent(self, person: str, since: datetime) -> list[Occurrence]:
        """What somebody was sent since an instant, or may have been, the oldest first."""
        theirs = (
            OCCURRENCES.c.person == shown(person),
            OCCURRENCES.c.due_at >= since,
            or_(OCCURRENCES.c.state.in_(_TOLD), OCCURRENCES.c.state.in_(_OPEN) & _ATTEMPTED),
        )
        return await self._all(select(*_GIVEN).where(*theirs).order_by(OCCURRENCES.c.due_at))

    async def waiting(self, reminder_ids: Collection[str]) -> dict[str, list[Occurrence]]:
        """What is still to come of these reminders, the next first."""
        these = (OCCURRENCES.c.reminder_id.in_([shown(each) for each in reminder_ids]), OCCURRENCES.c.state == State.WAITING.value)
        found = await self._all(select(*_GIVEN).where(*these).order_by(OCCURRENCES.c.due_at))
        return {reminder_id: [each for each in found if each.reminder_id == reminder_id] for reminder_id in reminder_ids}

    async def latest(self, reminder_id: str, most: int) -> list[Occurrence]:
        """What became of the latest ones, the newest first."""
        over = (OCCURRENCES.c.reminder_id == shown(reminder_id), OCCURRENCES.c.settled_at.is_not(None))
        return await self._all(select(*_GIVEN).where(*over).order_by(OCCURRENCES.c.settled_at.desc()).limit(most))

    async def forget(self, before: datetime, most: int) -> int:
        """Take away, at most so many, what was settled long before an instant; how many there were."""
        old = and_(OCCURRENCES.c.settled_at < before, OCCURRENCES.c.state != State.WAITING.value)
        found = await self._all(select(*_GIVEN).where(old).limit(most))  # no index leads there: whoever wants to write does not wait for this look
        if found:
            async with self._database.begin() as connection:
                await connection.execute(_FORGOTTEN, [_name_of(each) for each in found])
                posted = [{"under": posted_under(each.reminder_id), "its_occasion": each.occasion} for each in found]
                await connection.execute(_ITS_MESSAGE_FORGOTTEN, posted)
        return len(found)

    async def _all(self, query: Select[Any]) -> list[Occurrence]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Occurrence.model_validate(dict(row)) for row in rows]


async def put_in_place(connection: AsyncConnection, reminder: Reminder, following: Next, over: Over) -> None:
    """What waits of a reminder, but for what was put off, gives way to its next occurrence, and what is `over` of it is noted; of a reminder that was
    removed meanwhile nothing comes."""
    if not (await connection.execute(select(REMINDERS.c.id).where(REMINDERS.c.id == shown(reminder.id)).with_for_update(key_share=True))).first():
        return
    gone = delete(OCCURRENCES).where(OCCURRENCES.c.reminder_id == shown(reminder.id), *_NEXT).returning(*_GIVEN)
    waited = [Occurrence.model_validate(dict(row)) for row in (await connection.execute(gone)).mappings()]
    await _add(connection, [one for each in waited for one in over(reminder, each)])
    if found := following(await _taken(connection, shown(reminder.id))):
        await _add(connection, [found])


async def _planned(connection: AsyncConnection, claimed: Sequence[Claimed], plan: Plan) -> None:
    """Note what follows on these. Where the next one was there already, because somebody has flown, the one after it is found: a reminder goes on."""
    noted = [(each, plan(each, frozenset())) for each in claimed]
    await _add(connection, [one for _, found in noted for one in found])
    goes_on = {each.reminder.id: each for each, found in noted if any(one.state is State.WAITING for one in found)}
    waits = set((await connection.execute(select(OCCURRENCES.c.reminder_id).where(OCCURRENCES.c.reminder_id.in_(goes_on), *_NEXT))).scalars())
    for reminder_id in goes_on.keys() - waits:
        await _add(connection, plan(goes_on[reminder_id], await _taken(connection, reminder_id)))


async def _add(connection: AsyncConnection, occurrences: Sequence[Occurrence]) -> None:
    if occurrences:
        await connection.execute(_ADDED, [_row(each) for each in occurrences])


async def _taken(connection: AsyncConnection, reminder_id: str) -> frozenset[str]:
    regular = OCCURRENCES.c.kind == OccurrenceKind.REGULAR.value
    return frozenset((await connection.execute(select(OCCURRENCES.c.occasion).where(OCCURRENCES.c.reminder_id == reminder_id, regular))).scalars())


def _claimed(row: Mapping[Any, Any]) -> Claimed:
    reminder = reminder_of({name: row[f"its_{name}"] for name in Reminder.model_fields})
    occurrence = Occurrence.model_validate({name: row[name] for name in Occurrence.model_fields})
    return Claimed(occurrence=occurrence, reminder=reminder, zone=sound_zone(row["where_they_are"]) or ANYWHERE)


def _row(occurrence: Occurrence) -> dict[str, Any]:
    texts = occurrence.model_dump(mode="json", include={"reminder_id", "occasion", "kind", "person", "state", "note", "outcome"})
    return texts | {name: getattr(occurrence, name) for name in ("at", "due_at", "claimed_at", "settled_at")}


def _name_of(occurrence: Occurrence) -> dict[str, Any]:
    return {"its": occurrence.reminder_id, "its_occasion": occurrence.occasion}


def _this(occurrence: Occurrence) -> Sequence[Any]:
    return OCCURRENCES.c.reminder_id == occurrence.reminder_id, OCCURRENCES.c.occasion == occurrence.occasion


def _of_occasion(first: str) -> Any:
    return (OCCURRENCES.c.occasion == shown(first)) | OCCURRENCES.c.occasion.startswith(f"{shown(first)}/", autoescape=True)

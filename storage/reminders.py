"""Reminders, and how people like to be reminded. When each is due next stands in `storage.occurrences`."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Select, delete, insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from interview_flow.reminding.reminders import Occurrence, Reminder, Routine
from storage.database import Database
from storage.failures import shown
from storage.occurrences import Next, Over, put_in_place
from storage.reminder_rows import ANYWHERE, reminder_of, sound_zone
from storage.reminder_rows import posted_under as posted_under
from storage.tables import DELIVERIES, OCCURRENCES, PEOPLE, REMINDERS, ROUTINES


def nothing_over(_reminder: Reminder, _waited: Occurrence) -> Sequence[Occurrence]:
    """Whatever waited is of no interest any more."""
    return ()


class Reminders:
    """The reminders of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save(self, reminder: Reminder, following: Next, over: Over = nothing_over) -> None:
        """Keep a new reminder, or one that was changed; its next occurrence is what `following` finds, given the occasions that were there already. Of what
        had waited `over` is noted."""
        if not await self.change(reminder, following, over):
            async with self._database.begin() as connection:
                await connection.execute(insert(REMINDERS), _row(reminder))
                await put_in_place(connection, reminder, following, over)

    async def change(self, reminder: Reminder, following: Next, over: Over = nothing_over) -> bool:
        """The same for one that is there; False for one that somebody has removed meanwhile, which stays removed."""
        async with self._database.begin() as connection:
            there = await connection.execute(update(REMINDERS).where(REMINDERS.c.id == reminder.id).values(**_row(reminder)))
            if there.rowcount:
                await put_in_place(connection, reminder, following, over)
            return bool(there.rowcount)

    async def replanned(
        self, reminder_id: str, following: Callable[[Reminder, frozenset[str]], Occurrence | None], over: Over = nothing_over
    ) -> None:
        """What waits of a reminder gives way to what `following` finds for it as it stands at that moment: its person is somewhere else."""
        async with self._database.begin() as connection:
            its = select(REMINDERS).where(REMINDERS.c.id == shown(reminder_id)).with_for_update(key_share=True)
            if row := (await connection.execute(its)).mappings().first():
                reminder = reminder_of(row)
                await put_in_place(connection, reminder, partial(following, reminder), over)

    async def find(self, reminder_id: str) -> Reminder | None:
        """One of them."""
        found = await self._all(select(REMINDERS).where(REMINDERS.c.id == shown(reminder_id)))
        return found[0] if found else None

    async def of_person(self, person: str) -> list[Reminder]:
        """A person's own and those they set for a team, the oldest first."""
        return await self._all(select(REMINDERS).where(REMINDERS.c.person == shown(person)).order_by(REMINDERS.c.created_at, REMINDERS.c.id))

    async def of_channel(self, team: str, channel: str) -> list[Reminder]:
        """What is said in a channel, the oldest first."""
        here = (REMINDERS.c.team == shown(team), REMINDERS.c.channel == shown(channel))
        return await self._all(select(REMINDERS).where(*here).order_by(REMINDERS.c.created_at, REMINDERS.c.id))

    async def followers(self, reminder_id: str) -> list[Reminder]:
        """The personal reminders of those who signed up for a team's."""
        return await self._all(select(REMINDERS).where(REMINDERS.c.follows == shown(reminder_id)).order_by(REMINDERS.c.created_at, REMINDERS.c.id))

    async def remove(self, reminder_id: str) -> None:
        """It never comes again, and what was noted of it is gone."""
        async with self._database.begin() as connection:
            await removed(connection, [reminder_id])

    async def failed(self, reminder_id: str, trouble: str, *, anew: bool = False) -> int:
        """It could not be sent; the number of times in a row, which begins `anew` with this one. 0 for one that was removed."""
        mine, before = REMINDERS.c.id == reminder_id, 0 if anew else REMINDERS.c.failures
        async with self._database.begin() as connection:
            await connection.execute(update(REMINDERS).where(mine).values(failures=before + 1, trouble=trouble))
            return await connection.scalar(select(REMINDERS.c.failures).where(mine)) or 0

    async def recovered(self, reminder_id: str) -> None:
        """It was sent."""
        failing = (REMINDERS.c.id == reminder_id, REMINDERS.c.failures > 0)
        async with self._database.begin() as connection:
            await connection.execute(update(REMINDERS).where(*failing).values(failures=0, trouble=None))

    async def routine(self, person: str) -> Routine:
        """How somebody likes to be reminded."""
        async with self._database.connect() as connection:
            row = (await connection.execute(select(ROUTINES).where(ROUTINES.c.person == shown(person)))).mappings().first()
        return Routine.of(dict(row)) if row else Routine(person=person)

    async def keep_routine(self, routine: Routine) -> None:
        """How somebody likes to be reminded from now on."""
        row = routine.model_dump() | {
            "person": shown(routine.person),
            "quiet_from": f"{routine.quiet_from:%H:%M}",
            "quiet_to": f"{routine.quiet_to:%H:%M}",
        }
        async with self._database.begin() as connection:
            there = await connection.execute(update(ROUTINES).where(ROUTINES.c.person == row["person"]).values(**row))
            if not there.rowcount:
                await connection.execute(insert(ROUTINES), row)

    async def routines(self, persons: Collection[str]) -> dict[str, Routine]:
        """How these people like to be reminded, as far as they have said so."""
        async with self._database.connect() as connection:
            rows = (await connection.execute(select(ROUTINES).where(ROUTINES.c.person.in_([shown(each) for each in persons])))).mappings().all()
        return {row["person"]: Routine.of(dict(row)) for row in rows}

    async def zone(self, person: str) -> str:
        """Where a person's clock stands: as they pinned it, or as the channel tells."""
        return await self._placed(person) or ANYWHERE

    async def is_placed(self, person: str) -> bool:
        """Whether it is known where a person's clock stands."""
        return await self._placed(person) is not None

    async def _placed(self, person: str) -> str | None:
        query = select(PEOPLE.c.zone).where(PEOPLE.c.id == shown(person))
        async with self._database.connect() as connection:
            known = await connection.scalar(query)
        return sound_zone((await self.routine(person)).zone or known)

    async def troubled(self, failures: int, most: int) -> list[Reminder]:
        """Those that could not be brought so many times in a row, at most so many of them."""
        query = select(REMINDERS).where(REMINDERS.c.failures >= failures).order_by(REMINDERS.c.failures.desc(), REMINDERS.c.id)
        return await self._all(query.limit(most))

    async def overdue(self, before: datetime, most: int) -> int:
        """How many wait, or are under way, though their time came before an instant; counted up to so many of each."""
        waiting = (OCCURRENCES.c.state == literal_column("'waiting'"), OCCURRENCES.c.due_at < before)
        under_way = (OCCURRENCES.c.state == literal_column("'claimed'"), OCCURRENCES.c.claimed_at < before)
        async with self._database.connect() as connection:
            found = [(await connection.execute(select(OCCURRENCES.c.reminder_id).where(*each).limit(most))).all() for each in (waiting, under_way)]
        return sum(map(len, found))

    async def _all(self, query: Select[Any]) -> list[Reminder]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [reminder_of(row) for row in rows]


def _row(reminder: Reminder) -> dict[str, Any]:
    return reminder.model_dump(mode="json") | {
        "asked": shown(reminder.asked),
        "schedule": reminder.schedule.model_dump_json(),
        **{name: getattr(reminder, name) for name in ("paused_at", "paused_until", "created_at")},
    }


async def removed(connection: AsyncConnection, reminder_ids: Collection[str]) -> None:
    """Take reminders away, with all that was noted of them. They are locked first: whoever plans their next times has done so, or finds nothing."""
    these = list(reminder_ids)
    await connection.execute(select(REMINDERS.c.id).where(REMINDERS.c.id.in_(these)).order_by(REMINDERS.c.id).with_for_update())
    await connection.execute(delete(DELIVERIES).where(DELIVERIES.c.interview_id.in_([posted_under(each) for each in these])))
    await connection.execute(delete(OCCURRENCES).where(OCCURRENCES.c.reminder_id.in_(these)))
    await connection.execute(update(REMINDERS).where(REMINDERS.c.follows.in_(these)).values(follows=None))
    await connection.execute(delete(REMINDERS).where(REMINDERS.c.id.in_(these)))

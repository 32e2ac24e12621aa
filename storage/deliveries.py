"""What was posted, and what was attempted: written before Slack is called, so that a crash leaves a question, never a surprise."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from interview_flow.frozen import Frozen
from storage.database import Database
from storage.tables import DELIVERIES, THREADS


class State(StrEnum):
    """How far a message has come. `IN_DOUBT`: nobody can say whether it is there, so it is offered and not repeated."""

    ATTEMPTED = "attempted"
    POSTED = "posted"
    IN_DOUBT = "in_doubt"


_NOT_THERE = (DELIVERIES.c.state == State.ATTEMPTED.value, DELIVERIES.c.ts.is_(None))


class _Taken(Exception):
    """There is such a delivery."""


class Delivery(Frozen):
    """One message of ours in `channel`; `ts` is known as soon as Slack has told it. `attempted_at` is when it was last attempted."""

    interview_id: str
    name: str
    state: State
    channel: str
    ts: str | None
    attempted_at: AwareDatetime


class Deliveries:
    """The deliveries of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, interview_id: str, names: Sequence[str]) -> dict[str, Delivery]:
        """What is known of these messages, by name."""
        query = select(DELIVERIES).where(DELIVERIES.c.interview_id == interview_id, DELIVERIES.c.name.in_(names))
        return {each.name: each for each in await self._all(query)}

    async def known_ts(self, interview_id: str) -> set[str]:
        """The ts of every message of ours that we know of in an interview."""
        query = select(DELIVERIES).where(DELIVERIES.c.interview_id == interview_id, DELIVERIES.c.ts.is_not(None))
        return {each.ts for each in await self._all(query) if each.ts}

    async def attempted(self, interview_id: str, name: str, channel: str, now: datetime) -> bool:
        """Slack is about to be called, for the first time; False if somebody else is at it."""
        row = {"interview_id": interview_id, "name": name, "state": State.ATTEMPTED.value, "channel": channel, "ts": None, "attempted_at": now}
        try:
            async with self._database.begin() as connection:
                try:
                    await connection.execute(insert(DELIVERIES), row)
                except IntegrityError as error:
                    raise _Taken from error
        except _Taken:
            return False
        return True

    async def attempted_again(self, earlier: Delivery, now: datetime) -> bool:
        """Slack is about to be called about an attempt whose end is not known; False if somebody else was first."""
        mine = (
            *_this(earlier.interview_id, earlier.name),
            DELIVERIES.c.state == State.ATTEMPTED.value,
            DELIVERIES.c.attempted_at == earlier.attempted_at,
        )
        async with self._database.begin() as connection:
            return (await connection.execute(update(DELIVERIES).where(*mine).values(attempted_at=now))).rowcount == 1

    async def vanished(self, interview_id: str, name: str) -> None:
        """The message was there in part, and is not any more: somebody deleted it."""
        async with self._database.begin() as connection:
            await connection.execute(update(DELIVERIES).where(*_this(interview_id, name)).values(ts=None))

    async def refused(self, interview_id: str, name: str) -> None:
        """Slack said no: the message is not there, and may be attempted again. One that is there in part stays."""
        async with self._database.begin() as connection:
            await connection.execute(delete(DELIVERIES).where(*_this(interview_id, name), *_NOT_THERE))

    async def renamed(self, interview_id: str, old: str, new: str) -> bool:
        """What is known of one message is known of another from now on; False if nothing is, or of that other something is already."""
        try:
            async with self._database.begin() as connection:
                try:
                    return (await connection.execute(update(DELIVERIES).where(*_this(interview_id, old)).values(name=new))).rowcount == 1
                except IntegrityError as error:
                    raise _Taken from error
        except _Taken:
            return False

    async def withdrawn(self, interview_id: str, name: str) -> None:
        """The message is not to be there, and nothing is known of it any more."""
        async with self._database.begin() as connection:
            await connection.execute(delete(DELIVERIES).where(*_this(interview_id, name)))

    async def moved(self, interview_id: str, opening: str) -> None:
        """The interview goes on elsewhere: it begins with its `opening` again, and what was under way is to be posted there."""
        started = or_(DELIVERIES.c.name == opening, DELIVERIES.c.state == State.ATTEMPTED.value)
        async with self._database.begin() as connection:
            await connection.execute(delete(DELIVERIES).where(DELIVERIES.c.interview_id == interview_id, started))

    async def opened(self, interview_id: str, name: str, ts: str) -> None:
        """The message is there, though not complete."""
        async with self._database.begin() as connection:
            await connection.execute(update(DELIVERIES).where(*_this(interview_id, name), DELIVERIES.c.ts.is_(None)).values(ts=ts))

    async def posted(self, interview_id: str, name: str, ts: str | None, *, up_to_turn: int | None = None, thread_ts: str | None = None) -> None:
        """The message is complete; with it, turns up to `up_to_turn` are delivered, or the thread has its first message."""
        await self._settle(interview_id, name, State.POSTED, ts, up_to_turn, thread_ts)

    async def in_doubt(self, interview_id: str, name: str, *, up_to_turn: int | None = None) -> None:
        """Nobody can say whether the message is there."""
        await self._settle(interview_id, name, State.IN_DOUBT, None, up_to_turn, None)

    async def _settle(self, interview_id: str, name: str, state: State, ts: str | None, up_to_turn: int | None, thread_ts: str | None) -> None:
        known = {"ts": ts} if ts else {}
        progress: dict[str, Any] = {}
        if up_to_turn is not None:
            progress["posted_turn"] = up_to_turn
        if thread_ts is not None:
            progress["ts"] = thread_ts
        async with self._database.begin() as connection:
            await connection.execute(update(DELIVERIES).where(*_this(interview_id, name)).values(state=state.value, **known))
            if progress:
                await connection.execute(update(THREADS).where(THREADS.c.interview_id == interview_id).values(**progress))

    async def _all(self, query: Any) -> list[Delivery]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Delivery.model_validate(dict(row)) for row in rows]


def _this(interview_id: str, name: str) -> tuple[Any, Any]:
    return DELIVERIES.c.interview_id == interview_id, DELIVERIES.c.name == name

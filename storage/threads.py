"""Where in Slack an interview is held, and how far it has been delivered there."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Select, and_, bindparam, exists, false, insert, or_, select, true, update

from interview_flow.frozen import Frozen
from interview_flow.phases import Stage
from storage.database import Database
from storage.failures import AlreadyHeard
from storage.group import Write
from storage.tables import ATTACHMENTS, THREADS, TRANSCRIPTS

REMEMBERED = 4096
"""Places that are known without asking the database."""
_OPENED = insert(THREADS)
_STIRRED = update(THREADS).where(THREADS.c.interview_id == bindparam("this")).values(settled=False, stirred=THREADS.c.stirred + 1)


class Thread(Frozen):
    """One interview's place: a thread of the app's own conversation with `user`, or of a channel (`in_channel`).

    `ts` and `link`, its address, are None until its first message is posted, `channel` until the conversation is open. Turns up to `posted_turn` are delivered;
    `settled` means that nothing is left to deliver, until something is `stirred` up again. After `failures` the next attempt waits until `retry_at`;
    a parked one waits for somebody."""

    interview_id: str
    enterprise: str | None = None
    team: str
    channel: str | None = None
    ts: str | None = None
    link: str | None = None
    user: str
    in_channel: bool = False
    posted_turn: int = 0
    settled: bool = False
    stirred: int = 0
    failures: int = 0
    retry_at: AwareDatetime | None = None
    parked_at: AwareDatetime | None = None
    trouble: str | None = None


def opening(thread: Thread) -> Write:
    """What begins a thread together with its interview."""
    return Write(_OPENED, [thread.model_dump()], AlreadyHeard(thread.interview_id))


def stirring(interview_id: str) -> Write:
    """What makes an interview that was settled deliver once more, together with what happened to it."""
    return Write(_STIRRED, [{"this": interview_id}])


class Threads:
    """The threads of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._at: OrderedDict[tuple[str, str, str], str] = OrderedDict()

    async def interview_at(self, team: str, channel: str, ts: str) -> str | None:
        """The interview that is held in a thread; None if it is any other thread."""
        place = (team, channel, ts)
        if place not in self._at:
            found = await self._one(and_(THREADS.c.team == team, THREADS.c.channel == channel, THREADS.c.ts == ts))
            if found is None:
                return None
            self._at[place] = found.interview_id
            if len(self._at) > REMEMBERED:
                self._at.popitem(last=False)
        return self._at[place]

    def forget(self, interview_id: str) -> None:
        """The interview is held nowhere any more: it was deleted."""
        self._at = OrderedDict((place, held) for place, held in self._at.items() if held != interview_id)

    async def is_opening(self, team: str, channel: str, user: str) -> bool:
        """Whether an interview of this person is about to get its first message here, or has it and nobody has noted so yet."""
        here = and_(THREADS.c.team == team, THREADS.c.channel == channel, THREADS.c.ts.is_(None), THREADS.c.user == user)
        return await self._one(and_(here, THREADS.c.parked_at.is_(None))) is not None

    async def of(self, interview_id: str) -> Thread | None:
        """The thread of an interview; None if it is not held in Slack."""
        return await self._one(THREADS.c.interview_id == interview_id)

    async def moved(self, interview_id: str, *, channel: str | None, ts: str | None, in_channel: bool = False) -> None:
        """The interview goes on elsewhere: in `channel`, in a thread that is not begun yet if `ts` is None."""
        self.forget(interview_id)
        await self._set(interview_id, channel=channel, ts=ts, link=None, in_channel=in_channel)

    async def linked(self, interview_id: str, link: str) -> None:
        """The address of the thread."""
        await self._set(interview_id, link=link)

    async def links(self, interview_ids: Sequence[str]) -> dict[str, str]:
        """The addresses of the threads of these interviews, as far as they are known."""
        query = select(THREADS).where(THREADS.c.interview_id.in_(interview_ids), THREADS.c.link.is_not(None))
        return {thread.interview_id: thread.link for thread in await self._all(query) if thread.link}

    async def failed(self, interview_id: str, trouble: str, retry_at: datetime) -> int:
        """Something went wrong; nothing is attempted before `retry_at`. The number of failures in a row."""
        async with self._database.begin() as connection:
            row = THREADS.c.interview_id == interview_id
            await connection.execute(update(THREADS).where(row).values(failures=THREADS.c.failures + 1, trouble=trouble, retry_at=retry_at))
            return (await connection.execute(select(THREADS.c.failures).where(row))).scalar_one()

    async def recovered(self, interview_id: str) -> None:
        """All is well again, or somebody asks to try once more."""
        await self._set(interview_id, failures=0, trouble=None, retry_at=None, parked_at=None)

    async def parked(self, interview_id: str, now: datetime) -> None:
        """Leave it alone until somebody asks."""
        await self._set(interview_id, parked_at=now)

    async def settled(self, interview_id: str, stirred: int = 0) -> None:
        """Nothing is left to deliver of what was known when it had been stirred so often; what came later is not settled by this."""
        mine = and_(THREADS.c.interview_id == interview_id, THREADS.c.stirred == stirred)
        async with self._database.begin() as connection:
            await connection.execute(update(THREADS).where(mine).values(settled=True))

    async def all_parked(self) -> list[Thread]:
        """What was given up until somebody asks, the oldest first."""
        return await self._all(select(THREADS).where(THREADS.c.parked_at.is_not(None)).order_by(THREADS.c.parked_at))

    async def unfinished(self, now: datetime) -> list[str]:
        """The interviews in which something is to be read, answered or delivered, and may be attempted now."""
        said = or_(
            TRANSCRIPTS.c.owes_reply == true(),
            TRANSCRIPTS.c.turns > THREADS.c.posted_turn,
            TRANSCRIPTS.c.stage.in_([Stage.FINISHED, Stage.ABANDONED]),
        )
        attached = exists().where(ATTACHMENTS.c.interview_id == THREADS.c.interview_id)
        may = and_(THREADS.c.settled == false(), THREADS.c.parked_at.is_(None), or_(THREADS.c.retry_at.is_(None), THREADS.c.retry_at <= now))
        query = select(THREADS.c.interview_id).join(TRANSCRIPTS, TRANSCRIPTS.c.id == THREADS.c.interview_id).where(may, or_(said, attached))
        async with self._database.connect() as connection:
            return [row[0] for row in (await connection.execute(query.order_by(TRANSCRIPTS.c.last_at))).all()]

    async def _one(self, where: Any) -> Thread | None:
        found = await self._all(select(THREADS).where(where))
        return found[0] if found else None

    async def _all(self, query: Select[Any]) -> list[Thread]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Thread.model_validate(dict(row)) for row in rows]

    async def _set(self, interview_id: str, **values: Any) -> None:
        async with self._database.begin() as connection:
            await connection.execute(update(THREADS).where(THREADS.c.interview_id == interview_id).values(**values))

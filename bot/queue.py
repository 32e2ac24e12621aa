"""Jobs that wait for a worker: in Redis or Valkey, or in this process. The one room that knows docket.

The queue is transport, the database is the truth: a job says what to look at ("answer interview X"), never what to say,
so a job that runs twice, late or out of order is harmless, and a lost one is put again by the sweep that reads the database.
"""

import asyncio
import logging
import os
import socket
import traceback
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Annotated, Any, Self, cast
from urllib.parse import urlsplit
from uuid import uuid4

from docket import ConcurrencyLimit, Docket, Perpetual, Worker
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import AuthenticationError, AuthorizationError, InvalidResponse, NoPermissionError, RedisError
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

IN_PROCESS = "memory://"
PATIENCE = 2.0
"""Seconds in which the server must have answered."""
CHECK = timedelta(milliseconds=10)
"""How long a worker sleeps before it looks for finished jobs; a new job wakes it at once."""
DUE = timedelta(milliseconds=250)
"""How often delayed jobs are looked at: how late they can start."""
LEASE = timedelta(seconds=5)
"""A worker renews its hold on a job four times in this time, however long the job takes; a job that nobody holds goes to another worker."""
RECONNECTION = timedelta(seconds=1)
IN_A_TRIP = 50
"""Jobs that are put together."""
MISSED = 3
"""Looks, one each `RECONNECTION`, after which a worker that has taken itself off the list is replaced. A healthy one signs every two seconds."""
OLDEST = (6, 2)
"""The first Redis with XAUTOCLAIM, by which the jobs of a dead worker are found. Valkey tells the version of Redis that it is compatible with."""

UNREADABLE = "The address of the queue cannot be read: give redis://host:6379/0, rediss://..., unix:///path/of/socket or memory://."

logger = logging.getLogger(__name__)

Task = Callable[..., Awaitable[None]]
"""What a job does. Its arguments are text: an id, not content."""


class QueueFailed(Exception):
    """The queue cannot be used; the sentence says what to do. What was being put may or may not be in the queue."""


@dataclass(frozen=True)
class Depth:
    """How many jobs wait (now, for their time, or for another job of the same subject), how many run, and how many workers are alive."""

    waiting: int
    running: int
    workers: int


class Queue:
    """A queue at `memory://` (one process; lost with it), redis://, rediss:// or unix://. Queues of one `name` on one server are one.

    Register tasks before working. Jobs of one task whose first arguments are equal run one after the other, in no certain order; others side by side.
    """

    def __init__(self, url: str = IN_PROCESS, name: str = "mock-interview", *, lease: timedelta = LEASE) -> None:
        self._url = url.replace("valkey", "redis", 1) if url.startswith(("valkey://", "valkeys://")) else url
        self._in_process, self._lease = url == IN_PROCESS, lease
        self.place = _place(self._url)
        # no record of finished jobs is kept: nothing reads it, and a failed job's exception may quote the candidate
        self._docket = Docket(name, self._url, execution_ttl=timedelta(0))

    async def __aenter__(self) -> Self:
        """Raises `QueueFailed` when the server cannot be used."""
        await self.check()
        _quiet()
        await self._docket.__aenter__()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._docket.__aexit__(kind, error, trace)

    def register(self, name: str, task: Task) -> None:
        """Let workers run this task under this name. What it raises is logged and forgotten: to try again, put it again."""

        async def run(subject: Annotated[str, ConcurrencyLimit(1, scope=f"one:{name}")], *arguments: str) -> None:
            await _attempt(name, task, *arguments)

        self._docket.register(run, [name])

    def every(self, name: str, task: Task, seconds: float) -> None:
        """Run a task without arguments when a worker starts and again so many seconds after each start, once for all workers together."""
        rhythm = Perpetual(every=timedelta(seconds=seconds), automatic=True)

        async def run(again: Perpetual = rhythm) -> None:
            await _attempt(name, task)

        run.__name__ = f"every:{name}"  # docket's key for it
        self._docket.register(run)

    async def put(self, task: str, *arguments: str, key: str, at: datetime | None = None) -> None:
        """Have a registered task run once, from now or `at` a time on. Raises `QueueFailed` within `PATIENCE`.

        While a job of this task and key waits, putting it again changes nothing but, where that is sooner, its time.
        While it runs, putting it again has it run once more afterwards. What the server loses is not put again.
        """
        job = (arguments[0] if arguments else "", *arguments)
        key = f"job:{task}:{key}"  # a bare key could be the name of one of docket's own records
        async with _told_plainly(self.place):
            try:
                await self._put(task, job, key, at or datetime.now(UTC))
            except RedisConnectionError:  # it may have died while nobody used it; the next one is new
                await self._put(task, job, key, at or datetime.now(UTC))

    async def put_all(self, task: str, jobs: Mapping[str, Sequence[str]]) -> None:
        """The same as `put` for arguments by their keys, from now on, in few trips. Raises `QueueFailed`; some of them may be in the queue then."""
        waiting = list(jobs.items())
        for start in range(0, len(waiting), IN_A_TRIP):
            some = {f"job:{task}:{key}": tuple(arguments) for key, arguments in waiting[start : start + IN_A_TRIP]}
            async with _told_plainly(self.place):
                try:
                    await self._put_all(task, some, datetime.now(UTC))
                except RedisConnectionError:
                    await self._put_all(task, some, datetime.now(UTC))

    async def _put_all(self, task: str, jobs: Mapping[str, tuple[str, ...]], when: datetime) -> None:
        async with self._docket.redis() as redis:
            asked = redis.pipeline()
            for key in jobs:
                asked.hgetall(self._docket.runs_key(key))
            records = dict(zip(jobs, await asked.execute(), strict=True))
        calls = {key: self._docket.call(task, when, key)(arguments[0] if arguments else "", *arguments) for key, arguments in jobs.items()}
        added = await self._docket.add_many(call for key, call in calls.items() if not records[key])
        added += await self._docket.replace_many(call for key, call in calls.items() if records[key] and _outdated(records[key], when))
        for failed in (each.schedule_exception for each in added if each.schedule_exception):
            raise failed

    async def _put(self, task: str, job: tuple[str, ...], key: str, when: datetime) -> None:
        async with self._docket.redis() as redis:
            record = await redis.hgetall(self._docket.runs_key(key))
        if not record:
            await self._docket.add(task, when, key)(*job)
        elif _outdated(record, when):
            await self._docket.replace(task, when, key)(*job)

    async def work(self, *, stopping: asyncio.Event, concurrency: int = 20) -> None:
        """Run jobs, so many at a time, until told to stop; then finish those under way. A server that goes away is waited for.

        A job under way that outlasts `lease` after the stop may run once more when it has ended. It can run beside itself after the server has lost what it held,
        or after a worker could not renew its hold for `lease`: the task must bear that.
        """
        async with asyncio.TaskGroup() as shifts:
            while not stopping.is_set():
                name, over = f"{socket.gethostname()}#{os.getpid()}#{uuid4().hex[:8]}", asyncio.Event()  # containers share host names and process ids
                shifts.create_task(self._shift(name, concurrency, over))
                try:
                    await self._lost(name, stopping)
                finally:
                    over.set()

    async def depth(self) -> Depth:
        """What there is to do. Raises `QueueFailed`."""
        async with _told_plainly(self.place), self._docket.redis() as redis:
            there, later = await redis.xlen(self._docket.stream_key), await redis.zrange(self._docket.queue_key, 0, -1)
            groups = await redis.xinfo_groups(self._docket.stream_key) if there else []  # one, once a worker has come
            running: int = sum(group["pending"] for group in groups)
            workers = await self._docket.workers()
        # docket sets an alarm in `later` for each job that waits for another of its subject, so these are counted too
        return Depth(there - running + sum(not key.startswith(b"every:") for key in later), running, len(workers))

    async def check(self) -> str:
        """Speak with the server: its name and version. Raises `QueueFailed` with what is wrong with it."""
        if self._in_process:
            return "in this process"
        once = Retry(NoBackoff(), 0)
        try:
            async with _told_plainly(self.place), Redis.from_url(self._url, retry=once) as server:  # pyright: ignore[reportUnknownMemberType]
                about: dict[str, Any] = await server.info("server")  # pyright: ignore[reportUnknownMemberType]
        except (TypeError, ValueError):
            raise QueueFailed(UNREADABLE) from None  # redis understands no more of it, and its words may hold the password
        version = tuple(int(part) for part in about["redis_version"].split(".")[:2])
        if version < OLDEST:
            raise QueueFailed(f"The queue at {self.place} is Redis {about['redis_version']}: use Redis 6.2 or newer, or Valkey.")
        return f"Valkey {about['valkey_version']}" if "valkey_version" in about else f"Redis {about['redis_version']}"

    async def _shift(self, name: str, concurrency: int, over: asyncio.Event) -> None:
        worker = Worker(
            self._docket,
            name=name,
            concurrency=concurrency,
            minimum_check_interval=CHECK,
            scheduling_resolution=DUE,
            redelivery_timeout=self._lease,
            reconnection_delay=RECONNECTION,
        )
        async with worker:
            running, told = asyncio.create_task(worker.run_forever()), asyncio.create_task(over.wait())
            try:
                await asyncio.wait({running, told}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                told.cancel()
        await running  # leaving the block has stopped it

    async def _lost(self, name: str, stopping: asyncio.Event) -> None:
        """Wait until told to stop, or until this worker is out of service: docket's takes no job after a lost connection until all it holds have ended."""
        missed = 0
        while missed < MISSED:
            with suppress(TimeoutError):
                async with asyncio.timeout(RECONNECTION.total_seconds()):
                    await stopping.wait()
                    return
            with suppress(QueueFailed):
                async with _told_plainly(self.place):
                    missed = 0 if name in {worker.name for worker in await self._docket.workers()} else missed + 1


def _outdated(record: Mapping[bytes, bytes], when: datetime) -> bool:
    """Whether a job that is there is not the one that was put: it runs already, or waits for a later time."""
    return record.get(b"state") == b"running" or float(record.get(b"when", "inf")) > when.timestamp()


@asynccontextmanager
async def _told_plainly(place: str) -> AsyncGenerator[None]:
    """The one place where an error of redis becomes a sentence. What takes longer than `PATIENCE` has failed."""
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except (RedisError, TimeoutError, OSError) as error:
        raise QueueFailed(_sentence(error).format(place=place)) from error


def _sentence(error: Exception) -> str:
    wrapped = isinstance(error, RedisConnectionError) and isinstance(error.__cause__, RedisError)  # what happens while it connects
    match error.__cause__ if wrapped else error:
        case AuthenticationError() | AuthorizationError() | NoPermissionError():
            return "The queue at {place} refused the user or the password: correct them in its address."
        case RedisConnectionError() | RedisTimeoutError() | TimeoutError() | OSError():
            return "The queue at {place} cannot be reached: is Redis or Valkey running there, and is the address right?"
        case InvalidResponse():
            return "What answers at {place} is not Redis or Valkey: correct the address of the queue."
        case _:
            return "The queue at {place} refused what was asked of it: is the number of the database right, and is there room?"


def _place(url: str) -> str:
    """Where the queue is, without user and password; raises `QueueFailed` for what is no address of a queue."""
    try:
        address = urlsplit(url)
        match address.scheme:
            case "memory" if url == IN_PROCESS:
                return "this process"
            case "unix" if address.path:
                return address.path
            case "redis" | "rediss" if address.hostname:
                return f"{address.hostname}:{address.port or 6379}"
            case _:
                pass
    except ValueError:
        pass  # its text may hold the password
    raise QueueFailed(UNREADABLE)


async def _attempt(name: str, task: Task, *arguments: str) -> None:
    try:
        await task(*arguments)
    except Exception as error:  # the edge: a job that fails must not stop others
        logger.error("The job %s(%s) failed.\n%s", name, ", ".join(arguments[:1]), "\n".join(_traced(error)))


def _traced(error: BaseException) -> Generator[str]:
    """Which exceptions, and where. Their words are left out: they may quote the candidate."""
    here = f"{''.join(traceback.format_tb(error.__traceback__))}{type(error).__qualname__}"
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    members = cast("BaseExceptionGroup[BaseException]", error).exceptions if isinstance(error, BaseExceptionGroup) else ()
    for earlier in (cause, *members):
        if earlier:
            yield from _traced(earlier)
    yield here


def _quiet() -> None:
    """docket tells every job at INFO."""
    docket = logging.getLogger("docket")
    if docket.level == logging.NOTSET:
        docket.setLevel(logging.WARNING)

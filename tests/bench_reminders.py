"""What it costs to find the reminders whose time has come, and to hand them over, with 1,000 and with 1,000,000 stored. Run by `make bench`.

Beside the question stands a bare one: the same rows by the same index through the driver alone. Then 20,000 fall due within one minute, among the
1,000,000: workers of their own sweep and hand over, as `serve` does it with SQLite and as two `worker`s do with PostgreSQL and Valkey. A job here does nothing.
"""

import asyncio
import json
import os
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

import asyncpg
import pytest
from sqlalchemy import make_url

from bot.dispatch import SWEEP_EVERY, Dispatch
from bot.queue import IN_PROCESS, Queue
from interview_flow.reminding.planning import next_of
from interview_flow.reminding.reminders import Occurrence
from storage.database import Database
from storage.occurrences import DUE, Claimed, Occurrences
from tests.many_reminders import BEGAN, HOT, fall_due, filled
from tests.postgresql import postgresql
from tests.servers import valkey

FEW, MANY = 1_000, 1_000_000
ROUNDS, WARM, AGAIN = 12, 2, 5
"""A question is asked again and again within a round, and the best counts: what else runs on the machine takes longer than it does."""
TOGETHER = 20_000
"""Reminders that fall due within a minute."""
MINUTE, AFTERWARDS = 60.0, 10.0
BARE = "SELECT due_at FROM occurrences WHERE state = 'waiting' AND due_at <= {} ORDER BY due_at LIMIT 200"
Bare = Callable[[datetime], Awaitable[int]]


@dataclass(frozen=True)
class Times:
    """Milliseconds of each round: of the bare question and of ours where nothing is due, of both where 200 are, and of their whole claim."""

    bare_none: list[float]
    none: list[float]
    bare: list[float]
    due: list[float]
    claimed: list[float]


async def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        await _measured("SQLite", f"sqlite:///{folder}/few.db", f"sqlite:///{folder}/many.db", IN_PROCESS, 1)
    try:
        with postgresql() as server, valkey() as queue:
            await _measured("PostgreSQL", server.blank(), server.blank(), queue.url, 2)
    except pytest.skip.Exception as missing:
        print(f"  PostgreSQL and Valkey: {missing}")
    print()


async def _measured(name: str, few: str, many: str, queue: str, workers: int) -> None:
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(_opened(url)) for url in (few, many)]
        start = perf_counter()
        for database, number in zip(opened, (FEW, MANY), strict=True):
            await filled(database, number)
        print(f"reminders in {name}: with {FEW:,} and with {MANY:,} stored (made in {perf_counter() - start:.0f} s); ms, medians of {ROUNDS}")
        bare = [await stack.enter_async_context(_bare(url)) for url in (few, many)]
        _compare(*(await _in_turns(opened, bare)))
        start_at = datetime.now(UTC) + timedelta(seconds=8)
        await fall_due(opened[1], TOGETHER, start_at, MINUTE)
    await _handed_over(many, queue, workers, start_at)


async def _in_turns(databases: Sequence[Database], bare: Sequence[Bare]) -> list[Times]:
    """Both databases in turns: each round is a day later, on which the same few come again."""
    found = [Times([], [], [], [], []) for _ in databases]
    for number in range(ROUNDS + WARM):
        for database, ask, times in zip(databases, bare, found, strict=True):
            taken = await _round(database, ask, BEGAN + timedelta(days=number))
            if number >= WARM:
                for column, one in zip((times.bare_none, times.none, times.bare, times.due, times.claimed), taken, strict=True):
                    column.append(one)
    return found


async def _round(database: Database, ask: Bare, day: datetime) -> list[float]:
    occurrences, early, late = Occurrences(database), day + timedelta(hours=8), day + timedelta(hours=10)
    questions = [
        (lambda: ask(early), 0),
        (lambda: _claimed(occurrences, early), 0),
        (lambda: ask(late), HOT),
        (lambda: _asked(database, late), HOT),
    ]
    best = [min([await _timed(question, expected) for _ in range(AGAIN)]) for question, expected in questions]
    return [*best, await _timed(lambda: _claimed(occurrences, late), HOT)]


async def _asked(database: Database, now: datetime) -> int:
    async with database.connect() as connection:
        return len((await connection.execute(DUE, {"now": now, "most": HOT})).mappings().all())


async def _claimed(occurrences: Occurrences, now: datetime) -> int:
    def plan(each: Claimed, taken: frozenset[str]) -> list[Occurrence]:
        found = next_of(each.reminder, each.zone, each.occurrence, now, taken)
        return [found] if found else []

    return len(await occurrences.claim(now, HOT, plan))


async def _timed(ask: Callable[[], Awaitable[int]], expected: int) -> float:
    start = perf_counter()
    found = await ask()
    taken = (perf_counter() - start) * 1000
    assert found == expected, (found, expected)
    return taken


def _compare(few: Times, many: Times) -> None:
    for what, column, beside in (
        ("nothing due", "none", "bare_none"),
        (f"{HOT} due: the question", "due", "bare"),
        (f"{HOT} due: claimed, the next ones planned, committed", "claimed", "bare"),
    ):
        less, more = (statistics.median(getattr(times, column)) for times in (few, many))
        bare = statistics.median(getattr(many, beside))
        ratio = f"{more / less:.2f}x of few (aim: at most 1.5x)"
        print(f"  {what:<52}{less:8.2f}{more:8.2f}   {ratio}   bare {bare:.2f} ({more / bare:.1f}x)")


async def _handed_over(database: str, queue: str, workers: int, start_at: datetime) -> None:
    command = [sys.executable, "-m", "tests.bench_reminders", database, queue, start_at.isoformat()]
    running = [await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE, env=dict(os.environ)) for _ in range(workers)]
    told = [json.loads((await each.communicate())[0]) for each in running]
    handed, begun = ([lateness for each in told for lateness in each[name]] for name in ("handed", "begun"))
    last = max((each["last"] for each in told), default=0.0)
    print(
        f"  {len(handed):,} of {TOGETHER:,} that fell due in one minute were handed over, the last after {last:.1f} s   (aim: all within the minute)"
    )
    print(f"    late when handed over: {_figures(handed)}   when a worker began with it: {_figures(begun)}, {len(begun):,} of them\n")


def _figures(lateness: list[float]) -> str:
    ordered = sorted(lateness) or [float("nan")]
    return f"p50 {statistics.median(ordered):.2f} s   p99 {ordered[int(len(ordered) * 0.99)]:.2f} s"


async def _worked(url: str, queue_url: str, start_at: datetime) -> None:
    """One worker: it sweeps, hands over and does jobs until a while after the minute, then tells how late each was."""
    handed, begun = list[float](), list[float]()
    stopping, last = asyncio.Event(), 0.0
    async with _opened(url) as database, Queue(queue_url, "bench") as queue:

        async def hand_over(claimed: Sequence[Occurrence]) -> None:
            nonlocal last
            fresh = [each for each in claimed if each.claimed_at is None]  # nothing is settled here: what is taken up was handed over before
            if not fresh:
                return
            await queue.put_all("remind", {f"{each.reminder_id} {each.occasion}": (each.person, each.due_at.isoformat()) for each in fresh})
            handed.extend(_late(each.due_at) for each in fresh)
            last = (datetime.now(UTC) - start_at).total_seconds()

        async def remind(_person: str, due_at: str) -> None:
            begun.append(_late(datetime.fromisoformat(due_at)))

        queue.register("remind", remind)
        queue.every("dispatch", Dispatch(Occurrences(database), hand_over, lambda: datetime.now(UTC)).sweep, SWEEP_EVERY)
        working = asyncio.create_task(queue.work(stopping=stopping))
        await asyncio.sleep((start_at - datetime.now(UTC)).total_seconds() + MINUTE + AFTERWARDS)
        stopping.set()
        await working
    print(json.dumps({"handed": handed, "begun": begun, "last": last}))


def _late(due_at: datetime) -> float:
    return (datetime.now(UTC) - due_at).total_seconds()


@asynccontextmanager
async def _opened(url: str) -> AsyncGenerator[Database]:
    database = Database(url)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def _bare(url: str) -> AsyncGenerator[Bare]:
    """The same rows by the same index, through the driver alone."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(address.database))) as file:

            async def ask_file(now: datetime) -> int:
                return len(file.execute(BARE.format("?"), (f"{now:%Y-%m-%d %H:%M:%S.%f}",)).fetchall())

            yield ask_file
        return
    server = await asyncpg.connect(host=address.query["host"], user="tests", database=address.database)

    async def ask_server(now: datetime) -> int:
        return len(await server.fetch(BARE.format("$1"), now))

    try:
        yield ask_server
    finally:
        await server.close()


if __name__ == "__main__":
    asyncio.run(_worked(sys.argv[1], sys.argv[2], datetime.fromisoformat(sys.argv[3])) if len(sys.argv) > 1 else main())

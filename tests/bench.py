"""`make bench`: what it costs, as a ratio to something that runs beside it in the same run. Nothing here is a test.

The walk of one message is `hear` and `answer` with the guided interviewer, both commits included. Beside it: as many bare commits of the
same bytes, through SQLModel and through sqlite3, with the same durability.
"""

import asyncio
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.app import App, opened
from bot.channels.script import SimulatedClock
from bot.settings import Settings
from interview_flow.documents import Source, context
from interview_flow.events import AnyEvent
from interview_flow.evolution import replay
from interview_flow.rubric import Level, Mode
from prompts.templates import NAMES, render
from storage.database import Database
from storage.events import EventLog
from tests import bench_judging, bench_model, bench_reminders, bench_slack, bench_web
from tests.samples import CANDIDATES, played

ANSWER = (
    "Create: the link service checks the URL, takes a number from a range that was handed to its node and writes code and target to a key-value store. "
    "Redirect: the edge cache answers, otherwise the redirect service asks Redis and on a miss the store. 40 writes per second and 4,000 reads per second "
    "on average, three times that at peak, so the cache matters more than the database. Case {number} is no different."
)
TURNS = (5, 50, 200)
ROUNDS = 25


class Bare(SQLModel, table=True):
    """A row of a bare commit."""

    id: int | None = Field(default=None, primary_key=True)
    body: str


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        clock = SimulatedClock(datetime.now(UTC))
        async with opened(Settings(str(root / "interviews.db"), root / "documents"), clock) as app:
            await _walks(app, root)
        await _replay_and_documents(root / "sample")
    await bench_model.main()
    await bench_slack.main()
    await bench_web.main()
    await bench_reminders.main()
    _cold_start()


async def _walks(app: App, root: Path) -> None:
    database = Database(str(root / "interviews.db"))
    log = EventLog(database)  # counts the bytes that the walk wrote
    engine = create_async_engine(f"sqlite+aiosqlite:///{root / 'bare.db'}")
    raw = sqlite3.connect(root / "raw.db")
    raw.executescript("pragma journal_mode=wal; pragma synchronous=full; create table bare (id integer primary key, body text)")
    async with engine.begin() as connection:
        await connection.exec_driver_sql("pragma journal_mode=wal")
        await connection.run_sync(SQLModel.metadata.tables["bare"].create)
    await app.conversation.begin("walk", topic="tinyurl", problem="url-shortener", level=Level.SENIOR, mode=Mode.COACH, minutes=0, candidate="bench")
    print("one message: hear and answer, two commits (ms, medians)")
    medians: list[float] = []
    for turns in TURNS:
        await _grow(app, turns)
        medians.append(await _compare(app, log, async_sessionmaker(engine, class_=AsyncSession), raw))
    print(f"  turn {TURNS[-1]} against turn {TURNS[0]}: {medians[-1] / medians[0]:.2f}x   (aim: at most 1.5x)\n")
    await engine.dispose()
    await database.close()
    raw.close()


async def _grow(app: App, turns: int) -> None:
    """Talk until the interview has so many turns; starting a phase over keeps it from ending."""
    interview = await app.conversation.answer("walk")
    while interview.turn < turns:
        interview = await app.conversation.hear("walk", "restart" if interview.turn % 8 > 5 else ANSWER.format(number=interview.turn))
        interview = await app.conversation.answer("walk")


async def _compare(app: App, log: EventLog, sessions: async_sessionmaker[AsyncSession], raw: sqlite3.Connection) -> float:
    walks: list[float] = []
    bares: list[float] = []
    raws: list[float] = []
    turn = (await log.load("walk")).turn
    for number in range(ROUNDS):
        before = len(await log.read("walk"))
        walks.append(await _timed(lambda: _walk(app, ANSWER.format(number=number))))
        bodies = _two_bodies((await log.read("walk"))[before:])
        bares.append(await _timed(lambda: _bare(sessions, bodies)))
        raws.append(await _timed(lambda: _raw(raw, bodies)))
        await _walk(app, "restart")
    walk, bare, least = (statistics.median(times) for times in (walks, bares, raws))
    print(f"  turn {turn:3}: walk {walk:6.2f}   SQLModel {bare:6.2f} ({walk / bare:.1f}x, aim 3x)   sqlite3 {least:6.2f} ({walk / least:.1f}x)")
    return walk


async def _walk(app: App, words: str) -> None:
    await app.conversation.hear("walk", words)
    await app.conversation.answer("walk")


async def _bare(sessions: async_sessionmaker[AsyncSession], bodies: list[str]) -> None:
    for body in bodies:
        async with sessions() as session:
            session.add(Bare(body=body))
            await session.commit()


async def _raw(connection: sqlite3.Connection, bodies: list[str]) -> None:
    for body in bodies:
        connection.execute("insert into bare (body) values (?)", (body,))
        connection.commit()


def _two_bodies(events: list[AnyEvent]) -> list[str]:
    texts = [event.model_dump_json() for event in events]
    return [texts[0], "".join(texts[1:])]


async def _timed(run: Callable[[], Awaitable[None]]) -> float:
    start = perf_counter()
    await run()
    return (perf_counter() - start) * 1000


async def _replay_and_documents(root: Path) -> None:
    kept = await played(CANDIDATES / "rate_limiter_strong.yaml", root)
    database = Database(str(root / "interviews.db"))
    events: list[AnyEvent] = await EventLog(database).read("sample")
    await database.close()
    thousand = (events * (1000 // len(events) + 1))[:1000]
    folding = _median(lambda: replay("sample", thousand))
    print(f"replay of 1,000 events: {folding:.2f} ms   (aim: under 5 ms)")
    bench_judging.main(folding)
    _five_documents(kept.source)
    written = _median(lambda: _five_documents(kept.source))
    print(f"five documents of one interview: {written:.1f} ms   (aim: under 50 ms), {written / folding:.0f}x the replay\n")


def _five_documents(source: Source) -> list[str]:
    shown = context(source)
    return [render(name, shown) for name in NAMES]


def _median(run: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(ROUNDS):
        start = perf_counter()
        run()
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def _cold_start() -> None:
    """Both as whole processes, in turn, so that a slow machine is slow for both."""
    help_times: list[float] = []
    import_times: list[float] = []
    for _ in range(9):
        help_times.append(_process(str(Path(sys.executable).with_name("mock-interview")), "--help"))
        import_times.append(_process(sys.executable, "-c", "import fastapi"))
    shown, imported = statistics.median(help_times), statistics.median(import_times)
    print(f"mock-interview --help: {shown:.0f} ms, import fastapi: {imported:.0f} ms   ({shown / imported:.2f}x, aim: under 0.5x)")


def _process(*command: str) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (perf_counter() - start) * 1000


if __name__ == "__main__":
    asyncio.run(main())

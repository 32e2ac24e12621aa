"""`mock-interview serve` as a program of its own, which can be killed at any moment and started again."""

import asyncio
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from storage.database import Database
from storage.events import EventLog
from storage.threads import Thread, Threads
from tests.bot.slack.nursery import ROOT, Forked, fork
from tests.conftest import COMMAND
from tests.fakes.slack import FakeSlack, Workspace

SERVE = (*COMMAND, "serve", "--port", "0")
STARTS_WITHIN = 60.0
"""Seconds, on a machine that does other things too."""


@dataclass
class Service:
    """The bot on one SQLite file, in front of this Slack."""

    slack: FakeSlack
    team: Workspace
    folder: Path
    redis_url: str = ""
    program: Sequence[str] = SERVE
    kills: int = 0
    _running: Forked | None = None
    _killed: list[Forked] = field(default_factory=list)

    @property
    def database_url(self) -> str:
        """The file that it keeps everything in."""
        return str(self.folder / "interviews.db")

    @property
    def log(self) -> str:
        """What it has written about itself, all its lives together."""
        return (self.folder / "log").read_text()

    async def start(self) -> None:
        """Start it, and wait until it listens."""
        with (self.folder / "log").open("ab") as log:
            self._running = await asyncio.to_thread(fork, self.program, folder=self.folder, environment=self._environment(), log=log)
        async with asyncio.timeout(STARTS_WITHIN):
            line = (await asyncio.to_thread(self._running.output.readline)).decode()
        found = re.search(r"http://\S+:\d+", line)
        assert found, f"{line}\n{self.log[-3000:]}"
        self.slack.connect_http(f"{found[0]}/slack/events")

    def kill(self) -> None:
        """kill -9, at once."""
        if self._running and self._running.alive:
            self._running.kill()
            self._killed.append(self._running)
            self._running, self.kills = None, self.kills + 1
            self.slack.changed()

    async def restart(self) -> None:
        """Start it again after it was killed."""
        await self.dead()
        await self.start()

    async def dead(self) -> None:
        """Wait until it was killed, and is gone."""
        await self.slack.until(lambda: self._running is None, seconds=60)
        while self._killed:
            await self._killed.pop().dead()

    @property
    def alive(self) -> bool:
        return self._running is not None and self._running.alive

    @contextmanager
    def nothing_can_be_noted(self) -> Iterator[None]:
        """Meanwhile another program writes to the database, and does not stop."""
        with closing(sqlite3.connect(self.database_url, timeout=10, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
            other.execute("ROLLBACK")

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOCK_INTERVIEW_", "SLACK_"))}
        return kept | {
            "PYTHONPATH": str(ROOT),
            "SLACK_BOT_TOKEN": self.team.bot_token,
            "SLACK_SIGNING_SECRET": self.slack.signing_secret,
            "SLACK_API_URL": self.slack.api_url,
            "MOCK_INTERVIEW_DATABASE_URL": self.database_url,
            "MOCK_INTERVIEW_DOCUMENTS": str(self.folder / "documents"),
            "MOCK_INTERVIEW_PATIENCE": "0",
            "MOCK_INTERVIEW_REDIS_URL": self.redis_url,
        }


@dataclass
class Beside:
    """The database of a service, read from beside it."""

    log: EventLog
    threads: Threads

    async def until_settled(self, interview_id: str, seconds: float = 60) -> Thread:
        """The thread, once nothing is left to deliver."""
        async with asyncio.timeout(seconds):
            while not (found := await self.threads.of(interview_id)) or not found.settled:
                await asyncio.sleep(0.1)  # between two looks into the database
        return found


@asynccontextmanager
async def served(
    slack: FakeSlack, team: Workspace, folder: Path, redis_url: str = "", program: Sequence[str] = SERVE
) -> AsyncIterator[tuple[Service, Beside]]:
    """A service that listens, and its database; killed at the end."""
    service = Service(slack, team, folder, redis_url, program)
    await service.start()
    database = Database(service.database_url)
    await database.open()
    try:
        yield service, Beside(EventLog(database), Threads(database))
    finally:
        await database.close()
        service.kill()
        await service.dead()

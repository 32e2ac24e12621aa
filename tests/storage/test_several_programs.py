"""Several programs on one database, and one that is killed."""

import asyncio
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from storage.database import Database
from storage.events import EventLog
from storage.transcripts import Transcripts

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def writer(address: str, interview_id: str, count: int) -> AsyncGenerator[Process]:
    """Another program that appends; it does not outlive the test."""
    arguments = ("-m", "tests.storage.writer", address, interview_id, str(count))
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, stdout=PIPE, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def test_two_programs_write_one_interview_and_open_one_new_database(blank_address: str) -> None:
    async with writer(blank_address, "one", 40) as first, writer(blank_address, "one", 40) as second:
        (out, err), (out_too, err_too) = await asyncio.gather(first.communicate(), second.communicate())
    database = Database(blank_address)
    await database.open()

    interview, events = await EventLog(database).load("one"), await EventLog(database).read("one")

    assert (err, err_too) == (b"", b"")
    assert sorted(map(int, (out + out_too).split())) == list(range(2, 82))
    assert interview.seq == len(events) == 81
    await database.close()


@pytest.mark.parametrize("appended", [1, 15, 60])
async def test_every_acknowledged_event_survives_kill_9(address: str, tmp_path: Path, appended: int) -> None:
    async with writer(address, "one", 1_000_000) as process:
        assert process.stdout is not None
        acknowledged = [int(await process.stdout.readline()) for _ in range(appended)]
        process.kill()
        rest, _ = await process.communicate()
    acknowledged += [int(line) for line in rest.splitlines(keepends=True) if line.endswith(b"\n")]
    database = Database(address)
    await database.open()

    interview, listed = await EventLog(database).load("one"), await Transcripts(database).find("one")

    assert interview.seq >= acknowledged[-1]
    assert len(await EventLog(database).read("one")) == interview.seq
    assert listed.turns == interview.turn
    await database.close()
    if (file := tmp_path / "interviews.db").exists():
        with closing(sqlite3.connect(file)) as other:
            assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)

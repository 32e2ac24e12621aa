"""What a person is told when a SQLite file cannot be used, and how addresses are read."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Generator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from interview_flow.interview import Interview
from storage.database import Database, normalised
from storage.events import EventLog
from storage.failures import Damaged, Full, Locked, NotWritable, StorageFailed, TooNew
from storage.transcripts import Transcripts
from tests.storage.happenings import begun, exchange, spoke, started


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "interviews.db"


@pytest.fixture
async def impatient(path: Path) -> AsyncIterator[Database]:
    """An open database that waits 50 ms for a lock."""
    database = Database(str(path), pragmas={"busy_timeout": 50})
    await database.open()
    yield database
    await database.close()


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Another program holds the file for itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


async def opened_and_loaded(path: Path, interview_id: str) -> Interview:
    """What a program that starts now knows of an interview."""
    database = Database(str(path))
    try:
        await database.open()
        return await EventLog(database).load(interview_id)
    finally:
        await database.close()


async def test_a_locked_database_is_told_and_usable_afterwards(impatient: Database, path: Path) -> None:
    log = EventLog(impatient)
    interview = await begun(log, "one")

    with locked(path), pytest.raises(Locked, match="is busy: another program has been writing to it") as raised:
        await log.append(interview, [spoke()])

    assert str(path) in str(raised.value)
    assert isinstance(raised.value.__cause__, Exception)
    assert (await log.append(interview, [spoke()])).seq == 2


async def test_a_locked_database_can_still_be_read(impatient: Database, path: Path) -> None:
    await begun(EventLog(impatient), "one")

    with locked(path):
        interview = await EventLog(impatient).load("one")

    assert interview.seq == 1


async def test_those_that_queue_for_a_locked_database_do_not_wait_one_after_another(impatient: Database, path: Path) -> None:
    log = EventLog(impatient)
    interview = await begun(log, "one")
    clock = asyncio.get_running_loop().time
    before = clock()

    with locked(path):
        outcomes = await asyncio.gather(*(log.append(interview, [spoke()]) for _ in range(40)), return_exceptions=True)

    assert all(isinstance(outcome, Locked) for outcome in outcomes)
    assert clock() - before < 1, "40 times 50 ms would be 2 s"


async def test_a_database_that_is_locked_when_it_is_opened_is_told(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE something (id)")

    with locked(path), pytest.raises(Locked, match="is busy"):
        await Database(str(path), pragmas={"busy_timeout": 50}).open()


@pytest.mark.parametrize("content", [b"this is a text file\n" * 100, os.urandom(8192), b"SQLite format 3\0" + b"\xff" * 4096])
async def test_a_file_that_is_no_database_is_told_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(Damaged, match="is damaged or is not a database") as raised:
        await Database(str(path)).open()

    assert str(path) in str(raised.value)
    assert path.read_bytes() == content


async def test_a_file_that_is_damaged_inside_is_told(path: Path) -> None:
    database = Database(str(path))
    await database.open()
    await begun(EventLog(database), "one")
    await database.close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))

    with pytest.raises(Damaged, match="is damaged"):
        await opened_and_loaded(path, "one")


async def test_a_full_disk_is_told_and_what_was_saved_can_be_read(path: Path) -> None:
    database = Database(str(path), pragmas={"max_page_count": 100})
    await database.open()
    log = EventLog(database)
    interview = await begun(log, "one")

    with pytest.raises(Full, match="no room left to write to"):
        interview = await log.append(interview, [spoke("x" * 5000)] * 100)

    assert (await log.load("one")).model_dump() == interview.model_dump()
    assert len(await log.read("one")) == interview.seq == 1
    assert (await log.append(interview, [spoke()])).seq == 2
    await database.close()


@pytest.mark.parametrize(
    "place", ["a-file/interviews.db", "a-file/deeper/interviews.db", ".", "/sys/interviews.db", "/proc/none/interviews.db", "/dev/full/x.db"]
)
async def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    (tmp_path / "a-file").write_text("not a folder")

    with pytest.raises(NotWritable, match="cannot be opened for writing") as raised:
        await Database(str(tmp_path / place)).open()

    assert str(tmp_path / place) in str(raised.value)


async def test_a_schema_of_a_later_program_is_told(impatient: Database, path: Path) -> None:
    async with impatient.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(TooNew, match="written by a later version of this program") as raised:
        await Database(str(path)).open()

    assert str(path) in str(raised.value)


async def test_a_server_that_cannot_be_reached_is_told_without_the_password() -> None:
    with pytest.raises(StorageFailed, match="cannot be reached") as raised:
        await Database("postgresql://ada:s3cret@127.0.0.1:1/interviews").open()

    assert "s3cret" not in str(raised.value)


async def test_opening_makes_the_folder_and_can_be_repeated(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "yet.db"
    for _ in range(2):
        database = Database(f"sqlite:///{path}")
        await database.open()
        await database.close()

    assert path.exists()


async def test_a_commit_survives_a_power_loss_and_readers_do_not_wait(impatient: Database) -> None:
    async with impatient.connect() as connection:
        settings = [(await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous", "foreign_keys")]

    assert settings == ["wal", 2, 1]


async def test_what_is_read_in_a_transaction_that_writes_cannot_change_before_it_ends(impatient: Database, path: Path) -> None:
    async with impatient.begin() as connection:
        await connection.exec_driver_sql("SELECT count(*) FROM events")

        with closing(sqlite3.connect(path, timeout=0)) as other, pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("DELETE FROM events")


async def test_nothing_of_a_failed_transaction_is_kept(impatient: Database) -> None:
    with pytest.raises(KeyError):
        async with impatient.begin() as connection:
            await connection.exec_driver_sql("CREATE TABLE half_done (id)")
            raise KeyError

    async with impatient.connect() as connection:
        assert (await connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half_done'")).all() == []


async def test_many_coroutines_write_at_once(path: Path) -> None:
    database = Database(str(path))
    await database.open()
    log = EventLog(database)

    await asyncio.gather(*(begun(log, f"number-{number}", started(), *exchange(3)) for number in range(60)))

    assert len(await Transcripts(database).listed(limit=100)) == 60
    await database.close()


@pytest.mark.parametrize(
    ("url", "full"),
    [
        ("/var/x.db", "sqlite+aiosqlite:////var/x.db"),
        ("sqlite:////var/x.db", "sqlite+aiosqlite:////var/x.db"),
        ("sqlite+aiosqlite:////var/x.db", "sqlite+aiosqlite:////var/x.db"),
        ("postgresql://u:p@h:5/n", "postgresql+asyncpg://u:p@h:5/n"),
        ("postgres://u@h/n", "postgresql+asyncpg://u@h/n"),
        ("postgresql+psycopg2://u@h/n", "postgresql+asyncpg://u@h/n"),
        ("postgresql+asyncpg://u@/n?host=%2Ftmp", "postgresql+asyncpg://u@/n?host=%2Ftmp"),
    ],
)
def test_an_address_is_given_its_driver(url: str, full: str) -> None:
    assert normalised(url).render_as_string(hide_password=False) == full


def test_a_bare_path_may_hold_any_character(tmp_path: Path) -> None:
    path = tmp_path / "100% of #1?x=y ü.db"

    assert normalised(str(path)).database == str(path)


@pytest.mark.parametrize("url", ["mysql://u:s3cret@h/n", "sqlite://", "sqlite:///:memory:", "postgresql://u:s3cret@h:port/n", "://", ""])
def test_an_address_that_cannot_be_used_is_told_without_the_password(url: str) -> None:
    with pytest.raises(StorageFailed) as raised:
        Database(url)

    assert "s3cret" not in str(raised.value)


def test_a_relative_path_and_the_home_folder_are_resolved() -> None:
    assert normalised("x.db").database == str(Path.cwd() / "x.db")
    assert normalised("~/x.db").database == str(Path.home() / "x.db")

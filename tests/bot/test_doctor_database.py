"""The doctor and the machine: the database, the disk, folders, packages. Nothing is made, and nothing brought up to date."""

import re
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from importlib import metadata
from pathlib import Path

import pytest

from bot.checkup.findings import Status
from bot.checkup.machine import shown_size, versions
from bot.settings import Settings
from storage.database import Database
from storage.schema import HEAD
from tests.bot.doctors import Examined, examined
from tests.bot.older import database_at
from tests.bot.test_failures import can_mount
from tests.conftest import Ran

READ_ONLY = ("unshare", "-m", "sh", "-c", 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"')
SMALL = ("unshare", "-m", "sh", "-c", 'mkdir -p "$0/small" && mount -t tmpfs -o size=20m tmpfs "$0/small" && exec "$@"')


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "interviews.db"


async def at(url: str | Path, documents: Path = Path("/tmp")) -> Examined:
    """What is found with this database."""
    return await examined(Settings(database_url=str(url), documents=documents))


@pytest.fixture
async def made(file: Path) -> Path:
    database = Database(str(file))
    await database.open()
    await database.close()
    return file


async def test_a_database_is_told_with_its_place_schema_and_size(made: Path) -> None:
    found = await at(made)

    assert found["database"].status is Status.OK
    assert re.fullmatch(rf"{re.escape(str(made))}, schema {HEAD}, [1-9]\d* KB.*", found["database"].found)
    assert found["disk"].found.endswith("free where the database is")


async def test_looking_changes_nothing(made: Path) -> None:
    before = made.read_bytes(), sorted(made.parent.iterdir())

    await at(made, made.parent / "documents")

    assert (made.read_bytes(), sorted(made.parent.iterdir())) == before


async def test_a_database_that_is_not_there_is_not_made(file: Path) -> None:
    found = await at(file.parent / "folder" / "interviews.db")

    assert found["database"].status is Status.OK
    assert "will be made at the first start" in found["database"].found
    assert list(file.parent.iterdir()) == []


async def test_an_empty_file_is_left_empty(file: Path) -> None:
    file.touch()

    assert "its tables will be made" in (await at(file))["database"].found
    assert file.read_bytes() == b""


async def test_an_older_database_is_not_brought_up_to_date(file: Path) -> None:
    database_at("0001", file)

    found = await at(file)

    found.assert_advised("database", Status.ATTENTION, f"schema 0001; this program's is {HEAD}", "mock-interview db upgrade")
    assert "interviews" not in {each.check for each in found.findings}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)


async def test_a_database_of_a_later_program(file: Path) -> None:
    database_at("9999", file)

    (await at(file)).assert_advised("database", Status.BROKEN, "later version", "Update the program")


async def test_a_file_that_is_no_database(file: Path) -> None:
    file.write_bytes(b"this is a letter " * 1000)

    (await at(file)).assert_advised("database", Status.BROKEN, "damaged")


async def test_a_database_that_somebody_else_is_writing_to(made: Path) -> None:
    with closing(sqlite3.connect(made, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        (await at(made)).assert_advised("database", Status.ATTENTION, "busy", "Wait for the other program")


@pytest.mark.parametrize("url", ["/proc/nowhere/interviews.db", "/sys/interviews.db", "/tmp", "mysql://ada:hidden@host/x", "://", "sqlite://"])
async def test_a_database_that_cannot_be_opened(url: str) -> None:
    found = await at(url)

    found.assert_advised("database", Status.BROKEN, "MOCK_INTERVIEW_DATABASE_URL")
    assert "hidden" not in str(found.findings)


async def test_a_server_that_is_not_there() -> None:
    found = await at("postgresql://ada:hidden-word@127.0.0.1:1/interviews")

    found.assert_advised("database", Status.BROKEN, "cannot be reached")
    assert "hidden-word" not in str(found.findings)


async def test_a_server_that_never_answers_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = await at(f"postgresql://ada@127.0.0.1:{silent.getsockname()[1]}/interviews")

    found.assert_advised("database", Status.BROKEN, "no answer within 5 seconds")


@pytest.mark.skipif(not can_mount(), reason="needs the right to mount")
def test_a_database_on_a_disk_that_is_read_only(run: Callable[..., Ran], home: Path, made: Path) -> None:
    ran = run("doctor", through=(*READ_ONLY, str(home)))

    assert ran.status == 1
    assert "interviews.db may not be written to" in ran.out
    assert "documents cannot be written to" in ran.out


@pytest.mark.skipif(not can_mount(), reason="needs the right to mount")
def test_a_disk_that_is_nearly_full(run: Callable[..., Ran], home: Path) -> None:
    through = (*SMALL, str(home))
    upgraded_there = (
        "sh",
        "-c",
        'MOCK_INTERVIEW_DATABASE_URL="$0/small/i.db"; export MOCK_INTERVIEW_DATABASE_URL; "$@" db upgrade && exec "$@" doctor',
    )

    ran = run(through=(*through, *upgraded_there, str(home)))

    assert ran.status == 1
    assert "20 MB free" in ran.out
    assert "Free some space" in ran.out


@pytest.mark.parametrize("folder", ["/proc/nowhere/documents", "/sys/documents", "/dev/null", "/dev/null/documents"])
async def test_documents_that_cannot_be_written(file: Path, folder: str) -> None:
    (await at(file, Path(folder))).assert_advised("documents", Status.BROKEN, "MOCK_INTERVIEW_DOCUMENTS")


@pytest.mark.parametrize(("version", "status"), [("2.12.0", Status.OK), ("2.12", Status.OK), ("10.0rc1", Status.OK), ("2.9.9", Status.BROKEN)])
def test_a_package_that_is_too_old(version: str, status: Status) -> None:
    (found,) = versions(lambda name: version if name == "pydantic" else metadata.version(name))

    assert found.status is status
    assert found.found == "pydantic 2.9.9 is older than 2.12" or status is Status.OK


def test_a_package_that_is_missing() -> None:
    def installed(name: str) -> str:
        if name == "rich":
            raise metadata.PackageNotFoundError(name)
        return metadata.version(name)

    (found,) = versions(installed)

    assert (found.status, found.found) == (Status.BROKEN, "rich is missing")


def test_sizes_are_for_people() -> None:
    assert [shown_size(size) for size in (0, 1023, 1024, 5 * 1024**2, 3 * 1024**3, 2 * 1024**4)] == [
        "0 bytes",
        "1023 bytes",
        "1 KB",
        "5 MB",
        "3 GB",
        "2.0 TB",
    ]

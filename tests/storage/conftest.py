"""The databases that the contract runs over."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.events import EventLog
from storage.transcripts import Transcripts
from tests.postgresql import PostgreSQL, postgresql


@pytest.fixture(scope="session")
def server() -> Iterator[PostgreSQL]:
    """A PostgreSQL for all tests of one process."""
    with postgresql() as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/interviews.db"
        return
    with request.getfixturevalue("server").database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that nobody has opened yet."""
    return f"sqlite:///{tmp_path}/interviews.db" if request.param == "sqlite" else request.getfixturevalue("server").blank()


@pytest.fixture
async def database(address: str) -> AsyncIterator[Database]:
    """An open database without interviews."""
    database = Database(address)
    await database.open()
    yield database
    await database.close()


@pytest.fixture
def log(database: Database) -> EventLog:
    """The log of that database."""
    return EventLog(database)


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    """The read model of that database."""
    return Transcripts(database)

"""The databases that the contract runs over."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.events import EventLog
from storage.transcripts import Transcripts


def sqlite_file(folder: Path) -> str:
    """The address of a new SQLite file."""
    return f"sqlite:///{folder}/interviews.db"


ADDRESSES = [pytest.param(sqlite_file, id="sqlite")]
"""Each gives the address of an empty database; add one to run the contract over it."""


@pytest.fixture(params=ADDRESSES)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    return request.param(tmp_path)


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

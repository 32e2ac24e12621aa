"""`db upgrade` brings a database to the schema of this program and says what it did."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage.schema import HEAD
from tests.bot.older import database_at
from tests.conftest import Ran


def version(file: Path) -> str:
    """The schema of a database."""
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]


def test_a_database_is_made(call: Callable[..., Ran], home: Path) -> None:
    ran = call("db", "upgrade")

    assert (ran.status, ran.err) == (0, "")
    assert ran.out == f"The database {home}/interviews.db was made, with schema {HEAD}.\n"
    assert version(home / "interviews.db") == HEAD


def test_an_older_database_is_brought_up_to_date_once(call: Callable[..., Ran], home: Path) -> None:
    database_at("0001", home / "interviews.db")

    first, second = call("db", "upgrade"), call("db", "upgrade")

    assert first.out == f"The database {home}/interviews.db was brought from schema 0001 to {HEAD}.\n"
    assert second.out == f"The database {home}/interviews.db is up to date: schema {HEAD}.\n"
    assert version(home / "interviews.db") == HEAD


def test_a_newer_database_is_left_alone(call: Callable[..., Ran], home: Path) -> None:
    database_at("9999", home / "interviews.db")

    ran = call("db", "upgrade")

    ran.assert_one_sentence(1)
    assert "9999" in ran.err
    assert version(home / "interviews.db") == "9999"


@pytest.mark.parametrize("address", ["/proc/nowhere/interviews.db", "mysql://host/x", "postgresql://ada:secret@127.0.0.1:1/x", "/tmp"])
def test_a_database_that_cannot_be_opened(call: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("MOCK_INTERVIEW_DATABASE_URL", address)

    ran = call("db", "upgrade")

    ran.assert_one_sentence(1)
    assert "secret" not in ran.err


def test_a_file_that_is_no_database_is_left_alone(call: Callable[..., Ran], home: Path) -> None:
    (home / "interviews.db").write_bytes(b"this is a letter " * 100)

    call("db", "upgrade").assert_one_sentence(1)

    assert (home / "interviews.db").read_bytes() == b"this is a letter " * 100


@pytest.mark.parametrize("arguments", [("db",), ("db", "downgrade")])
def test_nothing_else_can_be_done(call: Callable[..., Ran], arguments: tuple[str, ...]) -> None:
    call(*arguments).assert_one_sentence(2)

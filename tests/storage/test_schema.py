"""The migrations and the tables say the same."""

import sys
from pathlib import Path
from subprocess import run
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, create_engine, select, text

from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from storage.database import Database
from storage.events import EventLog
from storage.schema import HEAD, MIGRATIONS, current, upgrade
from storage.search import Search
from storage.shares import Shares
from storage.tables import METADATA, OPINIONS, TRANSCRIPTS
from storage.transcripts import Transcripts
from tests.storage.happenings import begun, minute, opinion_asked, opinion_given, spoke, started

COLUMNS = "id, topic, level, mode, candidate, interviewer, stage, phase, turns, owes_reply, started_at, last_at"


def differences(connection: Connection) -> list[object]:
    """What Alembic would write into a new migration. The words of the search are in a table that each database makes in its own way."""
    options: dict[str, Any] = {
        "compare_type": True,
        "include_name": lambda name, kind, _: not (kind == "table" and name.startswith("searched_words")),
    }
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), METADATA))


async def test_the_migrations_lead_to_the_tables(database: Database) -> None:
    async with database.connect() as connection:
        found = await connection.run_sync(differences)

    assert found == []


async def test_the_newest_migration_is_the_one_the_program_expects(database: Database) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))

    async with database.connect() as connection:
        version = await connection.run_sync(current)

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD == version


async def test_what_was_over_before_scorecards_were_revealed_counts_as_seen(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, "0002")
        for number, stage in enumerate(("finished", "active")):
            values = f"('{stage}', 'a', 'mid', 'strict', 'ada', 'guided', '{stage}', 'restate', 1, 0, '2026-03-01', '2026-03-01 1{number}:00')"
            connection.execute(text(f"INSERT INTO transcripts ({COLUMNS}) VALUES {values}"))
    engine.dispose()

    database = Database(str(path))
    await database.open()

    assert {each.id: each.revealed for each in await Transcripts(database).listed()} == {"finished": True, "active": False}
    await database.close()


async def test_who_was_asked_for_an_opinion_before_there_were_shares_may_read_as_before(database: Database) -> None:
    log = EventLog(database)
    opinion = Opinion(by="bob", phases={Phase.FLOWS: 50})
    await begun(log, "one", started(candidate="ada"), opinion_asked("bob", "Bob", at=minute(1)), opinion_given(opinion, at=minute(2)))
    await begun(log, "two", started())
    kept, scored = await Shares(database).of("one"), await rows_of(database, OPINIONS)
    async with database.begin() as connection:
        await connection.run_sync(back_to_0003)

    async with database.begin() as connection:
        await connection.run_sync(upgrade, database.place)

    assert await Shares(database).of("one") == kept
    assert await rows_of(database, OPINIONS) == scored == [("one", "bob", minute(2))]
    assert {each.id: each.seq for each in await Transcripts(database).listed()} == {"one": 3, "two": 1}
    assert sorted(await Search(database).outdated(9)) == ["one", "two"]
    async with database.connect() as connection:
        assert await connection.run_sync(differences) == []
    await log.append(await log.load("one"), [spoke()])


async def rows_of(database: Database, table: Table) -> list[tuple[object, ...]]:
    async with database.connect() as connection:
        return [tuple(row) for row in (await connection.execute(select(table))).all()]


def back_to_0003(connection: Connection) -> None:
    """Undo what came since, as far as the migrations notice; they only lead forward."""
    later = ("occurrences", "reminders", "routines", "quiz_answers")
    for name in (
        *later,
        "sessions",
        "shares",
        "opinions",
        "comments",
        "kept_pages",
        "marks",
        "searched",
        "searched_words",
        "leftovers",
        "api_tokens",
    ):
        connection.execute(text(f"DROP TABLE {name}"))
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP FUNCTION events_follow() CASCADE"))
    else:
        connection.execute(text("DROP TRIGGER events_follow"))
    for index in TRANSCRIPTS.indexes:
        connection.execute(text(f"DROP INDEX {index.name}"))
    for column in ("seq", "indexed", "drill"):
        connection.execute(text(f"ALTER TABLE transcripts DROP COLUMN {column}"))
    for name, columns in OLD_INDEXES.items():
        connection.execute(text(f"CREATE INDEX {name} ON transcripts ({columns})"))
    connection.execute(text("UPDATE alembic_version SET version_num = '0003'"))


OLD_INDEXES = {
    "transcripts_by_start": "started_at",
    "transcripts_by_candidate": "candidate, started_at",
    "transcripts_owed": "owes_reply, last_at",
    "transcripts_by_stage": "stage, last_at",
    "transcripts_by_problem": "problem",
}


async def test_a_database_that_is_up_to_date_is_opened_without_alembic(database: Database, address: str) -> None:
    program = (
        "import asyncio, sys; from storage.database import Database; database = Database(sys.argv[1]); "
        "asyncio.run(database.open()); assert 'alembic' not in sys.modules"
    )

    outcome = run([sys.executable, "-c", program, address], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert (outcome.returncode, outcome.stderr) == (0, "")

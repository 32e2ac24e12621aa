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
from sqlalchemy import Connection, create_engine, text

from storage.database import Database
from storage.schema import HEAD, MIGRATIONS, current
from storage.tables import METADATA
from storage.transcripts import Transcripts

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


async def test_a_database_that_is_up_to_date_is_opened_without_alembic(database: Database, address: str) -> None:
    program = (
        "import asyncio, sys; from storage.database import Database; database = Database(sys.argv[1]); "
        "asyncio.run(database.open()); assert 'alembic' not in sys.modules"
    )

    outcome = run([sys.executable, "-c", program, address], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert (outcome.returncode, outcome.stderr) == (0, "")

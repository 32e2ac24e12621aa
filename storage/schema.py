"""Brings a database to the schema of this program. Alembic is imported only when there is something to do."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.failures import TooNew

HEAD = "0006"
"""The newest migration; a database that is there already is opened without Alembic."""
MIGRATIONS = Path(__file__).parent / "migrations"
ONE_AT_A_TIME = 7_316_402_118
"""The lock that two programs starting together on PostgreSQL take in turn; SQLite has one writer anyway."""


def current(connection: Connection) -> str | None:
    """The migration a database is at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(text("SELECT version_num FROM alembic_version"))


def upgrade(connection: Connection, place: str) -> None:
    """Run the migrations that are missing, all in the transaction of `connection`; raises `TooNew` for a database of a later program."""
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": ONE_AT_A_TIME})
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    version = current(connection)
    if version not in {None, *(script.revision for script in ScriptDirectory.from_config(config).walk_revisions())}:
        raise TooNew(
            f"The database {place} was written by a later version of this program (its schema is {version}, ours {HEAD}). Update the program."
        )
    command.upgrade(config, "head")

"""A database as an earlier or a later version of this program left it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage.schema import MIGRATIONS


def database_at(version: str, file: Path) -> None:
    """Make a database with the schema of that time; one that no program of ours has had is only called so."""
    engine = create_engine(f"sqlite:///{file}")
    known = version if list(MIGRATIONS.glob(f"versions/{version}_*.py")) else "head"
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(config, known)
    engine.dispose()
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [version])

"""`mock-interview db upgrade`: the database, brought to the schema of this program."""

from bot.checkup.kept import version_of
from bot.settings import Settings
from storage.database import Database
from storage.schema import HEAD


async def upgrade(settings: Settings) -> None:
    """Make the database, or bring it up to date, and say what was done. Raises `StorageFailed`."""
    database = Database(settings.database_url)
    try:
        before = await version_of(database, settings.database_url)
        await database.open()
    finally:
        await database.close()
    if before is None:
        print(f"The database {database.place} was made, with schema {HEAD}.")
    elif before == HEAD:
        print(f"The database {database.place} is up to date: schema {HEAD}.")
    else:
        print(f"The database {database.place} was brought from schema {before} to {HEAD}.")

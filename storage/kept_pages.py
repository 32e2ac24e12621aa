"""Parts of pages as they were drawn last, so that looking again costs one question. Each can be drawn again from the log."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.failures import UnknownInterview, shown
from storage.tables import KEPT_PAGES


class KeptPages:
    """The drawn parts of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, interview_id: str, names: Sequence[str], stamp: str) -> dict[str, str]:
        """The HTML of these parts by name, as far as it was drawn from what `stamp` says."""
        its = KEPT_PAGES.c.interview_id == shown(interview_id)
        query = select(KEPT_PAGES.c.name, KEPT_PAGES.c.html).where(its, KEPT_PAGES.c.name.in_(names), KEPT_PAGES.c.stamp == stamp)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).all()
        return {row.name: row.html for row in rows}

    async def keep(self, interview_id: str, stamp: str, parts: Mapping[str, str]) -> None:
        """Keep these parts by name, in the place of older ones. Raises `UnknownInterview`, also for one that was deleted meanwhile."""
        rows = [{"interview_id": interview_id, "name": name, "stamp": stamp, "html": shown(html)} for name, html in parts.items()]
        if not rows:
            return
        older = delete(KEPT_PAGES).where(KEPT_PAGES.c.interview_id == interview_id, KEPT_PAGES.c.name.in_(list(parts)))
        async with self._database.begin() as connection:
            await connection.execute(older)
            try:
                await connection.execute(insert(KEPT_PAGES), rows)
            except IntegrityError as error:
                raise UnknownInterview(interview_id) from error

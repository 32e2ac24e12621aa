"""What readers remark on an interview, turn by turn: kept beside it, and never judged."""

import json
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Select, delete, insert, select
from sqlalchemy.exc import IntegrityError

from interview_flow.frozen import Frozen
from storage.database import Database
from storage.failures import UnknownInterview, shown
from storage.tables import COMMENTS


class Comment(Frozen):
    """A remark of `by`, who is shown as `name`; `turn` is None when it is about the whole."""

    id: str
    interview_id: str
    turn: int | None
    by: str
    name: str = ""
    text: str
    at: AwareDatetime


class Comments:
    """The comments of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, comment: Comment) -> None:
        """Keep a remark. Raises `UnknownInterview`, also for an interview that was deleted meanwhile."""
        row = comment.model_dump(exclude={"text"}) | {"name": shown(comment.name), "body": json.dumps(comment.text)}
        async with self._database.begin() as connection:
            try:
                await connection.execute(insert(COMMENTS), row)
            except IntegrityError as error:
                raise UnknownInterview(comment.interview_id) from error

    async def find(self, comment_id: str) -> Comment | None:
        """A remark by its id."""
        return next(iter(await self._all(select(COMMENTS).where(COMMENTS.c.id == shown(comment_id)))), None)

    async def remove(self, comment_id: str) -> bool:
        """Forget a remark; False if there was none."""
        async with self._database.begin() as connection:
            return bool((await connection.execute(delete(COMMENTS).where(COMMENTS.c.id == shown(comment_id)))).rowcount)

    async def of(self, interview_id: str) -> list[Comment]:
        """What was remarked on an interview, in order."""
        return await self._all(select(COMMENTS).where(COMMENTS.c.interview_id == shown(interview_id)).order_by(COMMENTS.c.at, COMMENTS.c.id))

    async def _all(self, query: Select[Any]) -> list[Comment]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [comment_of(dict(row)) for row in rows]


def comment_of(row: dict[str, Any]) -> Comment:
    """The remark that a row keeps."""
    return Comment(**{name: given for name, given in row.items() if name != "body"}, text=json.loads(row["body"]))

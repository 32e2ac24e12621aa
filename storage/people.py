"""The people who practise: what they are called, where their clock stands, how they like their interviews."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, select, update

from interview_flow.frozen import Frozen
from interview_flow.rubric import Level, Mode
from storage.database import Database
from storage.failures import shown
from storage.tables import PEOPLE


class Person(Frozen):
    """Somebody a channel knows, by an id that names the channel too (`slack:T1:U1`). `zone` is an IANA name; what is None was never set."""

    id: str
    name: str | None = None
    zone: str | None = None
    level: Level | None = None
    mode: Mode | None = None
    minutes: int | None = None
    scores_self: bool | None = None
    """Whether they are asked to score themselves before they see a scorecard."""


_THESE: BindParameter[Any] = bindparam("these", expanding=True)
_NAMES = select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.id.in_(_THESE), PEOPLE.c.name.is_not(None))


class People:
    """The people of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find(self, person_id: str) -> Person:
        """What is known of a person; nothing but the id for a new one."""
        async with self._database.connect() as connection:
            row = (await connection.execute(select(PEOPLE).where(PEOPLE.c.id == person_id))).mappings().first()
        return Person.model_validate(dict(row)) if row else Person(id=person_id)

    async def names(self, person_ids: Collection[str]) -> dict[str, str]:
        """What these people are called, as far as it is known."""
        if not person_ids:
            return {}
        async with self._database.connect() as connection:
            return {row.id: row.name for row in (await connection.execute(_NAMES, {"these": list(person_ids)})).all()}

    async def save(self, person: Person) -> None:
        """Keep what is known of a person."""
        row = person.model_dump(mode="json") | {"name": shown(person.name) if person.name else None}
        async with self._database.begin() as connection:
            there = await connection.execute(update(PEOPLE).where(PEOPLE.c.id == person.id).values(**row))
            if not there.rowcount:
                await connection.execute(insert(PEOPLE), row)

    async def named(self, prefix: str, name: str) -> list[Person]:
        """The people whose ids begin with `prefix` (a workspace's) and who are called so, in whatever case."""
        query = select(PEOPLE).where(PEOPLE.c.id.startswith(prefix, autoescape=True), PEOPLE.c.name.is_not(None)).order_by(PEOPLE.c.id)
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [Person.model_validate(dict(row)) for row in rows if str(row["name"]).casefold() == name.casefold()]

"""In which workspaces we are installed, and the installs that somebody has begun.

What an installation holds stays closed to this room: `body` is a text that somebody else has encrypted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.tables import INSTALLATIONS, OAUTH_STATES

_KEY = (INSTALLATIONS.c.enterprise, INSTALLATIONS.c.team, INSTALLATIONS.c.user)


@dataclass(frozen=True)
class Installed:
    """One installation. "" stands for no enterprise, for a whole organisation (`team`) and for the bot itself (`user`); `at` is when it was written."""

    enterprise: str
    team: str
    user: str
    body: str
    at: datetime


class Installations:
    """The installations of one database. Every method raises `StorageFailed` when the database cannot do it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, *installed: Installed) -> None:
        """Keep them all or none, in the place of what was there."""
        async with self._database.begin() as connection:
            for each in installed:
                await _upsert(connection, each)

    async def replace(self, before: Installed, body: str, at: datetime) -> bool:
        """Keep another body, if what is stored is still `before`; whether it was."""
        statement = update(INSTALLATIONS).where(_is(before.enterprise, before.team, before.user), INSTALLATIONS.c.body == before.body)
        async with self._database.begin() as connection:
            return bool((await connection.execute(statement.values(body=body, at=at))).rowcount)

    async def find(self, enterprise: str, team: str, user: str) -> Installed | None:
        """The installation of exactly this place and user."""
        return await self._first(select(INSTALLATIONS).where(_is(enterprise, team, user)))

    async def latest(self, enterprise: str, team: str) -> Installed | None:
        """The installation that a user of this place made last."""
        by_a_user = select(INSTALLATIONS).where(_in(enterprise, team), INSTALLATIONS.c.user != "")
        return await self._first(by_a_user.order_by(INSTALLATIONS.c.at.desc(), INSTALLATIONS.c.user).limit(1))

    async def all(self) -> list[Installed]:
        """Every installation, place by place."""
        return await self._all(select(INSTALLATIONS).order_by(*_KEY))

    async def delete(self, enterprise: str, team: str, user: str) -> None:
        """Forget one installation, if it is there."""
        async with self._database.begin() as connection:
            await connection.execute(delete(INSTALLATIONS).where(_is(enterprise, team, user)))

    async def delete_users(self, enterprise: str, team: str) -> None:
        """Forget what the users of this place installed; the bot stays."""
        async with self._database.begin() as connection:
            await connection.execute(delete(INSTALLATIONS).where(_in(enterprise, team), INSTALLATIONS.c.user != ""))

    async def delete_place(self, enterprise: str, team: str, until: datetime | None = None) -> None:
        """Forget the bot and all users of this place; with `until` only what was written before."""
        statement = delete(INSTALLATIONS).where(_in(enterprise, team))
        async with self._database.begin() as connection:
            await connection.execute(statement if until is None else statement.where(INSTALLATIONS.c.at < until))

    async def _first(self, query: Select[Any]) -> Installed | None:
        return next(iter(await self._all(query)), None)

    async def _all(self, query: Select[Any]) -> list[Installed]:
        async with self._database.connect() as connection:
            rows: Sequence[Any] = (await connection.execute(query)).mappings().all()
        return [Installed(**row) for row in rows]


class OAuthStates:
    """The state of each install that was begun: it is good once. Every method raises `StorageFailed` when the database cannot do it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def issue(self, state: str, *, expires_at: datetime, now: datetime) -> None:
        """Remember a state, and forget those that have expired: anybody can ask for one."""
        async with self._database.begin() as connection:
            await connection.execute(delete(OAUTH_STATES).where(OAUTH_STATES.c.expires_at <= now))
            await connection.execute(insert(OAUTH_STATES).values(state=state, expires_at=expires_at))

    async def consume(self, state: str, now: datetime) -> bool:
        """Whether the state was issued, has not expired, and nobody else has consumed it."""
        good = and_(OAUTH_STATES.c.state == state, OAUTH_STATES.c.expires_at > now)
        async with self._database.begin() as connection:
            return bool((await connection.execute(delete(OAUTH_STATES).where(good))).rowcount)


def _in(enterprise: str, team: str) -> ColumnElement[bool]:
    return and_(INSTALLATIONS.c.enterprise == enterprise, INSTALLATIONS.c.team == team)


def _is(enterprise: str, team: str, user: str) -> ColumnElement[bool]:
    return and_(_in(enterprise, team), INSTALLATIONS.c.user == user)


async def _upsert(connection: AsyncConnection, each: Installed) -> None:
    """One statement, so that two administrators who install at the same moment cannot collide."""
    dialect = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name]
    statement = dialect(INSTALLATIONS).values(enterprise=each.enterprise, team=each.team, user=each.user, body=each.body, at=each.at)
    changed = {"body": statement.excluded.body, "at": statement.excluded.at}
    await connection.execute(statement.on_conflict_do_update(index_elements=_KEY, set_=changed))

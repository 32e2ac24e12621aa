"""What lets a program act for a person. A token is shown once; only its hash (`storage.shares.hashed`) is kept."""

import json
from datetime import datetime, timedelta
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import Select, and_, insert, or_, select, update

from interview_flow.frozen import Frozen
from storage.database import Database
from storage.failures import shown
from storage.tables import API_TOKENS

NOTED_EVERY = timedelta(minutes=1)
"""A use sooner than this after the last one that was noted is not noted: not every request is to write."""


class ApiToken(Frozen):
    """What a person gave to a program under a `name` of their choice."""

    id: str
    person: str
    name: str
    scopes: frozenset[str]
    created_at: AwareDatetime
    last_used_at: AwareDatetime | None = None
    expires_at: AwareDatetime | None = None
    revoked_at: AwareDatetime | None = None


class ApiTokens:
    """The tokens of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, token: ApiToken, token_hash: str) -> None:
        """Keep a new token."""
        row = token.model_dump() | {"name": shown(token.name), "scopes": json.dumps(sorted(token.scopes)), "hash": token_hash}
        async with self._database.begin() as connection:
            await connection.execute(insert(API_TOKENS), row)

    async def used(self, token_hash: str, now: datetime) -> ApiToken | None:
        """The token with this hash, if it is good at `now`; its use is noted."""
        good = and_(API_TOKENS.c.revoked_at.is_(None), or_(API_TOKENS.c.expires_at.is_(None), API_TOKENS.c.expires_at > now))
        found = await self._all(select(API_TOKENS).where(API_TOKENS.c.hash == shown(token_hash), good))
        if not found:
            return None
        if found[0].last_used_at is None or now - found[0].last_used_at >= NOTED_EVERY:
            async with self._database.begin() as connection:
                await connection.execute(update(API_TOKENS).where(API_TOKENS.c.id == found[0].id).values(last_used_at=now))
        return found[0]

    async def of(self, person: str) -> list[ApiToken]:
        """A person's tokens, the latest first, those that are not good any more among them."""
        query = select(API_TOKENS).where(API_TOKENS.c.person == shown(person))
        return await self._all(query.order_by(API_TOKENS.c.created_at.desc(), API_TOKENS.c.id))

    async def revoke(self, person: str, token_id: str, now: datetime) -> bool:
        """A person's token is good no more; False if it was not anyway, or is not theirs."""
        theirs = and_(API_TOKENS.c.id == shown(token_id), API_TOKENS.c.person == shown(person), API_TOKENS.c.revoked_at.is_(None))
        async with self._database.begin() as connection:
            return bool((await connection.execute(update(API_TOKENS).where(theirs).values(revoked_at=now))).rowcount)

    async def _all(self, query: Select[Any]) -> list[ApiToken]:
        async with self._database.connect() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_token(dict(row)) for row in rows]


def _token(row: dict[str, Any]) -> ApiToken:
    del row["hash"]
    return ApiToken.model_validate(row | {"scopes": json.loads(row["scopes"])})

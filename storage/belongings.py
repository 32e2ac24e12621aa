"""Everything kept about a person, row by row, for a copy that they take home."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select

from storage.database import Database
from storage.failures import shown
from storage.shares import ShareKind
from storage.tables import API_TOKENS, ASIDES, ATTACHMENTS, COMMENTS, DELIVERIES, OPINIONS, PEOPLE, SHARES, THREADS, TRANSCRIPTS

Row = dict[str, Any]
_Theirs = Callable[[str], ColumnElement[bool]]


def _in_theirs(table: Table) -> _Theirs:
    """Rows that belong to one of their interviews."""
    return lambda person: table.c.interview_id.in_(select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.candidate == person))


def _or_in_theirs(table: Table, by: str) -> _Theirs:
    """Rows of theirs, and those on their interviews."""
    return lambda person: or_(table.c[by] == person, _in_theirs(table)(person))


def _shares(person: str) -> ColumnElement[bool]:
    return or_(SHARES.c.by == person, and_(SHARES.c.kind == ShareKind.PERSON.value, SHARES.c.target == person))


TABLES: Mapping[str, tuple[Table, _Theirs]] = {
    "person": (PEOPLE, lambda person: PEOPLE.c.id == person),
    "interviews": (TRANSCRIPTS, lambda person: TRANSCRIPTS.c.candidate == person),
    "threads": (THREADS, _in_theirs(THREADS)),
    "deliveries": (DELIVERIES, _in_theirs(DELIVERIES)),
    "attachments": (ATTACHMENTS, _in_theirs(ATTACHMENTS)),
    "asides": (ASIDES, _or_in_theirs(ASIDES, "person")),
    "shares": (SHARES, _shares),
    "opinions": (OPINIONS, _or_in_theirs(OPINIONS, "person")),
    "comments": (COMMENTS, _or_in_theirs(COMMENTS, "by")),
    "api_tokens": (API_TOKENS, lambda person: API_TOKENS.c.person == person),
}
"""What is theirs in each table; logs are read one by one, and what is made from them is not listed again."""
SECRET = {"api_tokens": {"hash"}, "attachments": {"url"}}
"""What opens something."""


class Belongings:
    """Reads one database. Raises `StorageFailed` when it cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, person: str) -> dict[str, list[Row]]:
        """The rows by table, as JSON data; of the shares of links the fingerprint is left out."""
        found: dict[str, list[Row]] = {}
        async with self._database.connect() as connection:
            for name, (table, theirs) in TABLES.items():
                query = select(table).where(theirs(shown(person))).order_by(*table.primary_key.columns)
                rows = (await connection.execute(query)).mappings().all()
                found[name] = [_plain(name, dict(row)) for row in rows]
        return found


def _plain(table: str, row: Row) -> Row:
    hidden = SECRET.get(table, set()) | ({"target"} if row.get("kind") == ShareKind.LINK.value else set())
    kept = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items() if name not in hidden}
    return kept | ({"body": json.loads(row["body"])} if "body" in kept else {})

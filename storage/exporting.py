"""Everything that is kept about a person, for themselves: plain values that JSON can hold."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.failures import shown
from storage.tables import (
    API_TOKENS,
    ARRIVALS,
    ASIDES,
    ATTACHMENTS,
    COMMENTS,
    DELIVERIES,
    EVENTS,
    MARKS,
    OCCURRENCES,
    OPINIONS,
    PEOPLE,
    QUIZ_ANSWERS,
    REMINDERS,
    ROUTINES,
    SHARES,
    THREADS,
    TRANSCRIPTS,
)

OF_THEIR_INTERVIEWS = (EVENTS, ARRIVALS, THREADS, DELIVERIES, ATTACHMENTS, ASIDES, SHARES, OPINIONS, COMMENTS, MARKS)
SECRET = {"hash"}
"""Columns that open a door."""
JSON = {"events": {"body"}, "asides": {"body"}, "comments": {"body"}, "api_tokens": {"scopes"}, "reminders": {"schedule"}}
"""Columns whose text is JSON, by table."""
Rows = list[dict[str, Any]]


async def export(database: Database, person: str) -> dict[str, Rows]:
    """The rows about a person by table: of their interviews, and what they did elsewhere. Times are ISO 8601. Raises `StorageFailed`.

    Left out is what is made of these rows and can be made again: snapshots, drawn pages, the index of the search. Interviews whose scorecard they have
    not seen yet are among them with their scores: who offers this says so."""
    name = shown(person)
    theirs = select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.candidate == name)
    by_themselves: dict[Table, ColumnElement[bool]] = {
        PEOPLE: PEOPLE.c.id == name,
        TRANSCRIPTS: TRANSCRIPTS.c.candidate == name,
        API_TOKENS: API_TOKENS.c.person == name,
        REMINDERS: REMINDERS.c.person == name,
        OCCURRENCES: OCCURRENCES.c.person == name,
        ROUTINES: ROUTINES.c.person == name,
        QUIZ_ANSWERS: QUIZ_ANSWERS.c.person == name,
    }
    elsewhere = {
        ASIDES: ASIDES.c.person == name,
        SHARES: SHARES.c.target == name,
        OPINIONS: OPINIONS.c.person == name,
        COMMENTS: COMMENTS.c.by == name,
    }
    async with database.connect() as connection:
        found = {table.name: await _rows(connection, table, which) for table, which in by_themselves.items()}
        for table in OF_THEIR_INTERVIEWS:
            its = table.c.interview_id.in_(theirs)
            found[table.name] = await _rows(connection, table, its | elsewhere[table] if table in elsewhere else its)
        found["events"] += await _said_elsewhere(connection, name)
    return found


async def _said_elsewhere(connection: AsyncConnection, person: str) -> Rows:
    """The scores that a person gave to others, as the logs of those have them."""
    scored = select(OPINIONS.c.interview_id).where(OPINIONS.c.person == person)
    others = select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.id.in_(scored), TRANSCRIPTS.c.candidate != person)
    rows = await _rows(connection, EVENTS, EVENTS.c.interview_id.in_(others) & (EVENTS.c.kind == "opinion_given"))
    return [row for row in rows if row["body"]["opinion"]["by"] == person]


async def _rows(connection: AsyncConnection, table: Table, which: ColumnElement[bool]) -> Rows:
    rows = (await connection.execute(select(table).where(which).order_by(*table.primary_key.columns))).mappings()
    return [{name: _plain(table, name, value) for name, value in row.items() if name not in SECRET} for row in rows]


def _plain(table: Table, name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return json.loads(value) if name in JSON.get(table.name, ()) else value

"""Taking a person's name out of the logs of other people's interviews, the one change that a log ever sees."""

import json
from secrets import token_hex
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.failures import shown
from storage.shares import ShareKind
from storage.tables import COMMENTS, DELIVERIES, EVENTS, KEPT_PAGES, OPINIONS, SHARES, SNAPSHOTS, TRANSCRIPTS

NAMING = ("opinion_asked", "opinion_given")
"""Kinds of events in which a person who is not the candidate is named."""


async def anonymised(connection: AsyncConnection, interview_id: str, person: str) -> None:
    """In an interview of somebody else, let what a person scored be nobody's, and delete what was made for them or by them.

    What was made of the log is made again: the snapshot, pages, and what the search knows."""
    await connection.execute(select(TRANSCRIPTS.c.id).where(TRANSCRIPTS.c.id == interview_id).with_for_update(key_share=True))
    await _renamed(connection, interview_id, person, f"gone:{token_hex(6)}")
    user = person.rpartition(":")[2]
    about_them = or_(DELIVERIES.c.name.endswith(f":{user}", autoescape=True), DELIVERIES.c.name.contains(f":{user}:", autoescape=True))
    to_them = (SHARES.c.kind == ShareKind.PERSON.value) & (SHARES.c.target == shown(person))
    deletions = (
        *((table, table.c.interview_id == interview_id) for table in (SNAPSHOTS, KEPT_PAGES)),
        (SHARES, (SHARES.c.interview_id == interview_id) & to_them),
        (OPINIONS, (OPINIONS.c.interview_id == interview_id) & (OPINIONS.c.person == shown(person))),
        (COMMENTS, (COMMENTS.c.interview_id == interview_id) & (COMMENTS.c.by == shown(person))),
        (DELIVERIES, (DELIVERIES.c.interview_id == interview_id) & about_them),
    )
    for table, which in deletions:
        await connection.execute(delete(table).where(which))
    await connection.execute(update(TRANSCRIPTS).where(TRANSCRIPTS.c.id == interview_id).values(indexed=0))


async def _renamed(connection: AsyncConnection, interview_id: str, person: str, other: str) -> None:
    naming = (EVENTS.c.interview_id == interview_id) & EVENTS.c.kind.in_(NAMING)
    for row in (await connection.execute(select(EVENTS.c.seq, EVENTS.c.body).where(naming))).all():
        body = json.loads(row.body)
        if _without(body, person, other):
            this = (EVENTS.c.interview_id == interview_id) & (EVENTS.c.seq == row.seq)
            await connection.execute(update(EVENTS).where(this).values(body=json.dumps(body, ensure_ascii=False)))


def _without(body: dict[str, Any], person: str, other: str) -> bool:
    """Put another id in the place of a person's, and no name; whether they stood there."""
    named, key = (body["opinion"], "by") if body["kind"] == "opinion_given" else (body, "of")
    if named[key] != person:
        return False
    named[key] = other
    named["name"] = ""
    return True

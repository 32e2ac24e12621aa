"""Lists of interviews for whoever looks: what they may see, filtered, sorted, and a page at a time by key.

A page costs the same however many interviews there are: every sort walks an index from where the last page ended.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import ColumnElement, Select, and_, asc, case, desc, distinct, exists, false, func, not_, or_, select, true, tuple_, union_all
from sqlalchemy.orm import aliased

from interview_flow.frozen import Frozen
from interview_flow.phases import Stage
from interview_flow.rubric import Level
from storage.cursors import Cursor, Sort, read_cursor
from storage.database import Database
from storage.failures import shown
from storage.shares import ShareKind, active
from storage.tables import OPINIONS, SHARES, TRANSCRIPTS
from storage.transcripts import Listed

APART = 16
"""Channels that are each walked by themselves; more are looked through together, which takes longer the more was shared with them."""


class Scope(StrEnum):
    """Whose interviews."""

    MINE = "mine"
    SHARED = "shared"
    BOTH = "both"


class Wanted(Frozen):
    """Which interviews, in which order. `visible_to` is the person who looks, `channels` those they are in; None sees every interview of the database.

    A score and a verdict are told, filtered by and sorted by only when the person may know them: their own once revealed, those of others once they
    have said what they think or, if they were not asked, once the candidate knows. Sorted by score, interviews without one that may be told are left out. `since` is inclusive, `until` not."""

    visible_to: str | None
    channels: frozenset[str] = frozenset()
    scope: Scope = Scope.BOTH
    sort: Sort = Sort.NEWEST
    problem: str | None = None
    verdict: str | None = None
    level: Level | None = None
    stage: Stage | None = None
    candidate: str | None = None
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None


class Page(Frozen):
    """A part of a list; `next` and `previous` are what to give to get what comes after and before, None when there is nothing."""

    listed: tuple[Listed, ...]
    next: str | None
    previous: str | None


class Month(Frozen):
    """How much happened in a month (`2026-11`)."""

    month: str
    interviews: int
    people: int
    finished: int


class Counts(Frozen):
    """How much happened, and nothing of what; `months` the latest first."""

    interviews: int
    people: int
    finished: int
    months: tuple[Month, ...]


class Catalogue:
    """The lists of one database. Every method raises `StorageFailed` when the database cannot answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, wanted: Wanted, now: datetime, *, after: str | None = None, limit: int = 50) -> Page:
        """So many interviews, from where `after` says, or the first. Raises `BadCursor` for an `after` that is not from this sort."""
        cursor = read_cursor(after, wanted.sort) if after is not None else None
        async with self._database.connect() as connection:
            rows = (await connection.execute(page_query(wanted, now, cursor, limit + 1))).mappings().all()
        found, more = [dict(row) for row in rows[:limit]], len(rows) > limit
        backward = cursor is not None and cursor.backward
        if backward:
            found.reverse()
        ends = [Cursor(wanted.sort, row.pop("key"), row["id"]) for row in found]
        there = bool(ends)
        return Page(
            listed=tuple(Listed.model_validate(row) for row in found),
            next=ends[-1].written() if there and (more or backward) else None,
            previous=ends[0].turned().written() if there and (more if backward else cursor is not None) else None,
        )

    async def those(self, wanted: Wanted, interview_ids: Collection[str], now: datetime) -> dict[str, Listed]:
        """Those of these interviews that are wanted, by id; the order of `wanted` is none of theirs."""
        if not interview_ids:
            return {}
        these = [shown(each) for each in interview_ids]
        parts = [query.where(table.in_(these)) for query, table in _parts(wanted, now, None)]
        async with self._database.connect() as connection:
            rows = (await connection.execute(parts[0] if len(parts) == 1 else union_all(*parts))).mappings().all()
        return {row["id"]: Listed.model_validate({name: row[name] for name in Listed.model_fields}) for row in rows}

    async def counts(self, team: str) -> Counts:
        """How much the people practised whose ids begin with `team` (`slack:T1:`)."""
        columns = (func.count(), func.count(distinct(TRANSCRIPTS.c.candidate)), func.sum(case((TRANSCRIPTS.c.stage == Stage.FINISHED, 1), else_=0)))
        theirs = func.substr(TRANSCRIPTS.c.candidate, 1, len(team)) == shown(team)
        month = self._month()
        by_month = select(month, *columns).where(theirs).group_by(month).order_by(desc(month))
        async with self._database.connect() as connection:
            interviews, people, finished = (await connection.execute(select(*columns).where(theirs))).one()
            rows = (await connection.execute(by_month)).all()
        months = tuple(Month(month=name, interviews=count, people=who, finished=done) for name, count, who, done in rows)
        return Counts(interviews=interviews, people=people, finished=finished or 0, months=months)

    def _month(self) -> ColumnElement[str]:
        started = TRANSCRIPTS.c.started_at
        return func.strftime("%Y-%m", started) if self._database.is_sqlite else func.to_char(func.timezone("UTC", started), "YYYY-MM")


def page_query(wanted: Wanted, now: datetime, cursor: Cursor | None, limit: int) -> Any:
    """What gives so many rows of `Listed`, each with its `key`, nearest to the cursor first."""
    parts = [query for query, _ in _parts(wanted, now, cursor)]
    way = desc if wanted.sort.falls is not (cursor is not None and cursor.backward) else asc
    ordered = [part.order_by(way("key"), way("id")).limit(limit) for part in parts]
    if len(parts) == 1:
        return ordered[0]
    return union_all(*(select(part.subquery()) for part in ordered)).order_by(way("key"), way("id")).limit(limit)


def _parts(wanted: Wanted, now: datetime, cursor: Cursor | None) -> list[tuple[Select[Any], ColumnElement[str]]]:
    """The queries for all that may be seen, each with the column that names the interview."""
    own = wanted.scope is not Scope.SHARED or wanted.visible_to is None
    parts: list[tuple[Select[Any], ColumnElement[str]]] = [(_own(wanted, cursor), TRANSCRIPTS.c.id)] if own else []
    if wanted.visible_to is not None and wanted.scope is not Scope.MINE:
        parts += [(query, SHARES.c.interview_id) for query in _shared(wanted, wanted.visible_to, now, cursor)]
    return parts


def _own(wanted: Wanted, cursor: Cursor | None) -> Select[Any]:
    """The interviews of who looks, or all of them."""
    table = TRANSCRIPTS.c
    query = _selected(wanted, cursor, told=table.revealed == true(), start=table.started_at, interview_id=table.id)
    return query if wanted.visible_to is None else query.where(table.candidate == shown(wanted.visible_to))


def _shared(wanted: Wanted, person: str, now: datetime, cursor: Cursor | None) -> list[Select[Any]]:
    """What was shared with who looks: a query for each way in which it can have been; of several ways the first one counts."""
    has_scored = exists().where(OPINIONS.c.interview_id == SHARES.c.interview_id, OPINIONS.c.person == shown(person))
    told = or_(and_(SHARES.c.may_score == false(), TRANSCRIPTS.c.revealed == true()), has_scored)
    query = _selected(wanted, cursor, told=told, start=SHARES.c.started_at, interview_id=SHARES.c.interview_id)
    query = query.join_from(SHARES, TRANSCRIPTS, TRANSCRIPTS.c.id == SHARES.c.interview_id)
    query = query.where(active(now), TRANSCRIPTS.c.candidate != shown(person))
    channels = sorted(shown(channel) for channel in wanted.channels)
    mine = and_(SHARES.c.kind == ShareKind.PERSON.value, SHARES.c.target == shown(person))
    to_channels = [SHARES.c.target == channel for channel in channels] if len(channels) <= APART else [SHARES.c.target.in_(channels)]
    by_channel = query.where(SHARES.c.kind == ShareKind.CHANNEL.value, not_(_otherwise(person, channels, now)))
    return [query.where(mine), *(by_channel.where(each) for each in to_channels)]


def _otherwise(person: str, channels: list[str], now: datetime) -> ColumnElement[bool]:
    """The interview was shared with the person themselves too, or with a channel that comes first."""
    other = aliased(SHARES, name="other")
    to_person = and_(other.c.kind == ShareKind.PERSON.value, other.c.target == shown(person))
    before = and_(other.c.kind == ShareKind.CHANNEL.value, other.c.target.in_(channels), other.c.target < SHARES.c.target)
    is_active = and_(other.c.revoked_at.is_(None), or_(other.c.expires_at.is_(None), other.c.expires_at > now))
    return exists().where(other.c.interview_id == SHARES.c.interview_id, is_active, or_(to_person, before))


def _selected(
    wanted: Wanted, cursor: Cursor | None, *, told: ColumnElement[bool], start: ColumnElement[Any], interview_id: ColumnElement[str]
) -> Select[Any]:
    """The columns, filters and place of one query; `start` and `interview_id` are those of the index that it walks."""
    table = TRANSCRIPTS.c
    key = {Sort.ACTIVE: table.last_at, Sort.BEST: table.score, Sort.WORST: table.score}.get(wanted.sort, start)
    hidden = {name: case((told, table[name]), else_=None).label(name) for name in ("score", "verdict")}
    columns = [hidden.get(name, table[name]) for name in Listed.model_fields if name != "id"]
    query = select(interview_id.label("id"), *columns, key.label("key")).where(*_filters(wanted, told, start))
    if wanted.sort.by_score:
        query = query.where(table.score.is_not(None), told)
    if cursor is None:
        return query
    here, there = tuple_(key, interview_id), tuple_(cursor.key, cursor.id, types=[key.type, table.id.type])
    return query.where(here < there if wanted.sort.falls is not cursor.backward else here > there)


def _filters(wanted: Wanted, told: ColumnElement[bool], start: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """An index is to lead in the order of the list: any other that a filter offers is kept out of sight, or SQLite sorts all that it finds there."""
    table = TRANSCRIPTS.c
    exact = {"problem": wanted.problem, "level": wanted.level, "stage": wanted.stage, "verdict": wanted.verdict}
    leads = wanted.visible_to is None and wanted.candidate is None and wanted.sort in (Sort.NEWEST, Sort.OLDEST)
    filters = [(table[name] if leads else table[name].concat("")) == shown(value) for name, value in exact.items() if value is not None]
    if wanted.verdict is not None:
        filters.append(case((told, 1), else_=0) == 1)
    if wanted.candidate is not None:
        filters.append((table.candidate if wanted.visible_to is None else table.candidate.concat("")) == shown(wanted.candidate))
    if wanted.since is not None:
        filters.append(start >= wanted.since)
    if wanted.until is not None:
        filters.append(start < wanted.until)
    return filters

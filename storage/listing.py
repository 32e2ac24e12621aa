"""The questions that lists ask: what somebody may see, filtered, sorted, from a place on.

A question is built once for each way of asking, with blanks for what differs from one reader to the next: to build one takes longer than to answer it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import AwareDatetime
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    asc,
    bindparam,
    case,
    desc,
    exists,
    false,
    not_,
    or_,
    select,
    true,
    tuple_,
    union_all,
)  # fmt: skip
from sqlalchemy.orm import aliased

from interview_flow.frozen import Frozen
from interview_flow.phases import Stage
from interview_flow.rubric import Level
from storage.cursors import Cursor, Sort
from storage.failures import shown
from storage.shares import ShareKind, active
from storage.tables import OPINIONS, SHARES, TRANSCRIPTS
from storage.transcripts import Listed

APART = 16
"""Channels that are each walked by themselves; more are looked through together, which takes longer the more was shared with them."""
REMEMBERED = 256
"""Ways of asking."""
EXACT = ("problem", "level", "stage", "verdict")
FILTERS = (*EXACT, "candidate", "since", "until")


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


@dataclass(frozen=True)
class _Shape:
    """A way of asking. `given` names the filters that are set, `channels` counts them, `backward` is None where no place is given."""

    has_reader: bool
    channels: int
    scope: Scope
    sort: Sort
    given: frozenset[str]
    backward: bool | None

    @property
    def falls(self) -> bool:
        """Whether the greatest comes first."""
        return self.sort.falls is not (self.backward is True)


def page_query(wanted: Wanted, now: datetime, cursor: Cursor | None, limit: int) -> tuple[Any, dict[str, Any]]:
    """What gives so many rows of `Listed`, each with its `key`, nearest to the cursor first: a statement, and what to put into its blanks."""
    place = {} if cursor is None else {"key": cursor.key, "place": cursor.id}
    return _page(_shape(wanted, cursor), limit), _values(wanted, now) | place


def query_for_those(wanted: Wanted, now: datetime, interview_ids: Collection[str]) -> tuple[Any, dict[str, Any]]:
    """The same for those of some interviews that are wanted, in no order."""
    return _those(_shape(wanted, None)), _values(wanted, now) | {"these": [shown(each) for each in interview_ids]}


def _shape(wanted: Wanted, cursor: Cursor | None) -> _Shape:
    given = frozenset(name for name in FILTERS if getattr(wanted, name) is not None)
    backward = None if cursor is None else cursor.backward
    return _Shape(wanted.visible_to is not None, len(wanted.channels), wanted.scope, wanted.sort, given, backward)


def _values(wanted: Wanted, now: datetime) -> dict[str, Any]:
    given = {name: value for name in FILTERS if (value := getattr(wanted, name)) is not None}
    texts = {name: shown(value) if isinstance(value, str) else value for name, value in given.items()}
    channels = {_channel(place): channel for place, channel in enumerate(sorted(map(shown, wanted.channels)))}
    reader = {} if wanted.visible_to is None else {"reader": shown(wanted.visible_to)}
    return {"now": now} | texts | channels | reader


def _channel(place: int) -> str:
    return f"channel_{place}"


@lru_cache(REMEMBERED)
def _page(shape: _Shape, limit: int) -> Any:
    parts = [query for query, _ in _parts(shape)]
    way = desc if shape.falls else asc
    ordered = [part.order_by(way("key"), way("id")).limit(limit) for part in parts]
    if len(parts) == 1:
        return ordered[0]
    return union_all(*(select(part.subquery()) for part in ordered)).order_by(way("key"), way("id")).limit(limit)


@lru_cache(REMEMBERED)
def _those(shape: _Shape) -> Any:
    these: BindParameter[Any] = bindparam("these", expanding=True)
    parts = [query.where(table.in_(these)) for query, table in _parts(shape)]
    return parts[0] if len(parts) == 1 else union_all(*parts)


def _parts(shape: _Shape) -> list[tuple[Select[Any], ColumnElement[str]]]:
    """The queries for all that may be seen, each with the column that names the interview."""
    own = shape.scope is not Scope.SHARED or not shape.has_reader
    parts: list[tuple[Select[Any], ColumnElement[str]]] = [(_own(shape), TRANSCRIPTS.c.id)] if own else []
    if shape.has_reader and shape.scope is not Scope.MINE:
        parts += [(query, SHARES.c.interview_id) for query in _shared(shape)]
    return parts


def _own(shape: _Shape) -> Select[Any]:
    """The interviews of who looks, or all of them."""
    table = TRANSCRIPTS.c
    query = _selected(shape, told=table.revealed == true(), start=table.started_at, interview_id=table.id)
    return query.where(table.candidate == bindparam("reader")) if shape.has_reader else query


def _shared(shape: _Shape) -> list[Select[Any]]:
    """What was shared with who looks: a query for each way in which it can have been; of several ways the first one counts."""
    person: ColumnElement[str] = bindparam("reader", type_=TRANSCRIPTS.c.candidate.type)
    now: ColumnElement[Any] = bindparam("now", type_=SHARES.c.expires_at.type)
    has_scored = exists().where(OPINIONS.c.interview_id == SHARES.c.interview_id, OPINIONS.c.person == person)
    told = or_(and_(SHARES.c.may_score == false(), TRANSCRIPTS.c.revealed == true()), has_scored)
    query = _selected(shape, told=told, start=SHARES.c.started_at, interview_id=SHARES.c.interview_id)
    query = query.join_from(SHARES, TRANSCRIPTS, TRANSCRIPTS.c.id == SHARES.c.interview_id)
    query = query.where(active(now), TRANSCRIPTS.c.candidate != person)
    channels: list[ColumnElement[str]] = [bindparam(_channel(place), type_=SHARES.c.target.type) for place in range(shape.channels)]
    mine = and_(SHARES.c.kind == ShareKind.PERSON.value, SHARES.c.target == person)
    to_channels = [SHARES.c.target == channel for channel in channels] if len(channels) <= APART else [SHARES.c.target.in_(channels)]
    by_channel = query.where(SHARES.c.kind == ShareKind.CHANNEL.value, not_(_otherwise(person, channels, now)))
    return [query.where(mine), *(by_channel.where(each) for each in to_channels)]


def _otherwise(person: ColumnElement[str], channels: list[ColumnElement[str]], now: ColumnElement[Any]) -> ColumnElement[bool]:
    """The interview was shared with the person themselves too, or with a channel that comes first."""
    other = aliased(SHARES, name="other")
    to_person = and_(other.c.kind == ShareKind.PERSON.value, other.c.target == person)
    before = and_(other.c.kind == ShareKind.CHANNEL.value, other.c.target.in_(channels), other.c.target < SHARES.c.target)
    is_active = and_(other.c.revoked_at.is_(None), or_(other.c.expires_at.is_(None), other.c.expires_at > now))
    return exists().where(other.c.interview_id == SHARES.c.interview_id, is_active, or_(to_person, before))


def _selected(shape: _Shape, *, told: ColumnElement[bool], start: ColumnElement[Any], interview_id: ColumnElement[str]) -> Select[Any]:
    """The columns, filters and place of one query; `start` and `interview_id` are those of the index that it walks."""
    table = TRANSCRIPTS.c
    key = {Sort.ACTIVE: table.last_at, Sort.BEST: table.score, Sort.WORST: table.score}.get(shape.sort, start)
    hidden = {name: case((told, table[name]), else_=None).label(name) for name in ("score", "verdict")}
    columns = [hidden.get(name, table[name]) for name in Listed.model_fields if name != "id"]
    query = select(interview_id.label("id"), *columns, key.label("key")).where(*_filters(shape, told, start))
    if shape.sort.by_score:
        query = query.where(table.score.is_not(None), told)
    if shape.backward is None:
        return query
    here, there = tuple_(key, interview_id), tuple_(bindparam("key", type_=key.type), bindparam("place", type_=table.id.type))
    return query.where(here < there if shape.falls else here > there)


def _filters(shape: _Shape, told: ColumnElement[bool], start: ColumnElement[Any]) -> list[ColumnElement[bool]]:
    """An index is to lead in the order of the list: any other that a filter offers is kept out of sight, or SQLite sorts all that it finds there."""
    table = TRANSCRIPTS.c
    leads = not shape.has_reader and "candidate" not in shape.given and shape.sort in (Sort.NEWEST, Sort.OLDEST)
    exact = [name for name in EXACT if name in shape.given]
    filters = [(table[name] if leads else table[name].concat("")) == bindparam(name, type_=table[name].type) for name in exact]
    if "verdict" in shape.given:
        filters.append(case((told, 1), else_=0) == 1)
    if "candidate" in shape.given:
        filters.append((table.candidate.concat("") if shape.has_reader else table.candidate) == bindparam("candidate", type_=table.candidate.type))
    if "since" in shape.given:
        filters.append(start >= bindparam("since", type_=start.type))
    if "until" in shape.given:
        filters.append(start < bindparam("until", type_=start.type))
    return filters

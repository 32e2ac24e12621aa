"""Which words stand in which interview: FTS5 in SQLite, tsvector and GIN in PostgreSQL. A document is known by its number, and found by words alone.

Who may read a document is a word of it too, so that a search walks no more than what its reader can see. Words are letters and digits (`storage.words`)
or made here: nothing that a person types is ever read as a query language.
"""

import hashlib
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, Text, cast, column, literal, literal_column, select, table, text
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.words import Asked

_MARK = "\ue000"
"""Begins what is no word of anybody: a character of private use, which is neither a letter nor a digit."""

WORDS = table("searched_words", column("number", BigInteger), column("words", TSVECTOR))
_PLANNED = text("SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)")
"""How to search depends on how common the words are: PostgreSQL is not to settle for one plan, nor to read every document when there is an index."""
_PUT = {
    "sqlite": text("INSERT INTO searched_words (rowid, words) VALUES (:number, :words)"),
    "postgresql": text("INSERT INTO searched_words (number, words) VALUES (:number, array_to_tsvector(string_to_array(:words, ' ')))"),
}
_REMOVED = {
    "sqlite": text("DELETE FROM searched_words WHERE rowid = :number"),
    "postgresql": text("DELETE FROM searched_words WHERE number = :number"),
}
_JOINED = {
    "sqlite": text(
        "UPDATE searched_words SET words = words || ' ' || :reader WHERE rowid = (SELECT number FROM searched WHERE interview_id = :interview_id)"
    ),
    "postgresql": text(
        "UPDATE searched_words SET words = words || array_to_tsvector(ARRAY[CAST(:reader AS text)]) "
        "WHERE number = (SELECT number FROM searched WHERE interview_id = :interview_id)"
    ),
}


_MERGED = text("INSERT INTO searched_words (searched_words, rank) VALUES ('merge', :pages)")
"""https://sqlite.org/fts5.html#the_merge_command: negative, it begins with everything; then again until hardly anything changes."""
PAGES = 200
"""Pages that are merged in one step: some tens of ms."""


def reader(target: str) -> str:
    """The word for a person or a channel that may read."""
    return _MARK + hashlib.sha256(target.encode("utf-8", "surrogatepass")).hexdigest()[:20]


async def put(connection: AsyncConnection, number: int, words: Sequence[str], readers: Collection[str]) -> None:
    """These are the words of a document from now on, and `readers` are those who may read it."""
    await removed(connection, number)
    row = {"number": number, "words": " ".join((*words, *map(reader, sorted(readers))))}
    await connection.execute(_PUT[connection.dialect.name], row)


async def removed(connection: AsyncConnection, number: int) -> None:
    """Forget the words of a document, if there are any."""
    await connection.execute(_REMOVED[connection.dialect.name], {"number": number})


async def joined(connection: AsyncConnection, interview_id: str, target: str) -> None:
    """One more may read a document, if it is indexed."""
    await connection.execute(_JOINED[connection.dialect.name], {"interview_id": interview_id, "reader": reader(target)})


def numbers(asked: Asked, readers: Collection[str] | None, before: int | None, enough: int, *, sqlite: bool) -> list[Select[Any]]:
    """Questions for the numbers of documents that hold all of the words and may be read by any of `readers`, or by anybody: where the first does
    not give `enough` of those before a number, the next one gives all.

    FTS5 walks from the newest and stops. PostgreSQL collects all matches before it sorts them, so a word that everybody uses is looked for among
    the newest documents first; it thinks that cheap at any length, so that is bounded here."""
    number: ColumnElement[int] = literal_column("searched_words.rowid", BigInteger).label("number") if sqlite else WORDS.c.number
    earlier = [] if before is None else [number < before]
    all_of_them = select(number).select_from(WORDS).where(_matches(asked, readers, "searched_words.words", sqlite=sqlite), *earlier)
    if sqlite:
        return [all_of_them]
    collected = all_of_them.cte("collected").prefix_with("MATERIALIZED")
    questions: list[Select[Any]] = [select(collected.c.number)]
    if readers is None:
        newest = select(number, WORDS.c.words).where(*earlier).order_by(number.desc()).limit(10 * enough).subquery("newest")
        questions.insert(0, select(newest.c.number).where(_matches(asked, None, "newest.words", sqlite=False)))
    return questions


async def wiped(connection: AsyncConnection, *, first: bool) -> bool:
    """One step of writing the index anew, without the words of what was removed; True when there is nothing left to do.

    FTS5 only marks what is removed, until its parts are merged; its own `secure-delete` makes files that SQLite before 3.42 cannot read."""
    if connection.dialect.name != "sqlite":
        return True
    changes = text("SELECT total_changes()")
    before = (await connection.execute(changes)).scalar_one()
    await connection.execute(_MERGED, {"pages": -PAGES if first else PAGES})
    return not first and (await connection.execute(changes)).scalar_one() - before < 2


async def prepare(connection: AsyncConnection) -> None:
    """To be called before `numbers` are asked for."""
    if connection.dialect.name == "postgresql":
        await connection.execute(_PLANNED)


def _matches(asked: Asked, readers: Collection[str] | None, where: str, *, sqlite: bool) -> ColumnElement[bool]:
    every, some, quote, prefix = (" AND ", " OR ", '"', " *") if sqlite else (" & ", " | ", "'", ":*")
    terms = [f"{quote}{word}{quote}" for word in asked.words]
    if asked.prefix:
        terms[-1] += prefix
    if readers is not None:
        terms.append("(" + some.join(f"{quote}{reader(target)}{quote}" for target in sorted(readers)) + ")")
    sought = literal(every.join(terms), Text)
    if sqlite:
        return literal_column("searched_words", Text).bool_op("MATCH")(sought)
    return literal_column(where, TSVECTOR).bool_op("@@")(cast(sought, TSQUERY))

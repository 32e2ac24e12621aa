"""A database of many interviews, made in seconds: a few that were really held, and copies of the short ones among them under other ids, people and times.

Each copy has the whole log of a real interview, so that it can be opened. What lists and the search read (people, scores, verdicts, texts) is
varied; the marks are a few of the real ones, which is enough for the sweeps to know that they are there. Snapshots are left out: the log is read.
"""

import random
import re
import shutil
import sqlite3
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from bot.app import App, opened
from bot.channels.script import ScriptedCandidate, SimulatedClock, load, seconds_to_say
from bot.settings import Settings
from interview_flow.assessment.scorecard import VERDICTS
from interview_flow.rubric import Level, Mode
from prompts.library import problems
from storage.cursors import Cursor, Sort
from storage.word_index import reader
from storage.words import distinct
from tests.samples import CANDIDATES

TEAM = "T1"
WHO_LOOKS = f"slack:{TEAM}:U0"
NOBODY = "slack:T0:U0"
"""Stands in the short interviews where their copies have a person."""
PEOPLE, SPAN = 400, timedelta(days=730)
COMMON, RARE = "cache", "zyzzyva"
RARELY = 10
"""Interviews in which the rare word stands, be there many or few."""
SENTENCES, OF_ONE, WORDS_OF_ONE = 3000, 10, 25
MARKED = 4
FAST = "PRAGMA journal_mode=off; PRAGMA synchronous=off; PRAGMA cache_size=-200000; PRAGMA foreign_keys=off;"
SAMPLES = ("ticket_booking_strong", "chat_middling")
SAID = "We assume 100M users who read ten times as often as they write, about 10,000 reads a second; is it global?"
SMALLEST_SCORES, SCORE_WEIGHTS = [least for least, _ in VERDICTS], (1, 2, 3, 10, 8)


@dataclass(frozen=True)
class Made:
    """What was made; `middle` leads to the middle of the list, for somebody who sees everything and for `WHO_LOOKS`."""

    path: Path
    sample: str
    middle: str
    middle_of_own: str


@dataclass(frozen=True)
class Short:
    """An interview that is copied: its row of the list, its marks, and its events without their times."""

    row: Mapping[str, Any]
    marks: tuple[Mapping[str, Any], ...]
    events: tuple[tuple[int, str, timedelta, str], ...]
    started: datetime


async def held(folder: Path) -> Path:
    """A database with the interviews that were really held, a year before the copies end."""
    path, clock = folder / "held.db", SimulatedClock(datetime.now(UTC) - SPAN / 2)
    async with opened(Settings(str(path), folder), clock) as app:
        for place, problem in enumerate(app.bank.problems):
            await _short(app, clock, f"short-{problem.slug}", place, problem.slug)
        clock.pass_by(timedelta(days=90).total_seconds())
        await app.conversation.give_up_silent()
        for name in SAMPLES:
            await _played(app, clock, name)
        for _ in range(2):
            await app.indexing.sweep()
        assert await app.database.checkpointed()
    return path


async def _short(app: App, clock: SimulatedClock, interview_id: str, place: int, slug: str) -> None:
    about: dict[str, Any] = {
        "level": list(Level)[place % 3],
        "mode": Mode.COACH if place % 5 == 0 else Mode.STRICT,
        "minutes": 45,
        "candidate": NOBODY,
    }
    await app.conversation.begin(interview_id, topic=app.bank.title(slug, slug), problem=slug, **about)
    await app.conversation.answer(interview_id)
    for words in [SAID, "end"] if place % 7 else [SAID]:
        clock.pass_by(seconds_to_say(words))
        await app.conversation.hear(interview_id, words)
        await app.conversation.answer(interview_id)
    if place % 7:
        await app.conversation.reveal(interview_id)


async def _played(app: App, clock: SimulatedClock, name: str) -> None:
    script = load(CANDIDATES / f"{name}.yaml")
    found = app.bank.find(script.topic).problem
    about: dict[str, Any] = {"level": script.level or Level.SENIOR, "mode": script.mode or Mode.STRICT, "minutes": 45, "candidate": WHO_LOOKS}
    interview = await app.conversation.begin(name, topic=script.topic, problem=found.slug if found else None, **about)
    interview = await app.conversation.answer(name)
    speaker = ScriptedCandidate(script)
    while not interview.over:
        words = speaker.next_words(interview)
        clock.pass_by(seconds_to_say(words))
        await app.conversation.hear(name, words)
        interview = await app.conversation.answer(name)
    await app.conversation.reveal(name)


def many(held_in: Path, path: Path, count: int, own: int, shared: int) -> Made:
    """A database of `count` interviews: `own` of `WHO_LOOKS`, with whom so many of the others' are `shared`."""
    shutil.copy(held_in, path)
    chance = random.Random(count)
    with sqlite3.connect(path) as database:
        database.row_factory = sqlite3.Row
        database.executescript(FAST)
        database.execute("INSERT INTO searched_words (searched_words, rank) VALUES ('hashsize', 67108864)")
        shorts = [_known(database, row) for row in database.execute("SELECT * FROM transcripts WHERE candidate = ?", (NOBODY,)).fetchall()]
        rows = list(_rows(shorts, count - len(shorts) - len(SAMPLES), own, chance))
        _put(database, "transcripts", (row for row, _ in rows))
        _put(database, "events", (event for row, short in rows for event in _events(row, short)))
        _put(database, "marks", (dict(mark) | _taken(row, "candidate", at="ended_at") for row, short in rows for mark in short.marks))
        named = ({"id": f"slack:{TEAM}:U{number}", "name": f"Person {number}"} for number in range(PEOPLE))
        _put(database, "people", named)
        given = {row["id"] for row in chance.sample([row for row, _ in rows if row["candidate"] != WHO_LOOKS], shared)}
        _put(database, "shares", (_share(row) for row, _ in rows if row["id"] in given))
        _search(database, [row for row, _ in rows], given, chance)
        database.commit()
        database.executescript("PRAGMA journal_mode=wal;")
    mine = [row for row, _ in rows if row["candidate"] == WHO_LOOKS]
    database.close()
    return Made(path, SAMPLES[0], _place(rows[count // 2][0]), _place(mine[own // 2]))


def _known(database: sqlite3.Connection, row: sqlite3.Row) -> Short:
    started = datetime.fromisoformat(row["started_at"])
    marks = database.execute("SELECT * FROM marks WHERE interview_id = ? LIMIT ?", (row["id"], MARKED)).fetchall()
    events = database.execute("SELECT seq, kind, at, body FROM events WHERE interview_id = ? ORDER BY seq", (row["id"],)).fetchall()
    read = ((seq, kind, datetime.fromisoformat(at) - started, re.sub(r'^\{"at":"[^"]*"', "", body)) for seq, kind, at, body in events)
    return Short(dict(row), tuple(dict(mark) for mark in marks), tuple(read), started)


def _rows(shorts: list[Short], count: int, own: int, chance: random.Random) -> Iterator[tuple[dict[str, Any], Short]]:
    """Rows of the list, the oldest first, evenly over the years; one in twenty is not looked at yet."""
    begun, apart = datetime.now(UTC).replace(tzinfo=None) - SPAN, SPAN / count
    mine = set(chance.sample(range(count), own))
    for number in range(count):
        short = chance.choice(shorts)
        start = begun + number * apart
        spent = {name: _written(start + (datetime.fromisoformat(at) - short.started)) for name in ("last_at", "ended_at") if (at := short.row[name])}
        person = WHO_LOOKS if number in mine else f"slack:{TEAM}:U{chance.randrange(1, PEOPLE)}"
        row = dict(short.row) | spent | {"id": f"{number:06x}{chance.getrandbits(40):010x}", "candidate": person, "started_at": _written(start)}
        yield row | (_scored(row, chance) if row["score"] is not None else {}), short


def _scored(row: Mapping[str, Any], chance: random.Random) -> dict[str, Any]:
    least, verdict = chance.choices(VERDICTS, SCORE_WEIGHTS)[0]
    return {"score": min(100.0, least + chance.random() * 4), "verdict": row["verdict"] and verdict.value, "revealed": chance.random() > 0.05}


def _events(row: Mapping[str, Any], short: Short) -> Iterator[dict[str, Any]]:
    start = datetime.fromisoformat(row["started_at"])
    for seq, kind, later, body in short.events:
        at = start + later
        text = f'{{"at":"{at.isoformat()}Z"{body.replace(NOBODY, row["candidate"]) if seq == 1 else body}'
        yield {"interview_id": row["id"], "seq": seq, "kind": kind, "at": _written(at), "body": text}


def _share(row: Mapping[str, Any]) -> dict[str, Any]:
    its = {"id": f"share-{row['id']}", "interview_id": row["id"], "kind": "person", "target": WHO_LOOKS, "by": row["candidate"], "name": "Person 0"}
    return its | {"may_score": False, "started_at": row["started_at"], "created_at": row["last_at"]}


def _search(database: sqlite3.Connection, rows: list[dict[str, Any]], given: set[str], chance: random.Random) -> None:
    """Texts of the bank's words, of which few are said often and most seldom (Zipf); the common word is in every second one."""
    words = sorted({word for problem in problems() for word in re.findall(r"[a-z]{2,}", problem.model_dump_json().lower())} - {COMMON})
    chance.shuffle(words)
    often = list(accumulate(1 / place for place in range(1, len(words) + 1)))
    drawn = [[words[bisect(often, chance.random() * often[-1])] for _ in range(WORDS_OF_ONE)] for _ in range(SENTENCES)]
    rare = {row["id"] for row in [row for row in rows if row["candidate"] == WHO_LOOKS][: RARELY // 2]} | {row["id"] for row in rows[: RARELY // 2]}
    put, index = [], []
    for row in rows:
        number = int(datetime.fromisoformat(row["started_at"]).replace(tzinfo=UTC).timestamp() * 1000)
        extra = [COMMON] * (chance.random() < 0.5) + [RARE] * (row["id"] in rare)
        said = " ".join(word for sentence in chance.choices(drawn, k=OF_ONE) for word in (*sentence, *extra))
        put.append((row["id"], number, said, ""))
        readers = {row["candidate"]} | ({WHO_LOOKS} if row["id"] in given else set())
        index.append((number, " ".join((*distinct(said), *map(reader, sorted(readers))))))
    database.executemany("INSERT INTO searched (interview_id, number, said, written) VALUES (?, ?, ?, ?)", put)
    database.executemany("INSERT INTO searched_words (rowid, words) VALUES (?, ?)", index)


def _put(database: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows, None)
    if first is None:
        return
    names = ", ".join(f'"{name}"' for name in first)
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(first))})"
    database.execute(statement, tuple(first.values()))
    database.executemany(statement, (tuple(row.values()) for row in rows))


def _taken(row: Mapping[str, Any], *names: str, **others: str) -> dict[str, Any]:
    return {"interview_id": row["id"]} | {name: row[name] for name in names} | {name: row[its] for name, its in others.items()}


def _place(row: Mapping[str, Any]) -> str:
    return Cursor(Sort.NEWEST, datetime.fromisoformat(row["started_at"]).replace(tzinfo=UTC), row["id"]).written()


def _written(at: datetime) -> str:
    """As SQLAlchemy writes it."""
    return at.isoformat(" ", "microseconds")

"""What is deleted is gone: from every table, from the file, and for every program."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import Table, func, insert, select

from interview_flow.interview import Interview
from interview_flow.opinions import Opinion
from interview_flow.phases import Phase
from interview_flow.reminding.planning import planned
from interview_flow.reminding.reminders import Routine
from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Status
from storage.api_tokens import ApiToken, ApiTokens
from storage.beside import Aside, Asides, Attachment, Attachments
from storage.comments import Comment, Comments
from storage.database import Database
from storage.deliveries import Deliveries
from storage.erasure import Erasure
from storage.events import EventLog
from storage.exporting import export
from storage.failures import Conflict, UnknownInterview
from storage.kept_pages import KeptPages
from storage.marks import Mark, Marks
from storage.people import People, Person
from storage.reminders import Reminders, posted_under
from storage.search import Search
from storage.shares import Share, ShareKind, Shares, hashed
from storage.tables import LEFTOVERS, METADATA, QUIZ_ANSWERS
from storage.threads import Thread, opening
from tests.reminders import reminder
from tests.storage.happenings import NOON, asked, begun, opinion_asked, opinion_given, spoke, started

ADA, BOB = "slack:T1:U1", "slack:T1:U2"
SECRET = "zanzibarine"
"""A word that nobody else says."""


@pytest.fixture
def erasure(database: Database, log: EventLog) -> Erasure:
    return Erasure(database, log)


async def everything(database: Database, log: EventLog, name: str, candidate: str, reader: str, word: str = SECRET) -> Interview:
    """An interview that has left its traces everywhere, each with a word in it."""
    thread = Thread(interview_id=name, team="T1", channel="C1", user=candidate.rpartition(":")[2])
    blank = Interview.blank(name)
    talk = [event for number in range(20) for event in (asked(f"{word} asked {number}"), spoke(f"the {word} said {number} " * 30))]
    interview = await log.append(
        blank,
        [started(candidate=candidate, topic=f"a {word}"), *talk],
        arrivals=[f"Ev-{name}"],
        alongside=[opening(thread)],
        score=71.0,
        verdict="hire",
    )
    opinion = Opinion(by=reader, name=f"{word} reader", phases={Phase.FLOWS: 50})
    interview = await log.append(interview, [opinion_asked(reader, f"{word} reader"), opinion_given(opinion)])
    await Deliveries(database).attempted(name, f"ask:{reader.rpartition(':')[2]}", "D1", NOON)
    await Attachments(database).keep(
        Attachment(id=f"F-{name}", interview_id=name, name=f"{word}.txt", mimetype="text/plain", size=1, url=f"https://{word}", at=NOON)
    )
    await Asides(database).keep(Aside(id=f"A-{name}", interview_id=name, person=reader, text=f"{word} aside", at=NOON))
    await Comments(database).add(Comment(id=f"C-{name}", interview_id=name, turn=2, by=reader, name=word, text=f"{word} remark", at=NOON))
    await KeptPages(database).keep(name, "1", {"transcript": f"<p>{word}</p>" * 100})
    mark = Mark(
        interview_id=name,
        criterion=f"flows.{word}",
        candidate=candidate,
        problem="chat",
        level=Level.SENIOR,
        status=Status.MET,
        initiative=Initiative.UNPROMPTED,
        earned=1.0,
        expected=True,
        at=NOON,
    )
    await Marks(database).keep(name, [mark])
    await Search(database).index(name, interview.seq, said=f"said {word} and more", written=f"written {word} " * 50)
    return interview


async def comes_back(database: Database, person: str) -> None:
    """Somebody has reminders, and answered a quiz; the other one follows a reminder that they set for the team."""
    for each in (reminder("of one", person=person), reminder("of a team", person=person, kind="team", channel="C1")):
        await Reminders(database).save(each, lambda taken, its=each: planned(its, "UTC", NOON, taken))
    follower = reminder("after one who left", person=BOB, follows="of a team")
    await Reminders(database).save(follower, lambda taken: planned(follower, "UTC", NOON, taken))
    await Deliveries(database).attempted(posted_under("of one"), "2026-11-30T09:00", "D1", NOON)
    await Reminders(database).keep_routine(Routine(person=person, zone="Asia/Kolkata"))
    answer = {"id": "a quiz", "person": person, "quiz": "chat:1", "chosen": "A", "grade": "right", "at": NOON}
    async with database.begin() as connection:
        await connection.execute(insert(QUIZ_ANSWERS), answer)


async def counted(database: Database) -> dict[str, int]:
    """How many rows each table holds."""

    async def rows(table: Table) -> int:
        async with database.connect() as connection:
            return (await connection.execute(select(func.count()).select_from(table))).scalar_one()

    return {name: await rows(table) for name, table in METADATA.tables.items()}


async def test_a_deleted_interview_is_in_no_table_and_another_is_untouched(database: Database, log: EventLog, erasure: Erasure) -> None:
    await everything(database, log, "other", BOB, ADA, "other")
    before = await counted(database)
    await everything(database, log, "one", ADA, BOB)
    between = await counted(database)

    await erasure.interview("one", NOON)
    assert await erasure.wipe()

    assert await counted(database) == before
    touched = {name for name in before if between[name] > before[name]}
    assert touched >= {
        *("events", "snapshots", "arrivals", "transcripts", "threads", "deliveries", "attachments", "asides"),
        *("shares", "comments", "kept_pages", "marks", "searched", "opinions"),
    }
    assert (await Search(database).search(SECRET, visible_to=None, now=NOON)).hits == ()
    assert len((await Search(database).search("other", visible_to=None, now=NOON)).hits) == 1
    with pytest.raises(UnknownInterview):
        await erasure.interview("one", NOON)


async def test_no_byte_of_a_deleted_interview_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "interviews.db"
    database = Database(str(path))
    await database.open()
    log = EventLog(database)
    for number in range(12):
        await everything(database, log, f"before-{number}", BOB, "slack:T1:U3", f"common{number}")
    await everything(database, log, "one", ADA, BOB)
    for number in range(12):
        await everything(database, log, f"after-{number}", BOB, "slack:T1:U3", f"usual{number}")
    assert found_in(path, SECRET), "or this test could not fail"
    erasure = Erasure(database, log)

    await erasure.interview("one", NOON)
    wiped = await erasure.wipe()

    assert wiped
    assert not found_in(path, SECRET)
    assert not found_in(path, SECRET[:7])
    assert found_in(path, "common3")
    assert found_in(path, "usual3")
    assert len((await Search(database).search("common3", visible_to=None, now=NOON)).hits) == 1
    async with database.connect() as connection:
        assert (await connection.execute(select(LEFTOVERS))).all() == []
        assert (await connection.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"
    await database.close()


def found_in(path: Path, word: str) -> bool:
    """Whether any file of the database holds the word."""
    return any(word.encode() in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


async def test_a_reader_of_an_old_state_delays_the_wiping_and_it_is_tried_again(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "interviews.db"), pragmas={"busy_timeout": 20})
    await database.open()
    log = EventLog(database)
    await everything(database, log, "one", ADA, BOB)
    erasure = Erasure(database, log)
    async with database.connect() as reader:
        await reader.exec_driver_sql("BEGIN")
        await reader.exec_driver_sql("SELECT count(*) FROM events")
        await erasure.interview("one", NOON)
        assert not await erasure.wipe()
        await reader.exec_driver_sql("ROLLBACK")

    assert await erasure.wipe()

    assert not found_in(tmp_path / "interviews.db", SECRET)
    await database.close()


async def test_a_large_file_is_written_anew_only_when_asked(tmp_path: Path) -> None:
    database = Database(str(tmp_path / "interviews.db"))
    await database.open()
    log = EventLog(database)
    await everything(database, log, "one", ADA, BOB)
    erasure = Erasure(database, log, small=0)
    await erasure.interview("one", NOON)
    before = await database.size()

    wiped = await erasure.wipe()

    assert (wiped, await database.size()) == (False, before)
    assert await erasure.wipe(thoroughly=True)
    assert await database.size() < before
    await database.close()


async def test_what_is_deleted_does_not_come_back(database: Database, address: str, log: EventLog, erasure: Erasure) -> None:
    other = Database(address)  # another program, which has the state in memory
    await other.open()
    elsewhere = EventLog(other)
    one, two = await begun(log, "one", started(candidate=ADA), spoke()), await begun(log, "two", started(candidate=ADA))
    remembered = await elsewhere.load("one")
    await erasure.interview("one", NOON)
    before = await counted(database)

    for program, state in ((log, one), (elsewhere, remembered)):
        with pytest.raises(Conflict):
            await program.append(state, [spoke()], arrivals=["Ev9"])
    outcomes = await asyncio.gather(log.append(two, [spoke()]), log.append(one, [spoke()]), return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [Interview, Conflict]
    after = await counted(database)
    assert after == before | {"events": before["events"] + 1}
    with pytest.raises(UnknownInterview):
        await log.last_known("one")
    for made in (
        Comments(database).add(Comment(id="c", interview_id="one", turn=None, by=BOB, text="late", at=NOON)),
        KeptPages(database).keep("one", "1", {"a": "late"}),
        Shares(database).add(Share(id="s", interview_id="one", kind=ShareKind.PERSON, target=BOB, by=ADA, created_at=NOON)),
        Search(database).index("one", 2, said="late", written=""),
    ):
        with pytest.raises(UnknownInterview):
            await made
    await Asides(database).keep(Aside(id="a", interview_id="one", person=BOB, text="late", at=NOON))
    late = Attachment(id="f", interview_id="one", name="late.txt", mimetype="text/plain", size=1, url="https://late", at=NOON)
    assert not await Attachments(database).keep(late)
    assert await counted(database) == after
    await other.close()


async def test_of_one_who_deletes_and_many_who_append_at_once_nothing_is_left(
    database: Database, address: str, log: EventLog, erasure: Erasure
) -> None:
    other = Database(address)
    await other.open()
    elsewhere = EventLog(other)
    names = [f"n{number}" for number in range(6)]
    states = [await begun(log, name, started(candidate=ADA)) for name in names]

    async def talk(state: Interview) -> None:
        try:
            for _ in range(30):
                state = await elsewhere.append(state, [spoke()])
        except Conflict:
            pass

    await asyncio.gather(*map(talk, states), *(erasure.interview(name, NOON) for name in names))

    left = await counted(database)
    assert (left["events"], left["snapshots"], left["transcripts"]) == (0, 0, 0)
    await other.close()


async def test_everything_about_a_person_is_deleted(database: Database, log: EventLog, erasure: Erasure) -> None:
    await everything(database, log, "hers", ADA, BOB)
    await everything(database, log, "his", BOB, ADA, "other")
    await People(database).save(Person(id=ADA, name="Ada"))
    await People(database).save(Person(id=BOB, name="Bob"))
    await comes_back(database, ADA)
    await ApiTokens(database).add(ApiToken(id="t1", person=ADA, name="laptop", scopes=frozenset({"read"}), created_at=NOON), hashed("secret"))

    erased = await erasure.person(ADA, NOON)
    await erasure.wipe()

    assert erased == ["hers"]
    async with database.connect() as connection:
        for table in METADATA.tables.values():
            rows = (await connection.execute(select(table))).all()
            assert ADA not in repr(rows), table.name
            assert "U1'" not in repr(rows), table.name
            assert "other reader" not in repr(rows), table.name
    his = await log.load("his")
    [(name, opinion)] = his.opinions.items()
    assert name.startswith("gone:")
    assert (opinion.by, opinion.name, opinion.phases, list(his.readers)) == (name, "", {Phase.FLOWS: 50}, [name])
    assert await Search(database).outdated(9) == ["his"]
    assert (await People(database).find(BOB)).name == "Bob"
    [(after, follows)] = [(each.id, each.follows) for each in await Reminders(database).of_person(BOB)]
    assert (after, follows) == ("after one who left", None)


async def test_a_person_gets_everything_that_is_kept_about_them(database: Database, log: EventLog) -> None:
    await everything(database, log, "hers", ADA, BOB)
    await everything(database, log, "his", BOB, ADA, "other")
    await everything(database, log, "strange", BOB, "slack:T1:U3", "strange")
    await People(database).save(Person(id=ADA, name="Ada"))
    await comes_back(database, ADA)
    await ApiTokens(database).add(ApiToken(id="t1", person=ADA, name="laptop", scopes=frozenset({"read"}), created_at=NOON), hashed("secret"))

    found = await export(database, ADA)

    written = json.dumps(found)
    assert "strange" not in written
    assert hashed("secret") not in written
    assert [row["id"] for row in found["transcripts"]] == ["hers"]
    assert [row["scopes"] for row in found["api_tokens"]] == [["read"]]
    assert {row["interview_id"] for row in found["comments"]} == {"hers", "his"}
    assert [row["body"]["kind"] for row in found["events"] if row["interview_id"] == "his"] == ["opinion_given"]
    assert len([row for row in found["events"] if row["interview_id"] == "hers"]) == 43
    assert found["events"][0]["at"] == NOON.isoformat()
    filled = {name for name, rows in found.items() if rows}
    assert filled == set(found), "every table is told"


async def test_somebody_of_whom_nothing_is_known_gets_nothing(database: Database, erasure: Erasure) -> None:
    assert await erasure.person("slack:T1:U9", NOON) == []
    assert not any((await export(database, "slack:T1:U9")).values())

"""Remarks, tokens, drawn pages and marks, over every database."""

import pytest

from interview_flow.rubric import Level
from interview_flow.transcript import Initiative, Status
from storage.api_tokens import ApiToken, ApiTokens
from storage.comments import Comment, Comments
from storage.database import Database
from storage.events import EventLog
from storage.failures import UnknownInterview
from storage.kept_pages import KeptPages
from storage.marks import Mark, Marks
from storage.shares import hashed
from tests.storage.happenings import NOON, begun, minute


def comment(name: str, at: float, **more: object) -> Comment:
    made = {"id": name, "interview_id": "one", "turn": 3, "by": "bob", "name": "Bob", "text": "Why?\0\ud83d", "at": minute(at)}
    return Comment.model_validate(made | more)


def mark(interview_id: str, criterion: str, at: float, **more: object) -> Mark:
    made = {
        "interview_id": interview_id,
        "criterion": criterion,
        "candidate": "ada",
        "problem": None,
        "level": Level.SENIOR,
        "status": Status.PARTIAL,
        "initiative": Initiative.HINTED,
        "earned": 0.25,
        "expected": True,
        "at": minute(at),
    }
    return Mark.model_validate(made | more)


async def test_remarks_come_in_order_and_as_they_were_typed(database: Database, log: EventLog) -> None:
    comments = Comments(database)
    await begun(log, "one")
    for each in (comment("b", 2, turn=None), comment("a", 1)):
        await comments.add(each)

    assert await comments.of("one") == [comment("a", 1), comment("b", 2, turn=None)]
    assert await comments.find("a") == comment("a", 1)
    assert (await comments.remove("a"), await comments.remove("a")) == (True, False)
    assert await comments.of("one") == [comment("b", 2, turn=None)]
    with pytest.raises(UnknownInterview):
        await comments.add(comment("c", 3, interview_id="two"))


async def test_a_token_is_good_until_it_expires_or_its_person_revokes_it(database: Database) -> None:
    tokens = ApiTokens(database)
    token = ApiToken(id="t1", person="ada", name="laptop", scopes=frozenset({"write", "read"}), created_at=NOON, expires_at=minute(60))
    await tokens.add(token, hashed("s3cret"))

    assert await tokens.used(hashed("s3cret"), minute(1)) == token
    assert await tokens.used("s3cret", minute(1)) is None
    assert await tokens.used(hashed("s3cret"), minute(60)) is None
    assert not await tokens.revoke("eve", "t1", minute(2))
    assert await tokens.used(hashed("s3cret"), minute(2)) is not None
    assert await tokens.revoke("ada", "t1", minute(2))
    assert await tokens.used(hashed("s3cret"), minute(2)) is None
    assert await tokens.of("ada") == [token.model_copy(update={"last_used_at": minute(2), "revoked_at": minute(2)})]
    assert await tokens.of("eve") == []


async def test_the_use_of_a_token_is_noted_once_a_minute(database: Database) -> None:
    tokens = ApiTokens(database)
    await tokens.add(ApiToken(id="t1", person="ada", name="", scopes=frozenset(), created_at=NOON), hashed("s3cret"))
    noted = []
    for at in (1, 1.5, 1.99, 2, 2.5):
        await tokens.used(hashed("s3cret"), minute(at))
        noted.append((await tokens.of("ada"))[0].last_used_at)

    assert noted == [minute(1), minute(1), minute(1), minute(2), minute(2)]


async def test_a_part_of_a_page_is_found_by_what_it_was_drawn_from(database: Database, log: EventLog) -> None:
    pages = KeptPages(database)
    await begun(log, "one")
    await pages.keep("one", "v1", {"transcript": "<p>old</p>", "scores": "<b>1</b>"})
    await pages.keep("one", "v2", {"transcript": "<p>new\0</p>"})
    await pages.keep("one", "v2", {})

    assert await pages.find("one", ["transcript", "scores"], "v2") == {"transcript": "<p>new\ufffd</p>"}
    assert await pages.find("one", ["transcript", "scores"], "v1") == {"scores": "<b>1</b>"}
    assert await pages.find("two", ["transcript"], "v1") == {}
    with pytest.raises(UnknownInterview):
        await pages.keep("two", "v1", {"transcript": "x"})


async def test_marks_are_replaced_whole_and_read_interview_by_interview(database: Database, log: EventLog) -> None:
    marks = Marks(database)
    for name in ("one", "two", "three"):
        await begun(log, name)
    await marks.keep("one", [mark("one", "flows.b", 5), mark("one", "flows.old", 5)])
    await marks.keep("one", [mark("one", "flows.b", 5), mark("one", "flows.a", 5, initiative=None, status=Status.ABSENT)])
    await marks.keep("two", [mark("two", "flows.a", 1)])
    await marks.keep("three", [mark("three", "flows.a", 9, candidate="bob")])

    assert [(each.interview_id, each.criterion) for each in await marks.of_these(["one", "two", "none"])] == [
        *(("two", "flows.a"), ("one", "flows.a"), ("one", "flows.b")),
    ]
    assert {each.interview_id for each in await marks.of_these(["one", "none"])} == {"one"}
    assert await marks.of("one") == [mark("one", "flows.a", 5, initiative=None, status=Status.ABSENT), mark("one", "flows.b", 5)]
    with pytest.raises(UnknownInterview):
        await marks.keep("four", [mark("four", "flows.a", 1)])

"""One message is posted once: after lost answers, beside other messages, and by two workers who both believe that it is theirs."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.channels.slack.calls import Later, Unsure
from bot.channels.slack.pace import Pace
from bot.channels.slack.posting import IN_A_CALL, CannotTell, Post, Posting
from interview_flow.interview import Interview
from storage.database import Database
from storage.deliveries import Deliveries
from storage.events import EventLog
from storage.threads import Thread, opening
from tests.fakes.slack import FakeSlack, Message, Person, Workspace
from tests.storage.happenings import asked, started

REPLY = Post("turn-1", "Hello.", markdown="Hello.\n\nWhat do we build, and for whom?", up_to_turn=1)
NOTICE = Post("over:1", "This interview is over.")


class Ahead:
    """Real time, and what a test lets pass by."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def pass_by(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> Ahead:
    return Ahead()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(str(tmp_path / "interviews.db"))
    await database.open()
    yield database
    await database.close()


@pytest.fixture
async def client(slack: FakeSlack, team: Workspace) -> AsyncIterator[AsyncWebClient]:
    """One that does not wait long."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.5)) as session:
        yield AsyncWebClient(token=team.bot_token, base_url=slack.api_url, retry_handlers=[], session=session)


@pytest.fixture
async def thread(database: Database, ada: Person) -> Thread:
    """A thread whose first message is there."""
    root = await ada.say(ada.im, "design a rate limiter")
    thread = Thread(interview_id="i1", team="T1", channel=ada.im.id, ts=root.ts, user=ada.id)
    log = EventLog(database)
    interview = await log.append(Interview.blank("i1"), [started()], alongside=[opening(thread)])
    await log.append(interview, [asked()])
    return thread


def worker(database: Database, clock: Ahead) -> Posting:
    """A worker in a process of its own, as far as the database can tell."""
    return Posting(Deliveries(database), Pace(0.0), clock, shared=True)


@pytest.fixture
def first(database: Database, clock: Ahead) -> Posting:
    return worker(database, clock)


@pytest.fixture
def second(database: Database, clock: Ahead) -> Posting:
    return worker(database, clock)


def ours(team: Workspace, thread: Thread) -> list[Message]:
    return [each for each in team.thread(thread.channel or "", thread.ts or "") if each.user == team.bot_user_id]


def texts(team: Workspace, thread: Thread) -> list[str]:
    return [each.whole_text for each in ours(team, thread)]


async def test_what_is_posted_is_not_posted_again(team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting, second: Posting) -> None:
    await first.once(client, thread, REPLY)
    await first.once(client, thread, REPLY)
    await second.once(client, thread, REPLY)

    assert texts(team, thread) == [REPLY.markdown]


async def test_a_worker_leaves_a_message_alone_while_another_is_in_its_call(
    slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting, second: Posting
) -> None:
    slack.fail("chat.startStream", hang=True, after_effect=True)
    calling = asyncio.create_task(first.once(client, thread, REPLY))
    await slack.until(lambda: slack.called("chat.startStream"))

    with pytest.raises(Later) as later:
        await second.once(client, thread, REPLY)
    with pytest.raises(Unsure):
        await calling

    assert 0 < later.value.seconds <= IN_A_CALL.total_seconds()
    assert slack.called("conversations.replies") == []


async def test_the_attempt_of_a_worker_that_died_is_taken_over_when_its_call_must_have_ended(
    slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting, second: Posting, clock: Ahead
) -> None:
    slack.fail("chat.startStream", cut=True, after_effect=True)
    with pytest.raises(Unsure):
        await first.once(client, thread, REPLY)

    clock.pass_by(IN_A_CALL.total_seconds() + 1)
    await second.once(client, thread, REPLY)

    assert texts(team, thread) == [REPLY.markdown]


async def test_of_two_workers_that_take_over_an_attempt_one_posts(
    slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting, second: Posting, database: Database, clock: Ahead
) -> None:
    slack.fail("chat.startStream", cut=True)
    with pytest.raises(Unsure):
        await first.once(client, thread, REPLY)
    clock.pass_by(IN_A_CALL.total_seconds() + 1)
    third = worker(database, clock)

    ended = await asyncio.gather(second.once(client, thread, REPLY), third.once(client, thread, REPLY), return_exceptions=True)

    assert sorted(type(each) for each in ended if each) in ([], [Later])
    assert texts(team, thread) == [REPLY.markdown]


async def test_of_two_workers_that_begin_together_one_posts(
    team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting, second: Posting
) -> None:
    ended = await asyncio.gather(first.once(client, thread, REPLY), second.once(client, thread, REPLY), return_exceptions=True)

    assert [type(each) for each in ended if each] in ([], [Later])
    assert texts(team, thread) == [REPLY.markdown]


async def test_two_jobs_of_one_worker_do_not_post_the_same_message_together(
    team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting
) -> None:
    ended = await asyncio.gather(first.once(client, thread, REPLY), first.once(client, thread, REPLY), return_exceptions=True)

    assert [type(each) for each in ended] == [type(None), Later]
    assert texts(team, thread) == [REPLY.markdown]


async def test_an_attempt_of_our_own_is_looked_for_at_once(
    slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting
) -> None:
    slack.fail("chat.stopStream", cut=True, after_effect=True)
    slack.fail("chat.stopStream", status=500)
    with pytest.raises(Unsure):
        await first.once(client, thread, REPLY)

    await first.once(client, thread, REPLY)

    assert texts(team, thread) == [REPLY.markdown]


@pytest.mark.parametrize("way", [{"cut": True}, {"cut": True, "after_effect": True}])
async def test_messages_that_were_posted_after_an_attempt_do_not_hide_it(
    slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting, way: dict[str, bool]
) -> None:
    slack.fail("chat.startStream", **way)  # type: ignore[arg-type]
    with pytest.raises(Unsure):
        await first.once(client, thread, REPLY)
    await first.once(client, thread, NOTICE)
    await client.files_upload_v2(channel=thread.channel, thread_ts=thread.ts, content="# Story", filename="story.md")

    await first.once(client, thread, REPLY)

    assert sorted(texts(team, thread)) == sorted(["", NOTICE.text, REPLY.markdown])
    assert [each.whole_text for each in ours(team, thread) if each.files] == [""]


async def test_a_message_that_is_there_whole_is_recognised_and_not_changed(
    slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting
) -> None:
    slack.fail("chat.postMessage", cut=True, after_effect=True)
    with pytest.raises(Unsure):
        await first.once(client, thread, NOTICE)

    await first.once(client, thread, NOTICE)

    assert [(each.whole_text, each.edits) for each in ours(team, thread)] == [(NOTICE.text, 0)]


async def test_a_message_is_found_behind_many_others(
    slack: FakeSlack, team: Workspace, ada: Person, client: AsyncWebClient, thread: Thread, first: Posting
) -> None:
    for number in range(150):
        await ada.say(ada.im, f"Answer {number}", thread_ts=thread.ts)
    slack.fail("chat.startStream", cut=True, after_effect=True)
    with pytest.raises(Unsure):
        await first.once(client, thread, REPLY)

    await first.once(client, thread, REPLY)

    assert texts(team, thread) == [REPLY.markdown]
    assert len(slack.called("conversations.replies")) == 2


async def test_where_one_look_a_minute_is_allowed_a_second_page_is_not_waited_for(
    slack: FakeSlack, team: Workspace, ada: Person, client: AsyncWebClient, thread: Thread, first: Posting
) -> None:
    for number in range(150):
        await ada.say(ada.im, f"Answer {number}", thread_ts=thread.ts)
    slack.fail("chat.startStream", cut=True, after_effect=True)
    slack.fail("conversations.replies", status=429, retry_after=60, when=lambda arguments: "cursor" in arguments)
    with pytest.raises(Unsure):
        await first.once(client, thread, REPLY)

    with pytest.raises(CannotTell):
        await first.once(client, thread, REPLY)

    assert len(ours(team, thread)) == 1


async def test_too_many_looks_leave_the_attempt_as_it_was(
    slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting
) -> None:
    slack.fail("chat.startStream", cut=True, after_effect=True)
    slack.fail("conversations.replies", status=429, retry_after=60)
    with pytest.raises(Unsure):
        await first.once(client, thread, REPLY)

    with pytest.raises(Later):
        await first.once(client, thread, REPLY)
    await first.once(client, thread, REPLY)

    assert texts(team, thread) == [REPLY.markdown]


async def test_a_fence_is_streamed_whole(slack: FakeSlack, team: Workspace, client: AsyncWebClient, thread: Thread, first: Posting) -> None:
    markdown = "Like this:\n\n```\na\n\nb\n```\n\nWhat follows?"

    await first.once(client, thread, replace(REPLY, markdown=markdown))

    assert texts(team, thread) == [markdown]
    assert len(slack.called("chat.appendStream")) == 2

"""Streamed messages, agent sessions and prompts, through the real SDK."""

from typing import Any

import pytest
from slack_sdk.models.messages.chunk import MarkdownTextChunk, TaskUpdateChunk
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.conftest import refusal
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace

READER: dict[str, Any] = {"recipient_user_id": "U1", "recipient_team_id": "T1"}
SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "What next?"}}


async def test_the_sdk_streams_into_one_message(client: AsyncWebClient, team: Workspace, channel: Channel, root: Message) -> None:
    stream = await client.chat_stream(channel="C1", thread_ts=root.ts, buffer_size=4, **READER)

    await stream.append(markdown_text="**How** ")
    message = channel.messages[str(stream.ts)]
    assert message.streaming
    await stream.append(markdown_text="many ")
    await stream.stop(markdown_text="writes?", blocks=[SECTION], metadata={"event_type": "m", "event_payload": {}})

    assert not message.streaming
    assert message.whole_text == "**How** many writes?\nWhat next?"
    assert message.metadata == {"event_type": "m", "event_payload": {}}
    assert team.thread(channel, root.ts) == [root, message]


async def test_a_stream_in_direct_messages_needs_no_reader(client: AsyncWebClient, ada: Person) -> None:
    said = await ada.say(ada.im, "hello")

    stream = await client.chat_startStream(channel=ada.im.id, thread_ts=said.ts, markdown_text="Hi")
    await client.chat_appendStream(channel=ada.im.id, ts=stream["ts"], markdown_text=" Ada")
    await client.chat_stopStream(channel=ada.im.id, ts=stream["ts"])

    assert ada.im.messages[stream["ts"]].text == "Hi Ada"


async def test_a_stream_needs_a_thread_and_in_channels_a_reader(client: AsyncWebClient, root: Message) -> None:
    async def started(**arguments: str) -> str:
        return await refusal(client.api_call("chat.startStream", json={"channel": "C1"} | arguments))

    assert await started(**READER) == "invalid_thread_ts"
    assert await started(thread_ts=root.ts, recipient_team_id="T1") == "missing_recipient_user_id"
    assert await started(thread_ts=root.ts, recipient_user_id="U1") == "missing_recipient_team_id"
    assert await started(thread_ts=root.ts, recipient_user_id="U9", recipient_team_id="T1") == "user_not_found"
    assert await started(thread_ts="1700000000.000100", **READER) == "cannot_reply_to_message"


async def test_a_stream_ends_after_five_minutes_and_is_finished_by_an_update(
    slack: FakeSlack, client: AsyncWebClient, channel: Channel, root: Message
) -> None:
    stream = await client.chat_startStream(channel="C1", thread_ts=root.ts, markdown_text="Well", **READER)
    assert await refusal(client.chat_update(channel="C1", ts=stream["ts"], text="x")) == "streaming_state_conflict"

    slack.clock.pass_by(301)

    assert await refusal(client.chat_appendStream(channel="C1", ts=stream["ts"], markdown_text="x")) == "message_not_in_streaming_state"
    assert await refusal(client.chat_stopStream(channel="C1", ts=stream["ts"])) == "message_not_in_streaming_state"
    await client.chat_update(channel="C1", ts=stream["ts"], text="Well, then")
    assert channel.messages[stream["ts"]].whole_text == "Well, then"


async def test_a_stream_has_limits(client: AsyncWebClient, root: Message) -> None:
    stream = await client.chat_startStream(channel="C1", thread_ts=root.ts, **READER)
    place = {"channel": "C1", "ts": stream["ts"]}

    assert await refusal(client.chat_appendStream(**place, markdown_text="x" * 12_001)) == "msg_too_long"
    assert await refusal(client.chat_appendStream(**place, chunks=[MarkdownTextChunk(text="x" * 12_001)])) == "msg_too_long"
    assert await refusal(client.chat_stopStream(**place)) == "no_text"
    await client.chat_appendStream(**place, markdown_text="x" * 12_000)
    assert await refusal(client.chat_appendStream(**place, markdown_text="x" * 1_201)) == "msg_blocks_too_long"
    assert await refusal(client.chat_stopStream(**place, markdown_text="x" * 1_200, blocks=[SECTION])) == "msg_blocks_too_long"
    await client.chat_stopStream(**place, markdown_text="x" * 1_200)


async def test_tasks_are_kept_and_bad_chunks_refused(client: AsyncWebClient, channel: Channel, root: Message) -> None:
    stream = await client.chat_startStream(channel="C1", thread_ts=root.ts, **READER)
    place = {"channel": "C1", "ts": stream["ts"]}

    await client.chat_appendStream(**place, chunks=[TaskUpdateChunk(id="t1", title="Reading", status="in_progress")])
    await client.chat_appendStream(**place, chunks=[TaskUpdateChunk(id="t1", title="Reading", status="complete")])

    assert [task["status"] for task in channel.messages[stream["ts"]].tasks.values()] == ["complete"]
    assert await refusal(client.chat_appendStream(**place, chunks=[{"type": "song"}])) == "invalid_chunks"


async def test_the_stop_button_ends_the_stream_but_not_the_session(client: AsyncWebClient, team: Workspace, ada: Person, root: Message) -> None:
    await client.agents_sessions_setStatus(channel_id="C1", thread_ts=root.ts, status="processing", title="Rate limiter")
    stream = await client.chat_startStream(channel="C1", thread_ts=root.ts, markdown_text="Well", **READER)

    await ada.stop(root)

    assert await refusal(client.chat_appendStream(channel="C1", ts=stream["ts"], markdown_text="x")) == "stopped_by_user"
    session = team.session("C1", root.ts)
    assert session is not None
    assert (session.status, session.title) == ("processing", "Rate limiter")


async def test_a_session_has_a_status_and_a_name(client: AsyncWebClient, team: Workspace, root: Message) -> None:
    place = {"channel_id": "C1", "thread_ts": root.ts}
    assert await refusal(client.agents_sessions_rename(**place, title="Early")) == "session_not_found"

    await client.agents_sessions_setStatus(**place, status="processing")
    await client.agents_sessions_rename(**place, title="Rate limiter, phase 2")
    stream = await client.chat_stream(channel="C1", thread_ts=root.ts, **READER)
    await stream.stop(markdown_text="Done", session_status="suspended")

    session = team.session("C1", root.ts)
    assert session is not None
    assert (session.title, session.statuses) == ("Rate limiter, phase 2", ["processing", "suspended"])
    assert await refusal(client.agents_sessions_setStatus(**place, status="asleep")) == "invalid_status"
    assert await refusal(client.agents_sessions_setStatus(channel_id="C1", status="active")) == "thread_ts_required"
    assert await refusal(client.agents_sessions_rename(**place, title="x" * 201)) == "invalid_name"


@pytest.mark.parametrize("count", [0, 5])
async def test_one_to_four_prompts_can_be_suggested(client: AsyncWebClient, team: Workspace, root: Message, count: int) -> None:
    prompts = [{"title": f"Prompt {number}", "message": "design a cache"} for number in range(4)]
    place = {"channel_id": "C1", "thread_ts": root.ts}

    await client.assistant_threads_setSuggestedPrompts(**place, prompts=prompts, title="Try")

    assert team.suggested_prompts["C1", root.ts] == prompts
    assert await refusal(client.assistant_threads_setSuggestedPrompts(**place, prompts=[prompts[0]] * count)) == "invalid_arguments"


async def test_a_thread_has_a_title_and_a_status(client: AsyncWebClient, team: Workspace, root: Message) -> None:
    await client.assistant_threads_setTitle(channel_id="C1", thread_ts=root.ts, title="Rate limiter")
    await client.assistant_threads_setStatus(channel_id="C1", thread_ts=root.ts, status="is thinking")
    await client.assistant_threads_setStatus(channel_id="C1", thread_ts=root.ts, status="")

    assert team.thread_titles["C1", root.ts] == "Rate limiter"
    assert team.thread_statuses["C1", root.ts] == ""

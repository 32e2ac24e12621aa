"""Failures on demand: before and after the effect of a call."""

import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler, AsyncServerErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.conftest import refusal
from tests.fakes.slack import Call, Channel, FakeSlack


def texts(channel: Channel) -> list[str]:
    return [one.text for one in channel.messages.values()]


async def test_an_error_comes_as_often_as_wished(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    slack.fail("chat.postMessage", times=2, error="is_archived")

    errors = [await refusal(client.chat_postMessage(channel="C1", text="x")) for _ in range(2)]
    await client.chat_postMessage(channel="C1", text="y")

    assert (errors, texts(channel)) == (["is_archived"] * 2, ["y"])


async def test_a_429_is_waited_for_by_the_sdk(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    slack.fail("chat.postMessage", status=429, retry_after=1)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))

    await client.chat_postMessage(channel="C1", text="x")

    assert [call.ok for call in slack.called("chat.postMessage")] == [False, True]
    assert texts(channel) == ["x"]


async def test_a_500_after_the_effect_makes_a_careless_caller_post_twice(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    slack.fail("chat.postMessage", status=500, after_effect=True)
    client.retry_handlers.append(AsyncServerErrorRetryHandler(max_retry_count=1))

    await client.chat_postMessage(channel="C1", text="x")

    assert texts(channel) == ["x", "x"]


async def test_a_500_before_the_effect_does_nothing(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    slack.fail("*", status=503)

    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel="C1", text="x")

    assert texts(channel) == []


@pytest.mark.parametrize(("after_effect", "said"), [(False, []), (True, ["x"])])
async def test_a_cut_connection_is_a_connection_error(
    slack: FakeSlack, client: AsyncWebClient, channel: Channel, after_effect: bool, said: list[str]
) -> None:
    slack.fail("chat.postMessage", cut=True, after_effect=after_effect)
    client.retry_handlers.clear()

    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C1", text="x")

    assert texts(channel) == said


@pytest.mark.parametrize(("after_effect", "said"), [(False, []), (True, ["x"])])
async def test_a_hanging_call_times_out(slack: FakeSlack, team: object, channel: Channel, after_effect: bool, said: list[str]) -> None:
    slack.fail("chat.postMessage", hang=True, after_effect=after_effect)

    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as session:
        client = AsyncWebClient(token=channel.team.bot_token, base_url=slack.api_url, session=session, retry_handlers=[])
        with pytest.raises(TimeoutError):
            await client.chat_postMessage(channel="C1", text="x")

    assert texts(channel) == said


async def test_only_the_calls_that_are_meant_fail(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    fault = slack.fail("chat.postMessage", error="no_luck", when=lambda arguments: arguments["text"] == "y")

    await client.chat_postMessage(channel="C1", text="x")
    assert fault.times == 1

    assert await refusal(client.chat_postMessage(channel="C1", text="y")) == "no_luck"


async def test_an_upload_can_fail_too(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    slack.fail("upload", status=500)

    with pytest.raises(Exception, match="Failed to upload a file"):
        await client.files_upload_v2(content="x", filename="x.md", channel="C1")

    assert texts(channel) == []


async def test_a_callback_stands_between_the_effect_and_the_answer(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    seen: list[tuple[Call, list[str]]] = []
    let_go = asyncio.Event()

    async def look(call: Call) -> None:
        seen.append((call, texts(channel)))
        slack.changed()
        await let_go.wait()

    slack.on_answer("chat.postMessage", look)
    posting = asyncio.create_task(client.chat_postMessage(channel="C1", text="x"))
    (call, said), *_ = await slack.until(lambda: seen)

    assert (call.arguments["text"], call.ok, said, posting.done()) == ("x", True, ["x"], False)
    let_go.set()
    assert (await posting)["ok"]


async def test_what_was_waited_for_in_vain_is_told(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    await client.chat_postMessage(channel="C1", text="the only words")

    with pytest.raises(AssertionError, match="the only words") as told:
        await slack.until(lambda: len(channel.messages) == 2, seconds=0.05)

    assert "chat.postMessage" in str(told.value)
    assert "len(channel.messages) == 2" in str(told.value)
    assert channel.team.bot_token not in str(told.value)

"""Socket Mode, with the real client and a Bolt app."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncSay

from tests.fakes.slack import Channel, FakeSlack, Person, Workspace


@pytest.fixture
async def connected(slack: FakeSlack, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """The app's WebSocket is open."""
    slack.echo = False
    handler = AsyncSocketModeHandler(app, slack.app_token, ping_interval=0.2)
    await handler.connect_async()
    await slack.connect_socket_mode()
    yield handler
    await handler.close_async()


async def test_events_and_commands_come_over_the_socket(
    connected: object, app: AsyncApp, slack: FakeSlack, team: Workspace, ada: Person, channel: Channel
) -> None:
    @app.event("message")
    async def replies(event: dict[str, Any], say: AsyncSay) -> None:
        await say(f"heard {event['text']}", thread_ts=event["ts"])

    @app.command("/mock-interview")
    async def begins(ack: AsyncAck) -> None:
        await ack("Here we go")

    message = await ada.say(channel, "hello")
    answer = await ada.command("/mock-interview", "", channel)

    await slack.until(lambda: [one.text for one in team.thread(channel, message.ts)] == ["hello", "heard hello"])
    assert (answer.status, answer.text) == (200, "Here we go")
    assert slack.deliveries[0].acknowledged


async def test_an_event_without_acknowledgement_is_sent_again(
    connected: object, app: AsyncApp, slack: FakeSlack, ada: Person, channel: Channel
) -> None:
    slack.ack_seconds = 0.3
    tries: list[str] = []

    @app.event("message")
    async def fails_once(body: dict[str, Any]) -> None:
        tries.append(body["event_id"])
        if len(tries) == 1:
            raise RuntimeError("no database")

    await ada.say(channel, "hello")
    await slack.settled()

    assert [one.status for one in slack.deliveries[0].attempts] == [None, 200]
    assert tries == [tries[0]] * 2


async def test_the_app_connects_anew_when_asked_to(connected: object, app: AsyncApp, slack: FakeSlack, ada: Person, channel: Channel) -> None:
    heard: list[str] = []

    @app.event("message")
    async def hears(event: dict[str, Any]) -> None:
        heard.append(event["text"])

    (old,) = slack.sockets.connected
    await slack.sockets.refresh()
    await slack.until(lambda: slack.sockets.connected and slack.sockets.connected[0] is not old)
    await ada.say(channel, "hello again")

    assert heard == ["hello again"]


async def test_a_ticket_is_good_for_one_connection(slack: FakeSlack) -> None:
    url = slack.sockets.issue()

    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)

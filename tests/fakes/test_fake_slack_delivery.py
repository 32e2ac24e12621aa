"""What people do reaches a Bolt app over HTTP, signed, and again where it was not taken."""

import random
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncAck, AsyncApp

from tests.fakes.conftest import Serve
from tests.fakes.slack import Channel, FakeSlack, Person, Workspace, signed

JSON = dict[str, Any]


@pytest.fixture
async def heard(app: AsyncApp, serve: Serve) -> list[JSON]:
    """Every body that the app gets; the app answers 200."""
    bodies: list[JSON] = []

    @app.middleware
    async def hears(body: JSON, context: Any, next_: Any) -> None:
        bodies.append(body)
        await next_()

    for name in ("message", "app_mention", "app_home_opened", "agent_session_stopped", "link_shared", "user_change", "app_uninstalled"):

        @app.event(name)
        async def taken() -> None: ...

    for name in ("tokens_revoked", "member_joined_channel", "reaction_added"):

        @app.event(name)
        async def also_taken() -> None: ...

    await serve(app)
    return bodies


def events(heard: list[JSON]) -> list[JSON]:
    return [body["event"] for body in heard]


async def test_a_message_arrives_as_slack_sends_it(heard: list[JSON], slack: FakeSlack, team: Workspace, ada: Person, channel: Channel) -> None:
    root = await ada.say(channel, "reads < writes & more")
    reply = await ada.say(channel, "so", thread_ts=root)

    body = heard[0]
    assert (body["type"], body["team_id"], body["api_app_id"], body["token"]) == ("event_callback", "T1", slack.app_id, slack.verification_token)
    assert body["authorizations"][0]["user_id"] == team.bot_user_id
    event = body["event"]
    assert (event["type"], event["user"], event["channel"], event["channel_type"]) == ("message", "U1", "C1", "channel")
    assert (event["text"], event["ts"]) == ("reads &lt; writes &amp; more", root.ts)
    assert event["blocks"][0]["elements"][0]["elements"][0]["text"] == "reads < writes & more"
    assert event["client_msg_id"]
    assert "thread_ts" not in event
    assert (events(heard)[1]["thread_ts"], events(heard)[1]["parent_user_id"], events(heard)[1]["ts"]) == (root.ts, "U1", reply.ts)
    assert len({body["event_id"] for body in heard}) == 2


async def test_direct_messages_edits_and_deletions_arrive(heard: list[JSON], ada: Person) -> None:
    message = await ada.say(ada.im, "typo")
    await ada.edit(message, "no typo")
    await ada.delete(message)

    said, changed, deleted = events(heard)
    assert said["channel_type"] == "im"
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == ("message_changed", "no typo", "typo")
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", message.ts)


async def test_a_mention_arrives_twice(heard: list[JSON], team: Workspace, ada: Person, channel: Channel) -> None:
    await ada.say(channel, "help", mention=True)

    assert sorted((one["type"], one["text"]) for one in events(heard)) == [
        ("app_mention", f"<@{team.bot_user_id}> help"),
        ("message", f"<@{team.bot_user_id}> help"),
    ]
    assert len({one["ts"] for one in events(heard)}) == 1


async def test_a_bot_hears_nothing_where_it_is_no_member(heard: list[JSON], team: Workspace, ada: Person) -> None:
    elsewhere = team.channel("C2", members=[ada], bot=False)
    await ada.say(elsewhere, "secret")
    assert heard == []

    await ada.invite_bot(elsewhere)
    await ada.say(elsewhere, "welcome")

    assert [one["type"] for one in events(heard)] == ["member_joined_channel", "message"]


async def test_everything_else_that_people_do_arrives(heard: list[JSON], team: Workspace, ada: Person, channel: Channel) -> None:
    message = await ada.say(channel, "notes", files=[("notes.md", b"# Notes")])
    await ada.react(message, "eyes")
    await ada.open_home()
    await ada.share_link(channel, "https://example.com/i/1")
    await ada.stop(message)
    await ada.move_to("America/New_York")
    await team.uninstall()

    by_type = {one["type"]: one for one in events(heard)}
    first = events(heard)[0]
    assert (first["subtype"], first["files"][0]["name"]) == ("file_share", "notes.md")
    assert by_type["reaction_added"]["item"]["ts"] == message.ts
    assert by_type["app_home_opened"]["tab"] == "home"
    assert by_type["link_shared"]["links"] == [{"url": "https://example.com/i/1", "domain": "example.com"}]
    assert (by_type["agent_session_stopped"]["thread_ts"], by_type["agent_session_stopped"]["streaming_message_ts"]) == (message.ts, [])
    assert by_type["user_change"]["user"]["tz"] == "America/New_York"
    assert by_type["tokens_revoked"]["tokens"]["bot"] == [team.bot_user_id]


async def test_a_command_is_answered_at_once(app: AsyncApp, serve: Serve, ada: Person, channel: Channel) -> None:
    forms: list[JSON] = []

    @app.command("/mock-interview")
    async def begins(ack: AsyncAck, command: JSON) -> None:
        forms.append(command)
        await ack("Here we go")

    await serve(app)

    answer = await ada.command("/mock-interview", "a cache & a queue", channel)

    assert (answer.status, answer.text) == (200, "Here we go")
    assert [one.text for one in ada.ephemerals(channel)] == ["Here we go"]
    fields = {"team_domain": "team-t1", "channel_name": "c1", "user_name": "Ada", "text": "a cache &amp; a queue", "is_enterprise_install": "false"}
    assert forms[0] | fields == forms[0]
    assert (await ada.command("/unknown", "", channel)).status == 404


async def test_an_event_that_fails_is_sent_again(slack: FakeSlack, app: AsyncApp, serve: Serve, ada: Person, channel: Channel) -> None:
    tries: list[JSON] = []

    @app.event("message")
    async def fails_twice(body: JSON, req: Any) -> None:
        tries.append({"event_id": body["event_id"], "headers": req.headers})
        if len(tries) < 3:
            raise RuntimeError("no database")

    await serve(app)
    await ada.say(channel, "hello")
    await slack.settled()

    (delivery,) = slack.deliveries
    assert ([one.status for one in delivery.attempts], delivery.acknowledged) == ([500, 500, 200], True)
    assert len({one["event_id"] for one in tries}) == 1
    assert [one["headers"].get("x-slack-retry-num") for one in tries] == [None, ["1"], ["2"]]
    assert tries[1]["headers"]["x-slack-retry-reason"] == ["http_error"]


async def test_an_app_that_is_not_there_is_tried_four_times(slack: FakeSlack, ada: Person, channel: Channel) -> None:
    slack.connect_http("http://127.0.0.1:9/slack/events")

    await ada.say(channel, "hello")
    await slack.settled()

    (delivery,) = slack.deliveries
    assert [one.reason for one in delivery.attempts] == ["connection_failed"] * 4
    assert (delivery.status, delivery.acknowledged, delivery.finished) == (None, False, True)


async def test_an_app_that_is_slow_has_not_heard(slack: FakeSlack, ada: Person, channel: Channel) -> None:
    async def never(_: web.Request) -> web.Response:
        await slack.closing.wait()
        return web.Response()

    server = web.Application()
    server.router.add_post("/", never)
    runner = web.AppRunner(server, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.connect_http(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    slack.ack_seconds, slack.retry_delays = 0.05, (0,)

    await ada.say(channel, "hello")
    answer = await ada.command("/mock-interview", "", channel)
    await slack.settled()

    assert [one.reason for one in slack.deliveries[0].attempts] == ["http_timeout"] * 2
    assert answer.status is None
    await runner.cleanup()


async def test_what_the_bot_says_comes_back_as_an_echo(heard: list[JSON], slack: FakeSlack, app: AsyncApp, team: Workspace, channel: Channel) -> None:
    slack.echo = False
    await app.client.chat_postMessage(channel="C1", text="unheard")
    slack.echo = True

    posted = await app.client.chat_postMessage(channel="C1", text="x", metadata={"event_type": "reply", "event_payload": {"id": "r1"}})
    await app.client.chat_update(channel="C1", ts=posted["ts"], text="y")
    await slack.until(lambda: len(slack.deliveries) == 2)
    await slack.settled()

    echo, changed = (delivery.payload["event"] for delivery in slack.deliveries)
    assert (echo["type"], echo["bot_id"], echo["user"], echo["ts"]) == ("message", team.bot_id, team.bot_user_id, posted["ts"])
    assert echo["metadata"]["event_payload"] == {"id": "r1"}
    assert (changed["subtype"], changed["message"]["text"], changed["previous_message"]["text"]) == ("message_changed", "y", "x")
    assert heard == [], "Bolt drops what comes from the bot itself"


async def test_a_stream_echoes_when_it_starts_and_when_it_stops(heard: list[JSON], slack: FakeSlack, app: AsyncApp, ada: Person) -> None:
    root = await ada.say(ada.im, "hello")
    stream = await app.client.chat_startStream(channel=ada.im.id, thread_ts=root.ts, markdown_text="Hi")
    await app.client.chat_stopStream(channel=ada.im.id, ts=stream["ts"])
    await slack.until(lambda: len(slack.deliveries) == 3)
    await slack.settled()

    assert [delivery.payload["event"].get("subtype") for delivery in slack.deliveries] == [None, None, "message_changed"]
    assert slack.deliveries[2].payload["event"]["message"]["ts"] == stream["ts"]


async def test_every_second_event_can_come_twice(heard: list[JSON], slack: FakeSlack, ada: Person, channel: Channel) -> None:
    slack.duplicate_every = 2

    for number in range(4):
        await ada.say(channel, str(number))
    await slack.settled()

    assert sorted(one["text"] for one in events(heard)) == ["0", "1", "1", "2", "3", "3"]
    assert len({body["event_id"] for body in heard}) == 4


async def test_disorder_delays_some_events(heard: list[JSON], slack: FakeSlack, ada: Person, channel: Channel) -> None:
    slack.disorder, slack.disorder_seconds = random.Random(4), 0.5

    for number in range(8):
        await ada.say(channel, str(number))
    await slack.settled()

    arrived = [one["text"] for one in events(heard)]
    assert sorted(arrived) == [str(number) for number in range(8)]
    assert arrived != sorted(arrived)


async def test_only_what_is_subscribed_to_is_sent(heard: list[JSON], slack: FakeSlack, ada: Person, channel: Channel) -> None:
    slack.subscriptions = {"message.im"}

    await ada.say(channel, "in a channel")
    await ada.say(ada.im, "in private")
    await ada.open_home()

    assert [one["text"] for one in events(heard)] == ["in private"]


async def test_the_request_url_is_verified(app: AsyncApp, serve: Serve, slack: FakeSlack) -> None:
    await serve(app)

    assert await slack.verify_url()


async def test_a_forged_signature_is_not_slack(app: AsyncApp, serve: Serve, slack: FakeSlack) -> None:
    url = await serve(app)
    body = b'{"type": "event_callback"}'

    async with aiohttp.ClientSession() as session:
        async with session.post(url, data=body, headers=signed("another secret", body)) as forged:
            assert forged.status == 401
        async with session.post(url, data=body, headers=signed(slack.signing_secret, body, now=1_700_000_000)) as old:
            assert old.status == 401

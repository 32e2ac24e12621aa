"""Messages that a bot posts, changes and deletes, through the real SDK."""

import asyncio

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.models.metadata import Metadata
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.fakes.conftest import refusal
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace

BUTTON = {"type": "button", "action_id": "hint", "text": {"type": "plain_text", "text": "Hint"}, "value": "i1"}


async def test_a_posted_message_stands_in_its_thread_with_metadata(client: AsyncWebClient, team: Workspace, channel: Channel, root: Message) -> None:
    posted = await client.chat_postMessage(channel="C1", text="How many?", thread_ts=root.ts, metadata=Metadata("reply", {"id": "r1"}))

    asked, reply = team.thread(channel, root.ts)
    assert asked is root
    assert (reply.text, reply.user, reply.ts) == ("How many?", team.bot_user_id, posted["ts"])
    assert reply.metadata == {"event_type": "reply", "event_payload": {"id": "r1"}}
    assert posted["message"]["thread_ts"] == root.ts


async def test_ts_are_unique_and_rise(client: AsyncWebClient, channel: Channel) -> None:
    posted = await asyncio.gather(*(client.chat_postMessage(channel=channel.id, text=str(number)) for number in range(20)))

    assert len({one["ts"] for one in posted}) == 20
    assert list(channel.messages) == sorted(channel.messages, key=float)


async def test_a_message_to_a_person_goes_to_the_direct_messages(client: AsyncWebClient, team: Workspace, ada: Person) -> None:
    posted = await client.chat_postMessage(channel=ada.id, text="Time to practise")

    assert posted["channel"] == ada.im.id
    assert [one.text for one in team.messages(ada.im)] == ["Time to practise"]
    assert (await client.conversations_open(users=ada.id))["channel"]["id"] == ada.im.id


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"markdown_text": "x" * 12_001}, "msg_too_long"),
        ({"markdown_text": "x", "text": "y"}, "markdown_text_conflict"),
        ({"text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"text": "x", "blocks": "{"}, "invalid_blocks_format"),
        ({"text": "x", "thread_ts": "yesterday"}, "invalid_thread_ts"),
        ({"text": "x", "thread_ts": "1700000000.000100"}, "cannot_reply_to_message"),
        ({"text": "x", "colour": "red"}, "invalid_arguments"),
    ],
)
async def test_what_slack_would_not_take_is_refused(client: AsyncWebClient, channel: Channel, arguments: dict[str, str], error: str) -> None:
    assert await refusal(client.api_call("chat.postMessage", json={"channel": "C1"} | arguments)) == error
    assert not channel.messages


async def test_where_the_bot_may_not_write_it_does_not(client: AsyncWebClient, team: Workspace, ada: Person) -> None:
    team.channel("C2", bot=False)
    team.channel("C3", archived=True)
    team.channel("C4", private=True, bot=False)
    team.channel("C5").deleted = True

    errors = [await refusal(client.chat_postMessage(channel=one, text="x")) for one in ("C2", "C3", "C4", "C5", "C6")]

    assert errors == ["not_in_channel", "is_archived", "channel_not_found", "channel_not_found", "channel_not_found"]


async def test_a_deleted_root_takes_no_replies(client: AsyncWebClient, ada: Person, root: Message) -> None:
    await ada.delete(root)

    assert await refusal(client.chat_postMessage(channel="C1", text="x", thread_ts=root.ts)) == "cannot_reply_to_message"


async def test_a_reply_is_no_root(client: AsyncWebClient, root: Message) -> None:
    reply = await client.chat_postMessage(channel="C1", text="x", thread_ts=root.ts)

    assert await refusal(client.chat_postMessage(channel="C1", text="y", thread_ts=reply["ts"])) == "cannot_reply_to_message"


async def test_an_update_replaces_the_words_and_keeps_the_metadata(client: AsyncWebClient, team: Workspace, channel: Channel) -> None:
    blocks = [{"type": "actions", "elements": [BUTTON]}]
    posted = await client.chat_postMessage(channel="C1", text="old", blocks=blocks, metadata={"event_type": "m", "event_payload": {}})

    await client.chat_update(channel="C1", ts=posted["ts"], text="new")

    message = channel.messages[posted["ts"]]
    assert (message.text, message.blocks, message.edits) == ("new", [], 1)
    assert message.metadata == {"event_type": "m", "event_payload": {}}


async def test_only_an_own_message_that_is_there_can_be_changed(client: AsyncWebClient, root: Message) -> None:
    gone = await client.chat_postMessage(channel="C1", text="x")
    await client.chat_delete(channel="C1", ts=gone["ts"])

    assert await refusal(client.chat_update(channel="C1", ts=root.ts, text="x")) == "cant_update_message"
    assert await refusal(client.chat_update(channel="C1", ts=gone["ts"], text="x")) == "message_not_found"
    assert await refusal(client.chat_delete(channel="C1", ts=root.ts)) == "cant_delete_message"


async def test_an_update_takes_less_text_than_a_new_message(client: AsyncWebClient, channel: Channel) -> None:
    posted = await client.chat_postMessage(channel="C1", text="x" * 4001)

    assert await refusal(client.chat_update(channel="C1", ts=posted["ts"], text="x" * 4001)) == "msg_too_long"


async def test_only_its_reader_sees_an_ephemeral_message(client: AsyncWebClient, team: Workspace, ada: Person, channel: Channel) -> None:
    team.user("U2", "Bob")
    await client.chat_postEphemeral(channel="C1", user="U1", text="psst")

    assert [one.text for one in ada.ephemerals(channel)] == ["psst"]
    assert team.messages(channel) == []
    assert await refusal(client.chat_postEphemeral(channel="C1", user="U2", text="psst")) == "user_not_in_channel"


async def test_a_permalink_leads_into_the_thread(client: AsyncWebClient, root: Message) -> None:
    reply = await client.chat_postMessage(channel="C1", text="x", thread_ts=root.ts)

    link = (await client.chat_getPermalink(channel="C1", message_ts=reply["ts"]))["permalink"]

    assert link == f"https://team-t1.slack.com/archives/C1/p{reply['ts'].replace('.', '')}?thread_ts={root.ts}&cid=C1"
    assert await refusal(client.chat_getPermalink(channel="C1", message_ts="1.000000")) == "message_not_found"


async def test_a_link_is_unfurled_once_it_was_shared(client: AsyncWebClient, ada: Person, channel: Channel) -> None:
    message = await ada.share_link(channel, "https://example.com/i/1")
    shown = {"https://example.com/i/1": {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*An interview*"}}]}}

    await client.chat_unfurl(channel="C1", ts=message.ts, unfurls=shown)

    assert message.unfurls == shown
    elsewhere = {"https://example.com/other": {"text": "x"}}
    assert await refusal(client.chat_unfurl(channel="C1", ts=message.ts, unfurls=elsewhere)) == "cannot_unfurl_url"


async def test_a_thread_is_read_page_by_page(client: AsyncWebClient, root: Message) -> None:
    for number in range(3):
        await client.chat_postMessage(channel="C1", text=str(number), thread_ts=root.ts, metadata={"event_type": "m", "event_payload": {}})

    first = await client.conversations_replies(channel="C1", ts=root.ts, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    rest = await client.conversations_replies(channel="C1", ts=root.ts, cursor=cursor, include_all_metadata=True)

    assert [one["text"] for one in first["messages"]] == ["design a rate limiter", "0", "1"]
    assert [(one["text"], "metadata" in one) for one in rest["messages"]] == [("2", True)]
    assert "metadata" not in first["messages"][1]
    assert await refusal(client.conversations_replies(channel="C1", ts="1.000000")) == "thread_not_found"
    assert [one["text"] for one in (await client.conversations_history(channel="C1"))["messages"]] == ["design a rate limiter"]


async def test_two_messages_within_a_second_are_noted(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    await client.chat_postMessage(channel="C1", text="1")
    slack.clock.pass_by(1)
    await client.chat_postMessage(channel="C1", text="2")
    assert slack.pace_violations == []

    await client.chat_postMessage(channel="C1", text="3")

    assert [place for *place, _ in slack.pace_violations] == [["T1", "C1"]]


async def test_an_enforced_pace_answers_429_and_the_sdk_comes_back(slack: FakeSlack, client: AsyncWebClient, channel: Channel) -> None:
    slack.enforce_pace = True
    await client.chat_postMessage(channel="C1", text="1")

    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C1", text="2")

    assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "1")
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    await client.chat_postMessage(channel="C1", text="2")
    assert [one.text for one in channel.messages.values()] == ["1", "2"]


async def test_a_response_url_works_five_times_in_half_an_hour(slack: FakeSlack, team: Workspace, ada: Person, channel: Channel) -> None:
    webhook = AsyncWebhookClient(slack.new_response_url(team, channel, ada.id))

    answers = [await webhook.send(text=str(number)) for number in range(6)]

    assert [one.status_code for one in answers] == [200] * 5 + [404]
    assert [one.text for one in ada.ephemerals()] == ["0", "1", "2", "3", "4"]
    late = AsyncWebhookClient(slack.new_response_url(team, channel, ada.id))
    slack.clock.pass_by(1801)
    assert "expired_url" in (await late.send(text="late")).body


async def test_a_response_url_can_speak_to_all_and_replace_or_delete_what_was_pressed(
    slack: FakeSlack, client: AsyncWebClient, team: Workspace, ada: Person, channel: Channel
) -> None:
    posted = await client.chat_postMessage(channel="C1", text="old")
    message = channel.messages[posted["ts"]]
    webhook = AsyncWebhookClient(slack.new_response_url(team, channel, ada.id, message))

    await webhook.send(text="new", replace_original=True)
    await webhook.send(text="for all", response_type="in_channel")
    assert [one.text for one in team.messages(channel)] == ["new", "for all"]
    await webhook.send(delete_original=True)

    assert [one.text for one in team.messages(channel)] == ["for all"]
    assert (await webhook.send(text="", blocks=[])).status_code == 400

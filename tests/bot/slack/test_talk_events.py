"""What Slack sends twice, late, or not at all, and what people type who mean no good: heard once, and nothing breaks."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from bot.serving import Serving
from bot.settings import Settings
from tests.bot.slack.conftest import Broken
from tests.bot.slack.running import InThread, begun, command, ended, sent_again
from tests.fakes.slack import Channel, Person, Workspace

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often."


async def heard(bot: Serving, thread: InThread) -> list[str]:
    """What the candidate has said."""
    return [turn.text for turn in (await bot.app.archive.kept(thread.interview_id)).turns if turn.speaker == "candidate"]


@pytest.mark.parametrize("event_id", [None, "Ev-another"], ids=["the same event", "another event"])
async def test_a_repeated_event_is_heard_once(bot: Serving, team: Workspace, ada: Person, event_id: str | None) -> None:
    thread = await begun(ada)
    team.slack.echo = False

    for text in (ANSWER, "hint"):
        await thread.say(text)
        await sent_again(team, event_id=event_id)
    await thread.say("pause")

    assert await heard(bot, thread) == [ANSWER, "hint", "pause"]
    assert len(thread.replies) == 4


async def test_a_message_that_comes_as_two_events_is_heard_once(bot: Serving, team: Workspace, ada: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)

    await thread.say(ANSWER, mention=True)
    await team.slack.settled()

    assert [delivery.type for delivery in team.slack.deliveries].count("app_mention") == 1
    assert await heard(bot, thread) == [ANSWER]


async def test_what_could_not_be_kept_is_sent_again_and_heard(bot: Serving, team: Workspace, ada: Person, broken: Broken) -> None:
    thread = await begun(ada)
    team.slack.retry_delays = (0.05,) * 20

    async with broken():
        await ada.say(ada.im, ANSWER, thread_ts=thread.root)
        statuses = [attempt.status for attempt in team.slack.deliveries[-1].attempts]
    reply = await thread.reply(1)

    assert statuses[0] == 500
    assert team.slack.deliveries[-1].acknowledged or "interview_hint" in reply.buttons
    await team.slack.settled()
    assert await heard(bot, thread) == [ANSWER]


async def test_what_slack_gave_up_waiting_for_is_heard_once(bot: Serving, team: Workspace, ada: Person, settings: Settings) -> None:
    thread = await begun(ada)
    team.slack.ack_seconds, team.slack.retry_delays = 0.2, (0.05,) * 10

    with closing(sqlite3.connect(settings.database_url, isolation_level=None, check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
        said = asyncio.create_task(ada.say(ada.im, ANSWER, thread_ts=thread.root))
        await team.slack.until(lambda: [one for one in team.slack.deliveries if len(one.attempts) == 2])
        other.execute("ROLLBACK")
    await said
    await thread.reply(1)
    await team.slack.settled()

    assert await heard(bot, thread) == [ANSWER]
    assert len(thread.replies) == 2


async def test_messages_of_others_joins_and_bots_are_passed_over(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    place = {"type": "message", "channel": ada.im.id, "channel_type": "im", "thread_ts": thread.root.ts}

    for more in (
        {"subtype": "channel_join", "user": ada.id, "text": "joined"},
        {"subtype": "bot_message", "bot_id": "B9", "text": "beep"},
        {"bot_id": "B9", "user": "U9", "text": "beep"},
        {"subtype": "message_replied"},
        {"text": "from nobody"},
        {"user": ada.id, "text": ""},
        {"user": ada.id, "text": " \n"},
    ):
        await team.event(place | {"ts": team.slack.new_ts()} | more)
    await team.slack.settled()

    assert {delivery.status for delivery in team.slack.deliveries} == {200}
    assert await heard(bot, thread) == []


@pytest.mark.parametrize("kind", ["reaction_added", "member_joined_channel", "user_change", "something_new"])
async def test_an_event_that_nobody_listens_to_is_acknowledged(team: Workspace, kind: str) -> None:
    await team.event({"type": kind, "user": "U1"})

    assert team.slack.deliveries[-1].status == 200


HOSTILE = [
    "x" * 40_000,
    "word " * 8_000,
    "<!channel> <!here> <!everyone> @channel @here @everyone <@U9> <#C1>",
    "\x00\x01\x07\x1b[31m\u202e reversed \u2066",
    "```\nnever closed",
    "*bold _and ~everything `at once",
    "<https://evil.example|https://good.example> &lt;!channel&gt; &amp;lt;!channel&amp;gt;",
    "| a | b |\n|---|---|\n" + "| <!channel> | @here |\n" * 200,
    "\U0001f600" * 300,
    "{topic} {0} %s ${x} {{ 7 * 7 }}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_no_answer_breaks_the_interview_or_pings_anybody(bot: Serving, ada: Person, text: str) -> None:
    thread = await begun(ada)

    reply = await thread.say(text)
    await thread.say(f"Success is that {text[:300]} stays under 10 ms.")

    assert "interview_hint" in reply.buttons
    await ended(thread)
    said = await heard(bot, thread)
    assert said[0] == text.strip().replace("\0", "\ufffd")


async def test_half_a_character_is_no_request_of_slacks_and_harms_nothing(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)

    await ada.say(ada.im, "half \ud83d", thread_ts=thread.root)
    await team.slack.settled()

    assert [attempt.status for attempt in team.slack.deliveries[-1].attempts] == [400] * 4
    await thread.say(ANSWER)
    assert await heard(bot, thread) == [ANSWER]


TOPICS = [
    "design " + "\U0001f600" * 150 + " a chat",
    "design <!channel> <@U9> *a* `chat` & more",
    "design a chat\x00\x07\u202e app",
    "design <https://evil.example|a chat> app",
    "design | a | table |",
    'design "a {topic} app"',
]


@pytest.mark.parametrize("text", TOPICS, ids=range(len(TOPICS)))
async def test_no_topic_breaks_anything_that_shows_it(team: Workspace, ada: Person, channel: Channel, text: str) -> None:
    thread = await begun(ada, text, channel)
    await begun(ada, text, channel)

    for word in ("list", "pause", "review", "end"):
        assert await command(ada, word, channel)
    await ada.say(ada.im, text)
    await ended(thread)
    await command(ada, "review", channel)
    await team.slack.until(lambda: ada.modals)
    await ada.open_home()
    await team.slack.until(lambda: ada.home and "of 100" in str(ada.home.blocks))


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800", "<!channel>", "x" * 40_000, "design " + "x" * 40_000, "--level " * 500, "review " + "a" * 5_000]
)
async def test_no_command_breaks_anything(ada: Person, channel: Channel, text: str) -> None:
    shown = await command(ada, text.encode("utf-8", "replace").decode(), channel)

    assert shown is not None
    assert len(shown.text) < 4000


@pytest.mark.parametrize("text", ["\x00", "<!channel> design", "x" * 40_000, "\U0001f600" * 1900, "design " + "\U0001f600" * 90])
async def test_no_message_outside_an_interview_breaks_anything(team: Workspace, ada: Person, text: str) -> None:
    await begun(ada)

    said = await ada.say(ada.im, text)
    await team.slack.until(lambda: len(team.thread(ada.im, said.ts)) == 2)

    assert "problems_browse" in team.thread(ada.im, said.ts)[1].buttons


async def test_an_answer_that_is_faster_than_our_note_of_the_thread_is_heard_when_it_comes_again(bot: Serving, team: Workspace, ada: Person) -> None:
    thread = await begun(ada)
    noted = await bot.jobs.threads.of(thread.interview_id)
    assert noted
    team.slack.retry_delays = (0.3, 0.3, 0.3)
    await bot.jobs.threads.moved(noted.interview_id, channel=noted.channel, ts=None)  # as if we had died before we noted it

    await ada.say(ada.im, ANSWER, thread_ts=thread.root)
    refused = team.slack.deliveries[-1]
    await bot.jobs.threads.moved(noted.interview_id, channel=noted.channel, ts=noted.ts)
    await thread.reply(1)

    assert refused.attempts[0].status == 500
    assert await heard(bot, thread) == [ANSWER]

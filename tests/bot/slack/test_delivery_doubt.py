"""Where Slack does not let us look, nothing is said a second time unless somebody asks for it."""

import pytest

from bot.channels.slack.views import actions
from bot.serving import Serving
from tests.bot.slack.delivered import all_of_ours, named
from tests.bot.slack.held import ANOTHER, ANSWER, Held
from tests.bot.slack.running import begun
from tests.fakes.slack import Channel, FakeSlack, Message, Person, Workspace


@pytest.fixture
def held(slack: FakeSlack, team: Workspace, ada: Person, channel: Channel, bot: Serving) -> Held:
    """Ada and a running bot, which may not look into threads."""
    slack.fail("conversations.replies", times=99, error="missing_scope")
    return Held(slack, team, ada, channel, bot)


def whole(messages: list[Message]) -> list[Message]:
    return [each for each in messages if each.metadata]


async def test_a_reply_that_may_be_there_is_offered_and_shown_once_more_when_asked_for(held: Held) -> None:
    thread = await begun(held.ada)
    held.slack.fail("chat.startStream", cut=True, after_effect=True)

    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 3)
    offered = thread.replies[-1]
    for _ in range(2):
        await held.ada.press(offered, actions.SHOW_AGAIN)
    again = await thread.reply(2)
    after = await thread.say(ANOTHER)

    assert "show it again" in offered.whole_text
    assert list(named(whole(all_of_ours(thread)))) == ["opening", "turn-1", "doubt:turn-3", "again:turn-3", "turn-5"]
    assert "Who is on either side" in again.whole_text
    assert again.buttons
    assert after.buttons


async def test_what_was_shown_again_and_may_not_be_there_either_can_be_asked_for_again(held: Held) -> None:
    thread = await begun(held.ada)
    held.slack.fail("chat.startStream", times=2, cut=True)

    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 3)
    await held.ada.press(thread.replies[-1], actions.SHOW_AGAIN)
    second = await thread.reply(2)
    await held.ada.press(second, actions.SHOW_AGAIN)
    await thread.reply(3)

    assert list(named(all_of_ours(thread))) == ["opening", "turn-1", "doubt:turn-3", "doubt:again:turn-3", "again:again:turn-3"]


async def test_a_message_whose_echo_has_come_is_not_in_doubt(held: Held) -> None:
    thread = await begun(held.ada)
    held.slack.fail("chat.postMessage", when=lambda arguments: "/scorecard" in str(arguments), cut=True, after_effect=True)

    await held.ended(thread)

    assert list(named(all_of_ours(thread))) == ["opening", "turn-1", "turn-3", "reveal", "scorecard"]
    assert not [each for each in all_of_ours(thread) if each.edits]


async def test_a_reply_that_was_not_streamed_and_whose_echo_has_come_is_not_in_doubt(held: Held) -> None:
    held.slack.fail("chat.startStream", times=9, error="unknown_method")
    thread = await begun(held.ada)
    held.slack.fail("chat.postMessage", cut=True, after_effect=True)

    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 3)

    await held.assert_all_told(thread)
    assert list(named(all_of_ours(thread))) == ["opening", "turn-1", "turn-3"]


async def test_a_file_that_may_be_there_is_offered(held: Held) -> None:
    thread = await begun(held.ada)
    held.slack.fail("files.completeUploadExternal", cut=True, after_effect=True)

    await held.ended(thread)
    await held.ada.press(thread.replies[-1], actions.SHOW_AGAIN)
    await held.slack.until(lambda: len([each for each in all_of_ours(thread) if each.files]) == 2)

    assert list(named(all_of_ours(thread)))[-2:] == ["scorecard", "doubt:document"]

"""An interview goes on where it can: in another place, without streams, blocks, canvases or files, and not at all where the app is not wanted."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from bot.serving import Serving
from interview_flow.events import CandidateSpoke
from storage.threads import Thread
from tests.bot.slack.delivered import all_of_ours, assert_finished, interview_of, named
from tests.bot.slack.held import ANOTHER, ANSWER, Held
from tests.bot.slack.running import begun
from tests.fakes.slack import Channel, FakeSlack, Person, Workspace


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A Slack that is not slow to send things again, and in which threads vanish while the bot is at work in them."""
    async with FakeSlack() as slack:
        slack.retry_delays = (0, 0.05, 0.1)
        yield slack


@pytest.fixture
def held(slack: FakeSlack, team: Workspace, ada: Person, channel: Channel, bot: Serving) -> Held:
    """Ada and a running bot."""
    return Held(slack, team, ada, channel, bot)


def delete(channel: Channel) -> None:
    channel.deleted = True


def archive(channel: Channel) -> None:
    channel.archived = True


def throw_out(channel: Channel) -> None:
    channel.members.remove(channel.team.bot_user_id)


def delete_root(channel: Channel) -> None:
    channel.thread_roots[0].deleted = True


@pytest.mark.parametrize("away", [delete, archive, throw_out, delete_root])
async def test_an_interview_whose_place_is_gone_goes_on_in_the_direct_messages(held: Held, away: Callable[[Channel], None]) -> None:
    before = await held.here()
    await before.say(ANSWER)
    interview_id = interview_of(before.root)

    away(held.channel)
    await held.parts.app.conversation.hear(interview_id, ANOTHER)
    await held.parts.queue.put("answer", interview_id, key=interview_id)
    after = await held.moved()
    await held.ended(after)

    named([each for each in held.channel.messages.values() if each.user == held.team.bot_user_id and not each.only_for and not each.deleted])
    await held.assert_all_told(before, after)
    assert_finished(after)
    assert "goes on here" in after.root.whole_text


async def test_an_interview_whose_first_message_was_deleted_gets_a_new_thread(held: Held) -> None:
    before = await begun(held.ada)
    await before.say(ANSWER)

    before.root.deleted = True
    await held.ada.say(held.ada.im, ANOTHER, thread_ts=before.root.ts)
    after = await held.moved()
    await held.ended(after)

    await held.assert_all_told(before, after)
    assert_finished(after)


async def test_a_channel_that_vanishes_while_a_reply_streams_leaves_the_whole_reply_in_the_direct_messages(held: Held) -> None:
    before = await held.here()
    held.slack.on_answer("chat.startStream", lambda call: delete(held.channel) if call["channel"] == "C1" else None)

    await held.ada.say(held.channel, ANSWER, thread_ts=before.root)
    after = await held.moved()

    half, *_ = [each for each in all_of_ours(before) if each.stream and not each.stream.stopped]
    half.deleted = True
    await held.assert_all_told(before, after)


async def test_an_expired_stream_is_completed_in_place(held: Held) -> None:
    thread = await begun(held.ada)
    held.slack.on_answer("chat.startStream", lambda call: held.slack.clock.pass_by(301))

    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 3)

    await held.assert_all_told(thread)
    assert thread.replies[1].edits == 1


async def test_a_half_written_reply_that_somebody_deletes_is_written_again(held: Held) -> None:
    thread = await begun(held.ada)
    doomed = iter([True])
    held.slack.on_answer("chat.startStream", lambda call: setattr(held.ada.im.messages[call.answer["ts"]], "deleted", next(doomed, False)))

    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 3)

    await held.assert_all_told(thread)
    assert sum(each.deleted for each in held.ada.im.messages.values()) == 1


async def test_where_streams_are_not_to_be_had_replies_are_posted_and_streams_not_asked_for_again(held: Held) -> None:
    held.slack.fail("chat.startStream", times=9, error="unknown_method")

    thread = await begun(held.ada)
    await thread.say(ANSWER)
    await thread.say(ANOTHER)

    await held.assert_all_told(thread)
    assert len(held.slack.called("chat.startStream")) == 1
    assert not [each for each in thread.replies if each.stream]


async def test_when_too_many_streams_were_begun_a_reply_is_posted_at_once(held: Held) -> None:
    thread = await begun(held.ada)
    held.slack.fail("chat.startStream", status=429, retry_after=60)

    posted = await thread.say(ANSWER)
    streamed = await thread.say(ANOTHER)

    await held.assert_all_told(thread)
    assert (posted.stream, bool(streamed.stream)) == (None, True)


@pytest.mark.parametrize(("method", "times"), [("chat.stopStream", 1), ("chat.stopStream", 2)])
async def test_a_reply_whose_controls_are_refused_is_completed_by_an_update(held: Held, method: str, times: int) -> None:
    thread = await begun(held.ada)
    held.slack.fail(method, times=times, error="invalid_blocks")
    held.slack.fail("chat.update", times=2, error="streaming_state_conflict")

    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 3)

    await held.assert_all_told(thread)


async def test_a_message_whose_blocks_are_refused_goes_out_as_plain_text(held: Held) -> None:
    held.slack.fail("chat.postMessage", when=lambda arguments: "blocks" in arguments and "/opening" in str(arguments), error="invalid_blocks")
    held.slack.fail("chat.stopStream", error="invalid_blocks")
    held.slack.fail("chat.update", error="invalid_blocks")

    thread = await begun(held.ada)
    greeting = thread.replies[0]
    await thread.say(ANSWER)

    assert thread.root.blocks == []
    assert thread.root.text
    assert greeting.buttons == []
    assert greeting.markdown
    await held.assert_all_told(thread)


async def test_on_a_free_plan_the_document_comes_as_a_file_alone(held: Held) -> None:
    held.team.plan = "free"
    thread = await begun(held.ada)

    await held.ended(thread)

    assert_finished(thread)
    assert "canvas" not in named(all_of_ours(thread))["scorecard"].whole_text
    assert held.team.canvases == {}


async def test_without_the_right_to_send_files_the_person_is_told_and_the_interview_is_done(held: Held) -> None:
    held.team.scopes.difference_update({"files:write", "canvases:write"})
    thread = await begun(held.ada)

    await held.ended(thread)

    assert list(named(all_of_ours(thread)))[-2:] == ["scorecard", "no:document"]
    assert (await held.state(thread)).parked_at is None


async def test_after_the_app_was_removed_nothing_is_tried_until_the_candidate_speaks_again(held: Held) -> None:
    thread = await begun(held.ada)
    held.team.revoke()

    await held.ada.say(held.ada.im, ANSWER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.parked_at is not None)
    tried = len(held.slack.calls)
    await held.parts.jobs.sweep()
    await held.parts.jobs.answer(interview_of(thread.root))
    assert len(held.slack.calls) == tried
    held.slack.tokens[held.team.bot_token].revoked = False
    await held.ada.say(held.ada.im, ANOTHER, thread_ts=thread.root)
    await held.until(thread, lambda known: known.posted_turn == 5 and not known.failures)

    await held.assert_all_told(thread)
    known = await held.state(thread)
    assert (known.parked_at, known.failures, known.trouble) == (None, 0, None)
    assert [each.text for each in await held.parts.app.log.read(known.interview_id) if isinstance(each, CandidateSpoke)] == [ANSWER, ANOTHER]


async def test_an_interview_with_somebody_who_has_left_is_parked(held: Held) -> None:
    held.ada.deleted = True

    await held.ada.command("/mock-interview", "design a rate limiter", held.channel)
    parked: list[Thread] = []
    async with asyncio.timeout(10):
        while not (parked := await held.parts.jobs.threads.all_parked()):
            await asyncio.sleep(0.05)  # between two looks into the database

    assert [each.trouble for each in parked] == ["Removed: user_disabled"]
    assert held.ada.im.messages == {}
    assert (await held.parts.queue.depth()).workers == 1

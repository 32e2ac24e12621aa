"""Candidates who change or take back what they have said: honoured before the reply, noted after it."""

import pytest

from bot.channels.slack.keepsakes import document
from bot.serving import Serving
from interview_flow.transcript import Turn
from tests.bot.slack.running import InThread, begun, ended, sent_again
from tests.fakes.slack import Channel, Message, Person, Workspace

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often."
BETTER = "We protect an API from clients that ask too often, and success is that nobody starves."


async def turns(bot: Serving, thread: InThread) -> list[Turn]:
    """What the candidate has said."""
    return [turn for turn in (await bot.app.archive.kept(thread.interview_id)).turns if turn.speaker == "candidate"]


async def said(thread: InThread, text: str) -> Message:
    """Something said, without waiting for the reply."""
    return await thread.person.say(thread.place, text, thread_ts=thread.root)


class TestBeforeTheReply:
    """The interviewer waits for somebody who goes on typing."""

    @pytest.fixture
    def patience(self) -> float:
        return 6.0  # a disk that stands still for three seconds was seen

    async def test_the_new_words_count(self, bot: Serving, ada: Person) -> None:
        thread = await begun(ada)

        answer = await said(thread, ANSWER)
        await ada.edit(answer, BETTER)
        reply = await thread.reply(1)

        assert [(turn.text, turn.corrected) for turn in await turns(bot, thread)] == [(BETTER, None)]
        assert "how you would tell that it works" in reply.whole_text

    async def test_an_answer_that_was_taken_back_is_not_replied_to(self, bot: Serving, ada: Person) -> None:
        thread = await begun(ada)

        await ada.delete(await said(thread, "This is nonsense."))
        await thread.say(ANSWER)

        assert [turn.text for turn in await turns(bot, thread)] == ["", ANSWER]
        assert len(thread.replies) == 2

    async def test_an_answer_may_become_a_word(self, ada: Person) -> None:
        thread = await begun(ada)

        await ada.edit(await said(thread, "hinnt"), "hint")

        await thread.reply(1)
        assert [turn for turn in thread.replies if "interview_hint" in turn.buttons]

    async def test_several_messages_get_one_reply(self, bot: Serving, ada: Person) -> None:
        thread = await begun(ada)

        for text in (ANSWER, "Its callers are apps.", "Nobody may starve."):
            await said(thread, text)
        await thread.reply(1)

        assert [turn.turn for turn in await turns(bot, thread)] == [2, 3, 4]
        assert len(thread.replies) == 2

    async def test_a_word_is_not_waited_for(self, bot: Serving, ada: Person) -> None:
        thread = await begun(ada)

        await said(thread, ANSWER)
        await said(thread, "next")

        assert "2 of 7" in (await thread.reply(1)).whole_text
        assert [turn.text for turn in await turns(bot, thread)] == [ANSWER, "next"]


async def test_an_edit_after_the_reply_is_noted_in_the_transcript(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say(ANSWER)
    answer = next(one for one in ada.team.thread(ada.im, thread.root.ts) if one.text == ANSWER)

    await ada.edit(answer, BETTER)

    assert [(turn.text, turn.corrected) for turn in await turns(bot, thread)] == [(ANSWER, BETTER)]
    await ended(thread)
    transcript = document(await bot.app.archive.kept(thread.interview_id), "transcript")
    assert f"> {ANSWER}" in transcript
    assert f"Edited after the reply to:\n> {BETTER}" in transcript


async def test_a_deletion_after_the_reply_is_noted_in_the_transcript(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say(ANSWER)

    await ada.delete(next(one for one in ada.team.thread(ada.im, thread.root.ts) if one.text == ANSWER))

    assert "Taken back after the reply." in document(await bot.app.archive.kept(thread.interview_id), "transcript")
    assert len(thread.replies) == 2


async def test_a_message_that_leaves_a_stone_is_taken_back(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say(ANSWER)
    answer = next(one for one in ada.team.thread(ada.im, thread.root.ts) if one.text == ANSWER)
    stone = {"type": "message", "subtype": "tombstone", "user": "USLACKBOT", "ts": answer.ts, "text": "This message was deleted.", "hidden": True}

    await changed(ada.team, ada.im, stone, answer.payload())

    assert [turn.corrected for turn in await turns(bot, thread)] == [""]


async def test_an_edit_of_an_interview_that_is_over_is_noted(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say(ANSWER)
    await ended(thread)

    await ada.edit(next(one for one in ada.team.thread(ada.im, thread.root.ts) if one.text == ANSWER), BETTER)

    assert {delivery.status for delivery in ada.team.slack.deliveries} == {200}
    assert BETTER in [turn.corrected for turn in await turns(bot, thread)]


async def test_an_edit_that_comes_twice_is_noted_once(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say(ANSWER)
    ada.team.slack.echo = False

    await ada.edit(next(one for one in ada.team.thread(ada.im, thread.root.ts) if one.text == ANSWER), BETTER)
    await sent_again(ada.team)

    events = await bot.app.log.read(thread.interview_id)
    assert [event.kind for event in events].count("answer_corrected") == 1


async def test_a_link_that_unfolds_changes_no_answer(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    await thread.say(f"{ANSWER} See https://example.com")
    answer = next(one for one in ada.team.thread(ada.im, thread.root.ts) if one.text.startswith(ANSWER))
    unfolded = answer.payload() | {"attachments": [{"from_url": "https://example.com", "title": "Example"}]}

    await changed(ada.team, ada.im, unfolded, answer.payload())
    await changed(ada.team, ada.im, unfolded | {"text": "<https://example.com|Example>"}, answer.payload())

    events = await bot.app.log.read(thread.interview_id)
    assert "answer_corrected" not in [event.kind for event in events]


async def test_who_edits_their_own_words_elsewhere_changes_no_answer(bot: Serving, ada: Person, bob: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)
    await thread.say(ANSWER)
    answer = next(one for one in ada.team.thread(channel, thread.root.ts) if one.text == ANSWER)

    forged = answer.payload() | {"user": bob.id, "text": "I know nothing.", "edited": {"user": bob.id, "ts": answer.ts}}
    await changed(ada.team, channel, forged, answer.payload() | {"user": bob.id})
    await bob.edit(await bob.say(channel, "Hm.", thread_ts=thread.root), "Hmm.")

    assert [(turn.text, turn.corrected) for turn in await turns(bot, thread)] == [(ANSWER, None)]


async def changed(team: Workspace, channel: Channel, now: dict[str, object], before: dict[str, object]) -> None:
    """Slack says that a message has changed."""
    event = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": channel.id, "channel_type": channel.kind}
    await team.event(event | {"ts": team.slack.new_ts(), "message": now, "previous_message": before})
    await team.slack.settled()

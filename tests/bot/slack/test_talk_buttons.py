"""The buttons below replies and scorecards: what they do, once, for whom, and what they say when they can do nothing."""

import asyncio

import pytest

from bot.serving import Serving
from tests.bot.slack.running import begun, ended
from tests.fakes.slack import Channel, Person

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often, so that everybody else keeps a fast answer."


@pytest.mark.parametrize(("word", "button"), [("hint", "interview_hint"), ("next", "interview_next"), ("pause", "interview_pause")])
async def test_a_word_and_its_button_do_the_same(bot: Serving, ada: Person, word: str, button: str) -> None:
    by_word, by_button = await begun(ada), await begun(ada)

    said = await by_word.say(word)
    await ada.press(by_button.replies[-1], button)
    pressed = await by_button.reply(1)

    assert pressed.markdown == said.markdown
    assert pressed.buttons == said.buttons


async def test_the_end_button_ends_the_interview(ada: Person) -> None:
    thread = await begun(ada)

    await ada.press(thread.replies[0], "interview_end")

    await thread.until_finished()
    assert "This interview is finished" in thread.replies[1].whole_text


async def test_a_paused_interview_goes_on_by_its_button_or_by_an_answer(ada: Person) -> None:
    thread = await begun(ada)

    paused = await thread.say("pause")
    await ada.press(paused, "interview_resume")
    assert "interview_hint" in (await thread.reply(2)).buttons
    await thread.say("pause")
    assert "interview_hint" in (await thread.say(ANSWER)).buttons


async def test_pause_said_twice_is_answered_truly(ada: Person) -> None:
    thread = await begun(ada)
    paused = await thread.say("pause")

    again = await thread.say("pause")
    await ada.press(thread.replies[0], "interview_pause")
    await ada.team.slack.until(lambda: thread.alone)

    assert "is paused" in again.whole_text
    assert "is paused" in thread.alone[0].whole_text
    await ada.press(paused, "interview_resume")
    assert "interview_hint" in (await thread.reply(3)).buttons


async def test_pressing_next_twice_skips_one_phase(ada: Person) -> None:
    thread = await begun(ada)

    await asyncio.gather(ada.press(thread.replies[0], "interview_next"), ada.press(thread.replies[0], "interview_next"))
    reply = await thread.reply(1)
    await ada.press(thread.replies[0], "interview_next")
    await ada.team.slack.until(lambda: thread.alone)

    assert "2 of 7" in reply.whole_text
    assert "an earlier state of things" in thread.alone[-1].whole_text
    assert "2 of 7" in (await thread.say(ANSWER)).whole_text


async def test_a_button_of_an_interview_that_is_over_says_so_and_leads_on(ada: Person) -> None:
    thread = await begun(ada)
    greeting = thread.replies[0]
    await ended(thread)

    await ada.press(greeting, "interview_hint")
    await ada.team.slack.until(lambda: thread.alone)

    assert "This interview is over" in thread.alone[0].whole_text
    await ada.press(thread.alone[0], "interview_again")
    await ada.team.slack.until(lambda: len([one for one in ada.im.thread_roots if one.from_bot]) == 2)


async def test_practise_again_begins_the_same_topic_with_the_same_level(ada: Person) -> None:
    thread = await ended(await begun(ada, "design a chat app --level staff --mode coach"))
    scorecard = next(one for one in thread.replies if "interview_again" in one.buttons and "document_send" in one.buttons)

    await ada.press(scorecard, "interview_again")
    await ada.team.slack.until(lambda: len([one for one in ada.im.thread_roots if one.from_bot]) == 2)

    assert "staff · coach" in ada.im.thread_roots[-1].whole_text
    assert "is ready" in thread.alone[0].whole_text


async def test_a_document_chosen_below_the_scorecard_comes_into_the_thread(ada: Person) -> None:
    thread = await ended(await begun(ada))
    scorecard = next(one for one in thread.replies if "document_send" in one.buttons)

    await ada.press(scorecard, "document_send", f"{thread.interview_id} problem-card")
    await ada.team.slack.until(lambda: len(thread.files) == 2)

    assert thread.files[1]["title"] == "Rate limiter: problem card"
    assert thread.alone == []


async def test_a_document_that_cannot_be_sent_is_said_so(ada: Person) -> None:
    thread = await ended(await begun(ada))
    scorecard = next(one for one in thread.replies if "document_send" in one.buttons)
    ada.team.slack.fail("files.getUploadURLExternal", error="file_uploads_disabled")

    await ada.press(scorecard, "document_send", f"{thread.interview_id} hlsd")

    await ada.team.slack.until(lambda: thread.alone)
    assert "could not send that document" in thread.alone[0].whole_text


async def test_nobody_else_can_press_the_buttons(bot: Serving, ada: Person, bob: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)

    for button in ("interview_hint", "interview_next", "interview_pause", "interview_end"):
        await bob.press(thread.replies[0], button)
    await ada.team.slack.until(lambda: len(bob.ephemerals(channel)) == 4)

    assert all("belongs to <@U1>" in told.whole_text and told.thread_ts == thread.root.ts for told in bob.ephemerals(channel))
    assert (await bot.app.log.load(thread.interview_id)).turn == 1


async def test_a_button_of_an_interview_elsewhere_tells_a_stranger_nothing(ada: Person, bob: Person, channel: Channel) -> None:
    private = await begun(ada)
    theirs = await begun(bob, "design a chat app --here", channel)
    forged = private.replies[0].element("interview_end")

    await bob.press(theirs.replies[0], "interview_end", element=forged)
    await ada.team.slack.until(lambda: theirs.alone)

    assert "an earlier state of things" in theirs.alone[0].whole_text
    assert len(private.replies) == 1

"""What is said to the bot outside an interview: an offer, and every button of it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.erasing import erase
from bot.serving import Serving
from storage.failures import UnknownInterview
from tests.bot.slack.running import begun, sent_again
from tests.fakes.slack import Channel, Message, Person, Workspace

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often, so that everybody else keeps a fast answer."


async def answer_to(person: Person, text: str, **more: object) -> Message:
    """Says something in the app's own conversation, outside a thread; what the bot says to that."""
    said = await person.say(person.im, text, **more)  # type: ignore[arg-type]
    await person.team.slack.until(lambda: len(person.team.thread(person.im, said.ts)) > 1)
    return person.team.thread(person.im, said.ts)[1]


async def test_a_topic_is_offered_to_be_started(ada: Person) -> None:
    offer = await answer_to(ada, "design a rate limiter --level mid")

    assert "We are not in an interview here" in offer.whole_text
    assert offer.buttons == ["interview_start", "problems_browse"]
    await ada.press(offer, "interview_start")
    await ada.team.slack.until(lambda: [one for one in ada.im.thread_roots if "· mid ·" in one.whole_text])
    await ada.team.slack.until(lambda: ada.ephemerals(ada.im))
    assert ada.ephemerals(ada.im)[0].thread_ts == offer.thread_ts


@pytest.mark.parametrize(
    ("text", "told"),
    [("help", "seven phases"), ("problems", "Problems to practise"), ("list", "No interviews yet"), ("settings", "seven phases")],
)
async def test_a_plain_word_of_the_command_does_what_the_command_does(ada: Person, text: str, told: str) -> None:
    assert told in (await answer_to(ada, text)).whole_text


async def test_a_wrong_option_is_said_to_be_wrong(ada: Person) -> None:
    assert "mid, senior or staff" in (await answer_to(ada, "design a chat app --level junior")).whole_text


async def test_small_talk_is_offered_problems(ada: Person) -> None:
    offer = await answer_to(ada, "hello there")

    assert "problems_browse" in offer.buttons
    await ada.press(offer, "problems_browse")
    await ada.team.slack.until(lambda: ada.ephemerals(ada.im))
    assert "Problems to practise" in ada.ephemerals(ada.im)[0].whole_text


async def test_a_file_without_a_word_is_answered_too(ada: Person) -> None:
    offer = await answer_to(ada, "", files=[("notes.txt", b"tokens")])

    assert offer.buttons == ["problems_browse"]


async def test_an_answer_in_the_wrong_place_is_taken_where_it_belongs_once(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    offer = await answer_to(ada, ANSWER)
    assert "This is not the thread of your interview “Rate limiter”" in offer.whole_text

    taking = offer.element("answer_take")
    await ada.press(offer, "answer_take")
    reply = await thread.reply(1)
    await ada.team.slack.until(lambda: "Taken as your answer" in offer.whole_text)
    await ada.press(offer, "answer_take", element=taking)
    await ada.team.slack.settled()

    assert "interview_hint" in reply.buttons
    assert offer.buttons == ["link_followed"]
    kept = await bot.app.archive.kept(thread.interview_id)
    assert [turn.text for turn in kept.turns if turn.speaker == "candidate"] == [ANSWER]


async def test_two_answers_in_one_wrong_thread_are_two_answers(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    first = await answer_to(ada, ANSWER)
    await ada.say(ada.im, "And nobody starves.", thread_ts=first.thread_ts)
    await ada.team.slack.until(lambda: len(ada.team.thread(ada.im, first.thread_ts or "")) == 4)
    second = ada.team.thread(ada.im, first.thread_ts or "")[3]

    for number, offer in enumerate((first, second), 1):
        await ada.press(offer, "answer_take")
        await thread.reply(number)

    said = [turn.text for turn in (await bot.app.archive.kept(thread.interview_id)).turns if turn.speaker == "candidate"]
    assert said == [ANSWER, "And nobody starves."]


async def test_an_answer_that_was_taken_can_still_be_edited(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    offer = await answer_to(ada, ANSWER)
    await ada.press(offer, "answer_take")
    await thread.reply(1)

    await ada.edit(ada.im.messages[offer.thread_ts or ""], "Never mind.")

    assert "Never mind." in [turn.corrected for turn in (await bot.app.archive.kept(thread.interview_id)).turns]


async def test_a_taken_word_is_a_word(ada: Person) -> None:
    thread = await begun(ada)

    await ada.press(await answer_to(ada, "pause"), "answer_take")

    assert "interview_resume" in (await thread.reply(1)).buttons


async def test_an_answer_too_long_for_a_button_is_not_offered_to_be_taken(ada: Person) -> None:
    await begun(ada)

    offer = await answer_to(ada, "We shard by key. " * 300)

    assert "answer_take" not in offer.buttons
    assert "link_followed" in offer.buttons


async def test_lines_marks_and_emoji_of_an_answer_survive_the_button(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)
    text = 'First: a < b && "c".\n\nThen `<!channel>` \U0001f600' + " \U0001f680" * 300

    await ada.press(await answer_to(ada, text), "answer_take")
    await thread.reply(1)

    assert [turn.text for turn in (await bot.app.archive.kept(thread.interview_id)).turns if turn.speaker == "candidate"] == [text]


async def test_a_paused_interview_is_offered_to_be_resumed(ada: Person) -> None:
    thread = await begun(ada)
    await thread.say("pause")

    await ada.press(await answer_to(ada, "good morning"), "interview_resume")

    assert "interview_hint" in (await thread.reply(2)).buttons
    await ada.team.slack.until(lambda: "goes on in its thread" in ada.ephemerals(ada.im)[-1].whole_text)


async def test_with_several_open_interviews_each_can_be_gone_to(ada: Person) -> None:
    first, second = await begun(ada), await begun(ada, "design a chat app")
    await first.say("pause")

    offer = await answer_to(ada, "here I am")

    assert offer.buttons == ["interview_resume", "link_followed", "problems_browse"]
    assert offer.element("link_followed")["url"].endswith(second.root.ts.replace(".", ""))


async def test_a_message_is_offered_something_once_however_often_it_comes(team: Workspace, ada: Person) -> None:
    team.slack.echo = False
    said = await ada.say(ada.im, "design a rate limiter")
    await team.slack.until(lambda: len(team.thread(ada.im, said.ts)) == 2)

    await sent_again(team)
    await sent_again(team, event_id="Ev-another")
    await begun(ada)

    assert len(team.thread(ada.im, said.ts)) == 2


async def test_a_reply_in_the_thread_of_an_offer_is_answered_in_that_thread(team: Workspace, ada: Person) -> None:
    offer = await answer_to(ada, "hello")

    await ada.say(ada.im, "design a chat app", thread_ts=offer.thread_ts)
    await team.slack.until(lambda: len(team.thread(ada.im, offer.thread_ts or "")) == 4)

    assert "interview_start" in team.thread(ada.im, offer.thread_ts or "")[3].buttons


async def test_who_names_us_in_a_channel_is_answered_alone(team: Workspace, ada: Person, bob: Person, channel: Channel) -> None:
    await begun(ada)

    await ada.say(channel, "design a chat app", mention=True)
    await team.slack.until(lambda: ada.ephemerals(channel))
    await team.slack.settled()

    [offer] = ada.ephemerals(channel)
    assert "interview_start" in offer.buttons
    assert bob.ephemerals() == []
    assert [one for one in team.messages(channel) if one.from_bot] == []
    await ada.press(offer, "interview_start")
    await team.slack.until(lambda: len([one for one in ada.im.thread_roots if one.from_bot]) == 2)


async def test_talk_in_a_channel_that_is_not_for_us_is_none_of_ours(team: Workspace, ada: Person, bob: Person, channel: Channel) -> None:
    root = await bob.say(channel, "design a rate limiter")
    await ada.say(channel, "end", thread_ts=root)
    await begun(ada)

    assert [one for one in team.messages(channel) if one.from_bot] == []
    assert ada.ephemerals(channel) + bob.ephemerals(channel) == []


async def test_a_thread_whose_interview_was_deleted_is_like_any_other(bot: Serving, ada: Person, tmp_path: Path) -> None:
    thread = await begun(ada)
    await erase(bot.app, tmp_path, thread.interview_id, datetime.now(UTC))

    said = await thread.say(ANSWER)
    await ada.team.slack.until(lambda: ada.ephemerals(ada.im) or len(ada.team.thread(ada.im, said.ts)) > 1 or len(thread.replies) > 1)

    with pytest.raises(UnknownInterview):
        await bot.app.log.read(thread.interview_id)

"""What others say around an interview that is held in a channel, and what the candidate says beside it."""

import pytest

from bot.serving import Serving
from storage.beside import Asides
from tests.bot.slack.running import begun
from tests.fakes.slack import Channel, Message, Person

pytestmark = pytest.mark.usefixtures("bot")

ANSWER = "We protect an API from clients that ask too often, so that everybody else keeps a fast answer."


async def test_what_colleagues_say_is_kept_apart_and_never_answered(bot: Serving, ada: Person, bob: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)

    heckled = await bob.say(channel, "She should use a token bucket, should she not?", thread_ts=thread.root)
    await bob.say(channel, "end", thread_ts=thread.root)
    await thread.say(ANSWER)

    kept = await bot.app.archive.kept(thread.interview_id)
    assert [turn.text for turn in kept.turns if turn.speaker == "candidate"] == [ANSWER]
    asides = await Asides(bot.app.database).of(thread.interview_id)
    assert [(aside.person, aside.text) for aside in asides] == [
        ("slack:T1:U2", "She should use a token bucket, should she not?"),
        ("slack:T1:U2", "end"),
    ]
    assert heckled.reactions == {}
    assert bob.ephemerals() == []


async def test_a_colleague_who_changes_or_takes_back_their_words_has_done_so(bot: Serving, ada: Person, bob: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)
    first, second = [await bob.say(channel, text, thread_ts=thread.root) for text in ("I would use Rediss.", "Is she any good?")]

    await bob.edit(first, "I would use Redis.")
    await bob.delete(second)

    asides = await Asides(bot.app.database).of(thread.interview_id)
    assert [aside.text for aside in asides] == ["I would use Redis."]


async def test_a_colleague_who_speaks_to_us_in_the_thread_is_told_whose_it_is(ada: Person, bob: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)

    await bob.say(channel, "design a chat app", thread_ts=thread.root, mention=True)
    await ada.team.slack.until(lambda: bob.ephemerals(channel))
    await ada.team.slack.settled()

    [told] = bob.ephemerals(channel)
    assert "an interview of <@U1>" in told.whole_text
    assert told.thread_ts == thread.root.ts
    assert len(thread.replies) == 1


async def test_who_names_us_before_a_word_has_said_the_word(bot: Serving, ada: Person, channel: Channel) -> None:
    thread = await begun(ada, "design a rate limiter --here", channel)

    said = await thread.say("hint", mention=True)

    assert "interview_hint" in said.buttons
    assert [turn.kind for turn in (await bot.app.archive.kept(thread.interview_id)).turns] == ["opening", "command", "hint"]


async def test_what_is_said_beside_the_thread_is_not_part_of_the_interview(bot: Serving, ada: Person) -> None:
    thread = await begun(ada)

    await ada.say(ada.im, "This stands outside.")
    await ada.team.slack.until(lambda: [one for one in _offers(ada) if "interview" in one.whole_text])

    assert (await bot.app.log.load(thread.interview_id)).turn == 1


def _offers(person: Person) -> list[Message]:
    return [one for one in person.team.messages(person.im) if "problems_browse" in one.buttons]

"""A person's weekly digest, from the command to the message."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.slack.views import actions
from bot.settings import Settings
from tests.bot.slack.reminded import Reminded, SetClock
from tests.bot.slack.running import begun, ended, running
from tests.fakes.slack import FakeSlack, Message, Person


@pytest.fixture
async def reminded(slack: FakeSlack, settings: Settings, ada: Person) -> AsyncIterator[Reminded]:
    """Ada, on a Monday at 8:00 in Berlin."""
    clock = SetClock()
    async with running(slack, settings, clock) as bot:
        yield Reminded(slack, ada, bot, clock)


def pressable(message: Message) -> dict[str, str]:
    return {
        element["text"]["text"]: element.get("value", "")
        for block in message.blocks
        for element in block.get("elements", ())
        if "action_id" in element
    }


async def test_a_digest_comes_once_a_week_until_it_is_stopped(reminded: Reminded) -> None:
    assert "You have no digest" in (await reminded.asks("digest")).whole_text
    set_ = await reminded.asks("digest on")
    reminded.clock.set("2026-03-04 18:00")
    await ended(await begun(reminded.person, "design a rate limiter"))
    reminded.clock.set("2026-03-04 19:00")
    unseen = await begun(reminded.person, "design a chat")
    await unseen.say("end")

    came = await reminded.comes("2026-03-09 09:04")

    assert "every Monday at 9:00" in set_.whole_text
    assert "Mon 9 Mar at 9:00" in set_.whole_text
    assert [line.rpartition(": ")[2] for line in came.whole_text.splitlines() if line.startswith("•")] == ["No hire", "not looked at yet"]
    assert "Ten minutes for" in came.whole_text
    assert {"Start a drill", "Stop this digest"} <= set(pressable(came))
    await reminded.person.press(came, actions.RUN)
    await reminded.slack.until(lambda: "Your digest is off" in "".join(one.whole_text for one in reminded.person.ephemerals(reminded.person.im)))
    await reminded.nothing_comes("2026-03-16 09:04")


async def test_after_two_weeks_without_practice_it_is_silent_until_there_is_some(reminded: Reminded) -> None:
    await reminded.asks("digest every monday at 9:00")

    first = await reminded.comes("2026-03-02 09:04")
    second = await reminded.comes("2026-03-09 09:04")
    await reminded.nothing_comes("2026-03-16 09:04")
    reminded.clock.set("2026-03-17 09:00")
    await ended(await begun(reminded.person))
    again = await reminded.comes("2026-03-23 09:04")

    assert "nothing is lost" in first.whole_text
    assert "I will not write again" in second.whole_text
    assert "No hire" in again.whole_text
    assert ("2026-03-16T09:00", "skipped", "nothing_to_say") in await reminded.noted()


async def test_a_digest_is_weekly_and_there_is_one(reminded: Reminded) -> None:
    refused = [
        (await reminded.asks(f"digest {phrase}")).whole_text for phrase in ("every day at 9", "every other friday at 9", "tomorrow at 9", "<b>&?")
    ]
    set_ = await reminded.asks("digest every sunday at 18:00")
    changed = await reminded.asks("digest every friday at 7:30")

    paused = await reminded.asks("digest pause")
    resumed = await reminded.asks("digest on")
    kept = await reminded.bot.book.of_person(reminded.id)

    assert "It rests until you resume it" in paused.whole_text
    assert "Fri 6 Mar at 7:30" in resumed.whole_text
    assert all("once a week" in each for each in refused[:3])
    assert "once a week" not in refused[3]
    assert "every Sunday at 18:00" in set_.whole_text
    assert "every Friday at 7:30 from now on" in changed.whole_text
    assert [each.says for each in kept] == ["every Friday at 7:30"]

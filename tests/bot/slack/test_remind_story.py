"""Reminders from the command to the scorecard of the drill, as their person sees them."""

from collections.abc import AsyncIterator

import pytest

from bot.settings import Settings
from tests.bot.slack.reminded import Reminded, SetClock
from tests.bot.slack.running import running
from tests.fakes.slack import FakeSlack, Person


@pytest.fixture
def clock() -> SetClock:
    """Monday, 2 March 2026, 8:00 in Berlin."""
    return SetClock()


@pytest.fixture
async def ada_(slack: FakeSlack, settings: Settings, ada: Person, clock: SetClock) -> AsyncIterator[Reminded]:
    """Ada, who is reminded."""
    async with running(slack, settings, clock) as bot:
        yield Reminded(slack, ada, bot, clock)


async def test_story(ada_: Reminded) -> None:
    shown = await ada_.asks("remind every weekday at 9am")
    print(shown.whole_text, shown.buttons)
    message = await ada_.comes("2026-03-02 09:04")
    print(message.whole_text, message.buttons)
    await ada_.person.press(message, "reminder_start")
    drill = await ada_.drill()
    await ada_.changes(message) if not message.edits else None
    print(message.whole_text, message.buttons)
    print(drill.replies[0].whole_text)
    for _ in range(3):
        reply = await drill.say("Who uses it and how often? I would ask for 100 million users, 10 reads per write, p99 200 ms, 99.9 % availability.")
        print(">>", reply.whole_text[:300])
    print(await ada_.noted())
    print((await ada_.asks("remind")).whole_text)

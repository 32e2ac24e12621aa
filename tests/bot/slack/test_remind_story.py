"""Reminders from the command to the scorecard of the drill, as their person sees them."""

from bot.channels.slack.views import actions
from tests.bot.slack.reminded import Reminded, texts_of
from tests.fakes.slack import Person

ANSWER = "I would ask for 100 million users, 10 reads per write, a p99 of 200 ms and 99.9 % of the time up. Out of scope: payments."


async def test_from_the_command_to_the_scorecard_of_the_drill(reminded: Reminded) -> None:
    shown = await reminded.asks("remind every weekday at 9am")
    assert shown.whole_text.startswith(
        "I will remind you every weekday at 9:00. The next times are Mon 2 Mar at 9:00, Tue 3 Mar at 9:00 and Wed 4 Mar at 9:00 (Europe/Berlin)."
    )
    await reminded.nothing_comes("2026-03-02 08:59")

    message = await reminded.comes("2026-03-02 09:04")
    assert "begin with ten minutes? I ask two or three questions about *Clarify the requirements*, on *Pastebin*" in message.whole_text
    assert message.thread_ts is None
    await reminded.nothing_comes("2026-03-02 09:20")
    await reminded.person.press(message, actions.PRACTISE)
    drill = await reminded.drill()
    await reminded.slack.until(lambda: message.edits)
    assert "it begins in a thread below" in message.whole_text
    assert message.buttons == []
    for _ in range(3):
        reply = await drill.say(ANSWER)
    assert "This is where the drill ends." in reply.whole_text
    await reminded.slack.until(lambda: any("/scorecard" in str(one.metadata) for one in drill.replies))
    reminded.clock.forward(hours=3)
    await reminded.sweep()

    assert len(reminded.messages) == 1, "no nudge: they have practised"
    tomorrow = await reminded.comes("2026-03-03 09:04")
    assert "this time on *URL shortener*" in tomorrow.whole_text
    assert "The point to show: " in tomorrow.whole_text
    assert "on Monday 2 March" in tomorrow.whole_text.replace("On Monday", "on Monday")
    assert tomorrow.buttons[:2] == [actions.PRACTISE, actions.PRACTISE_QUIZ]


async def test_start_still_works_on_an_old_message_and_begins_one_drill(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    message = await reminded.comes("2026-03-02 09:04")
    start = message.element(actions.PRACTISE)
    await reminded.asks("remind remove")
    reminded.clock.forward(days=9)

    for _ in range(2):
        await reminded.person.press(message, actions.PRACTISE, element=start)
    await reminded.drill()
    await reminded.slack.until(lambda: reminded.person.ephemerals(reminded.person.im)[1:])

    assert len(reminded.drills) == 1
    assert "That one has begun already." in texts_of(reminded.person.ephemerals(reminded.person.im)[-1])


async def test_a_message_that_somebody_passed_on_does_nothing_for_others(reminded: Reminded, bob: Person) -> None:
    await reminded.set("every day at 9")
    message = await reminded.comes("2026-03-02 09:04")

    for action in (actions.PRACTISE, actions.PRACTISE_SKIP, actions.PRACTISE_PAUSE, actions.PRACTISE_CHANGE):
        await bob.press(message, action)

    assert message.edits == 0
    assert reminded.drills == []
    assert bob.im.messages == {}
    assert bob.modals == []
    assert await reminded.outcomes() == [("2026-03-02T09:00", None)]


async def test_who_has_had_no_interview_may_take_a_whole_one(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    message = await reminded.comes("2026-03-02 09:04")

    await reminded.person.press(message, actions.PRACTISE_WHOLE)

    whole = await reminded.drill()
    assert "45 min" in whole.root.whole_text
    await reminded.slack.until(lambda: message.edits)
    assert "An interview on *Pastebin*" in message.whole_text
    assert await reminded.outcomes() == [("2026-03-02T09:00", "started")]

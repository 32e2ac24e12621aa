"""What somebody does with a reminder that has come."""

import pytest

from bot.channels.slack.views import actions, reminder_forms
from tests.bot.slack.reminded import Reminded, texts_of
from tests.fakes.slack import Message


async def come(reminded: Reminded, phrase: str = "every day at 9", at: str = "2026-03-02 09:04") -> Message:
    """A reminder that was set and has come."""
    await reminded.set(phrase)
    return await reminded.comes(at)


def choice(message: Message, later: str) -> str:
    """The value of the menu for this much later."""
    return next(option["value"] for option in message.element(actions.PRACTISE_LATER)["options"] if option["value"].endswith(later))


async def test_put_off_by_an_hour_it_comes_again_and_nothing_else_does(reminded: Reminded) -> None:
    message = await come(reminded)

    await reminded.person.press(message, actions.PRACTISE_LATER, choice(message, "1h"))
    await reminded.changes(message)
    assert "Put off until Mon 2 Mar at 10:04." in message.whole_text
    assert message.buttons == [actions.PRACTISE]
    assert "Put off until Mon 2 Mar at 10:04" in (await reminded.asks("remind")).whole_text
    again = await reminded.comes("2026-03-02 10:04")
    assert again.buttons[0] == actions.PRACTISE
    await reminded.person.press(again, actions.PRACTISE_SKIP)
    await reminded.changes(again)
    assert "Skipped. The next times are Tue 3 Mar at 9:00" in again.whole_text
    await reminded.nothing_comes("2026-03-02 13:30")

    assert await reminded.outcomes() == [("2026-03-02T09:00", "skipped"), ("2026-03-02T09:00/snooze-1", "skipped")]


async def test_it_is_not_put_off_into_the_quiet_hours(reminded: Reminded) -> None:
    message = await come(reminded, "every monday at 20:30", "2026-03-02 20:34")

    await reminded.person.press(message, actions.PRACTISE_LATER, choice(message, "3h"))
    await reminded.slack.until(lambda: reminded.person.ephemerals(reminded.person.im)[1:])
    offered = reminded.person.ephemerals(reminded.person.im)[-1]
    assert "23:34 lies in your quiet hours (22:00 to 7:00). Shall it be tomorrow at 20:30?" in texts_of(offered)
    assert message.edits == 0
    await reminded.person.press(offered, actions.PRACTISE_LATER)
    await reminded.changes(message)

    assert "Put off until Tue 3 Mar at 20:30." in message.whole_text
    await reminded.comes("2026-03-03 20:31")


async def test_until_tomorrow_is_until_the_next_one(reminded: Reminded) -> None:
    message = await come(reminded)

    await reminded.person.press(message, actions.PRACTISE_LATER, choice(message, "tomorrow"))
    await reminded.changes(message)

    assert "Left for Tue 3 Mar at 9:00, when the next one comes." in message.whole_text
    await reminded.nothing_comes("2026-03-02 12:30")
    await reminded.comes("2026-03-03 09:04")
    await reminded.nothing_comes("2026-03-03 09:30")


async def test_it_is_paused_and_changed_from_its_message(reminded: Reminded) -> None:
    message = await come(reminded)

    await reminded.person.press(message, actions.PRACTISE_PAUSE)
    await reminded.slack.until(lambda: reminded.person.modals)
    await reminded.person.submit(reminded.person.modals[-1], {reminder_forms.UNTIL: {reminder_forms.UNTIL: "2026-03-05"}})
    await reminded.changes(message)
    assert "Paused. Until Thursday 5 March it rests." in message.whole_text
    await reminded.nothing_comes("2026-03-04 09:04")
    again = await reminded.comes("2026-03-05 09:04")
    await reminded.person.press(again, actions.PRACTISE_CHANGE)
    await reminded.slack.until(lambda: reminded.person.modals)
    await reminded.person.submit(reminded.person.modals[-1], {reminder_forms.PHRASE: {reminder_forms.PHRASE: "every day at 10"}})
    await reminded.changes(again)

    assert "Changed. The next times are Thu 5 Mar at 10:00" in again.whole_text
    assert [outcome for _, outcome in await reminded.outcomes()] == ["paused", "changed"]


@pytest.mark.parametrize(
    ("word", "answer", "became"),
    [
        ("Later!", "Noted. Next: Mon 2 Mar at 10:04 (Europe/Berlin).", "Put off until Mon 2 Mar at 10:04."),
        ("skip", "Noted. Next: Tue 3 Mar at 9:00 (Europe/Berlin).", "Skipped."),
        ("start", "it begins in a thread below", "it begins in a thread below"),
    ],
)
async def test_a_word_in_its_thread_does_what_a_button_does(reminded: Reminded, word: str, answer: str, became: str) -> None:
    message = await come(reminded)

    await reminded.person.say(reminded.person.im, word, thread_ts=message)
    await reminded.changes(message)
    await reminded.slack.until(lambda: len(reminded.person.team.thread(reminded.person.im, message.ts)) > 2)

    assert became in message.whole_text
    assert answer in reminded.person.team.thread(reminded.person.im, message.ts)[-1].whole_text


async def test_the_quiz_is_a_press_away(reminded: Reminded) -> None:
    await come(reminded)
    await reminded.person.press(reminded.messages[0], actions.PRACTISE)
    drill = await reminded.drill()
    await drill.say("People paste a text and get a link. How many pastes are there a day, and how long do they live?")
    await drill.say("end")
    await reminded.slack.until(lambda: any("/scorecard" in str(one.metadata) for one in drill.replies))
    message = await reminded.comes("2026-03-03 09:04")

    await reminded.person.press(message, actions.PRACTISE_QUIZ)

    await reminded.slack.until(lambda: reminded.person.modals)
    assert (await reminded.outcomes())[-1] == ("2026-03-03T09:00", "quiz")

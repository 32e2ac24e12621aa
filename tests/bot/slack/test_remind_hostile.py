"""Presses that come before anybody expects them, or twice at once; what is removed while it is sent; a Slack that is out of order for an hour."""

import asyncio

import pytest
from sqlalchemy import func, select

from bot.channels.slack.views import actions, reminder_forms
from storage.erasure import Erasure
from storage.tables import DELIVERIES, OCCURRENCES, PEOPLE, REMINDERS
from tests.bot.slack.reminded import Reminded, texts_of
from tests.bot.slack.test_remind_answers import choice, come


async def test_who_skips_it_before_it_is_noted_that_it_is_there_is_not_asked_again(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    answered: list[int] = []

    async def skips(_: object) -> None:
        answered.append((await reminded.person.press(reminded.messages[-1], actions.PRACTISE_SKIP)).status)

    reminded.slack.on_answer("chat.postMessage", skips)
    await reminded.comes("2026-03-02 09:04")

    assert answered == [200]
    assert await reminded.outcomes() == [("2026-03-02T09:00", "skipped")]
    await reminded.nothing_comes("2026-03-02 12:30")


async def test_it_can_be_put_off_again_after_a_change_of_mind(reminded: Reminded) -> None:
    message = await come(reminded)
    menu, hour, three = message.element(actions.PRACTISE_LATER), choice(message, "1h"), choice(message, "3h")

    await asyncio.gather(*(reminded.person.press(message, actions.PRACTISE_LATER, three, element=menu) for _ in range(2)))
    await reminded.person.press(message, actions.PRACTISE_LATER, hour, element=menu)
    again = await reminded.comes("2026-03-02 10:04")
    await reminded.person.press(again, actions.PRACTISE_LATER, choice(again, "1h"))
    await reminded.comes("2026-03-02 11:04")

    assert [one.whole_text for one in reminded.person.ephemerals(reminded.person.im)[1:]] == []


@pytest.mark.parametrize(("during", "then"), [("users.info", "dnd.info"), ("conversations.open", "chat.postMessage")])
async def test_who_is_erased_while_they_are_reminded_leaves_nothing(reminded: Reminded, during: str, then: str) -> None:
    await reminded.set("every day at 9")
    await reminded.slack.until(lambda: reminded.slack.called("views.publish"))
    app = reminded.bot.app

    async def erased(_: object) -> None:
        await Erasure(app.database, app.log).person(reminded.id, reminded.clock())

    reminded.slack.on_answer(during, erased)
    reminded.clock.set("2026-03-02 09:04")
    await reminded.bot.dispatch.sweep()
    await reminded.slack.until(lambda: reminded.slack.called(then))

    await reminded.until(lambda: nothing_left(reminded))


async def nothing_left(reminded: Reminded) -> bool:
    async with reminded.bot.app.database.connect() as connection:
        left = [await connection.scalar(select(func.count()).select_from(each)) for each in (REMINDERS, OCCURRENCES, DELIVERIES, PEOPLE)]
    return not any(left)


async def test_a_digest_stays_weekly_wherever_it_is_changed(reminded: Reminded) -> None:
    await reminded.asks("digest on")
    await reminded.person.press(await reminded.asks("remind"), actions.REMINDER_CHANGE)
    await reminded.slack.until(lambda: reminded.person.modals)

    await reminded.person.submit(reminded.person.modals[-1], {reminder_forms.PHRASE: {reminder_forms.PHRASE: "every day at 10"}})

    assert "every Monday at 9:00" in (await reminded.asks("digest")).whole_text


async def test_an_hour_without_slack_costs_few_calls_and_is_nobodys_refusal(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    reminded.slack.fail("chat.postMessage", times=99, status=429, retry_after=1)
    reminded.clock.set("2026-03-02 09:04")
    for _ in range(60):
        reminded.clock.forward(minutes=1)
        await reminded.sweep()
    calls = len(reminded.slack.called("chat.postMessage"))
    reminded.slack.faults.pending.clear()
    reminded.slack.fail("chat.postMessage", error="restricted_action")
    await reminded.nothing_comes("2026-03-03 09:04")

    assert 3 < calls < 25
    await reminded.comes("2026-03-04 09:04")


async def test_it_is_not_put_off_into_the_night_where_its_person_is_whatever_zone_it_keeps_to(reminded: Reminded) -> None:
    message = await come(reminded, "every monday at 14:30 America/New_York", "2026-03-02 20:34")

    for later in ("3h", "tomorrow"):
        await reminded.person.press(message, actions.PRACTISE_LATER, choice(message, later))
    await reminded.changes(message)

    [refused] = [texts_of(one) for one in reminded.person.ephemerals(reminded.person.im)[1:]]
    assert "23:34 lies in your quiet hours (22:00 to 7:00). Shall it be tomorrow at 20:30?" in refused
    await reminded.comes("2026-03-03 20:31")


async def test_the_same_user_id_in_another_workspace_takes_nobodys_start(reminded: Reminded) -> None:
    message = await come(reminded)
    start, later, skip = (message.element(each) for each in (actions.PRACTISE, actions.PRACTISE_LATER, actions.PRACTISE_SKIP))
    twin = reminded.slack.workspace("T2").user("U1", "twin", real_name="Ada Two", tz="Europe/Berlin")
    hers = await twin.say(twin.im, "hello")

    for button, value in ((skip, None), (later, choice(message, "1h")), (start, None)):
        answer = await twin.press(hers, button["action_id"], value, element=button)
        assert answer.status == 200
    assert await reminded.bot.app.transcripts.listed("slack:T2:U1", 9) == []
    assert await reminded.outcomes() == [("2026-03-02T09:00", None)]
    await reminded.person.press(message, actions.PRACTISE)
    await reminded.changes(message)

    assert "it begins in a thread below" in message.whole_text
    assert await reminded.outcomes() == [("2026-03-02T09:00", "started")]


async def test_what_is_forged_changes_nothing_and_breaks_nothing(reminded: Reminded) -> None:
    message = await come(reminded)
    reminder_id = (await reminded.bot.book.of_person(reminded.id))[0].reminder.id
    worst = (
        "",
        "\x00",
        "9" * 1900,
        "٣",
        "<!channel>",
        "{}",
        "[]",
        "null",
        f"{reminder_id}",
        f"{reminder_id}|",
        f"{reminder_id} 9999-99-99 1h",
        "😀 x y",
    )

    for name in (actions.PRACTISE, actions.PRACTISE_LATER, actions.PRACTISE_SKIP, actions.PRACTISE_PAUSE, actions.PRACTISE_CHANGE, actions.DRILL):
        for value in worst:
            element = {"type": "button", "action_id": name, "value": value, "text": {"type": "plain_text", "text": "x"}}
            assert (await reminded.person.press(message, name, element=element)).status == 200, (name, value)

    assert await reminded.outcomes() == [("2026-03-02T09:00", None)]

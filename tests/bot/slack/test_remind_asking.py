"""What people ask of their reminders: by the command, with the buttons of the list, in forms, in plain words."""

from bot.channels.slack.views import actions, reminder_forms
from bot.reminders import MOST
from tests.bot.slack.reminded import Reminded, texts_of
from tests.fakes.slack import Person
from tests.fakes.slack.messages import elements, texts
from tests.fakes.slack.views import View


async def opened(person: Person) -> View:
    """The form that is open."""
    await person.team.slack.until(lambda: person.modals)
    return person.modals[-1]


async def test_a_reminder_is_changed_paused_resumed_and_removed(reminded: Reminded) -> None:
    ada, shown = reminded.person, await reminded.asks("remind every day at 18:30")

    await ada.press(shown, actions.REMINDER_CHANGE)
    form = await opened(ada)
    assert "every day at 18:30" in str(form.blocks)
    refused = await ada.submit(form, {reminder_forms.PHRASE: {reminder_forms.PHRASE: "when it rains <!channel>"}})
    assert "For example: every weekday at 9am" in refused.json["errors"][reminder_forms.PHRASE]
    await ada.submit(form, {reminder_forms.PHRASE: {reminder_forms.PHRASE: "mondays at 8:15"}})
    await reminded.changes(shown)
    assert "From now on I remind you every Monday at 8:15." in shown.whole_text

    await ada.press(shown, actions.REMINDER_PAUSE)
    form = await opened(ada)
    for wrong in ("2026-03-02", "2025-12-24"):
        refused = await ada.submit(form, {reminder_forms.UNTIL: {reminder_forms.UNTIL: wrong}})
        assert "over already" in refused.json["errors"][reminder_forms.UNTIL]
    await ada.submit(form, {reminder_forms.UNTIL: {reminder_forms.UNTIL: "2026-03-10"}})
    await reminded.slack.until(lambda: "Paused until Tuesday 10 March" in shown.whole_text)
    await reminded.nothing_comes("2026-03-09 08:20")

    await ada.press(shown, actions.REMINDER_RESUME)
    await reminded.slack.until(lambda: "Next: Mon 16 Mar at 8:15" in shown.whole_text)
    assert "begin with ten minutes" in (await reminded.comes("2026-03-16 08:20")).whole_text

    await ada.press(shown, actions.REMINDER_REMOVE)
    await reminded.slack.until(lambda: "Removed: every Monday at 8:15." in shown.whole_text)
    assert "You have no reminders." in shown.whole_text
    await reminded.nothing_comes("2026-03-23 08:20")


async def test_a_wrong_phrase_gets_examples_that_can_be_pressed(reminded: Reminded) -> None:
    shown = await reminded.asks("remind when the moon <!here> is full")
    assert "I do not understand" in shown.whole_text
    assert "<!here>" not in shown.whole_text

    examples = [found for _, found in elements(shown.blocks) if found["action_id"].startswith(actions.REMINDER_SET)]
    assert [each["text"]["text"] for each in examples][:2] == ["every weekday at 9am", "mon, wed and fri 18:30"]
    await reminded.person.press(shown, actions.REMINDER_SET)

    await reminded.changes(shown)
    assert "I will remind you every weekday at 9:00." in shown.whole_text


async def test_a_hostile_phrase_gets_a_sentence(reminded: Reminded) -> None:
    for phrase in ("9" * 3000, "٩ ٩", "((((" * 200, "every 0 days", "in 10000000000000 hours", "at NaN", "\u202e every day", "<!channel> daily"):
        shown = await reminded.asks(f"remind {phrase}")

        assert actions.REMINDER_SET in shown.buttons or "I will remind you" in shown.whole_text, phrase
        assert 20 < len(shown.whole_text) < 1500, phrase


async def test_a_time_at_night_is_asked_about_once_and_then_kept(reminded: Reminded) -> None:
    shown = await reminded.asks("remind every day at 6")
    assert "6:00 lies in your quiet hours (22:00 to 7:00). Shall I come all the same?" in shown.whole_text
    await reminded.nothing_comes("2026-03-03 06:04")
    assert "6:00 lies in your quiet hours: it stays silent" in (await reminded.asks("remind list")).whole_text

    await reminded.person.press(shown, actions.REMINDER_KEEP)
    await reminded.changes(shown)

    assert "I come at 6:00, in your quiet hours too." in shown.whole_text
    assert "quiet hours" not in (await reminded.asks("remind")).whole_text
    await reminded.comes("2026-03-04 06:04")
    elsewhere = await reminded.asks("remind every day at 9 Tokyo time")
    assert "1:00 lies in your quiet hours (22:00 to 7:00)." in elsewhere.whole_text


async def test_nothing_comes_on_holiday_and_something_does_afterwards(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    assert "Say it as in “remind away until 15 January”" in (await reminded.asks("remind away until the cows come home")).whole_text

    shown = await reminded.asks("remind away until 5 March")
    assert "Enjoy the time. Nothing comes until Thursday 5 March." in shown.whole_text
    await reminded.nothing_comes("2026-03-03 09:04")
    assert "You are away, so nothing comes until Thursday 5 March." in (await reminded.asks("remind")).whole_text
    await reminded.person.press(shown, actions.BACK)
    await reminded.slack.until(lambda: "Welcome back." in shown.whole_text)
    await reminded.comes("2026-03-04 09:04")

    await reminded.asks("remind i'm away")
    await reminded.nothing_comes("2026-03-20 09:04")
    assert "Welcome back." in (await reminded.asks("remind back")).whole_text


async def test_all_are_turned_off_and_on_and_one_is_named_by_its_number(reminded: Reminded) -> None:
    for phrase in ("every day at 9", "every friday at 15:00"):
        await reminded.set(phrase)

    assert "Choose below which one you mean." in (await reminded.asks("remind remove")).whole_text
    assert "Your reminders are paused until you resume them." in (await reminded.asks("remind off")).whole_text
    await reminded.nothing_comes("2026-03-06 15:04")
    assert "no reminder with that number" in (await reminded.asks("remind remove 3")).whole_text
    assert "Your reminders come again." in (await reminded.asks("remind on")).whole_text
    assert "Removed: every Friday at 15:00." in (await reminded.asks("remind remove 2")).whole_text
    await reminded.comes("2026-03-07 09:04")


async def test_nobody_has_more_than_they_can_read(reminded: Reminded) -> None:
    for hour in range(MOST):
        await reminded.set(f"every day at {8 + hour}:00")

    shown = await reminded.asks("remind every day at 7:30")

    assert "You have 12 reminders" in shown.whole_text
    assert len(shown.blocks) <= 50


async def test_how_somebody_likes_to_be_reminded_is_set_in_one_form(reminded: Reminded) -> None:
    ada = reminded.person
    await reminded.set("every day at 9")
    await ada.command("/mock-interview", "remind quiet 22:00-7:00", ada.im)
    form = await opened(ada)
    assert "Empty: as Slack has it (Europe/Berlin)" in "\n".join(texts(form.blocks))
    chosen = {
        reminder_forms.QUIET_FROM: {reminder_forms.QUIET_FROM: "20:00"},
        reminder_forms.QUIET_TO: {reminder_forms.QUIET_TO: "08:00"},
        reminder_forms.WEEKENDS: {reminder_forms.WEEKENDS: []},
        reminder_forms.MOST_A_DAY: {reminder_forms.MOST_A_DAY: "1"},
        reminder_forms.ZONE: {reminder_forms.ZONE: "Mars/Olympus"},
        reminder_forms.NAMED: {reminder_forms.NAMED: [reminder_forms.NAMED]},
    }
    refused = await ada.submit(form, chosen)
    assert "I do not know that zone." in refused.json["errors"][reminder_forms.ZONE]
    await ada.submit(form, chosen | {reminder_forms.ZONE: {reminder_forms.ZONE: "Asia/Kolkata"}})

    routine = await reminded.bot.book.reminders.routine(reminded.id)
    assert (str(routine.quiet_from), routine.weekends, routine.most_a_day, routine.nudges, routine.zone, routine.named) == (
        "20:00:00",
        False,
        1,
        True,
        "Asia/Kolkata",
        True,
    )
    assert "by the clock in Asia/Kolkata" in (await reminded.asks("remind")).whole_text
    reminded.clock.forward(seconds=1)
    assert "Fri 6 Mar at 9:01 and Mon 9 Mar at 9:01" in (await reminded.asks("remind every day at 9:01 from 5 March")).whole_text
    await reminded.asks("remind remove 2")
    await reminded.comes("2026-03-03 04:34")  # 9:04 in Kolkata
    await reminded.nothing_comes("2026-03-07 04:34")  # a Saturday


async def test_plain_words_and_home_do_the_same(reminded: Reminded) -> None:
    ada = reminded.person

    said = await ada.say(ada.im, "remind me to practise every weekday at 9")
    await reminded.slack.until(lambda: ada.team.thread(ada.im, said.ts)[1:])
    [_, answer] = ada.team.thread(ada.im, said.ts)
    assert "I will remind you every weekday at 9:00." in answer.whole_text
    await reminded.slack.until(lambda: ada.home and "Next: Mon 2 Mar at 9:00 (every weekday at 9:00)" in "\n".join(texts(ada.home.blocks)))
    assert ada.home
    await ada.press(ada.home, actions.REMINDERS)
    window = await opened(ada)
    assert "Your reminders" in "\n".join(texts(window.blocks))
    await ada.press(window, actions.REMINDER_REMOVE)
    await reminded.slack.until(lambda: "You have no reminders." in "\n".join(texts(window.blocks)))
    stop = await ada.say(ada.im, "stop reminding me")
    await reminded.slack.until(lambda: ada.team.thread(ada.im, stop.ts)[1:])

    assert "You have no reminders." in texts_of(ada.team.thread(ada.im, stop.ts)[1])


async def test_a_drill_begins_when_it_is_asked_for(reminded: Reminded) -> None:
    assert "is ready in our direct messages" in (await reminded.asks("drill failure half way")).whole_text
    assert "Flows" in (await reminded.drill()).root.whole_text

    shown = await reminded.asks("drill the trombone <!channel>")
    assert "I know no skill by “the trombone &lt;!channel&gt;”." in shown.whole_text
    await reminded.person.press(shown, f"{actions.RUN}:3")

    await reminded.drill(1)

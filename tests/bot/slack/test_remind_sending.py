"""Each reminder comes once, where its person is, when they want to hear of us; whatever goes wrong on the way."""

from datetime import timedelta
from typing import Any

from bot.channels.slack.views import actions
from bot.checkup.work import reminders as examined
from bot.serving import serving
from bot.settings import Settings
from tests.bot.slack.reminded import Reminded, SetClock
from tests.bot.slack.running import running
from tests.fakes.slack import FakeSlack, Person, Workspace

LINE = "If it suits you now, the ten minutes above are still there."


async def test_one_short_line_follows_in_its_thread_and_no_more(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    message = await reminded.comes("2026-03-02 09:04")

    line = await reminded.comes("2026-03-02 12:05")
    await reminded.nothing_comes("2026-03-02 18:00")
    await reminded.person.press(message, actions.PRACTISE)
    await reminded.drill()

    assert (line.thread_ts, line.whole_text, line.buttons) == (message.ts, LINE, [])


async def test_no_more_come_in_a_day_than_somebody_wants_and_none_while_they_want_peace(reminded: Reminded) -> None:
    for phrase in ("every day at 8:30", "mondays at 9:30", "mondays at 10:30", "mondays at 19:30"):
        await reminded.set(phrase)
    routine = await reminded.bot.book.reminders.routine(reminded.id)
    await reminded.bot.book.keep_routine(routine.model_copy(update={"person": reminded.id, "nudges": False, "most_a_day": 2}))

    await reminded.comes("2026-03-02 08:34")
    await reminded.comes("2026-03-02 09:34")
    await reminded.nothing_comes("2026-03-02 10:34")
    await reminded.nothing_comes("2026-03-02 19:34")
    reminded.clock.set("2026-03-03 08:30")
    start = reminded.clock().timestamp()
    reminded.person.quiet = (start - 60, start + 3600)
    await reminded.nothing_comes("2026-03-03 08:34")
    message = await reminded.comes("2026-03-03 09:31")

    assert "begin with ten minutes" in message.whole_text
    notes = {occasion: note for occasion, _, note in await reminded.noted() if note}
    assert notes["2026-03-02T10:30"] == notes["2026-03-02T19:30"] == "enough_today"


async def test_without_the_permission_to_know_who_wants_peace_they_just_come(reminded: Reminded, team: Workspace) -> None:
    team.scopes.discard("dnd:read")
    reminded.person.quiet = (0.0, 4e9)
    await reminded.set("every day at 9")

    await reminded.comes("2026-03-02 09:04")
    await reminded.comes("2026-03-03 09:04")

    assert len(reminded.slack.called("dnd.info")) == 1


async def test_after_three_days_one_comes_and_the_others_are_noted(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    await reminded.set("every day at 10")

    message = await reminded.comes("2026-03-05 10:30")

    assert "begin with ten minutes" in message.whole_text
    noted = await reminded.noted()
    assert [(occasion, note) for occasion, state, note in noted if state == "sent"] == [("2026-03-05T09:00", None)]
    assert {note for _, state, note in noted if state == "skipped"} == {"late", "one_for_all"}
    await reminded.comes("2026-03-06 09:04")


FAULTS: tuple[dict[str, Any], ...] = (
    {"status": 429, "retry_after": 7},
    {"status": 500},
    {"cut": True},
    {"cut": True, "after_effect": True},
    {"status": 500, "after_effect": True},
)


async def test_it_comes_once_whatever_becomes_of_the_call(reminded: Reminded) -> None:
    await reminded.set("every day at 9")

    for day, fault in enumerate(FAULTS, 2):
        reminded.slack.fail("chat.postMessage", **fault)
        reminded.clock.set(f"2026-03-0{day} 09:04")
        await reminded.sweep()
        reminded.clock.forward(seconds=10)
        await reminded.sweep()
        await reminded.nothing_comes(f"2026-03-0{day} 09:10")
        await reminded.until(reminded.no_trouble)

    assert len(reminded.messages) == len(FAULTS)
    sent = [(occasion, state) for occasion, state, _ in await reminded.noted() if "/nudge" not in occasion]
    assert sent == [(f"2026-03-0{day}T09:00", "sent") for day in range(2, 2 + len(FAULTS))]


async def test_what_slack_lost_sight_of_is_looked_for_and_never_repeated(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    reminded.slack.echo = False
    reminded.slack.fail("chat.postMessage", times=2, cut=True, after_effect=True)

    await reminded.comes("2026-03-02 09:04")
    await reminded.nothing_comes("2026-03-02 09:06")
    assert await reminded.noted() == [("2026-03-02T09:00", "sent", None)]
    reminded.slack.fail("conversations.history", times=9, error="missing_scope")
    await reminded.comes("2026-03-03 09:04")
    await reminded.nothing_comes("2026-03-03 09:06")

    assert (await reminded.noted())[-1] == ("2026-03-03T09:00", "in_doubt", None)
    await reminded.comes("2026-03-04 09:04")


async def test_what_could_not_be_posted_all_morning_is_left_out(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    reminded.slack.fail("chat.postMessage", status=500)
    reminded.clock.set("2026-03-02 09:04")
    await reminded.sweep()

    await reminded.nothing_comes("2026-03-02 23:30")

    assert await reminded.noted() == [("2026-03-02T09:00", "skipped", "late")]
    await reminded.comes("2026-03-03 09:04")


async def test_who_flies_is_reminded_by_the_clock_where_they_are(reminded: Reminded) -> None:
    await reminded.set("every day at 9")

    await reminded.person.move_to("Asia/Kolkata")
    await reminded.comes("2026-03-03 04:34")  # 9:04 there
    reminded.person.tz = "America/New_York"  # and no event tells of it
    await reminded.nothing_comes("2026-03-04 04:34")
    await reminded.comes("2026-03-04 15:04")

    assert "by the clock in America/New_York" in (await reminded.asks("remind")).whole_text
    assert len({call.arguments["user"] for call in reminded.slack.called("users.info")}) == 1


async def test_what_a_worker_left_when_it_died_another_one_sends(slack: FakeSlack, settings: Settings, ada: Person, clock: SetClock) -> None:
    async with running(slack, settings, clock) as bot:
        await Reminded(slack, ada, bot, clock).set("every day at 9")
    clock.set("2026-03-02 09:04")
    async with serving(settings, clock, pace=0.0) as dies:  # it claims, and does none of its jobs
        await dies.dispatch.sweep()

    async with running(slack, settings, clock) as bot:
        reminded = Reminded(slack, ada, bot, clock)
        await bot.dispatch.sweep()
        assert reminded.messages == []
        clock.forward(seconds=61)
        await reminded.sweep()

        assert len(reminded.messages) == 1
        assert await reminded.noted() == [("2026-03-02T09:00", "sent", None)]


async def test_who_cannot_be_reached_any_more_is_left_alone_and_the_doctor_says_so(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    reminded.person.deleted = True

    for day in range(2, 10):
        await reminded.nothing_comes(f"2026-03-0{day} 09:04")

    assert len(reminded.slack.called("conversations.open")) == 5, "one for each day, then no more"
    [found] = await examined(reminded.bot.app.database, reminded.clock())
    assert "5 times in a row, Removed: user_disabled, rests" in found.found
    reminded.person.deleted = False
    shown = await reminded.asks("remind")
    assert "It rests, since I could not reach you here." in shown.whole_text
    await reminded.person.press(shown, actions.REMINDER_RESUME)
    await reminded.comes("2026-03-10 09:04")
    [found] = await examined(reminded.bot.app.database, reminded.clock())
    assert found.check == "reminders"
    assert not found.advice


async def test_in_a_workspace_without_the_app_nothing_is_tried_again_and_again(reminded: Reminded, team: Workspace) -> None:
    await reminded.set("every day at 9")
    team.revoke()

    await reminded.nothing_comes("2026-03-02 09:04")
    calls = len(reminded.slack.calls)
    for minutes in range(10, 120, 20):
        reminded.clock.forward(minutes=minutes)
        await reminded.sweep()

    assert len(reminded.slack.calls) == calls
    assert await reminded.noted() == [("2026-03-02T09:00", "skipped", "unreachable")]


async def test_a_reminder_that_waits_for_nobody_worries_the_doctor(reminded: Reminded) -> None:
    await reminded.set("every day at 9")

    [found] = await examined(reminded.bot.app.database, reminded.clock() + timedelta(hours=3))

    assert found.check == "late reminders"

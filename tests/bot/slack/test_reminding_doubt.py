"""A reminder of which nobody knows whether it was posted: it is looked for, and never said twice, nor at night."""

import pytest

from tests.bot.slack.reminded import Reminded

NINE, EVENING = "2026-03-02T09:00", "2026-03-02T21:50"


async def tried(reminded: Reminded, local: str) -> None:
    """Slack's clock and ours show this as it is tried (again). No echo tells us that it was posted."""
    reminded.slack.echo = False
    reminded.clock.set(local)
    reminded.slack.clock.pass_by(reminded.clock.now.timestamp() - reminded.slack.clock.now())
    await reminded.sweep()


@pytest.mark.parametrize("way", [{"cut": True}, {"status": 500}])
async def test_whose_answer_was_lost_is_found_and_not_said_twice(reminded: Reminded, way: dict[str, object]) -> None:
    await reminded.set("every day at 9")
    reminded.slack.fail("chat.postMessage", after_effect=True, **way)  # type: ignore[arg-type]

    await tried(reminded, "2026-03-02 09:04")
    await tried(reminded, "2026-03-02 09:10")

    assert len(reminded.messages) == 1
    assert await reminded.noted() == [(NINE, "sent", None)]


async def test_it_is_found_though_the_first_looks_for_it_failed_long_after_it_was_said(reminded: Reminded) -> None:
    shared = reminded.slack.clock
    shared.pass_by(reminded.clock.now.timestamp() - shared.now())  # before there is a message: none comes before an earlier one
    await reminded.set("every day at 9")
    reminded.slack.fail("chat.postMessage", after_effect=True, cut=True)
    reminded.slack.fail("conversations.history", 2, status=500)

    for local in ("09:04", "09:20", "09:40", "10:00"):
        await tried(reminded, f"2026-03-02 {local}")

    assert len(reminded.messages) == 1
    assert await reminded.noted() == [(NINE, "sent", None)]


@pytest.mark.parametrize(("is_there", "expected"), [(True, ("sent", None)), (False, ("skipped", "quiet"))])
async def test_what_was_tried_in_the_evening_is_not_said_at_night(reminded: Reminded, is_there: bool, expected: tuple[str, str | None]) -> None:
    await reminded.set("every day at 21:50")
    reminded.slack.fail("chat.postMessage", status=500, after_effect=is_there)

    await tried(reminded, "2026-03-02 21:55")
    await tried(reminded, "2026-03-02 22:02")

    assert len(reminded.messages) == is_there
    assert await reminded.noted() == [(EVENING, *expected)]


async def test_where_nobody_may_look_it_stays_in_doubt_and_counts_as_said(reminded: Reminded) -> None:
    await reminded.set("every day at 9")
    reminded.slack.fail("chat.postMessage", after_effect=True, cut=True)
    reminded.slack.fail("conversations.history", error="missing_scope")

    await tried(reminded, "2026-03-02 09:04")
    await tried(reminded, "2026-03-02 09:10")
    told = await reminded.bot.book.occurrences.sent(reminded.id, reminded.clock.now.replace(hour=0))

    assert len(reminded.messages) == 1
    assert await reminded.noted() == [(NINE, "in_doubt", None)]
    assert [each.occasion for each in told] == [NINE]


async def test_a_time_whose_spread_reaches_into_the_night_is_confirmed_first(reminded: Reminded) -> None:
    shown = [(await reminded.asks("remind every day at 21:59")).whole_text for _ in range(4)]

    kept = await reminded.bot.book.of_person(reminded.id)

    assert any(each.is_quiet for each in kept), shown

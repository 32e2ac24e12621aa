"""A reminder is set in a real browser, where a phrase is shown back while it is typed."""

from __future__ import annotations

from pathlib import Path

from storage.people import People, Person
from tests.bot.web.people import ByHeader, OneWorkspace
from tests.bot.web.sites import ADA, site
from tests.browser import PHONE, NewPage, assert_accessible


async def test_a_phrase_is_shown_back_while_it_is_typed_and_kept_when_that_is_said(new_page: NewPage, tmp_path: Path) -> None:
    page = await new_page(size=PHONE)
    await page.set_extra_http_headers({"x-person": ADA})
    async with site(tmp_path, ByHeader(), workspace=OneWorkspace(), played=False) as here:
        await People(here.app.database).save(Person(id=ADA, name="Ada", zone="Asia/Kolkata"))
        await page.goto(f"{here.url}/reminders")
        field = page.get_by_label("When, in your own words")

        await page.get_by_role("link", name="every weekday at 9am").click()
        await page.get_by_text("Every weekday at 9:00").wait_for()
        filled = await field.input_value()
        await field.fill("every <b>blue</b> moon")
        await page.locator("#phrase-wrong").wait_for()
        refused = [
            await field.get_attribute("aria-invalid"),
            await page.get_by_role("button", name="Set this reminder").count(),
            await page.locator("b").count(),
        ]
        await assert_accessible(page)
        await field.fill("every friday at 6:30")
        await page.get_by_role("button", name="Set this reminder").click()
        await page.get_by_role("heading", name="Every Friday at 6:30").wait_for()
        await page.get_by_role("button", name="Yes, also then").click()
        await page.get_by_text("Also in your quiet hours.").wait_for()
        (kept,) = await here.app.reminders.reminders.of_person(ADA)

    assert filled == "every weekday at 9am"
    assert refused == ["true", 0, 0]
    assert (kept.asked, kept.kept_at_night) == ("every friday at 6:30", True)

"""The practice room as a person uses it: by the keyboard, in two tabs, on a phone, and when the connection goes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.script import ScriptedCandidate, load
from interview_flow.interview import Interview
from tests.bot.web.sites import Site, site
from tests.browser import PHONE, NewPage, assert_accessible

if TYPE_CHECKING:
    from playwright.async_api import Page

SAMPLE = Path(str(files("prompts") / "candidates" / "chat_middling.yaml"))
MOST_TABS = 60
"""Presses of the Tab key after which something counts as out of reach."""
FOCUSED = "document.activeElement.labels?.[0]?.textContent ?? document.activeElement.ariaLabel ?? document.activeElement.textContent.trim()"


async def reach(page: Page, name: str) -> None:
    """Move the focus to what is called so, by the Tab key."""
    for _ in range(MOST_TABS):
        await page.keyboard.press("Tab")
        if await page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"“{name}” is out of reach of the keyboard")


async def taken_over(page: Page) -> None:
    """The page's script is at work: notes are not to be had without it."""
    await page.get_by_text("Notes", exact=True).wait_for()


async def begun(page: Page, here: Site, problem: str) -> str:
    """The id of an interview that was chosen and begun by the keyboard."""
    await page.goto(f"{here.url}/practice")
    await reach(page, "Search the problems")
    await page.keyboard.type(problem.upper())
    await reach(page, f"Begin: {problem}")
    await page.keyboard.press("Enter")
    await page.locator("#turn-1").wait_for()
    await taken_over(page)
    return page.url.rpartition("/")[2]


async def said(page: Page, here: Site, before: Interview, words: str) -> Interview:
    """The interview once it has replied to what is sent from the box, in which the focus is."""
    await page.keyboard.insert_text(words)
    await page.keyboard.press("Control+Enter")
    await page.locator(f"#turn-{before.turn + 2}").wait_for()
    return await here.app.log.load(before.id)


async def test_a_whole_interview_by_the_keyboard_with_a_reload_and_a_second_tab(new_page: NewPage, tmp_path: Path) -> None:
    page, candidate = await new_page(), ScriptedCandidate(load(SAMPLE))
    async with site(tmp_path, played=False) as here:
        interview = await here.app.log.load(await begun(page, here, "Chat service"))
        entered = await page.evaluate(FOCUSED)
        for _ in range(4):
            interview = await said(page, here, interview, candidate.next_words(interview))
        await page.keyboard.insert_text("half an\nanswer")
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.insert_text("ask about groups")

        await page.reload()
        await taken_over(page)
        kept = [await page.locator(box).input_value() for box in ("#answer", "#notes")]
        await assert_accessible(page)
        other = await page.context.new_page()
        await other.goto(page.url)
        await taken_over(other)
        await other.keyboard.press("Control+A")
        interview = await said(other, here, interview, candidate.next_words(interview))
        await page.locator(f"#turn-{interview.turn}").wait_for()
        await page.locator("#answer").fill("")
        while not interview.over:
            interview = await said(page, here, interview, candidate.next_words(interview))
        shown = list[list[str]]()
        for each in (page, other):
            await each.locator("#ended").wait_for()
            shown.append(await each.locator(".entry[id]").all_inner_texts())
        focused = await page.evaluate(FOCUSED)
        await assert_accessible(page)
        await reach(page, "Score yourself and see how it went")
        await page.keyboard.press("Enter")
        await page.get_by_text("How would you score yourself?").wait_for()

    assert kept == ["half an\nanswer", "ask about groups"]
    assert (len(shown[0]), shown[0]) == (interview.turn, shown[1])
    assert entered == "Your answer"
    assert focused == "This interview is finished"


async def test_what_does_not_arrive_stays_in_the_box_and_is_sent_again(new_page: NewPage, tmp_path: Path) -> None:
    page = await new_page(size=PHONE, dark=True, forgives=("ERR_INTERNET_DISCONNECTED",))
    async with site(tmp_path, played=False) as here:
        await page.goto(f"{here.url}/practice?problem=chat")
        await page.get_by_role("button", name="Begin", exact=True).first.click()
        await page.locator("#turn-1").wait_for()
        await taken_over(page)
        await page.locator("#answer").fill("People write to each other.")
        await page.context.set_offline(True)
        await page.get_by_role("button", name="Send", exact=True).click()
        await page.get_by_text("This did not arrive.").wait_for()
        kept = await page.locator("#answer").input_value()
        await assert_accessible(page)
        await page.context.set_offline(False)
        await page.get_by_role("button", name="Send again").click()
        await page.locator("#turn-3").wait_for()
        left = await page.locator("#answer").input_value()
        await page.get_by_text("Pause", exact=True).click()
        await page.get_by_role("button", name="Resume").wait_for()
        stands = await page.locator("[data-left]").all_inner_texts()
        told = await page.get_by_text("that resumes the interview too").is_visible()
        for button in ("Cancel", "End it"):
            await page.get_by_text("End", exact=True).click()
            await page.get_by_role("button", name="Send", exact=True).click(trial=True)
            await page.get_by_role("button", name=button).click()
        await page.locator("#ended").wait_for()
        still = await page.locator("[data-left]").all_inner_texts()

    assert (kept, left) == ("People write to each other.", "")
    assert told
    assert stands == still

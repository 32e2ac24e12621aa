"""What a person does the morning after: find an interview, see how it went, go to the words and back, read the documents, take them home."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.bot.web.sites import site
from tests.browser import DESKTOP, PHONE, NewPage, assert_accessible

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""Pixels by which a page can be pushed sideways."""
LIT = "element => getComputedStyle(element).backgroundColor"
DRAWN = "element => element.decode().then(() => element.naturalWidth)"


async def test_from_the_list_to_the_words_and_back(new_page: NewPage, tmp_path: Path) -> None:
    page = await new_page()
    async with site(tmp_path) as here:
        await here.app.indexing.sweep()
        await page.goto(here.url)
        await page.get_by_label("Search in everything").fill("consistent hash")
        await page.keyboard.press("Enter")
        await page.get_by_role("link", name="Distributed key-value store").click()
        line = page.locator("#criterion-challenges-weak_points")
        pale = await page.locator("#turn-18 mark").first.evaluate(LIT)
        asked = line.get_by_role("link").first
        words = (await asked.inner_text()).rsplit("”")[0].removeprefix("“")
        await asked.click()
        target = page.locator(":target")
        lit = (await target.inner_text(), await target.evaluate(LIT), await _in_sight(page, target))
        await page.keyboard.press("Escape")
        focused = await page.evaluate("document.activeElement.closest('li.line').id")
        await page.get_by_role("link", name="High-level design", exact=True).click()
        widths = [
            await picture.evaluate(DRAWN) for picture in await page.locator(".picture img").all() if not await picture.scroll_into_view_if_needed()
        ]
        await page.get_by_text("Download", exact=True).click()
        async with page.expect_download() as coming:
            await page.get_by_role("link", name="PDF").first.click()
        taken = await coming.value

    assert words == lit[0]
    assert lit[1] != pale
    assert lit[2]
    assert focused == "criterion-challenges-weak_points"
    assert widths
    assert all(widths)
    assert re.fullmatch(r"[a-z-]+-narrative-coached\.pdf", taken.suggested_filename)


@pytest.mark.parametrize(
    ("size", "addresses"),
    [(PHONE, ("/?verdict=no", "/interviews/coached")), (DESKTOP, ("/interviews/hostile", "/interviews/coached/documents/hlsd"))],
    ids=["phone", "desktop"],
)
async def test_everybody_can_read_the_pages(new_page: NewPage, tmp_path: Path, size: tuple[int, int], addresses: tuple[str, ...]) -> None:
    page = await new_page(size=size, dark=size == PHONE)
    wider: dict[str, int] = {}
    async with site(tmp_path) as here:
        for address in addresses:
            await page.goto(f"{here.url}{address}")
            wider[address] = await page.evaluate(WIDER)
            await assert_accessible(page)

    assert wider == dict.fromkeys(wider, 0)


async def test_words_are_lit_without_scripts(new_page: NewPage, tmp_path: Path) -> None:
    page = await new_page(size=PHONE, scripts=False)
    async with site(tmp_path) as here:
        await page.goto(f"{here.url}/interviews/limiter")
        await page.locator("#result .quote").first.click()
        target = page.locator(":target")
        shown = await _in_sight(page, target)
        words = await target.inner_text()
        asked = await page.locator("#result .quote").first.inner_text()

    assert shown
    assert words in asked


async def _in_sight(page: Page, element: Locator) -> bool:
    """Whether it can be seen without scrolling."""
    box, size = await element.bounding_box(), page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"])

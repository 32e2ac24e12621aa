"""The paths that people take through the pages, each as a story, in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI

from interview_flow.documents import context
from prompts.templates import render
from tests.bot.web.entrances import Entrance, entrance, settings_of
from tests.bot.web.sites import database, site
from tests.browser import NewPage, serving
from tests.fakes.slack import FakeSlack

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

SHOWN = """one => {
  const { top, bottom, left, width } = one.getClientRects()[0];
  return top >= 0 && bottom <= innerHeight && one.contains(document.elementFromPoint(left + width / 2, (top + bottom) / 2));
}"""
"""Whether the first line of an element is in the window, and nothing lies upon it."""
DRAWN = "one => one.decode().then(() => one.naturalWidth)"
STRANGER = (r"GET \S+/: 401$",)
"""What a browser is told before somebody signs in."""


def plain(text: str | None) -> str:
    """Without what a page does to blanks."""
    return " ".join((text or "").split())


async def shown(place: Locator) -> bool:
    """Whether it can be seen where the reader is."""
    return await place.evaluate(SHOWN)


async def width(picture: Locator) -> int:
    """Of a picture as it was drawn, once it is loaded, which it is when somebody comes to it."""
    await picture.scroll_into_view_if_needed()
    return await picture.evaluate(DRAWN)


async def downloaded(page: Page, link: Locator) -> tuple[str, bytes]:
    """The name and the content of what a click saves."""
    async with page.expect_download() as saving:
        await link.click()
    saved = await saving.value
    return saved.suggested_filename, Path(await saved.path()).read_bytes()


async def test_from_words_that_are_searched_to_a_finding_to_the_words_it_rests_on_and_back(new_page: NewPage, tmp_path: Path) -> None:
    page = await new_page()
    async with site(tmp_path) as here:
        kept = await here.app.archive.kept("limiter")
        reason = next(each for each in kept.assessment.reasons if each.quote)
        await page.goto(here.url)
        await page.get_by_role("searchbox").fill("rather lease tokens to gateways")
        await page.keyboard.press("Enter")
        await page.locator(".snippet").wait_for()
        found = await page.locator(".interviews h2").all_inner_texts()
        marked = await page.locator(".snippet mark").all_inner_texts()
        await page.get_by_role("link", name="Rate limiter").click()
        await page.get_by_role("link", name=reason.says, exact=True).first.click()
        line = page.locator(".line:target")
        at_the_line = await shown(line.locator(".state"))
        await line.locator(".quote").first.click()
        words = page.locator("mark:target")
        said, at_the_words = plain(await words.text_content()), await shown(words)
        around = await page.evaluate("document.activeElement.id")
        await page.get_by_role("button", name="Back").click()
        quote = page.locator(":focus")
        back = plain(await quote.text_content()), await shown(quote)

    assert found == ["Rate limiter"]
    assert {"lease", "tokens", "gateways"} <= {word.lower() for word in marked}
    evidence = next(each for each in kept.scorecard.criteria if each.id == reason.criterion).evidence[0]
    assert said == plain(evidence.quote)
    assert around == f"turn-{evidence.turn}"
    assert (at_the_line, at_the_words) == (True, True)
    assert back[0].startswith("“" + said[:100])
    assert back[1]


async def test_documents_are_read_with_their_diagrams_and_taken_home(new_page: NewPage, tmp_path: Path) -> None:
    page = await new_page()
    async with site(tmp_path) as here:
        await page.goto(f"{here.url}/interviews/chat")
        tabs = page.get_by_role("navigation", name="This interview")
        titles, widths = list[str](), list[int]()
        for name in (await tabs.get_by_role("link").all_inner_texts())[1:]:
            await tabs.get_by_role("link", name=name, exact=True).click()
            await tabs.locator("[aria-current]").get_by_text(name, exact=True).wait_for()
            titles.append(await page.locator(".document h2").first.inner_text())
            widths += [await width(picture) for picture in await page.locator(".picture img").all()]
        await page.get_by_text("Download", exact=True).click()
        narrative = page.get_by_role("row", name="Narrative")
        markdown, pdf = [await downloaded(page, narrative.get_by_role("link", name=kind)) for kind in ("Markdown", "PDF")]
        everything = await downloaded(page, page.get_by_role("link", name="Everything (zip)"))
        kept = await here.app.archive.kept("chat")

    assert len(set(titles)) == 5
    assert len(widths) > 3
    assert min(widths) > 100
    assert markdown[1].decode() == render("narrative", context(kept.source))
    assert (pdf[1][:5], everything[1][:4]) == (b"%PDF-", b"PK\x03\x04")
    assert [Path(name).suffix for name, _ in (markdown, pdf, everything)] == [".md", ".pdf", ".zip"]


@asynccontextmanager
async def in_slack(folder: Path) -> AsyncGenerator[tuple[Entrance, str]]:
    """The site of a workspace where Ada and Ben have practised, and its address, at which a browser on this machine finds it."""
    shutil.copy(await database(), folder / "interviews.db")
    front = FastAPI()
    async with FakeSlack() as slack, serving(front) as address:
        team = slack.workspace("T1")
        team.user("U1", "ada", real_name="Ada Byron")
        team.user("U2", "bob", real_name="Bob Moss")
        async with entrance(slack, settings_of(slack, team, folder, public_url=address)) as here:
            slack.redirect_urls = {f"{address}/sign-in/callback"}
            front.mount("/", here.site)
            yield here, address


async def sign_in(page: Page, here: Entrance, address: str, user: str) -> None:
    """This person opens the site as a stranger, goes to Slack and agrees, and comes back."""
    here.slack.visitor = here.slack.workspaces["T1"].users[user]
    await page.goto(address)
    await page.get_by_role("link", name="Sign in with Slack").click()
    await page.get_by_role("heading", name="Interviews").wait_for()


async def test_a_link_opens_an_interview_to_whoever_has_it_until_it_is_revoked(new_page: NewPage, tmp_path: Path) -> None:
    page, elsewhere = await new_page(forgives=STRANGER), await new_page(forgives=(r"/s/\S+: 404$", ": 401$"))
    async with in_slack(tmp_path) as (here, address):
        await sign_in(page, here, address, "U1")
        await page.get_by_role("link", name="Rate limiter").click()
        await page.get_by_role("link", name="Share", exact=True).click()
        await page.get_by_label("For whom").fill("my mentor")
        await page.get_by_role("button", name="Make a link").click()
        link = await page.locator("#link").input_value()
        await elsewhere.goto(link)
        opened = elsewhere.url, await elsewhere.locator("h1").inner_text(), await elsewhere.locator(".verdict").inner_text()
        offered = await elsewhere.locator(".actions > *").all_inner_texts()
        await page.get_by_role("button", name="Revoke my mentor").click()
        await page.get_by_text("With nobody.").wait_for()
        again = await elsewhere.goto(link)
        left = await elsewhere.goto(opened[0])

    assert opened == (f"{address}/interviews/limiter", "Rate limiter", "Strong hire at senior level")
    assert [plain(each).partition(" ")[0] for each in offered] == ["Download"]
    assert again
    assert left
    assert [again.status, left.status] == [404, 401]


async def test_a_colleague_scores_and_comments_the_candidate_sees_it_and_deletes_it(new_page: NewPage, tmp_path: Path) -> None:
    page, colleague = await new_page(forgives=STRANGER), await new_page(forgives=(*STRANGER, "/interviews/limiter: 404$"))
    async with in_slack(tmp_path) as (here, address):
        await sign_in(colleague, here, address, "U2")
        await sign_in(page, here, address, "U1")
        await page.goto(f"{address}/interviews/limiter/sharing")
        await page.get_by_label("Name, @mention or member id").fill("@U2")
        await page.get_by_label("Ask what they think").check()
        await page.get_by_role("button", name="Share with this person").click()
        await page.get_by_text("reads and scores").wait_for()

        await colleague.reload()
        await colleague.get_by_role("link", name="Rate limiter").click()
        before = await colleague.get_by_text("of 100").count()
        await colleague.locator("#turn-2").get_by_role("link", name="Comment").click()
        await colleague.get_by_label("Your comment").fill("Say <b>who</b> is protected.")
        await colleague.get_by_role("button", name="Comment").click()
        await colleague.get_by_text("Say <b>who</b> is protected.").wait_for()
        await colleague.goto(f"{address}/interviews/limiter/opinion")
        for question in (await colleague.get_by_role("group").filter(has=colleague.get_by_role("radio")).all())[2:5]:
            await question.get_by_label("shown", exact=True).check()
        await colleague.get_by_role("button", name="Send my scores").click()
        compared = await colleague.get_by_text("The same as the program in").inner_text()

        await page.goto(f"{address}/interviews/limiter")
        comment = plain(await page.locator("#turn-2 .comment").inner_text())
        await page.get_by_role("link", name="What people think").click()
        thought = await page.locator(".opinion").get_by_role("heading").all_inner_texts()
        await page.goto(f"{address}/interviews/limiter/delete")
        await page.get_by_role("button", name="Delete it").click()
        await page.get_by_role("heading", name="Interviews").wait_for()
        left = await page.locator(".interviews h2").all_inner_texts()
        gone = await colleague.goto(f"{address}/interviews/limiter")

    assert before == 0
    assert re.search(r"of \d criteria", compared)
    assert comment.startswith("Bob Moss")
    assert comment.endswith("Say <b>who</b> is protected.")
    assert thought == ["Bob Moss"]
    assert left == ["Distributed key-value store", "Chat service"]
    assert gone
    assert gone.status == 404

"""The browser that tests drive sees what a person would, and tells what one would not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from tests.browser import PHONE, AddressOf, NewPage, assert_accessible
from tests.troubles import Troubles

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

STRICT = {"content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"}
BLOCKED = ("inline script", "inline style", "inline event handler", "the image")
FRAME = """<!doctype html><html lang="en"><head><title>A page</title>
<link rel="stylesheet" href="/page.css">{head}</head><body><main><h1>Hello</h1>{body}</main></body></html>"""


def site(body: str, head: str = '<script src="/page.js" defer></script>') -> FastAPI:
    """One page under a strict policy, with a script that marks it."""
    app = FastAPI()

    @app.get("/")
    def shown() -> HTMLResponse:
        return HTMLResponse(FRAME.format(head=head, body=body), headers=STRICT)

    @app.get("/page.js")
    def script() -> Response:
        return Response("document.querySelector('h1').textContent += ' there'", media_type="text/javascript")

    @app.get("/page.css")
    def style() -> Response:
        return Response(
            ".pale { color: #ddd } h1 { color: rgb(1, 2, 3) } @media (prefers-color-scheme: dark) { h1 { color: rgb(4, 5, 6) } }",
            media_type="text/css",
        )

    @app.get("/page.svg")
    def picture() -> Response:
        return Response("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", media_type="image/svg+xml")

    @app.get("/secret")
    def secret() -> PlainTextResponse:
        return PlainTextResponse("no", status_code=403)

    return app


async def color(page: Page) -> str:
    """Of the headline, as it is drawn."""
    return await page.locator("h1").evaluate("one => getComputedStyle(one).color")


async def test_a_page_under_a_strict_policy_is_shown_styled_scripted_and_accessible(page: Page, address_of: AddressOf) -> None:
    await page.goto(await address_of(site("<p>Words.</p>")))

    assert await page.locator("h1").text_content() == "Hello there"
    assert await color(page) == "rgb(1, 2, 3)"
    await assert_accessible(page)


async def test_a_page_may_be_a_dark_phone_without_scripts(new_page: NewPage, address_of: AddressOf) -> None:
    page = await new_page(size=PHONE, dark=True, scripts=False, base=await address_of(site("<p>Words.</p>")))

    await page.goto("/")

    assert await page.locator("h1").text_content() == "Hello"
    assert await color(page) == "rgb(4, 5, 6)"
    assert await page.evaluate("innerWidth") == PHONE[0]


async def test_whatever_goes_wrong_in_a_page_is_told(browser: Browser, address_of: AddressOf) -> None:
    context = await browser.new_context()
    troubles, forgiving = Troubles(context), Troubles(context, forgives=(".",))
    page = await context.new_page()
    wrong = "<script>document.title = 'mine'</script><p style='color: red' onclick='alert(1)'>Words.</p><script src='/secret'></script>"
    pictures = "<img src='http://127.0.0.2:9/far.png' alt='far'><img src='/gone.png' alt='gone'>"

    address = await address_of(site(wrong + pictures))
    await page.goto(address)
    await page.evaluate("setTimeout(() => { throw new Error('dropped') }); console.error('lost'); new Promise(done => setTimeout(done))")
    await context.close()

    against_policy = [told for told in troubles.told if "Content Security Policy" in told]
    assert sorted(what for what in BLOCKED for told in against_policy if what in told) == sorted(BLOCKED)
    assert sorted(told for told in troubles.told if told not in against_policy) == [
        f"GET {address}/gone.png: 404",
        f"GET {address}/secret: 403",
        "GET http://127.0.0.2:9/far.png: csp",
        "console: lost",
        "uncaught: dropped",
    ]
    with pytest.raises(AssertionError, match="csp"):
        troubles.assert_none()
    forgiving.assert_none()


async def test_whoever_leaves_or_downloads_is_no_trouble(page: Page, address_of: AddressOf) -> None:
    address = await address_of(site('<p><a href="/page.css" download="mine.css">Mine</a></p>'))
    await page.goto(address)

    async with page.expect_download() as downloading:
        await page.get_by_role("link").click()

    assert (await downloading.value).suggested_filename == "mine.css"


async def test_what_keeps_people_out_fails_with_its_place(page: Page, address_of: AddressOf) -> None:
    await page.goto(await address_of(site("<img src='/page.svg'><input name='search'><p class='pale'>Words.</p>")))

    with pytest.raises(AssertionError) as failed:
        await assert_accessible(page)

    found = re.findall(r"(?m)^([a-z-]+) \((?:serious|critical)\): .*?\. (\w+): Fix ", str(failed.value))
    assert sorted(found) == [("color-contrast", "p"), ("image-alt", "img"), ("label", "input")]


async def test_words_can_be_drawn(page: Page, address_of: AddressOf) -> None:
    await page.goto(await address_of(site("<p><span>iiii</span> <span>MMMM</span></p>")))

    narrow, wide = [await one.evaluate("one => one.getBoundingClientRect().width") for one in await page.locator("span").all()]

    assert 0 < narrow < wide, "there is no font: see .ci/run"

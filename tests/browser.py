"""A real browser for tests: one headless Chromium for each worker, a fresh profile for each page that a test opens.

    async def test_the_list_is_read(page: Page, address_of: AddressOf) -> None:
        await page.goto(await address_of(app))

Who takes one of these fixtures runs in the loop of the session, where the browser lives; so do the asynchronous fixtures beside it, which must say so:
`@pytest_asyncio.fixture(loop_scope="session")`. At the end nothing may have gone wrong in any page (`Troubles`).
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import pytest
import pytest_asyncio

from tests.troubles import Troubles

if TYPE_CHECKING:  # every test run loads this file, and few need these
    from fastapi import FastAPI
    from playwright.async_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (  # what would have it call its maker
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 15_000
"""Milliseconds after which a page is taken to hang."""
DESKTOP, PHONE = (1280, 800), (390, 844)
"""Sizes in CSS pixels; the second is also touched."""
GRAVE = ("serious", "critical")
"""Of axe-core's four impacts, those that keep people from using a page."""

AddressOf = Callable[["FastAPI"], Awaitable[str]]


class NewPage(Protocol):
    """Opens an empty page with a profile of its own. `forgives`: patterns of troubles that the test means to cause."""

    async def __call__(
        self, *, size: tuple[int, int] = DESKTOP, dark: bool = False, scripts: bool = True, forgives: tuple[str, ...] = (), base: str | None = None
    ) -> Page: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests with a browser run in the browser's loop."""
    for item in items:
        if isinstance(item, pytest.Function) and {"browser", "address_of"} & set(item.fixturenames):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium, as the system has it; skips the test where it has none."""
    from playwright.async_api import async_playwright

    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip(f"no browser is installed ({', '.join(NAMES)})")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, headless=True, chromium_sandbox=False, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def serving(app: FastAPI) -> AsyncGenerator[str]:
    """Meanwhile `app` is served to this machine in this loop; yields its address, without a slash at the end."""
    from bot.channels.slack.http import listening

    async with listening(app, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


@pytest_asyncio.fixture(loop_scope="session")
async def address_of() -> AsyncIterator[AddressOf]:
    """Serves an app until the test has ended."""
    async with AsyncExitStack() as stack:

        async def address(app: FastAPI) -> str:
            return await stack.enter_async_context(serving(app))

        yield address


@pytest_asyncio.fixture(loop_scope="session")
async def new_page(browser: Browser, address_of: AddressOf) -> AsyncIterator[NewPage]:
    """Opens pages, and looks at the end whether all went well in each. They are closed before any server is: no stream keeps it waiting."""
    watched: list[Troubles] = []
    async with AsyncExitStack() as stack:

        async def opened(
            *, size: tuple[int, int] = DESKTOP, dark: bool = False, scripts: bool = True, forgives: tuple[str, ...] = (), base: str | None = None
        ) -> Page:
            context = await browser.new_context(
                base_url=base,
                viewport={"width": size[0], "height": size[1]},
                has_touch=size == PHONE,
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
                java_script_enabled=scripts,
                locale="en-GB",
            )
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE)
            watched.append(Troubles(context, forgives))
            return await context.new_page()

        yield opened
    for troubles in watched:
        troubles.assert_none()


@pytest_asyncio.fixture(loop_scope="session")
async def page(new_page: NewPage) -> Page:
    """One page as most people see it: a desktop, light, with scripts."""
    return await new_page()


async def assert_accessible(page: Page) -> None:
    """axe-core finds nothing grave in what the page shows now. Its script comes by the debugger, to which no policy of the page applies."""
    await page.evaluate(_axe())
    found = await page.evaluate("axe.run({resultTypes: ['violations']})")
    grave = [_told(fault) for fault in found["violations"] if fault["impact"] in GRAVE]
    if grave:
        raise AssertionError("\n".join([page.url, *grave]))


def _told(fault: dict[str, Any]) -> str:
    places = "; ".join(f"{' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}" for node in fault["nodes"])
    return f"{fault['id']} ({fault['impact']}): {fault['help']}. {places}"


@cache
def _axe() -> str:
    from axe_playwright_python.base import AXE_SCRIPT

    return AXE_SCRIPT

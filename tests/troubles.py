"""What goes wrong in a browser's pages without anybody seeing it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, ConsoleMessage, Request, Response, WebError

LEFT = "net::ERR_ABORTED"
"""The browser itself gave a request up: the person went on, or what came is a download."""
ANSWERED = "Failed to load resource: "
"""How the console says what `response` and `requestfailed` say with the method and the reason."""


class Troubles:
    """Errors in the console (of which broken Content Security Policies are some), uncaught exceptions, and requests that failed or were refused."""

    def __init__(self, context: BrowserContext, forgives: tuple[str, ...] = ()) -> None:
        self.told: list[str] = []
        self._forgives = [re.compile(pattern) for pattern in forgives]
        context.on("console", self._said)
        context.on("weberror", self._raised)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def assert_none(self) -> None:
        """Nothing happened that was not meant to."""
        if self.told:
            raise AssertionError("\n".join(["In a page of the browser:", *self.told]))

    def _tell(self, trouble: str) -> None:
        if not any(pattern.search(trouble) for pattern in self._forgives):
            self.told.append(trouble)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ANSWERED):
            self._tell(f"console: {message.text}")

    def _raised(self, error: WebError) -> None:
        self._tell(f"uncaught: {error.error}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT:
            self._tell(f"{request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._tell(f"{response.request.method} {response.url}: {response.status}")

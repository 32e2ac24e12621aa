"""Somebody in the practice room, with a browser that runs no scripts or with one that speaks like the page's."""

import json
import re
import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from httpx import AsyncClient, Response

from bot.channels.web.viewer import Viewer
from interview_flow.interview import Interview
from tests.bot.web.sites import Site


@dataclass(frozen=True)
class Event:
    """What a stream told. `id` is None where none was sent with it."""

    name: str
    id: str | None
    data: Any


@dataclass(frozen=True)
class Visitor:
    """Sends what the forms of the site would send."""

    here: Site
    viewer: Viewer

    @property
    def client(self) -> AsyncClient:
        """The browser."""
        return self.here.client

    @property
    def token(self) -> str:
        """What every form carries."""
        return self.here.web.forms.token(self.viewer)

    async def begin(self, **fields: str) -> Response:
        """The form of `/practice`."""
        return await self.client.post("/practice", data={"token": self.token, "arrival": secrets.token_hex(8)} | fields)

    async def begun(self, **fields: str) -> str:
        """A new interview's id."""
        sent = await self.begin(**{"problem": "rate-limiter"} | fields)
        assert sent.status_code == 303, sent.text
        return sent.headers["location"].removeprefix("/practice/")

    async def say(self, interview: str, text: str = "", *, message: str = "", script: bool = True, **fields: str) -> Response:
        """An answer, or with `wish` a button."""
        data = {"token": self.token, "message": message or secrets.token_hex(8), "text": text} | fields
        return await self.client.post(f"/practice/{interview}/say", data=data, headers={"accept": "application/json" if script else "text/html"})

    async def page(self, interview: str) -> str:
        """The room, as it is sent."""
        page = await self.client.get(f"/practice/{interview}")
        assert page.status_code == 200, page.text
        return page.text

    async def known(self, interview: str) -> Interview:
        """What the log holds."""
        return await self.here.app.log.load(interview)

    @asynccontextmanager
    async def following(self, interview: str, after: int = 0, last: int | None = None) -> AsyncGenerator[AsyncIterator[Event]]:
        """The stream of an open page that has the first `after` turns; `last` is what a browser that was cut off says it had."""
        headers = {} if last is None else {"last-event-id": str(last)}
        async with self.client.stream("GET", f"/practice/{interview}/stream", params={"after": after}, headers=headers) as response:
            assert response.status_code == 200, response.status_code
            yield _events(response)


def turns_in(page: str) -> list[int]:
    """The numbers of the turns that a page shows, in order."""
    return [int(number) for number in re.findall(r'id="turn-(\d+)"', page)]


async def until(events: AsyncIterator[Event], name: str, **data: Any) -> Event:
    """The next event of this name that says this."""
    async for event in events:
        if event.name == name and all(event.data.get(key) == value for key, value in data.items()):
            return event
    raise AssertionError(f"the stream ended without {name} {data}")


async def _events(response: Response) -> AsyncIterator[Event]:
    kept = dict[str, str]()
    async for line in response.aiter_lines():
        name, _, value = line.partition(": ")
        if line:
            kept[name] = value
        else:
            if "data" in kept:
                yield Event(kept.get("event", "message"), kept.get("id"), json.loads(kept["data"]))
            kept = {}

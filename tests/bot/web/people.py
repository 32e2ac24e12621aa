"""Several people before one site: who asks is said by a header, so that each has a browser of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import Request
from httpx import AsyncClient, Response

from bot.channels.web.viewer import Viewer
from bot.channels.web.workspace import Channel
from tests.bot.web.sites import ADA, BEN

CLEO = "slack:T1:U3"
STRANGER = "slack:T2:U9"
"""Of another workspace."""
NAMES = {ADA: "Ada", BEN: "Ben", CLEO: "Cleo", STRANGER: "Zoe"}


class ByHeader:
    """A door that believes what is written on whoever comes in."""

    async def viewer(self, request: Request) -> Viewer | None:
        """Who asks; nobody without the header."""
        person = request.headers.get("x-person")
        return Viewer(person, NAMES[person], team=person.split(":")[1]) if person else None


class OneWorkspace:
    """T1, where Cleo is in a channel together with Ada."""

    def __init__(self) -> None:
        self.channels_of = {ADA: ("C1", "C2"), CLEO: ("C1",)}

    async def member(self, viewer: Viewer, user: str) -> str | None:
        """Whom Slack knows."""
        return NAMES.get(f"slack:{viewer.team}:{user}")

    async def channels(self, viewer: Viewer) -> tuple[Channel, ...]:
        """Where they are."""
        return tuple(Channel(f"slack:{viewer.team}:{each}", f"room-{each.lower()}") for each in self.channels_of.get(viewer.person, ()))


@dataclass(frozen=True)
class Browser:
    """Somebody's, without JavaScript. `person` is None for who is not signed in."""

    client: AsyncClient
    person: str | None = None

    async def get(self, address: str) -> Response:
        """A page; where it leads elsewhere is not followed."""
        return await self.client.get(address, headers=self._who)

    async def send(self, page: str, fields: Mapping[str, str], to: str | None = None) -> Response:
        """Fill in a form that stands on a page, and send it."""
        shown = await self.get(page)
        hidden = {name: found[1] for name in ("token", "once") if (found := re.search(f'name="{name}" value="([^"]+)"', shown.text))}
        return await self.post(to or page, hidden | dict(fields))

    async def post(self, address: str, fields: Mapping[str, str]) -> Response:
        """Send fields as they are."""
        return await self.client.post(address, data=dict(fields), headers=self._who)

    @property
    def _who(self) -> dict[str, str]:
        return {"x-person": self.person} if self.person else {}

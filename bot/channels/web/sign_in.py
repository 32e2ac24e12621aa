"""The way in: what a browser takes along to Slack, and what is looked at when it comes back."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from bot.channels.slack.calls import SlackFailed
from bot.channels.web.cookies import Cookies
from bot.channels.web.members import Member, Members, NotAMember
from bot.channels.web.not_let_in import BegunElsewhere, NotAPerson, SlackAway, TookTooLong, WrongWorkspace
from bot.channels.web.openid import OpenId
from bot.channels.web.sessions import Sessions
from bot.channels.web.signing import Signed
from bot.conversation import Clock
from storage.shares import hashed

NAME = "signing-in"
TAKES = timedelta(minutes=15)
"""How long somebody may take at Slack's."""
LONGEST = 1000
"""Characters of an address that somebody comes back to."""
HERE = "/sign-in"


@dataclass(frozen=True)
class Begun:
    """A sign-in under way: for which browser, with which nonce, and where it leads."""

    browser: str
    nonce: str
    leads_to: str


@dataclass(frozen=True)
class SignIn:
    """Walks people through it. Nothing is kept on the way: `states` travel with the browser, which proves by a cookie that it is the same."""

    openid: OpenId
    members: Members
    sessions: Sessions
    states: Signed
    browsers: Signed
    cookies: Cookies
    clock: Clock

    async def begin(self, request: Request, leads_to: str) -> Response:
        """Off to Slack. Two tabs of one browser may both be on their way."""
        browser, nonce = self._browser(request) or secrets.token_urlsafe(32), secrets.token_urlsafe(16)
        until = int((self.clock() + TAKES).timestamp())
        state = self.states.sealed({"of": hashed(browser), "nonce": nonce, "to": leads_to, "until": until})
        gone = RedirectResponse(self.openid.address(state, nonce, await self._home()), 303)
        self.cookies.give(gone, NAME, self.browsers.sealed({"is": browser, "until": until}), int(TAKES.total_seconds()))
        return gone

    def begun(self, state: str) -> Begun:
        """What was given along, if it is ours and not too old. Raises `TookTooLong`."""
        found: dict[str, Any] | None = self.states.read(state)
        if found is None or found["until"] < self.clock().timestamp():
            raise TookTooLong
        return Begun(found["of"], found["nonce"], found["to"])

    def is_in(self, request: Request, begun: Begun) -> bool:
        """Whether it is this browser that began it."""
        browser = self._browser(request)
        return browser is not None and hmac.compare_digest(hashed(browser), begun.browser)

    async def finish(self, request: Request, begun: Begun, code: str) -> Response:
        """Back from Slack: signed in, and led to where they wanted to go. Raises `NotLetIn`, `StorageFailed`."""
        if not self.is_in(request, begun):
            raise BegunElsewhere
        member = await self._admitted(await self.openid.who(code, begun.nonce))
        back = RedirectResponse(begun.leads_to, 303)
        await self.sessions.begin(request, back, member)
        self.cookies.take(back, NAME)
        return back

    async def _admitted(self, member: Member) -> Member:
        try:
            if not await self.members.admits(member.team, member.enterprise):
                raise WrongWorkspace
            return await self.members.known(member) or member
        except NotAMember as out:
            raise NotAPerson from out
        except SlackFailed as failed:
            raise SlackAway from failed

    async def _home(self) -> str | None:
        try:
            return await self.members.home()
        except SlackFailed:
            return None  # it is a convenience alone

    def _browser(self, request: Request) -> str | None:
        found: dict[str, Any] | None = self.browsers.read(self.cookies.read(request, NAME))
        return found["is"] if found and found["until"] >= self.clock().timestamp() else None


def own_path(text: str) -> str:
    """A path of this site to go on to; "/" for anything that could lead elsewhere, or in a circle."""
    stays = text.startswith("/") and not text.startswith("//") and text.isascii() and text.isprintable() and "\\" not in text
    if not stays or len(text) > LONGEST or text.startswith((HERE, "/sign-out")):
        return "/"
    return text

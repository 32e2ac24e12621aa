"""Being signed in: a signed cookie holds a secret, a row of the database says whose it is, for how long, and ends it."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from fastapi import Request, Response

from bot.channels.web.cookies import Cookies
from bot.channels.web.members import Member
from bot.channels.web.signing import Signed
from bot.conversation import Clock
from storage.sessions import Session
from storage.sessions import Sessions as Rows
from storage.shares import hashed

NAME = "session"
LIVES = timedelta(days=30)
"""How long after the last visit somebody stays signed in."""
PROLONGED_EVERY = timedelta(days=1)
"""Not every visit is to write."""


@dataclass(frozen=True)
class Sessions:
    """Begins, finds and ends them. Every method raises `StorageFailed`."""

    rows: Rows
    signed: Signed
    cookies: Cookies
    clock: Clock

    async def begin(self, request: Request, response: Response, member: Member) -> None:
        """Sign somebody in under a new secret; what the browser held before is good no more."""
        await self.end(request, response)
        secret, now = secrets.token_urlsafe(32), self.clock()
        session = Session(
            id=hashed(secret),
            person=member.person,
            team=member.team,
            enterprise=member.enterprise,
            name=member.name,
            is_admin=member.is_admin,
            begun_at=now,
            checked_at=now,
            expires_at=now + LIVES,
        )
        await self.rows.add(session)
        self.cookies.give(response, NAME, *self._held(secret))

    async def find(self, request: Request) -> Session | None:
        """The session of this browser. One that has not been prolonged for a day is."""
        secret, now = self._secret(request), self.clock()
        session = await self.rows.find(hashed(secret), now) if secret else None
        if secret and session and session.expires_at - now < LIVES - PROLONGED_EVERY:
            await self.rows.prolong(session.id, now + LIVES)
            request.state.cookie = self.cookies.line(NAME, *self._held(secret))  # `hardening` sends it
        return session

    async def end(self, request: Request, response: Response) -> None:
        """Sign this browser out."""
        if secret := self._secret(request):
            await self.rows.end(hashed(secret))
        self.cookies.take(response, NAME)

    def _secret(self, request: Request) -> str | None:
        found = self.signed.read(self.cookies.read(request, NAME))
        return found if isinstance(found, str) else None

    def _held(self, secret: str) -> tuple[str, int]:
        """What the browser is to hold, and for how many seconds."""
        return self.signed.sealed(secret), int(LIVES.total_seconds())

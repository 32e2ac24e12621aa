"""What a person decides about themselves: how they like to practise, and which programs may act for them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.slack.words import MOST_MINUTES
from bot.channels.web.forms import Filled
from bot.channels.web.parts import Web
from bot.channels.web.tokens import api_token
from bot.channels.web.viewer import Scope, Viewer
from interview_flow.printable import printable, shortened
from interview_flow.rubric import Level, Mode
from storage.api_tokens import ApiToken, ApiTokens
from storage.failures import StorageFailed
from storage.people import Person
from storage.shares import hashed

LASTS = (7, 30, 90, 365)
"""Days for which a token can be good."""
MOST = 20
"""Good tokens of one person."""
NAME = 60
"""Characters of a token's name."""


class Unclear(Exception):
    """Nothing was changed; the sentence says why."""


def chosen(form: Filled, person: Person) -> Person:
    """The person as they want to practise from now on. Raises `Unclear`."""
    level, mode, minutes = form.text("level"), form.text("mode"), form.text("minutes")
    if level not in set(Level) or mode not in set(Mode):
        raise Unclear("Choose a level and a mode.")
    if not (minutes.isascii() and minutes.isdigit() and len(minutes) <= len(str(MOST_MINUTES)) and int(minutes) <= MOST_MINUTES):
        raise Unclear(f"Minutes: a whole number from 0 (no clock) to {MOST_MINUTES}.")
    wanted = {"level": Level(level), "mode": Mode(mode), "minutes": int(minutes), "scores_self": form.text("scores_self") == "yes"}
    return person.model_copy(update=wanted)


@dataclass(frozen=True)
class Tokens:
    """A person's API tokens."""

    web: Web
    viewer: Viewer

    async def good(self) -> list[ApiToken]:
        """Those that open anything, the latest first."""
        now = self.web.clock()
        return [
            each for each in await self._kept.of(self.viewer.person) if each.revoked_at is None and (not each.expires_at or each.expires_at > now)
        ]

    async def make(self, once: str, name: str, scopes: Iterable[str], days: str) -> tuple[ApiToken, str]:
        """A token, and its text, which is known to nobody afterwards but who was given it. Raises `Unclear`."""
        wanted = frozenset(scopes)
        if not once or not printable(name) or not wanted or not wanted <= set(Scope):
            raise Unclear("Give the token a name, and choose what it may do.")
        if days not in {str(each) for each in LASTS}:
            raise Unclear("Choose how long the token should be good.")
        text, now = api_token(self.web.keys[0], f"{self.viewer.person} {once}"), self.web.clock()
        token_id = hashlib.sha256(f"id {hashed(text)}".encode()).hexdigest()[:32]
        if made := await self._made(token_id):
            return made, text
        if len(await self.good()) >= MOST:
            raise Unclear(f"You have {MOST} tokens already. Revoke one first.")
        called, until = shortened(printable(name), NAME), now + timedelta(days=int(days))
        new = ApiToken(id=token_id, person=self.viewer.person, name=called, scopes=wanted, created_at=now, expires_at=until)
        try:
            await self._kept.add(new, hashed(text))
        except StorageFailed:
            if await self._made(token_id) is None:  # else the same form came twice at once
                raise
        return new, text

    async def revoke(self, token_id: str) -> None:
        """It opens nothing any more; once more does nothing."""
        await self._kept.revoke(self.viewer.person, token_id, self.web.clock())

    async def _made(self, token_id: str) -> ApiToken | None:
        """What the same form has made before. Raises `Unclear` if that was revoked since."""
        made = next((each for each in await self._kept.of(self.viewer.person) if each.id == token_id), None)
        if made and made.revoked_at:
            raise Unclear("That token was revoked. Make a new one.")
        return made

    @property
    def _kept(self) -> ApiTokens:
        return ApiTokens(self.web.app.database)

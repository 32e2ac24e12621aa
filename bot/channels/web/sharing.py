"""With whom an interview is shared: what may be asked for, and what becomes of it."""

import re
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from bot.channels.web.parts import Web
from bot.channels.web.tokens import link_token
from bot.channels.web.viewer import Viewer
from interview_flow.phases import IllegalMove, Stage
from interview_flow.printable import printable, shortened
from storage.people import People
from storage.shares import Share, ShareKind, Shares, hashed
from storage.threads import stirring
from storage.transcripts import Listed

LASTS = {"day": timedelta(days=1), "week": timedelta(weeks=1), "month": timedelta(days=30)}
"""For how long a link can be good, by the name in the form."""
MOST = 100
"""Shares of one interview that are good at a time."""
NAME = 80
"""Characters of a person's name, or of what a link is for."""
_ID = re.compile(r"(?:<@)?@?([UW][A-Z0-9]{1,20})(?:\|[^<>]{0,80})?>?")


class Unclear(Exception):
    """It was not shared; the sentence says what to do."""


@dataclass(frozen=True)
class Sharing:
    """One interview's readers, as its candidate decides. Every method raises `Unclear`, and `StorageFailed`."""

    web: Web
    viewer: Viewer
    interview: Listed

    async def now(self) -> tuple[list[Share], list[Share]]:
        """What is shared, and what was shared once."""
        found, now = await self._shares.of(self.interview.id), self.web.clock()
        return [each for each in found if each.is_active(now)], [each for each in found if not each.is_active(now)]

    async def with_person(self, typed: str, *, may_score: bool) -> Share:
        """Somebody of the viewer's workspace, by name, mention or id."""
        person, name = await self._meant(typed)
        if person == self.interview.candidate:
            raise Unclear("That is you. Name somebody else.")
        if may_score and self.interview.stage is not Stage.FINISHED:
            raise Unclear("An interview can be scored when it is finished. Until then it can be shared for reading.")
        if may_score:
            with suppress(IllegalMove):
                await self.web.app.conversation.ask_opinion(self.interview.id, person, name, alongside=[stirring(self.interview.id)])
        return await self._add(ShareKind.PERSON, person, name, may_score=may_score)

    async def with_channel(self, channel_id: str) -> Share:
        """A channel that the viewer is in."""
        there = next((each for each in await self.web.workspace.channels(self.viewer) if each.id == channel_id), None)
        if there is None:
            raise Unclear("Choose one of your channels.")
        return await self._add(ShareKind.CHANNEL, there.id, f"#{there.name}")

    async def by_link(self, once: str, lasts: str, name: str) -> tuple[Share, str]:
        """A link, and its token, which is known to nobody afterwards but who was given it."""
        if not once or lasts not in LASTS:
            raise Unclear("Choose how long the link should be good.")
        token = link_token(self.web.keys[0], f"{self.interview.id} {once}")
        made = next((each for each in await self._shares.of(self.interview.id) if each.target == hashed(token)), None)
        if made and not made.is_active(self.web.clock()):
            raise Unclear("That link is good no more. Make a new one.")
        return made or await self._add(ShareKind.LINK, hashed(token), _name(name), lasts=LASTS[lasts]), token

    async def revoke(self, share_id: str) -> None:
        """Take one back; once more does nothing."""
        share = await self._shares.find(share_id)
        if share and share.interview_id == self.interview.id:
            await self._shares.revoke(share.id, self.web.clock())

    async def revoke_all(self) -> None:
        """Nobody but the candidate reads it from now on."""
        for share in (await self.now())[0]:
            await self._shares.revoke(share.id, self.web.clock())

    @property
    def _shares(self) -> Shares:
        return Shares(self.web.app.database)

    async def _add(self, kind: ShareKind, target: str, name: str, *, may_score: bool = False, lasts: timedelta | None = None) -> Share:
        now = self.web.clock()
        if len((await self.now())[0]) >= MOST:
            raise Unclear(f"It is shared {MOST} times already. Revoke something first.")
        share = Share(
            id=secrets.token_hex(16),
            interview_id=self.interview.id,
            kind=kind,
            target=target,
            by=self.viewer.person,
            name=name,
            may_score=may_score,
            created_at=now,
            expires_at=now + lasts if lasts else None,
        )
        return await self._shares.add(share)

    async def _meant(self, typed: str) -> tuple[str, str]:
        """The id and the name of the one person who is meant."""
        wanted = printable(typed)
        if not wanted or self.viewer.team is None:
            raise Unclear("Name the person who should read it.")
        named = await People(self.web.app.database).named(f"slack:{self.viewer.team}:", wanted.removeprefix("@"))
        if len(named) > 1:
            raise Unclear(f"{len(named)} people are called so. Give the member id instead; Slack shows it in their profile, under “Copy member ID”.")
        if named:
            return named[0].id, _name(named[0].name or "")
        by_id = _ID.fullmatch(wanted)
        if by_id and (name := await self.web.workspace.member(self.viewer, by_id[1])):
            return f"slack:{self.viewer.team}:{by_id[1]}", _name(name)
        raise Unclear("Nobody in your workspace is known here by that name. Write it as in Slack, or give the member id from their profile.")


def _name(typed: str) -> str:
    return shortened(printable(typed), NAME)

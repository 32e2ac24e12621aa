"""What was shared with somebody: by name, with a channel they are in, or by a link they hold."""

from dataclasses import dataclass

from fastapi import Request

from bot.channels.web.parts import Web
from bot.channels.web.viewer import Viewer
from storage.shares import Share, Shares, hashed

COOKIE = "shared"
"""Holds the token of a link that was opened, for the pages of its interview alone: so it stands in no address that a browser remembers or sends on."""


@dataclass(frozen=True)
class Let:
    """Somebody may read. Who `may_score` and has not `scored` yet is not told how it was judged."""

    may_score: bool = False
    scored: bool = False
    by_link: bool = False


async def let(web: Web, request: Request, viewer: Viewer | None, interview_id: str) -> Let | None:
    """How somebody may read an interview that is not theirs; None for who may not. What is known of a person comes before a link they hold."""
    shares, now = Shares(web.app.database), web.clock()
    if viewer:
        found = await shares.letting(interview_id, viewer.person, await channels_of(web, viewer), now)
        if found:
            may_score = any(share.may_score for share in found)
            return Let(may_score, may_score and await shares.has_scored(interview_id, viewer.person))
    held = await held_link(web, request)
    return Let(by_link=True) if held and held.interview_id == interview_id else None


async def channels_of(web: Web, viewer: Viewer) -> frozenset[str]:
    """The channels that a viewer is in; the workspace is not asked while nothing is shared with any channel of it."""
    if viewer.team is None or not await Shares(web.app.database).channels(f"slack:{viewer.team}:", web.clock()):
        return frozenset()
    return frozenset(channel.id for channel in await web.workspace.channels(viewer))


async def held_link(web: Web, request: Request) -> Share | None:
    """The share of the link that was opened in this browser for these pages, while it is good."""
    token = request.cookies.get(COOKIE)
    return await Shares(web.app.database).by_link(hashed(token), web.clock()) if token else None

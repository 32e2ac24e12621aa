"""Who asks the API: whoever holds a token, or the one user of a machine without Slack."""

from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes

from bot.channels.web.access import Role, Seen, seen
from bot.channels.web.attempts import TOKEN
from bot.channels.web.here import web_of
from bot.channels.web.parts import Web
from bot.channels.web.refusals import Forbidden, NotSignedIn
from bot.channels.web.viewer import LocalDoor, Scope, Viewer
from storage.api_tokens import ApiTokens
from storage.people import People
from storage.shares import hashed

LONGEST_TOKEN = 200
"""Characters of what may be a token of ours."""
scheme = HTTPBearer(
    scheme_name="token", description="A token of your own, made on the page Account; its scopes say what it may do.", auto_error=False
)


async def holder(request: Request, asked: SecurityScopes, sent: Annotated[HTTPAuthorizationCredentials | None, Depends(scheme)]) -> Viewer:
    """Who asks, and whether they may. A session of the pages is not enough: a page of somebody else's could make a browser use it.

    Raises `NotSignedIn`, `Forbidden`, `TooOften`."""
    web = web_of(request)
    if sent is not None:
        await web.attempts.check(TOKEN, request)
        viewer = await _by_token(web, sent.credentials)
        if viewer is None:
            await web.attempts.count(TOKEN, request)
    else:
        viewer = await web.door.viewer(request) if isinstance(web.door, LocalDoor) else None
    if viewer is None:
        raise NotSignedIn("Send a token that is good: Authorization: Bearer mi_...")
    if missing := sorted(set(asked.scopes) - viewer.scopes):
        raise Forbidden(f"This token does not have the scope {missing[0]}.")
    return viewer


async def looked_at(request: Request, viewer: Viewer, interview_id: str) -> Seen:
    """The interview that a request is about. Raises `NotThere` for what does not exist and for what is not theirs."""
    return await seen(request, replace(viewer, scopes=viewer.scopes | {Scope.READ}), interview_id)


async def owned(request: Request, viewer: Viewer, interview_id: str) -> Seen:
    """The same, of the viewer's own. Raises `Forbidden` for who only reads it."""
    found = await looked_at(request, viewer, interview_id)
    if found.role is not Role.CANDIDATE:
        raise Forbidden("Only the candidate may do this.")
    return found


async def _by_token(web: Web, token: str) -> Viewer | None:
    if len(token) > LONGEST_TOKEN:
        return None
    found = await ApiTokens(web.app.database).used(hashed(token), web.clock())
    if found is None:
        return None
    person = await People(web.app.database).find(found.person)
    team = found.person.split(":")[1] if found.person.startswith("slack:") else None
    scopes = frozenset(Scope(name) for name in found.scopes if name in set(Scope))
    viewer = Viewer(found.person, person.name or found.person, team=team, scopes=scopes)
    return viewer if await web.still_member(viewer) else None

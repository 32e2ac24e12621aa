"""Who asks the API: whoever holds a token, or the one user of a machine without Slack."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes

from bot.channels.web.refusals import Forbidden, NotSignedIn
from bot.channels.web.viewer import LocalDoor, Viewer

scheme = HTTPBearer(scheme_name="token", description="A token of your own, made on the page “Account”; its scopes say what it may do.", auto_error=False)


async def holder(request: Request, asked: SecurityScopes, sent: Annotated[HTTPAuthorizationCredentials | None, Depends(scheme)]) -> Viewer:
    """Who asks, and whether they may. A session of the pages is not enough: a page of somebody else's could make a browser use it.

    Raises `NotSignedIn`, `Forbidden`."""
    web = request.app.state.web
    if sent is not None:
        viewer = await web.tokens.holder(sent.credentials)
    else:
        viewer = await web.door.viewer(request) if isinstance(web.door, LocalDoor) else None
    if viewer is None:
        raise NotSignedIn("Send a token that is good: Authorization: Bearer mi_...")
    if missing := sorted(set(asked.scopes) - viewer.scopes):
        raise Forbidden(f"This token does not have the scope {missing[0]}.")
    return viewer

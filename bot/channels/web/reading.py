"""Who may read what is theirs."""

from typing import Annotated

from fastapi import Depends

from bot.channels.web.refusals import Forbidden
from bot.channels.web.viewer import Scope, Somebody, Viewer


async def reading(viewer: Somebody) -> Viewer:
    """Somebody who may read. Raises `NotSignedIn`, `Forbidden`."""
    if Scope.READ not in viewer.scopes:
        raise Forbidden
    return viewer


Reader = Annotated[Viewer, Depends(reading)]

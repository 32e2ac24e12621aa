"""Whose token it is."""

from typing import Annotated

from fastapi import APIRouter, Request, Security

from bot.channels.web.api.bearer import holder
from bot.channels.web.api.errors import described
from bot.channels.web.api.shapes import Me
from bot.channels.web.viewer import Viewer

router = APIRouter(tags=["me"])


@router.get("/me", responses=described(401))
async def me(request: Request, viewer: Annotated[Viewer, Security(holder, scopes=[])]) -> Me:
    """Whose token this is, and what it may do."""
    return Me(person=viewer.person, name=viewer.name, scopes=sorted(viewer.scopes))

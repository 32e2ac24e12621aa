"""The list of interviews."""

from fastapi import APIRouter, Request, Response

from bot.channels.web.viewer import Somebody

router = APIRouter()


@router.get("/")
async def transcripts(request: Request, viewer: Somebody) -> Response:
    """Interviews that the viewer may see, newest first."""
    web = request.app.state.web
    found = await web.app.transcripts.listed(None if viewer.is_local else viewer.person)
    return web.page(request, "transcripts", interviews=found)

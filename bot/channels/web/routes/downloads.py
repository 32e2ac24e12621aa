"""What can be taken home of one interview."""

from fastapi import APIRouter, Request, Response

from bot.channels.web.access import Looked
from bot.channels.web.here import web_of
from bot.channels.web.taking_home import attached, taken_home

router = APIRouter()


@router.get("/interviews/{interview_id}/downloads/{name}")
async def download(request: Request, seen: Looked, name: str) -> Response:
    """A document or the transcript (`.md`, `.pdf`), the report that scripts read (`report.json`), or everything at once (`all.zip`)."""
    return attached(await taken_home(web_of(request), seen, name))

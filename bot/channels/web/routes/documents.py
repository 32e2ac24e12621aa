"""The five finished documents of one interview, and the diagrams in them."""

import asyncio

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from bot.channels.web.access import Looked
from bot.channels.web.finished import diagram, document, offered
from bot.channels.web.headings import heading
from bot.channels.web.here import web_of
from bot.channels.web.refusals import NotThere
from bot.channels.web.viewer import Whoever
from bot.pictures.failures import NotDrawn
from bot.pictures.raster import png
from bot.pictures.vector import svg

router = APIRouter()

PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""A picture brings its own style, and loads nothing."""
SAME_FOR_EVER = "private, max-age=31536000, immutable"
"""The address of a picture names what it shows."""


@router.get("/interviews/{interview_id}/documents/{name}")
async def read(request: Request, seen: Looked, viewer: Whoever, name: str) -> Response:
    """One of the documents, to be read."""
    if name not in offered(seen):
        raise NotThere
    web = web_of(request)
    shown = Markup(await document(web, seen, name))  # cleaned where it was made
    return web.page(request, "document", fragment=shown, tab=name, **await heading(web, seen, viewer))


@router.get("/interviews/{interview_id}/pictures/{key}.svg")
async def vector(request: Request, seen: Looked, key: str) -> Response:
    """A diagram, as sharp as one likes."""
    found = await _source(request, seen, key)
    try:
        drawn = await asyncio.to_thread(svg, found)
    except NotDrawn as failed:
        raise NotThere("This diagram cannot be shown as a picture; its text stands in the document.") from failed
    return _picture(drawn.encode(), "image/svg+xml")


@router.get("/interviews/{interview_id}/pictures/{key}.png")
async def raster(request: Request, seen: Looked, key: str) -> Response:
    """A diagram for places that show no SVG."""
    found = await _source(request, seen, key)
    try:
        drawn = await asyncio.to_thread(png, found)
    except NotDrawn as failed:
        raise NotThere("This diagram cannot be shown as a picture; its text stands in the document.") from failed
    return _picture(drawn, "image/png")


async def _source(request: Request, seen: Looked, key: str) -> str:
    found = await diagram(web_of(request), seen, key)
    if found is None:
        raise NotThere
    return found.source


def _picture(content: bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type, headers={"cache-control": SAME_FOR_EVER, "content-security-policy": PICTURE_POLICY})

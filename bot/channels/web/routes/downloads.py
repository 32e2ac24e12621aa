"""What can be taken home of one interview."""

import asyncio
from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from bot.archive import TRANSCRIPT, Kept
from bot.channels.web.access import Looked, Seen
from bot.channels.web.finished import kept_for, offered
from bot.channels.web.here import web_of
from bot.channels.web.refusals import NotThere
from bot.exports.failures import NotMade
from bot.exports.files import File, everything, markdown, printed, reported

router = APIRouter(prefix="/interviews/{interview_id}/downloads")


@router.get("/report.json")
async def report(request: Request, seen: Looked) -> Response:
    """The report that scripts read."""
    return await _handed_out(request, seen, _judging(seen, reported))


@router.get("/all.zip")
async def all_of_it(request: Request, seen: Looked) -> Response:
    """Everything at once."""
    return await _handed_out(request, seen, _judging(seen, everything))


@router.get("/{name}.md")
async def as_markdown(request: Request, seen: Looked, name: str) -> Response:
    """A document, or the transcript, as Markdown."""
    style = _offered(seen, name)
    return await _handed_out(request, seen, lambda kept: markdown(kept, style))


@router.get("/{name}.pdf")
async def as_pdf(request: Request, seen: Looked, name: str) -> Response:
    """A document, or the transcript, to be printed."""
    style = _offered(seen, name)
    return await _handed_out(request, seen, lambda kept: printed(kept, style))


def _offered(seen: Seen, name: str) -> str:
    """Raises `NotThere` for a document that there is not, or that this reader may not read yet."""
    if name not in (*offered(seen), *([TRANSCRIPT] if offered(seen) else [])):
        raise NotThere
    return name


def _judging(seen: Seen, make: Callable[[Kept], File]) -> Callable[[Kept], File]:
    """What tells how the interview went. Raises `NotThere` for who may not know it yet."""
    if not seen.judged:
        raise NotThere("How it went is not told yet, and this would tell it.")
    return make


async def _handed_out(request: Request, seen: Seen, make: Callable[[Kept], File]) -> Response:
    kept = await kept_for(web_of(request), seen)
    try:
        file = await asyncio.to_thread(make, kept)
    except NotMade as failed:
        raise NotThere("This file cannot be made on this machine; the same is there as Markdown.") from failed
    return Response(file.content, media_type=file.media_type, headers={"content-disposition": f'attachment; filename="{file.name}"'})

"""What can be taken home of one interview: for people and for programs the same, and never more than a reader may know."""

import asyncio
from collections.abc import Callable

from fastapi import Response

from bot.archive import TRANSCRIPT, Kept
from bot.channels.web.access import Seen
from bot.channels.web.finished import is_closed, kept_for, offered
from bot.channels.web.parts import Web
from bot.channels.web.refusals import NotThere
from bot.exports.failures import NotMade
from bot.exports.files import File, everything, markdown, printed, reported

REPORT, ALL = "report.json", "all.zip"
_MADE: dict[str, Callable[[Kept, str], File]] = {"md": markdown, "pdf": printed}
_JUDGING: dict[str, Callable[[Kept], File]] = {REPORT: reported, ALL: everything}
"""These tell how the interview went."""


async def taken_home(web: Web, seen: Seen, name: str) -> File:
    """A file by its name: `report.json`, `all.zip`, or a document or the transcript as `.md` or `.pdf`. Raises `NotThere`, also before the end."""
    make = _maker(seen, name)
    kept = await kept_for(web, seen)
    try:
        return await asyncio.to_thread(make, kept)
    except NotMade as failed:
        raise NotThere("This file cannot be made on this machine; the same is there as Markdown.") from failed


def attached(file: File) -> Response:
    """An answer that a browser saves under the file's name."""
    return Response(file.content, media_type=file.media_type, headers={"content-disposition": f'attachment; filename="{file.name}"'})


def _maker(seen: Seen, name: str) -> Callable[[Kept], File]:
    if name in _JUDGING:
        if not seen.judged:
            raise NotThere("How it went is not told yet, and this would tell it.")
        return _JUDGING[name]
    style, _, ending = name.rpartition(".")
    if ending not in _MADE or style not in (*offered(seen), *([TRANSCRIPT] if is_closed(seen) else [])):
        raise NotThere
    return lambda kept: _MADE[ending](kept, style)

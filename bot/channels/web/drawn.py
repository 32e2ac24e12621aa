"""Parts of pages that look alike to everybody who may see them: drawn once, kept, and drawn again when anything in them has changed."""

import hashlib
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from markupsafe import Markup

from bot.channels.web.access import Seen
from storage.database import Database
from storage.failures import StorageFailed, UnknownInterview
from storage.kept_pages import KeptPages
from storage.transcripts import OPEN

DRAWN_BY = ("interview_flow", "prompts", "bot")
"""Packages whose text or code can change what a part looks like."""
ENDINGS = (".py", ".j2", ".yaml", ".md")


async def drawn(database: Database, seen: Seen, name: str, draw: Callable[[], Awaitable[str]]) -> Markup:
    """A part of an interview's pages, as HTML; `draw` makes it if it is not kept. What is kept is trusted, because only `draw` writes it."""
    if seen.interview.stage in OPEN:
        return Markup(await draw())  # noqa: S704  # it changes with every word
    pages, stamp = KeptPages(database), f"{edition()}:{seen.seq}"
    name = name if seen.judged else f"{name}:unjudged"
    known = await pages.find(seen.id, [name], stamp)
    if name in known:
        return Markup(known[name])  # noqa: S704
    html = await draw()
    with suppress(UnknownInterview, StorageFailed):  # a page that cannot be kept can still be read
        await pages.keep(seen.id, stamp, {name: html})
    return Markup(html)  # noqa: S704


@cache
def edition() -> str:
    """Changes with the program: what an older one has drawn is drawn again."""
    content = hashlib.sha256()
    for package in DRAWN_BY:
        for name, text in _texts(files(package)):
            content.update(name.encode() + b"\0" + text)
    return content.hexdigest()[:16]


def _texts(folder: Traversable) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir():
            found += _texts(each)
        elif each.name.endswith(ENDINGS):
            found.append((each.name, each.read_bytes()))
    return found

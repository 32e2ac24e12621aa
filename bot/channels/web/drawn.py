"""Parts of pages that look alike to everybody who may see them: drawn once, kept, and drawn again when anything in them has changed."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from bot.channels.web.access import Seen
from storage.database import Database
from storage.failures import StorageFailed, UnknownInterview
from storage.kept_pages import KeptPages
from storage.transcripts import OPEN

DRAWN_BY = ("interview_flow", "prompts", "bot")
"""Packages whose text or code can change what a part looks like."""
ENDINGS = (".py", ".j2", ".yaml", ".md")


def part(seen: Seen, name: str) -> str:
    """The name of a part that tells how an interview went to those alone who may know it."""
    return name if seen.judged else f"{name}:unjudged"


async def drawn(database: Database, seen: Seen, name: str, changes: str, draw: Callable[[], Awaitable[Mapping[str, str]]]) -> str | None:
    """A part of an interview's pages. `changes` is what it shows that is not in the log; `draw` makes it, and others along with it, if it is not
    kept: None if it does not make it either. What is kept can be trusted as much as what `draw` makes, for nothing else writes it."""
    if seen.interview.stage in OPEN:
        return (await draw()).get(name)  # it changes with every word
    pages, stamp = KeptPages(database), f"{edition()}:{seen.seq}:{changes}"
    known = await pages.find(seen.id, [name], stamp)
    if name in known:
        return known[name]
    made = await draw()
    with suppress(UnknownInterview, StorageFailed):  # a page that cannot be kept can still be read
        await pages.keep(seen.id, stamp, made)
    return made.get(name)


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

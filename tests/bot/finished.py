"""Bundled candidates, played once for all tests that look at what is left of them."""

import asyncio
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.archive import Kept
from interview_flow.documents import context
from prompts.templates import NAMES, TRANSCRIPT, render
from tests.samples import CANDIDATES, played


@cache
def kept(candidate: str) -> Kept:
    """The interview of a bundled candidate; not to be asked for by a coroutine."""
    with TemporaryDirectory() as folder:
        return asyncio.run(played(CANDIDATES / f"{candidate}.yaml", Path(folder)))


@cache
def documents(candidate: str) -> dict[str, str]:
    """The finished documents and the transcript, in Markdown."""
    shown = context(kept(candidate).source)
    return {name: render(name, shown) for name in (*NAMES, TRANSCRIPT)}

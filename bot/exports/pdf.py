"""A document as a PDF, with its diagrams as drawings that stay sharp, page numbers, and the fonts inside."""

import json
import logging
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from bot.exports.failures import NotMade
from bot.exports.tree import breakable, size_of, title_of, tree
from bot.markup.reading import TooLong
from bot.pictures.looks import FONTS
from interview_flow.printable import unstacked
from prompts.export_texts import typst

LARGEST = 200_000
"""Characters of a document that is laid out."""
MOST_PARTS = 6000
"""Of a document that is laid out: words, paragraphs, lines of code. The longest of a full interview has a fifth; so many take a second and 100 MB."""

log = logging.getLogger(__name__)


def pdf(text: str, *, author: str, made_at: datetime) -> bytes:
    """A document in Markdown as a PDF of A4 pages. Takes tenths of a second, so not on the event loop; raises `NotMade`."""
    if len(text) > LARGEST:
        raise NotMade(f"{len(text)} characters")
    try:
        read = tree(unstacked(text))
    except TooLong as error:
        raise NotMade("too long") from error
    if (parts := size_of(read.blocks)) > MOST_PARTS:
        raise NotMade(f"{parts} parts")
    shown = {"title": title_of(read.blocks), "author": breakable(author), "date": f"{made_at:%Y-%m-%d}", "blocks": read.blocks}
    return _compiled({"document": json.dumps(shown), **read.pictures}, made_at)


def _compiled(inputs: dict[str, str], made_at: datetime) -> bytes:
    compiler, fonts = _library()
    try:
        made = compiler(typst().encode(), root=str(_nowhere()), font_paths=fonts, sys_inputs=inputs)
        return bytes(made.compile(format="pdf", timestamp=made_at.replace(microsecond=0)))  # it takes whole seconds alone
    except BaseException as failed:  # a panic of the library is no Exception
        if isinstance(failed, Exception) or type(failed).__name__ == "PanicException":
            log.warning("A document could not be laid out", exc_info=failed)
            raise NotMade(f"{type(failed).__name__}: {failed}"[:300]) from failed
        raise


@cache
def _library() -> tuple[Any, Any]:
    """The compiler's class, and the fonts: ours, its own, and for what they lack those of the system."""
    try:
        library: Any = import_module("typst")
    except ImportError as missing:
        raise NotMade(str(missing)) from missing
    return library.Compiler, library.Fonts(include_system_fonts=True, include_embedded_fonts=True, font_paths=[str(FONTS)])


@cache
def _nowhere() -> Path:
    """An empty folder: all that a layout could read of the file system."""
    return Path(mkdtemp(prefix="mock-interview-layout-"))

"""A drawn diagram as PNG, for rooms that show no SVG."""

import re
from functools import lru_cache
from importlib import import_module
from typing import Any

from bot.pictures.failures import Because, NotDrawn
from bot.pictures.looks import BACKGROUND, FAMILY, FONTS
from bot.pictures.mending import size
from bot.pictures.vector import svg

WIDEST, HIGHEST = 2400, 3200
"""Pixels of a picture."""
SHARPEST, COARSEST = 2.0, 0.3
"""Pixels of the picture for one of the drawing's: beyond that nothing is gained, below that no label can be read."""
KEPT = 16
_BEYOND = re.compile("[^\x00-\u052f\u0590-\u05ff\u1d00-\u22ff\u2500-\u266f]")
"""Characters that our own font lacks."""


@lru_cache(maxsize=KEPT)
def png(source: str) -> bytes:
    """The picture of a diagram. Takes tenths of a second, so not on the event loop; raises `NotDrawn`."""
    drawn = svg(source)
    width, height = size(drawn)
    zoom = min(SHARPEST, WIDEST / width, HIGHEST / height)
    if zoom < COARSEST:
        raise NotDrawn(Because.TOO_LARGE, f"{width} x {height}")
    return _drawn(drawn, zoom)


def _drawn(drawn: str, zoom: float) -> bytes:
    """Fonts of the system are looked through only where ours lacks a character: that takes time, and differs between machines."""
    try:
        resvg: Any = import_module("resvg_py")
    except ImportError as missing:
        raise NotDrawn(Because.NOT_INSTALLED, str(missing)) from missing
    try:
        return bytes(
            resvg.svg_to_bytes(
                svg_string=drawn,
                background=BACKGROUND,
                zoom=zoom,
                skip_system_fonts=not _BEYOND.search(drawn),
                font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
                font_family=FAMILY,
                sans_serif_family=FAMILY,
            )
        )
    except BaseException as failed:  # a panic of the library is no Exception
        if isinstance(failed, Exception) or type(failed).__name__ == "PanicException":
            raise NotDrawn(Because.BROKEN, str(failed)) from failed
        raise

"""Mermaid text as SVG: a picture of its own, with width, height and background, that does nothing but be looked at."""

import atexit
import json
from functools import cache, lru_cache
from importlib import import_module
from typing import Any

from bot.pictures.failures import Because, NotDrawn
from bot.pictures.looks import MILLISECONDS, OPTIONS, SOURCE_BYTES
from bot.pictures.mending import mended

KEPT = 64
"""Pictures kept in memory, by what they are drawn from."""
_REASONS = {"MERMAN_RESOURCE_LIMIT_EXCEEDED": Because.TOO_LARGE, "MERMAN_PARSE_ERROR": Because.UNREADABLE, "MERMAN_NO_DIAGRAM": Because.UNREADABLE}


def svg(source: str) -> str:
    """The picture of a diagram. Takes milliseconds; raises `NotDrawn`."""
    if len(source) > SOURCE_BYTES:
        raise NotDrawn(Because.TOO_LARGE, f"{len(source)} characters")
    drawn = _kept(source)
    if isinstance(drawn, NotDrawn):
        raise NotDrawn(drawn.because, str(drawn)) from drawn
    return drawn


@lru_cache(maxsize=KEPT)
def _kept(source: str) -> str | NotDrawn:
    """What cannot be drawn is remembered as well: a diagram made to be slow is slow once."""
    try:
        return mended(_drawn(source))
    except NotDrawn as failed:
        return failed


def _drawn(source: str) -> str:
    merman, engine = _engine()
    try:
        control = merman.MermanOperationControl(timeout_ms=MILLISECONDS)
        wanted = merman.MermanOperationRequestV4(operation_id="svg", source=source, uri=None, options_json=None, control=control)
        return bytes(engine.execute(wanted).data).decode()
    except Exception as failed:  # the library is young, and a page without a picture is still a page
        raise _reason(failed) from failed


def _reason(failed: Exception) -> NotDrawn:
    if getattr(failed, "cancellation", None):
        return NotDrawn(Because.TOO_SLOW, f"{MILLISECONDS} ms")
    return NotDrawn(_REASONS.get(str(getattr(failed, "code_name", "")), Because.BROKEN), str(getattr(failed, "message", failed)))


def _let_go() -> None:
    """At the end of the program while the library is still whole: later it would complain of being taken apart."""
    _engine.cache_clear()


@cache
def _engine() -> tuple[Any, Any]:
    """The library and one engine, which answers several threads at once."""
    try:
        merman = import_module("merman")
        atexit.register(_let_go)
        return merman, merman.MermanEngine(options_json=json.dumps(OPTIONS), services=None)
    except ImportError as missing:
        raise NotDrawn(Because.NOT_INSTALLED, str(missing)) from missing
    except Exception as failed:  # a library for another system is found, and does not load
        raise NotDrawn(Because.BROKEN, str(failed)) from failed

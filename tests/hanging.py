"""A watchdog for hostile text: no figure is asserted, but what would hang a server is interrupted."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

FOREVER = 30.0
"""Seconds of processor time after which a reader is taken to hang; a pattern that backtracks takes minutes."""


class Hangs(Exception):
    """It would not have come to an end."""


@contextmanager
def watched() -> Iterator[None]:
    """Raises `Hangs` when what is done meanwhile takes forever."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise Hangs

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, FOREVER)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)

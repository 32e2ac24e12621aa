"""Waiting for something to become true, without looking at the clock."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from typing import TypeVar, cast

T = TypeVar("T")


class Pulse:
    """Beats whenever something has changed."""

    def __init__(self) -> None:
        self._next = asyncio.Event()

    def beat(self) -> None:
        """Wakes everybody who waits."""
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, condition: Callable[[], T | Awaitable[T]], seconds: float, dump: Callable[[], str]) -> T:
        """What the condition gives once it is true; an AssertionError with the dump where it is not so in time."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while True:
            following, asked = self._next, condition()
            result = cast(T, await asked if inspect.isawaitable(asked) else asked)
            if result:
                return result
            if loop.time() >= deadline:
                raise AssertionError(f"Not within {seconds} s: {_source(condition)}\n{dump()}")
            try:
                await asyncio.wait_for(following.wait(), deadline - loop.time())
            except TimeoutError:
                continue


def _source(condition: Callable[[], object]) -> str:
    try:
        return inspect.getsource(condition).strip()
    except (OSError, TypeError):
        return repr(condition)

"""How fast one person may send: faster than anybody types, slower than a machine."""

import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

WORDS = RateLimitItemPerMinute(40, namespace="words")
"""Messages and buttons of one person."""
BEGINNINGS = RateLimitItemPerMinute(12, namespace="beginnings")
"""Interviews that one person begins."""


class Pace:
    """Counts in this process alone: it is there for scripts that run wild, not to share something out."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    async def wait(self, item: RateLimitItem, person: str) -> int:
        """Counts one more. 0 if it may be, otherwise the seconds until the next may."""
        if await self._limiter.hit(item, person):
            return 0
        window = await self._limiter.get_window_stats(item, person)
        return max(1, math.ceil(window.reset_time - time.time()))

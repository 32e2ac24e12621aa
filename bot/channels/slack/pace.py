"""At most one message a second in a channel, which is what Slack allows."""

import asyncio
from collections import OrderedDict

BETWEEN = 1.0
"""Seconds between two messages in one channel. https://docs.slack.dev/apis/web-api/rate-limits"""
REMEMBERED = 4096


class Pace:
    """Gives each channel its turns, in the order in which they were asked for."""

    def __init__(self, between: float = BETWEEN) -> None:
        self._between = between
        self._free_at: OrderedDict[tuple[str, str], float] = OrderedDict()

    async def turn(self, team: str, channel: str) -> None:
        """Wait until a message may be posted in this channel."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._free_at.pop((team, channel), now))
        self._free_at[team, channel] = at + self._between
        while len(self._free_at) > REMEMBERED:
            self._free_at.popitem(last=False)
        await asyncio.sleep(at - now)

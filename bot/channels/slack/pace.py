"""At most one message a second in a channel, which is what Slack allows."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

BETWEEN = 1.0
"""Seconds between two messages in one channel. https://docs.slack.dev/apis/web-api/rate-limits"""
REMEMBERED = 4096


@dataclass
class _Channel:
    free_at: float = 0.0
    queue: asyncio.Lock = field(default_factory=asyncio.Lock)


class Pace:
    """Gives each channel its turns, in the order in which they were asked for."""

    def __init__(self, between: float = BETWEEN) -> None:
        self.between = between
        self._channels: OrderedDict[tuple[str, str], _Channel] = OrderedDict()

    async def turn(self, team: str, channel: str) -> None:
        """Wait until a message may be posted in this channel."""
        place = self._channel(team, channel)
        async with place.queue:
            while (wait := place.free_at - _now()) > 0:  # noqa: ASYNC110  # the moment moves while we wait for it
                await asyncio.sleep(wait)
            place.free_at = _now() + self.between

    def used(self, team: str, channel: str) -> None:
        """Slack has taken the message only now: the next turn counts from here."""
        self._channel(team, channel).free_at = _now() + self.between

    def _channel(self, team: str, channel: str) -> _Channel:
        place = self._channels.setdefault((team, channel), _Channel())
        self._channels.move_to_end((team, channel))
        oldest = next(iter(self._channels))
        if len(self._channels) > REMEMBERED and not self._channels[oldest].queue.locked():
            del self._channels[oldest]
        return place


def _now() -> float:
    return asyncio.get_running_loop().time()

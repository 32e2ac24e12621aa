"""How often an address may try to get in."""

import hashlib
import ipaddress
import logging

from fastapi import Request
from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.strategies import FixedWindowRateLimiter
from redis.exceptions import RedisError

from bot.channels.web.refusals import TooOften
from bot.counters import counters, let_go
from bot.settings import IN_PROCESS

SIGN_IN, TOKEN = "sign-in", "token"
LIMITS: dict[str, RateLimitItem] = {
    SIGN_IN: RateLimitItemPerMinute(120, 10, namespace="mock-interview:attempts"),
    TOKEN: RateLimitItemPerMinute(120, namespace="mock-interview:attempts"),
}
"""An office behind one address may sign in on the same morning, and a program may have an old token: what is limited is how much work this makes, for nobody
guesses 256 bits."""
OF_ONE_HOUSE = 64
"""Bits of an IPv6 address that one customer has; the rest they choose."""

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

logger = logging.getLogger(__name__)


class Attempts:
    """Counts them for all processes that share a Redis. A server that cannot be reached limits nobody."""

    def __init__(self, redis_url: str = IN_PROCESS) -> None:
        self._storage = counters(redis_url)
        self._counter = FixedWindowRateLimiter(self._storage)

    async def count(self, what: str, request: Request) -> None:
        """One more attempt. Raises `TooOften` for one too many."""
        try:
            within = await self._counter.hit(LIMITS[what], what, _hidden(address(request)))
        except (RedisError, OSError, TimeoutError) as error:
            logger.warning("Attempts cannot be counted (%s).", type(error).__name__)
            return
        if not within:
            raise TooOften(after=LIMITS[what].get_expiry())

    async def check(self, what: str, request: Request) -> None:
        """Raises `TooOften` for who has had all their attempts; counts nothing."""
        try:
            within = await self._counter.test(LIMITS[what], what, _hidden(address(request)))
        except (RedisError, OSError, TimeoutError) as error:
            logger.warning("Attempts cannot be counted (%s).", type(error).__name__)
            return
        if not within:
            raise TooOften(after=LIMITS[what].get_expiry())

    async def close(self) -> None:
        """Let go of the server."""
        await let_go(self._storage)


def address(request: Request) -> str:
    """Who asks, by their address: behind a proxy of this network the one that the proxy has seen. Of IPv6 it is the network of one house."""
    found = _read(request.client.host if request.client else "")
    if found is None or not found.is_global:
        found = _read(_last_hop(request)) or found
    if found is None:
        return "somebody"
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, OF_ONE_HOUSE), strict=False))
    return str(found)


def _last_hop(request: Request) -> str:
    """What stands before the last hop is whatever the client wanted to say."""
    hops = request.headers.getlist("x-forwarded-for")
    return hops[-1].rpartition(",")[2].strip() if hops else ""


def _read(text: str) -> Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _hidden(who: str) -> str:
    return hashlib.sha256(who.encode()).hexdigest()[:32]

"""Where what is limited is counted: in the queue's Redis or Valkey, for all processes, or in this one."""

from limits.aio.storage import MemoryStorage, RedisStorage

from bot.settings import IN_PROCESS

PATIENCE = 1.0
"""Seconds that counting may take from who is counted."""

Counters = MemoryStorage | RedisStorage


def counters(url: str) -> Counters:
    """`limits` takes unix:// for Valkey's own client, which is not installed: Redis's speaks with both."""
    if url == IN_PROCESS:
        return MemoryStorage()
    scheme, _, rest = url.partition("://")
    known = {"valkey": "redis", "valkeys": "rediss", "unix": "redis+unix"}.get(scheme, scheme)
    return RedisStorage(f"async+{known}://{rest}", implementation="redispy", socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE)


async def let_go(storage: Counters) -> None:
    """Close the connections to the server, if there is one."""
    if isinstance(storage, RedisStorage):
        await storage.bridge.get_connection().aclose()  # type: ignore[attr-defined]

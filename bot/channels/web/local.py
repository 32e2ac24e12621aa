"""The site of one machine, where there is no Slack and nobody signs in."""

import asyncio
import ipaddress
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.channels.slack.http import health_app
from bot.channels.web.parts import Web
from bot.channels.web.site import add_site

NAMES = ["localhost", "127.0.0.1", "[::1]", "::1"]
"""By which a browser may call this machine: another name that leads here is somebody else's page (DNS rebinding)."""
SWEEP_EVERY = 60.0
"""Seconds."""

log = logging.getLogger(__name__)


def web_app(web: Web, host: str = "127.0.0.1") -> FastAPI:
    """The pages for the local user; `host` is the loopback address at which they are."""
    app = add_site(health_app(web.app.database.answers), web)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*NAMES, host])
    return app


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@asynccontextmanager
async def sweeping(*sweeps: Callable[[], Awaitable[object]]) -> AsyncGenerator[None]:
    """Meanwhile each of these looks every minute, and first of all now, for what was left to do."""
    under_way = [asyncio.create_task(_every_minute(sweep)) for sweep in sweeps]
    try:
        yield
    finally:
        for each in under_way:
            each.cancel()


async def _every_minute(sweep: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            await sweep()
        except Exception:  # the edge: it is tried again
            log.exception("What was left to do could not be done")
        await asyncio.sleep(SWEEP_EVERY)

"""The site of one machine, where there is no Slack and nobody signs in."""

import asyncio
import ipaddress
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.channels.slack.http import health_app
from bot.channels.web.site import Web, add_site
from bot.conversation import Conversation

SWEEP_EVERY = 60.0
"""Seconds."""
NAMES = ["localhost", "127.0.0.1", "[::1]", "::1"]
"""By which a browser may call this machine: another name that leads here is somebody else's page (DNS rebinding)."""

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
async def recovering(conversation: Conversation, *also: Callable[[], Awaitable[None]]) -> AsyncGenerator[None]:
    """Meanwhile whatever was left unanswered is answered, now and every minute, and whatever `also` finds is made up for."""
    sweeping = asyncio.gather(*(_sweep(each) for each in (conversation.recover, *also)))
    try:
        yield
    finally:
        sweeping.cancel()


async def _sweep(recover: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await recover()
        except Exception:  # the edge: it is tried again
            log.exception("What was left open could not be made up for")
        await asyncio.sleep(SWEEP_EVERY)

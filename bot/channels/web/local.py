"""The site of one machine, where there is no Slack and nobody signs in."""

import ipaddress

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.channels.slack.http import health_app
from bot.channels.web.site import Web, add_site

NAMES = ["localhost", "127.0.0.1", "[::1]", "::1"]
"""By which a browser may call this machine: another name that leads here is somebody else's page (DNS rebinding)."""


def web_app(web: Web) -> FastAPI:
    """The pages for the local user."""
    app = add_site(health_app(web.app.database.answers), web)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=NAMES)
    return app


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
